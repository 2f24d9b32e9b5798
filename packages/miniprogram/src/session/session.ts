// The citizen's session: who is signed in, with which token. At a counter it lives only as long as the customer stands there.
import type { Assistance, Citizen, Session } from '@onetrip/shared/contract';
import { acting } from '../delegation/acting.ts';
import { forgetAll, keep, recall } from '../state/device.ts';
import { createStore, useStore } from '../state/store.ts';

/** What is known of the signed-in citizen; name, number and mobile are masked by the service. */
export interface SignedIn {
  token: string;
  expiresAt: string;
  citizen: Citizen;
  assistance: Assistance | null;
  /** The number he signed in with, to fill in forms; never kept on the device. */
  mobile?: string;
}

const kept = recall<SignedIn>('session');

export const session = createStore<SignedIn | null>(kept && Date.parse(kept.expiresAt) > Date.now() ? kept : null);

/** Begins a session. */
export function begin({ token, expiresAt, citizen, assistance }: Session, mobile?: string): void {
  keep('session', { token, expiresAt, citizen, assistance });
  session.set({ token, expiresAt, citizen, assistance, ...(mobile && { mobile }) });
}

/** The citizen has become better known, e.g. his identity is confirmed. */
export function know(citizen: Citizen): void {
  const current = session.get();
  if (!current) return;
  const { token, expiresAt, assistance } = current;
  keep('session', { token, expiresAt, citizen, assistance });
  session.set({ ...current, citizen });
}

/** Ends the session on this device and forgets everything that belonged to it. */
export function end(): void {
  session.set(null);
  acting.set(null);
  forgetAll('session');
  forgetAll('draft.');
  forgetAll('payment.');
}

/** The session has lapsed: the drafts stay, so that he can go on after signing in. */
export function lapse(): void {
  session.set(null);
  acting.set(null);
  forgetAll('session');
}

/** The session, watched. */
export const useSession = (): SignedIn | null => useStore(session);
