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
 * Waits for something that may never happen.
 * @returns what it came to, or undefined as soon as the signal is aborted
 */
export async function unlessAborted<T>(happening: Promise<T>, signal?: Signal): Promise<T | undefined> {
  if (!signal) return happening;
  let stop = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  return Promise.race([aborted, happening]).finally(() => signal.removeEventListener('abort', stop));
}

/**
 * Waits.
 * @param ms milliseconds
 * @returns `true` when the time has passed, undefined as soon as the signal is aborted
 */
export async function sleep(ms: number, signal?: Signal): Promise<true | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<true>((resolve) => {
    timer = setTimeout(resolve, ms, true);
  });
  const done = await unlessAborted(passed, signal);
  clearTimeout(timer);
  return done;
}
