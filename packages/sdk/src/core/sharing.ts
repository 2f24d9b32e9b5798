// Identical reads in flight are one request: two parts of a page that ask the same do not ask twice.
import { createAbort, type Signal } from './signal.ts';

interface Shared {
  readonly result: Promise<unknown>;
  /** How many still want the answer; the last to give up stops the request. */
  wanted: number;
  readonly stop: () => void;
}

/** Runs `read` once for all who ask under the same key meanwhile; each gets a copy of his own. */
export type Share = <T>(
  key: string,
  signal: Signal | undefined,
  read: (signal: Signal) => Promise<T>,
  aborted: () => unknown,
) => Promise<T>;

/** Makes the table of reads in flight of one client. */
export function createSharing(): Share {
  const flights = new Map<string, Shared>();

  return <T>(
    key: string,
    signal: Signal | undefined,
    read: (signal: Signal) => Promise<T>,
    aborted: () => unknown,
  ): Promise<T> => {
    const standing = flights.get(key);
    const flight = standing ?? start(key, read);
    flight.wanted += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        signal?.removeEventListener('abort', onAbort);
        flight.wanted -= 1;
      };
      const onAbort = () => {
        leave();
        if (flight.wanted === 0) flight.stop();
        reject(aborted());
      };
      signal?.addEventListener('abort', onAbort);
      flight.result.then(
        (result) => {
          leave();
          resolve((standing && result !== undefined ? JSON.parse(JSON.stringify(result)) : result) as T);
        },
        (error: unknown) => {
          leave();
          reject(error);
        },
      );
    });
  };

  function start<T>(key: string, read: (signal: Signal) => Promise<T>): Shared {
    const abort = createAbort();
    const end = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const flight: Shared = {
      result: read(abort.signal),
      wanted: 0,
      stop: () => {
        end();
        abort.abort();
      },
    };
    flights.set(key, flight);
    flight.result.then(end, end);
    return flight;
  }
}
