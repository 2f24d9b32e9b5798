// Where personal data stands: every table with rows of a person, the term its kind is kept for, and where it stands in the export.
import type { ApplicationState, PersonalDataExport, RetentionKind } from '@onetrip/shared/contract';
import { endsWithoutResult } from '@onetrip/shared/rules';

/**
 * Kinds of data beside those with a term of their own.
 * - `account`: as long as the account; erased with its key.
 * - `history`: for ever; nothing in it names anybody once the key is gone.
 * - `accounting`: for thirty years (会计档案管理办法); holds no identity.
 * - `service`: of officers and of the service itself, not of citizens.
 */
export type KeptAs = RetentionKind | 'account' | 'history' | 'accounting' | 'service';

/** What of the export holds a table's rows, or why none does. */
type Shown =
  | { readonly inExport: Exclude<keyof PersonalDataExport, 'format' | 'exportedAt'> }
  | { readonly notExported: string };

/** A table whose rows belong to an application is kept as long as that. */
type KeptTable = { readonly kind: KeptAs } & Shown;

const ofTheService = 'Nothing of a citizen: the service’s own, or an officer’s.';
const hashesOnly = 'Hashes and counts, from which nothing can be read.';

/** Tables by name. */
export const keptTables: Readonly<Record<string, KeptTable>> = {
  citizens: { kind: 'account', inExport: 'citizen' },
  sessions: { kind: 'session', inExport: 'sessions' },
  sign_in_codes: { kind: 'signInCode', notExported: hashesOnly },
  sign_in_callers: { kind: 'signInCode', notExported: hashesOnly },
  idempotency_keys: {
    kind: 'idempotentAnswer',
    notExported: 'Answers kept a day for repetitions: what they say stands in the export by itself.',
  },
  drafts: { kind: 'draft', inExport: 'drafts' },
  uploads: { kind: 'application', inExport: 'uploads' },
  upload_parts: {
    kind: 'application',
    notExported: 'Bytes: read with `uploads.part`, as `uploads` of the export says.',
  },
  applications: { kind: 'application', inExport: 'applications' },
  application_supplements: { kind: 'application', inExport: 'applications' },
  application_papers: { kind: 'application', inExport: 'applications' },
  application_events: { kind: 'history', inExport: 'applications' },
  application_event_values: {
    kind: 'application',
    notExported: 'Copies of what was filed and answered, which the case file opens to prove the history.',
  },
  anchor_leaves: { kind: 'history', notExported: hashesOnly },
  licences: { kind: 'application', inExport: 'licences' },
  deliveries: { kind: 'application', inExport: 'applications' },
  delivery_events: { kind: 'history', inExport: 'applications' },
  notices: { kind: 'history', inExport: 'inbox' },
  notice_sendings: { kind: 'history', inExport: 'inbox' },
  notice_preferences: { kind: 'account', inExport: 'noticePreferences' },
  wechat_subscriptions: { kind: 'account', inExport: 'noticeSubscriptions' },
  notice_texts: { kind: 'history', inExport: 'notices' },
  webhook_deliveries: {
    kind: 'service',
    notExported: 'Messages to partners: number and state of a case, and nothing of whose it is.',
  },
  escalations: {
    kind: 'service',
    notExported: 'A department’s lateness, and what was done about it: that it was reported stands in the history.',
  },
  exchanges: { kind: 'exchange', inExport: 'accesses' },
  accesses: { kind: 'access', inExport: 'accesses' },
  consents: { kind: 'consent', inExport: 'consents' },
  delegations: { kind: 'delegation', inExport: 'delegations' },
  face_checks: { kind: 'faceCheck', inExport: 'faceChecks' },
  plate_offers: { kind: 'plateChoice', notExported: 'Numbers offered and not taken, free again within minutes.' },
  plate_reservations: { kind: 'plateChoice', inExport: 'plates' },
  bills: { kind: 'accounting', inExport: 'bills' },
  payments: { kind: 'accounting', inExport: 'payments' },
  refunds: { kind: 'accounting', inExport: 'bills' },
  signing_keys: { kind: 'service', notExported: ofTheService },
  officer_sessions: { kind: 'service', notExported: ofTheService },
  webhook_endpoints: { kind: 'service', notExported: ofTheService },
};

/** How long an ended application is kept. */
export const termOf = ({ state }: { state: ApplicationState }): Extract<RetentionKind, `application${string}`> =>
  endsWithoutResult(state) && state !== 'rejected' ? 'applicationWithoutResult' : 'application';
