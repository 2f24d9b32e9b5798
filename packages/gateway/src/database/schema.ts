// Every table. A column `…Sealed` is encrypted with the person's own key, a column `…Hash` is a keyed hash for lookup:
// nothing here identifies a person in clear. No foreign key crosses from one citizen to another.

import type {
  ApplicationEventType,
  ApplicationState,
  Assistance,
  BillState,
  Ending,
  FeeLine,
  LocalText,
  MaterialKind,
  Matter,
  PaperStatus,
  PaymentChannel,
  PaymentState,
  PlateKind,
  Register,
  Situation,
} from '@onetrip/shared/contract';
import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

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
    expiresAt: at('expires_at').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [index('sessions_expiry').on(t.expiresAt)],
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

/** The catalogue; an application keeps the version it was filed under. */
export const matters = pgTable(
  'matters',
  {
    matterId: text('matter_id').notNull(),
    version: integer('version').notNull(),
    contentHash: text('content_hash').notNull(),
    content: jsonb('content').$type<Matter>().notNull(),
    current: boolean('current').notNull(),
    publishedAt: at('published_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.matterId, t.version] }),
    uniqueIndex('matters_current').on(t.matterId).where(sql`current`),
  ],
);

/** Running part of acceptance numbers (受理编号). */
export const acceptanceNumbers = pgSequence('acceptance_numbers', { startWith: 1, minValue: 1 });

/** Applications (办件). `subjectHash` tells two of one matter apart (two cars); one may be open for each subject. */
export const applications = pgTable(
  'applications',
  {
    applicationId: text('application_id').primaryKey(),
    acceptanceNumber: text('acceptance_number').notNull(),
    citizenId: text('citizen_id')
      .notNull()
      .references(() => citizens.citizenId),
    matterId: text('matter_id').notNull(),
    matterVersion: integer('matter_version').notNull(),
    subjectHash: text('subject_hash').notNull(),
    state: text('state').$type<ApplicationState>().notNull(),
    open: boolean('open').notNull(),
    situation: jsonb('situation').$type<Situation>().notNull(),
    formSealed: text('form_sealed').notNull(),
    assistance: jsonb('assistance').$type<Assistance>(),
    filedAt: at('filed_at').notNull(),
    acceptedAt: at('accepted_at'),
    dueDate: date('due_date', { mode: 'string' }),
    dueProvisional: boolean('due_provisional').notNull().default(false),
    decidedAt: at('decided_at'),
    reason: jsonb('reason').$type<LocalText>(),
    /** When the case was handed to the department's system. */
    dispatchedAt: at('dispatched_at'),
    /** The department's record with its decision (`case.<field>` of results), sealed. */
    caseRecordSealed: text('case_record_sealed'),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('applications_number').on(t.acceptanceNumber),
    uniqueIndex('applications_open').on(t.citizenId, t.matterId, t.subjectHash).where(sql`open`),
    index('applications_citizen').on(t.citizenId, t.filedAt),
  ],
);

/** What departments supply for an application, and commitments made. */
export const applicationPapers = pgTable(
  'application_papers',
  {
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.applicationId),
    materialId: text('material_id').notNull(),
    position: integer('position').notNull(),
    name: jsonb('name').$type<LocalText>().notNull(),
    kind: text('kind').$type<MaterialKind>().notNull(),
    ending: text('ending').$type<Ending>(),
    status: text('status').$type<PaperStatus>().notNull(),
    department: text('department'),
    register: text('register').$type<Register>(),
    sourceLabel: jsonb('source_label').$type<LocalText>(),
    /** Same at every repetition of the question. */
    queryId: text('query_id').notNull(),
    recordSealed: text('record_sealed'),
    attempts: integer('attempts').notNull().default(0),
    askedAt: at('asked_at'),
    answeredAt: at('answered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.materialId] }),
    index('application_papers_owed').on(t.department).where(sql`status = 'owed'`),
  ],
);

/** The append-only, hash-chained history. `detail` holds nothing personal; `personalHash` is a salted hash of what is. */
export const applicationEvents = pgTable(
  'application_events',
  {
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.applicationId),
    seq: integer('seq').notNull(),
    type: text('type').$type<ApplicationEventType>().notNull(),
    at: at('at').notNull(),
    actor: text('actor').$type<'citizen' | 'operator' | 'department' | 'system'>().notNull(),
    detail: jsonb('detail').$type<Record<string, string>>().notNull(),
    personalHash: text('personal_hash'),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.seq] })],
);

