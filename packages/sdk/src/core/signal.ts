// Cancelling without AbortController, which WeChat's engine lacks; the DOM's AbortSignal fits the same shape.

/** What a caller passes to cancel. Every `AbortSignal` fits; where there is none, make one with `createAbort`. */
export interface Signal {
  /** Whether it has been cancelled. */
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A signal together with the function that cancels it. */
export interface Abort {
  readonly signal: Signal;
  /** Cancels; a second call does nothing. */
  abort(): void;
}

/**
 * Makes a signal and the function that cancels it, in any JavaScript engine.
 * @example
 * const abort = createAbort();
 * client.applications.waitFor(id, { signal: abort.signal });
 * onUnload(() => abort.abort());
 */
export function createAbort(): Abort {
  const listeners = new Set<() => void>();
  let aborted = false;
  return {
    signal: {
      get aborted() {
        return aborted;
      },
      addEventListener: (_type, listener) => {
        listeners.add(listener);
      },
      removeEventListener: (_type, listener) => {
        listeners.delete(listener);
      },
    },
    abort() {
      if (aborted) return;
      aborted = true;
      for (const listener of [...listeners]) listener();
      listeners.clear();
    },
  };
}

/**
 * Waits.
 * @param ms milliseconds
 * @returns `true` when the time has passed, `false` as soon as the signal is aborted
 */
export function sleep(ms: number, signal?: Signal): Promise<boolean> {
  if (signal?.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (passed: boolean) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(passed);
    };
    const onAbort = () => end(false);
    const timer = setTimeout(() => end(true), ms);
    signal?.addEventListener('abort', onAbort);
  });
}
