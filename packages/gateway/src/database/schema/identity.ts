// People, and who is signed in as what.
import type { Assistance, FaceCheckState, FaceReviewReason, OfficerRole } from '@onetrip/shared/contract';
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** People. `wrappedKey` is the person's data key, wrapped by the master key; destroying it erases him. */
export const citizens = pgTable(
  'citizens',
  {
    citizenId: text('citizen_id').primaryKey(),
    wrappedKey: text('wrapped_key').notNull(),
    level: integer('level').notNull().default(1),
    idNumberHash: text('id_number_hash'),
    mobileHash: text('mobile_hash'),
    openidHash: text('openid_hash'),
    nameSealed: text('name_sealed'),
    idNumberSealed: text('id_number_sealed'),
    mobileSealed: text('mobile_sealed'),
    openidSealed: text('openid_sealed'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('citizens_id_number').on(t.idNumberHash),
    uniqueIndex('citizens_mobile').on(t.mobileHash),
    uniqueIndex('citizens_openid').on(t.openidHash),
  ],
);

/** Citizens' sessions; `embedSessionId` when opened by a clerk at a counter. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    citizenId: text('citizen_id')
      .notNull()
      .references(() => citizens.citizenId),
    embedSessionId: text('embed_session_id'),
    /** Real-name level reached in this session and nowhere else: by a face check. */
    level: integer('level'),
    /** At a counter: how the card was taken in. */
    identification: text('identification').$type<'cardReader' | 'typed'>(),
    expiresAt: at('expires_at').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [index('sessions_citizen').on(t.citizenId), index('sessions_expiry').on(t.expiresAt)],
);

/** One-time codes, one live code a number. Of the day that began at `countedSince`: codes nobody used, wrong guesses. */
export const signInCodes = pgTable('sign_in_codes', {
  mobileHash: text('mobile_hash').primaryKey(),
  codeHash: text('code_hash').notNull(),
  attempts: integer('attempts').notNull().default(0),
  expiresAt: at('expires_at').notNull(),
  resendAt: at('resend_at').notNull(),
  countedSince: at('counted_since').notNull(),
  unusedCodes: integer('unused_codes').notNull().default(1),
  wrongGuesses: integer('wrong_guesses').notNull().default(0),
});

/** Of one day: codes nobody used and wrong guesses for a number, by who asked for it. One caller uses up no more than his share. */
export const signInCallers = pgTable(
  'sign_in_callers',
  {
    mobileHash: text('mobile_hash').notNull(),
    callerHash: text('caller_hash').notNull(),
    countedSince: at('counted_since').notNull(),
    unusedCodes: integer('unused_codes').notNull().default(0),
    wrongGuesses: integer('wrong_guesses').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.mobileHash, t.callerHash] }), index('sign_in_callers_age').on(t.countedSince)],
);

/** Embed sessions opened by partners' back ends. */
export const embedSessions = pgTable(
  'embed_sessions',
  {
    embedSessionId: text('embed_session_id').primaryKey(),
    tokenHash: text('token_hash').notNull(),
    partnerId: text('partner_id').notNull(),
    assistance: jsonb('assistance').$type<Assistance>().notNull(),
    origin: text('origin').notNull(),
    matters: jsonb('matters').$type<string[]>().notNull(),
    context: jsonb('context').$type<Record<string, string>>().notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [uniqueIndex('embed_sessions_token').on(t.tokenHash)],
);

/** Officers' sessions. What the staff directory said of him stands here until the session ends, and nowhere else. */
export const officerSessions = pgTable(
  'officer_sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    officerId: text('officer_id').notNull(),
    nameSealed: text('name_sealed').notNull(),
    department: text('department'),
    roles: jsonb('roles').$type<OfficerRole[]>().notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index('officer_sessions_expiry').on(t.expiresAt)],
);

/** Face checks; what the provider said of one is asked of the provider, never of the client. */
export const faceChecks = pgTable(
  'face_checks',
  {
    certifyId: text('certify_id').primaryKey(),
    citizenId: text('citizen_id').notNull(),
    /** The session it was begun in, which rises. */
    sessionTokenHash: text('session_token_hash').notNull(),
    /** The provider's own token of the check. */
    providerToken: text('provider_token').notNull(),
    /** `{ name, idNumber }` that the face is compared with, sealed with the key of the account that began. */
    identitySealed: text('identity_sealed').notNull(),
    /** Keyed hash of its identity number: how often one number is tried. */
    identityHash: text('identity_hash').notNull(),
    /** Keyed hash of what only the browser that comes back from the provider has. */
    returnCodeHash: text('return_code_hash').notNull(),
    returnTo: text('return_to').notNull(),
    state: text('state').$type<FaceCheckState>().notNull(),
    reviewReason: text('review_reason').$type<FaceReviewReason>(),
    likeness: integer('likeness'),
    officerId: text('officer_id'),
    /** Why the officer decided so, sealed with the key of the person concerned. */
    decisionSealed: text('decision_sealed'),
    startedAt: at('started_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    /** When the provider was asked last. */
    askedAt: at('asked_at'),
    finishedAt: at('finished_at'),
  },
  (t) => [
    index('face_checks_review').on(t.finishedAt).where(sql`state = 'review'`),
    index('face_checks_citizen').on(t.citizenId),
    index('face_checks_identity').on(t.identityHash),
  ],
);

/** Nonces seen in signatures; each is accepted once. */
export const signatureNonces = pgTable(
  'signature_nonces',
  { keyId: text('key_id').notNull(), nonce: text('nonce').notNull(), expiresAt: at('expires_at').notNull() },
  (t) => [primaryKey({ columns: [t.keyId, t.nonce] })],
);

/** Writes already answered: the same key answers the same, another body is refused. `scope` is caller and operation. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    scope: text('scope').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    state: text('state').$type<'inProgress' | 'done'>().notNull(),
    /** Which request works under this key now; one that lost it can no longer commit. */
    holder: text('holder').notNull(),
    /** The citizen the answer is about, whoever called: it is deleted when he is erased. */
    subjectId: text('subject_id'),
    responseSealed: text('response_sealed'),
    lockedUntil: at('locked_until').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.scope, t.key] }),
    index('idempotency_keys_age').on(t.createdAt),
    index('idempotency_keys_subject').on(t.subjectId),
  ],
);