/** Bills (缴款单), one an application. */
export const bills = pgTable(
  'bills',
  {
    billId: text('bill_id').primaryKey(),
    billNumber: text('bill_number').notNull(),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.applicationId),
    citizenId: text('citizen_id').notNull(),
    title: jsonb('title').$type<LocalText>().notNull(),
    payee: jsonb('payee').$type<LocalText>().notNull(),
    state: text('state').$type<BillState>().notNull(),
    items: jsonb('items').$type<FeeLine[]>().notNull(),
    dueFen: integer('due_fen').notNull(),
    lateFen: integer('late_fen').notNull().default(0),
    issuedAt: at('issued_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    paidAt: at('paid_at'),
  },
  (t) => [uniqueIndex('bills_number').on(t.billNumber), uniqueIndex('bills_application').on(t.applicationId)],
);

/**
 * Attempts to pay a bill; at most one is pending for a bill, at most one has succeeded.
 * `receivedFen` is what the channel took; `refundReason` says why it has to go back.
 */
export const payments = pgTable(
  'payments',
  {
    paymentId: text('payment_id').primaryKey(),
    billId: text('bill_id')
      .notNull()
      .references(() => bills.billId),
    citizenId: text('citizen_id').notNull(),
    channel: text('channel').$type<PaymentChannel>().notNull(),
    state: text('state').$type<PaymentState>().notNull(),
    amountFen: integer('amount_fen').notNull(),
    outTradeNo: text('out_trade_no').notNull(),
    prepayId: text('prepay_id'),
    codeUrl: text('code_url'),
    transactionId: text('transaction_id'),
    receivedFen: integer('received_fen'),
    refundReason: text('refund_reason').$type<'amountMismatch' | 'billSettled' | 'billCancelled'>(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    paidAt: at('paid_at'),
  },
  (t) => [
    uniqueIndex('payments_out_trade_no').on(t.outTradeNo),
    uniqueIndex('payments_transaction').on(t.transactionId),
    uniqueIndex('payments_pending').on(t.billId).where(sql`state = 'pending'`),
    uniqueIndex('payments_succeeded').on(t.billId).where(sql`state = 'succeeded'`),
  ],
);

/** Electronic licences; content and JWS are sealed. */
export const licences = pgTable(
  'licences',
  {
    licenceId: text('licence_id').primaryKey(),
    licenceNumber: text('licence_number').notNull(),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.applicationId),
    citizenId: text('citizen_id').notNull(),
    kind: text('kind').notNull(),
    name: jsonb('name').$type<LocalText>().notNull(),
    issuer: jsonb('issuer').$type<LocalText>().notNull(),
    state: text('state').$type<'valid' | 'revoked'>().notNull(),
    /** `{ holder, fields }` */
    contentSealed: text('content_sealed').notNull(),
    jwsSealed: text('jws_sealed').notNull(),
    issuedAt: at('issued_at').notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    validUntil: date('valid_until', { mode: 'string' }),
  },
  (t) => [
    uniqueIndex('licences_number').on(t.licenceNumber),
    uniqueIndex('licences_application_kind').on(t.applicationId, t.kind),
    index('licences_citizen').on(t.citizenId, t.issuedAt),
  ],
);

/** Plate numbers offered to a citizen for one car. */
export const plateOffers = pgTable(
  'plate_offers',
  {
    offerId: text('offer_id').primaryKey(),
    citizenId: text('citizen_id').notNull(),
    kind: text('kind').$type<PlateKind>().notNull(),
    vinHash: text('vin_hash').notNull(),
    vinSealed: text('vin_sealed').notNull(),
    numbers: jsonb('numbers').$type<string[]>().notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index('plate_offers_citizen').on(t.citizenId, t.createdAt)],
);

/** Plate numbers taken; a number that is not `lapsed` is taken once, and a citizen holds one for a car. */
export const plateReservations = pgTable(
  'plate_reservations',
  {
    reservationId: text('reservation_id').primaryKey(),
    offerId: text('offer_id').notNull(),
    citizenId: text('citizen_id').notNull(),
    kind: text('kind').$type<PlateKind>().notNull(),
    number: text('number').notNull(),
    vinHash: text('vin_hash').notNull(),
    vinSealed: text('vin_sealed').notNull(),
    state: text('state').$type<'held' | 'used' | 'lapsed'>().notNull(),
    applicationId: text('application_id'),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [
    uniqueIndex('plate_reservations_number').on(t.number).where(sql`state <> 'lapsed'`),
    uniqueIndex('plate_reservations_car').on(t.citizenId, t.vinHash).where(sql`state = 'held'`),
    index('plate_reservations_application').on(t.applicationId),
  ],
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
    responseSealed: text('response_sealed'),
    lockedUntil: at('locked_until').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.key] }), index('idempotency_keys_age').on(t.createdAt)],
);
