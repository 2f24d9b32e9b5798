// Delegations: who may do what under one, for which matters, how long; and who is a child.
import type { DelegationKind, DelegationPower, DelegationScope, DelegationState } from '../contract/delegation.ts';
import type { OperationOf } from '../contract/routes/index.ts';

/** A proposal that nobody answers is forgotten after so many days. */
export const proposalDays = 30;
/** Under this age the guardian consents, and is asked in the child's place (个人信息保护法 31). */
export const childBelow = 14;

const dayMs = 86_400_000;
const hangzhouOffsetMs = 8 * 3_600_000;

/**
 * What an operation needs of a delegation: its power; `guardian`: only a child's guardian may, in the child's place;
 * `never`: it is the citizen's own, or goes with his own account.
 */
export type Delegable = DelegationPower | 'guardian' | 'never';

/** Every operation of citizens, and whether it may be done for somebody else. */
export const delegatedOperations: Readonly<Record<OperationOf<'citizen'>, Delegable>> = {
  'identity.signOut': 'never',
  'identity.me': 'never',
  'identity.verify': 'never',
  'identity.startFaceCheck': 'never',
  'identity.finishFaceCheck': 'never',
  'applications.create': 'file',
  'applications.list': 'see',
  'applications.get': 'see',
  'applications.events': 'see',
  'applications.form': 'see',
  'applications.supplement': 'file',
  'applications.correct': 'file',
  'applications.evidence': 'see',
  'applications.commit': 'file',
  'applications.withdraw': 'file',
  'drafts.save': 'file',
  'drafts.list': 'file',
  'drafts.get': 'file',
  'drafts.discard': 'file',
  'uploads.create': 'file',
  'uploads.append': 'file',
  'uploads.complete': 'file',
  'uploads.part': 'file',
  'uploads.get': 'file',
  'uploads.discard': 'file',
  'bills.get': 'see',
  'payments.create': 'file',
  'payments.get': 'see',
  'deliveries.get': 'see',
  'deliveries.choose': 'file',
  'notices.list': 'never',
  'notices.markRead': 'never',
  'notices.preferences': 'never',
  'notices.setPreferences': 'never',
  'notices.subscriptions': 'never',
  'notices.recordSubscription': 'never',
  'licences.list': 'see',
  'licences.get': 'see',
  'plates.offer': 'file',
  'plates.reserve': 'file',
  'privacy.notice': 'file',
  'privacy.consents': 'guardian',
  'privacy.withdrawConsent': 'guardian',
  'privacy.accesses': 'guardian',
  'privacy.export': 'guardian',
  'privacy.erase': 'never',
  'delegations.propose': 'never',
  'delegations.accept': 'never',
  'delegations.list': 'never',
  'delegations.uses': 'never',
  'delegations.revoke': 'never',
};

/** Whether an operation may be done under a delegation of this power. Who may file may look. */
export function mayUnder(
  operation: OperationOf<'citizen'>,
  { kind, power }: { readonly kind: DelegationKind; readonly power: DelegationPower },
): boolean {
  const needed = delegatedOperations[operation];
  if (needed === 'guardian') return kind === 'guardian';
  return needed === 'see' || (needed === 'file' && power === 'file');
}

/** Whether a matter is within the scope. */
export const inScope = (
  { matters, themes }: DelegationScope,
  { matterId, theme }: { readonly matterId: string; readonly theme: string },
): boolean =>
  (matters === undefined && themes === undefined) ||
  matters?.includes(matterId) === true ||
  themes?.includes(theme) === true;

/** The latest last day a delegation may name: a year from today. */
export function latestUntil(now: Date): string {
  const day = new Date(now.getTime() + hangzhouOffsetMs);
  day.setUTCFullYear(day.getUTCFullYear() + 1);
  return day.toISOString().slice(0, 10);
}

/** The end of a day in Hangzhou. */
export const endOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs - hangzhouOffsetMs);

/** Where a delegation stands now. */
export function delegationState(
  row: {
    readonly proposedAt: Date;
    readonly acceptedAt: Date | null;
    readonly expiresAt: Date;
    readonly revokedAt: Date | null;
  },
  now: Date,
): DelegationState {
  if (row.revokedAt !== null) return 'revoked';
  if (row.expiresAt <= now) return 'lapsed';
  if (row.acceptedAt !== null) return 'active';
  return row.proposedAt.getTime() + proposalDays * dayMs <= now.getTime() ? 'lapsed' : 'proposed';
}

/**
 * The day somebody comes of an age, by the date in his identity number; null where the number holds none (the old
 * permanent residence card).
 */
export function birthdayOf(idNumber: string, years: number): string | null {
  const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(idNumber) ?? [];
  if (!year || !month || !day || idNumber.length !== 18) return null;
  const on = new Date(Date.UTC(Number(year) + years, Number(month) - 1, Number(day)));
  return on.toISOString().slice(0, 10);
}

/** Whether somebody is a child under 14 today, in Hangzhou. */
export function isChild(idNumber: string, now: Date): boolean {
  const grownOn = birthdayOf(idNumber, childBelow);
  const today = new Date(now.getTime() + hangzhouOffsetMs).toISOString().slice(0, 10);
  return grownOn !== null && today < grownOn;
}
