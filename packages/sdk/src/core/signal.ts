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
  const signal = {
    aborted: false,
    addEventListener: (_type: 'abort', listener: () => void) => {
      listeners.add(listener);
    },
    removeEventListener: (_type: 'abort', listener: () => void) => {
      listeners.delete(listener);
    },
  };
  return {
    signal,
    abort() {
      if (signal.aborted) return;
      signal.aborted = true;
      for (const listener of listeners) listener();
    },
  };
}

/**
 * Waits for something that may never happen.
 * @returns what it came to, or undefined as soon as the signal is aborted
 */
export async function unlessAborted<T>(happening: Promise<T>, signal?: Signal): Promise<T | undefined> {
  if (!signal) return happening;
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    happening.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/**
 * Waits; not longer than until the signal is aborted.
 * @param ms milliseconds
 */
export async function sleep(ms: number, signal?: Signal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await unlessAborted(passed, signal);
  clearTimeout(timer);
}
