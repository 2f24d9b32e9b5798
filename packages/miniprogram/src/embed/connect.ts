// Connecting to the host page, renewing the counter's session, and following the host's language and theme.
import { connectToHost, HostError, type HostSettings } from '@onetrip/sdk/embed/frame';
import { preferences } from '../preferences/preferences.ts';
import { gateway } from '../service/client.ts';
import { session } from '../session/session.ts';
import { counter, finish } from './counter.ts';

/** Renewed so long before it lapses, in milliseconds. */
const renewBeforeMs = 30_000;
/** Time a customer may need, in milliseconds. */
const customerNeedsMs = 20 * 60_000;

const follow = ({ language, theme }: HostSettings) => preferences.set({ ...preferences.get(), language, theme });

let connecting: Promise<void> | null = null;

/**
 * Connects to the host page, once.
 * @throws {HostError} when there is no host page, or not the right one
 * @throws {OneTripError} when the service cannot be asked
 */
export function connectCounter(): Promise<void> {
  connecting ??= connect().catch((cause: unknown) => {
    connecting = null;
    throw cause;
  });
  return connecting;
}

async function connect(): Promise<void> {
  const client = await gateway();
  const host = await connectToHost({
    client: {
      embedSessions: client.embedSessions,
      // While a customer is served, his own session is what the client carries.
      setToken: (token) => {
        if (!session.get()) client.setToken(token);
      },
    },
    onSettings: follow,
  });
  follow(host.settings);
  counter.set({ standing: host.session, host });
  renewInTime();
  host.ready();
}

/** Asks the host for another session; without one the counter is closed and cleared. */
async function renew(): Promise<void> {
  const current = counter.get();
  if (!current) return;
  try {
    counter.set({ ...current, standing: await current.host.expired() });
    renewInTime();
  } catch {
    connecting = null;
    counter.set(null);
    finish();
  }
}

let renewal: ReturnType<typeof setTimeout> | undefined;

/** Renews the session shortly before it lapses. */
function renewInTime(): void {
  const left = Date.parse(counter.get()?.standing.expiresAt ?? '') - Date.now();
  clearTimeout(renewal);
  renewal = setTimeout(() => void renew(), Math.max(renewBeforeMs, left - renewBeforeMs));
}

/** A customer's session ends with the counter's: before he is confirmed, the counter's is made long enough to serve him. */
export async function makeTimeForCustomer(): Promise<void> {
  const current = counter.get();
  if (current && Date.parse(current.standing.expiresAt) - Date.now() < customerNeedsMs) await renew();
}

/** What is wrong with the host page, if that is what is wrong: there is none, or it gives no session of its own. */
export const hostFault = (caught: unknown): 'unframed' | 'noSession' | null =>
  caught instanceof HostError ? (caught.reason === 'noHost' ? 'unframed' : 'noSession') : null;
