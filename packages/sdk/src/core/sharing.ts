// Identical reads in flight are one request: two parts of a page that ask the same do not ask twice.
import { createAbort, type Signal, unlessAborted } from './signal.ts';

/**
 * Runs `read` once for all who ask under the same key meanwhile; each gets a copy of his own. Undefined for one whose
 * signal is aborted; the last to give up stops the request.
 */
export type Share = (
  key: string,
  signal: Signal | undefined,
  read: (signal: Signal) => Promise<unknown>,
) => Promise<unknown>;

/**
 * Makes the table of reads in flight of one client.
 * @example
 * const client = createClient({ baseUrl, transport, resources, share: createSharing() });
 */
export function createSharing(): Share {
  const flights = new Map<string, { readonly result: Promise<unknown>; readonly stop: () => void; wanted: number }>();

  return async (key, signal, read) => {
    if (signal?.aborted) return undefined;
    const standing = flights.get(key);
    const { signal: wanted, abort } = createAbort();
    const flight = standing || { result: read(wanted), stop: abort, wanted: 0 };
    flights.set(key, flight);
    flight.wanted += 1;
    try {
      const result = await unlessAborted(flight.result, signal);
      return standing && result ? JSON.parse(JSON.stringify(result)) : result;
    } finally {
      flight.wanted -= 1;
      if (flights.get(key) === flight && !flight.wanted) flights.delete(key);
      if (!flight.wanted) flight.stop();
    }
  };
}
