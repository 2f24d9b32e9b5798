// Where personal data stands: every table with rows of a person, and the term its kind is kept for.
import type { RetentionKind } from '@onetrip/shared/contract';

/**
 * Kinds of data beside those with a term of their own.
 * - `account`: as long as the account; erased with its key.
 * - `history`: for ever; nothing in it names anybody once the key is gone.
 * - `accounting`: for thirty years (会计档案管理办法); holds no identity.
 * - `service`: of officers and of the service itself, not of citizens.
 */
export type KeptAs = RetentionKind | 'account' | 'history' | 'accounting' | 'service';

/** Tables by name. A table whose rows belong to an application is kept as long as that. */
export const keptTables: Readonly<Record<string, { readonly kind: KeptAs }>> = {
  citizens: { kind: 'account' },
  sessions: { kind: 'session' },
  sign_in_codes: { kind: 'signInCode' },
  sign_in_callers: { kind: 'signInCode' },
  idempotency_keys: { kind: 'idempotentAnswer' },
  drafts: { kind: 'draft' },
  uploads: { kind: 'application' },
  upload_parts: { kind: 'application' },
  applications: { kind: 'application' },
  application_supplements: { kind: 'application' },
  application_papers: { kind: 'application' },
  application_event_values: { kind: 'application' },
  licences: { kind: 'application' },
  deliveries: { kind: 'application' },
  notices: { kind: 'history' },
  notice_preferences: { kind: 'account' },
  wechat_subscriptions: { kind: 'account' },
  exchanges: { kind: 'exchange' },
  accesses: { kind: 'access' },
  case_accesses: { kind: 'history' },
  consents: { kind: 'consent' },
  delegations: { kind: 'delegation' },
  face_checks: { kind: 'faceCheck' },
  plate_offers: { kind: 'plateChoice' },
  plate_reservations: { kind: 'plateChoice' },
  bills: { kind: 'accounting' },
  payments: { kind: 'accounting' },
  signing_keys: { kind: 'service' },
  officer_sessions: { kind: 'service' },
  webhook_endpoints: { kind: 'service' },
};
