// Every table. A column `…Sealed` is encrypted with the person's own key, a column `…Hash` is a keyed hash for lookup:
// nothing here identifies a person in clear. No foreign key crosses from one citizen to another.

import type {
  AccessParty,
  ApplicationEventType,
  ApplicationState,
  Assistance,
  BillState,
  CarriedKind,
  DelegationKind,
  DelegationPower,
  DelegationScope,
  DeliveryDirection,
  DeliveryState,
  DemandAnswer,
  DemandPart,
  Ending,
  FaceCheckState,
  FaceReviewReason,
  FeeLine,
  KeyPurpose,
  LocalText,
  MaterialKind,
  Matter,
  NoticeChannel,
  NoticeKind,
  NoticeTemplate,
  OfficerRole,
  PaperStatus,
  PaymentChannel,
  PaymentState,
  PlateKind,
  ProposedMatter,
  Publication,
  PublicationChange,
  PurposeBasis,
  PurposeKind,
  ReformActor,
  ReformEventType,
  ReformFile,
  ReformOpinion,
  ReformState,
  Register,
  RevocationReason,
  SendingState,
  Situation,
  Source,
  UploadState,
  UploadType,
  WebhookDeliveryState,
  WebhookEventType,
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
import type { ExchangeKind, ExchangeOutcome, SignedParts } from '../departments/exchange.ts';

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

/** The catalogue; an application keeps the version it was filed under. */
export const matters = pgTable(
  'matters',
  {
    matterId: text('matter_id').notNull(),
    version: integer('version').notNull(),
    contentHash: text('content_hash').notNull(),
    content: jsonb('content').$type<Matter>().notNull(),
    /** Number of the publication that brought it. */
    publishedIn: integer('published_in').notNull(),
    publishedAt: at('published_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.matterId, t.version] }), index('matters_published_in').on(t.publishedIn)],
);

/** Publications of the catalogue: rows are added and never changed; the latest says which versions are in force. */
export const publications = pgTable(
  'publications',
  {
    number: integer('number').primaryKey(),
    publicationId: text('publication_id').notNull(),
    publishedAt: at('published_at').notNull(),
    /** Null: the files the service is delivered with. */
    officerId: text('officer_id'),
    reason: text('reason').notNull(),
    base: integer('base'),
    reverts: integer('reverts'),
    /** Of a publication of the files: what they said, to tell whether they have changed since. */
    filesHash: text('files_hash'),
    changes: jsonb('changes').$type<PublicationChange[]>().notNull(),
    versions: jsonb('versions').$type<Publication['versions']>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [uniqueIndex('publications_id').on(t.publicationId)],
);

/** What matters were used for on a day (Hangzhou's): guides opened, applications filed. Nothing of who. */
export const matterUse = pgTable(
  'matter_use',
  {
    day: date('day', { mode: 'string' }).notNull(),
    matterId: text('matter_id').notNull(),
    views: integer('views').notNull(),
    filings: integer('filings').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.matterId] })],
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
    /** Filed by an agent, under a delegation; `agent` is his name, masked. */
    delegation: jsonb('delegation').$type<{ delegationId: string; agentId: string; agent: string }>(),
    /** The notice it was filed under, by its hash. */
    noticeHash: text('notice_hash'),
    /** When what was filed and answered was expunged, its time being over; the history stays. */
    expungedAt: at('expunged_at'),
    filedAt: at('filed_at').notNull(),
    acceptedAt: at('accepted_at'),
    dueDate: date('due_date', { mode: 'string' }),
    dueProvisional: boolean('due_provisional').notNull().default(false),
    /** Last day by law; `dueDate` is the promise's. */
    statutoryDate: date('statutory_date', { mode: 'string' }),
    statutoryProvisional: boolean('statutory_provisional').notNull().default(false),
    /** The department's last day, to say what is missing and then to decide; null while it is not its turn. */
    actBy: date('act_by', { mode: 'string' }),
    /** When the clock next has something to do; null while it stands still. */
    nextAlarmAt: at('next_alarm_at'),
    decidedAt: at('decided_at'),
    /** Why it was refused, rejected or closed, in the deciding person's words: a `LocalText`, sealed. */
    reasonSealed: text('reason_sealed'),
    remedy: jsonb('remedy').$type<LocalText>(),
    /** How often what was filed has changed since. */
    revision: integer('revision').notNull().default(0),
    /** Code of the department that decides it at its desk; null where rules or a system of the department's own do. */
    desk: text('desk'),
    /** The officer who works on it. */
    takenBy: text('taken_by'),
    takenAt: at('taken_at'),
    /** When the case was handed to the department's system. */
    dispatchedAt: at('dispatched_at'),
    /** The number that system knows it by. */
    caseId: text('case_id'),
    /** The department's record with its decision (`case.<field>` of results), sealed. */
    caseRecordSealed: text('case_record_sealed'),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('applications_number').on(t.acceptanceNumber),
    uniqueIndex('applications_open').on(t.citizenId, t.matterId, t.subjectHash).where(sql`open`),
    index('applications_citizen').on(t.citizenId, t.filedAt),
    index('applications_desk').on(t.desk, t.actBy).where(sql`open AND desk IS NOT NULL`),
    index('applications_alarm').on(t.nextAlarmAt).where(sql`next_alarm_at IS NOT NULL`),
  ],
);

/** Supplements asked for; one an application, since what is missing is told once. Answers and words are sealed. */
export const applicationSupplements = pgTable('application_supplements', {
  applicationId: text('application_id')
    .primaryKey()
    .references(() => applications.applicationId),
  /** `SupplementItem[]` */
  itemsSealed: text('items_sealed').notNull(),
  askedAt: at('asked_at').notNull(),
  /** What was given, in the words of the contract. */
  givenSealed: text('given_sealed'),
  givenAt: at('given_at'),
});

/** Every look of an officer at a person's data: who, which case, when. Never changed; the person sees it. */
export const caseAccesses = pgTable(
  'case_accesses',
  {
    accessId: text('access_id').primaryKey(),
    officerId: text('officer_id').notNull(),
    department: text('department').notNull(),
    applicationId: text('application_id').notNull(),
    citizenId: text('citizen_id').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    index('case_accesses_citizen').on(t.citizenId, t.at),
    index('case_accesses_application').on(t.applicationId, t.at),
  ],
);

/** Unfinished filings (草稿), kept so that they can be resumed on another device; what was entered is sealed. */
export const drafts = pgTable(
  'drafts',
  {
    draftId: text('draft_id').primaryKey(),
    citizenId: text('citizen_id')
      .notNull()
      .references(() => citizens.citizenId),
    matterId: text('matter_id').notNull(),
    version: integer('version').notNull(),
    /** Saved at a counter: seen only by somebody seen in person. */
    atCounter: boolean('at_counter').notNull(),
    /** Situation, form and commitments. */
    contentSealed: text('content_sealed').notNull(),
    updatedAt: at('updated_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index('drafts_citizen').on(t.citizenId, t.updatedAt), index('drafts_expiry').on(t.expiresAt)],
);

/** Files a citizen uploads; forgotten when they expire, unless an application uses them. */
export const uploads = pgTable(
  'uploads',
  {
    uploadId: text('upload_id').primaryKey(),
    citizenId: text('citizen_id')
      .notNull()
      .references(() => citizens.citizenId),
    type: text('type').$type<UploadType>().notNull(),
    size: integer('size').notNull(),
    /** Bytes held from the start. */
    held: integer('held').notNull(),
    state: text('state').$type<UploadState>().notNull(),
    sha256: text('sha256'),
    /** What it was given with, once it is used. */
    applicationId: text('application_id').references(() => applications.applicationId),
    materialId: text('material_id'),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [
    index('uploads_citizen').on(t.citizenId),
    index('uploads_expiry').on(t.expiresAt),
    index('uploads_application').on(t.applicationId),
  ],
);

/** Their bytes, part by part. */
export const uploadParts = pgTable(
  'upload_parts',
  {
    uploadId: text('upload_id')
      .notNull()
      .references(() => uploads.uploadId, { onDelete: 'cascade' }),
    /** Where in the file the part begins. */
    position: integer('position').notNull(),
    bytesSealed: text('bytes_sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.position] })],
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
    /** `{ stated, found }`: what the citizen stated and what the register says, where the two differ. */
    differenceSealed: text('difference_sealed'),
    attempts: integer('attempts').notNull().default(0),
    askedAt: at('asked_at'),
    /** When a register that answers later took the question. */
    takenAt: at('taken_at'),
    /** The file of questions it went out with, to a register that is asked once a day. */
    batchId: text('batch_id'),
    answeredAt: at('answered_at'),
    /** Last working day of the department's own term for what it owes. */
    owedUntil: date('owed_until', { mode: 'string' }),
    overdueAt: at('overdue_at'),
    /** While it is owed, a written commitment may stand in for it. */
    mayCommit: boolean('may_commit').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.materialId] }),
    uniqueIndex('application_papers_query').on(t.queryId),
    index('application_papers_owed').on(t.department).where(sql`status = 'owed'`),
    index('application_papers_unasked').on(t.department, t.register).where(sql`status in ('pending', 'owed')`),
    index('application_papers_batch').on(t.batchId),
  ],
);

/** Files of questions to registers that are asked once a day; which questions went out in one stands with the papers. */
export const questionBatches = pgTable('question_batches', {
  batchId: text('batch_id').primaryKey(),
  department: text('department').notNull(),
  register: text('register').$type<Register>().notNull(),
  state: text('state').$type<'collected' | 'sent' | 'answered'>().notNull(),
  attempts: integer('attempts').notNull().default(0),
  collectedAt: at('collected_at').notNull(),
  sentAt: at('sent_at'),
  answeredAt: at('answered_at'),
});

/**
 * Every exchange with a department, append-only: who asked whom what, for which application and purpose, when, with
 * which outcome, and the signatures of both sides, so that a third party can verify it later. What was said is sealed.
 */
export const exchanges = pgTable(
  'exchanges',
  {
    exchangeId: text('exchange_id').primaryKey(),
    kind: text('kind').$type<ExchangeKind>().notNull(),
    department: text('department').notNull(),
    register: text('register').$type<Register>(),
    /** Id of the question, the file of questions or the case. */
    subjectId: text('subject_id').notNull(),
    /** What was asked: `?predicate`, or the names of the fields. */
    items: jsonb('items').$type<string[]>().notNull(),
    theme: text('theme'),
    matterId: text('matter_id'),
    materialId: text('material_id'),
    applicationId: text('application_id'),
    citizenId: text('citizen_id'),
    /** Keyed hash of the whole question, by which an answer that is still fresh is found. */
    questionHash: text('question_hash'),
    outcome: text('outcome').$type<ExchangeOutcome>().notNull(),
    askedAt: at('asked_at').notNull(),
    endedAt: at('ended_at').notNull(),
    /** The signed parts of request and answer; nothing personal. */
    request: jsonb('request').$type<SignedParts>(),
    response: jsonb('response').$type<SignedParts>(),
    /** `{ request, response }`, the bodies as they went, sealed with the key of the person concerned. */
    contentSealed: text('content_sealed'),
  },
  (t) => [
    index('exchanges_citizen').on(t.citizenId, t.endedAt),
    index('exchanges_application').on(t.applicationId, t.endedAt),
    index('exchanges_question').on(t.questionHash, t.endedAt),
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
  (t) => [
    primaryKey({ columns: [t.applicationId, t.seq] }),
    // Entries come in the order of time: a few bytes find those since the last anchor, and cost a filing nothing.
    index('application_events_at').using('brin', t.at),
  ],
);

/** What stands in an entry as a hash, sealed, as long as it is kept: an entry itself can never be expunged. */
export const applicationEventValues = pgTable(
  'application_event_values',
  {
    applicationId: text('application_id').notNull(),
    seq: integer('seq').notNull(),
    valueSealed: text('value_sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.seq] })],
);

/** Anchors: signed roots over the heads of all histories that grew since the one before. Never changed. */
export const anchors = pgTable('anchors', {
  anchorNumber: integer('anchor_number').primaryKey(),
  date: date('date', { mode: 'string' }).notNull(),
  at: at('at').notNull(),
  root: text('root').notNull(),
  leaves: integer('leaves').notNull(),
  previousHash: text('previous_hash').notNull(),
  jws: text('jws').notNull(),
});

/** The heads an anchor covers, in the order of its tree. Never changed. */
export const anchorLeaves = pgTable(
  'anchor_leaves',
  {
    anchorNumber: integer('anchor_number')
      .notNull()
      .references(() => anchors.anchorNumber),
    position: integer('position').notNull(),
    applicationId: text('application_id').notNull(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.anchorNumber, t.position] }),
    uniqueIndex('anchor_leaves_head').on(t.applicationId, t.seq),
  ],
);

/** Keys the service signs with, beside the first of each purpose, which stand in files. Kept for ever. */
export const signingKeys = pgTable('signing_keys', {
  kid: text('kid').primaryKey(),
  purpose: text('purpose').$type<KeyPurpose>().notNull(),
  publicKey: jsonb('public_key').$type<{ kty: string; crv: string; x: string }>().notNull(),
  privateSealed: text('private_sealed').notNull(),
  activeFrom: at('active_from').notNull(),
  createdAt: at('created_at').notNull(),
});

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

/** Places of licences in the register. */
export const licencePlaces = pgSequence('licence_places', { startWith: 1, minValue: 1 });

/** Electronic licences; content and JWS are sealed. `place` names one in the revocation list. */
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
    place: integer('place').notNull(),
    /** Code of the department that issued it, and may revoke it. */
    department: text('department').notNull(),
    revokedAt: at('revoked_at'),
    revocationReason: text('revocation_reason').$type<RevocationReason>(),
  },
  (t) => [
    uniqueIndex('licences_number').on(t.licenceNumber),
    uniqueIndex('licences_place').on(t.place),
    index('licences_revoked').on(t.place).where(sql`state = 'revoked'`),
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

/** Reform files (二报二回). `closing` is what was computed of a file when it was closed; until then it is computed anew. */
export const reformFiles = pgTable(
  'reform_files',
  {
    reformId: text('reform_id').primaryKey(),
    department: text('department').notNull(),
    state: text('state').$type<ReformState>().notNull(),
    reason: text('reason').notNull(),
    matters: jsonb('matters').$type<ProposedMatter[]>().notNull(),
    opinions: jsonb('opinions').$type<ReformOpinion[]>().notNull(),
    closing: jsonb('closing').$type<Pick<ReformFile, 'matters' | 'demands' | 'findings' | 'effect'>>(),
    publicationId: text('publication_id'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [index('reform_files_created').on(t.createdAt, t.reformId), index('reform_files_state').on(t.state)],
);

/** Matters of open files: a matter is in one of them at a time. */
export const reformMatters = pgTable('reform_matters', {
  matterId: text('matter_id').primaryKey(),
  reformId: text('reform_id')
    .notNull()
    .references(() => reformFiles.reformId),
});

/** Data-sharing demands of reform files, and the suppliers' answers. */
export const reformDemands = pgTable(
  'reform_demands',
  {
    demandId: text('demand_id').primaryKey(),
    reformId: text('reform_id')
      .notNull()
      .references(() => reformFiles.reformId),
    position: integer('position').notNull(),
    matterId: text('matter_id').notNull(),
    part: text('part').$type<DemandPart>().notNull(),
    partId: text('part_id').notNull(),
    name: jsonb('name').$type<LocalText>().notNull(),
    source: jsonb('source').$type<Source>().notNull(),
    theme: text('theme').notNull(),
    /** Code of the department asked, whether it holds the register or not. */
    supplier: text('supplier').notNull(),
    answer: jsonb('answer').$type<DemandAnswer>(),
  },
  (t) => [
    uniqueIndex('reform_demands_part').on(t.reformId, t.matterId, t.part, t.partId),
    index('reform_demands_supplier').on(t.supplier),
  ],
);

/** The history of reform files: entries are added, never changed. */
export const reformEvents = pgTable(
  'reform_events',
  {
    reformId: text('reform_id')
      .notNull()
      .references(() => reformFiles.reformId),
    seq: integer('seq').notNull(),
    type: text('type').$type<ReformEventType>().notNull(),
    at: at('at').notNull(),
    actor: text('actor').$type<ReformActor>().notNull(),
    department: text('department'),
    officerId: text('officer_id').notNull(),
    note: text('note'),
    changes: jsonb('changes').$type<LocalText[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.reformId, t.seq] })],
);

/** Notices (通知): the inbox. One a cause at the most; what it says follows from its kind. */
export const notices = pgTable(
  'notices',
  {
    noticeId: text('notice_id').primaryKey(),
    citizenId: text('citizen_id').notNull(),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.applicationId),
    /** What brought it: an entry of the history, or a step of a delivery. */
    cause: text('cause').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    at: at('at').notNull(),
    readAt: at('read_at'),
  },
  (t) => [
    uniqueIndex('notices_cause').on(t.applicationId, t.cause),
    index('notices_citizen').on(t.citizenId, t.at),
    index('notices_unread').on(t.citizenId).where(sql`read_at IS NULL`),
  ],
);

/** The outbox of notices: one row a channel beside the inbox. */
export const noticeSendings = pgTable(
  'notice_sendings',
  {
    noticeId: text('notice_id')
      .notNull()
      .references(() => notices.noticeId),
    channel: text('channel').$type<NoticeChannel>().notNull(),
    state: text('state').$type<SendingState>().notNull(),
    /** What the channel answered, by its code. */
    answer: text('answer'),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.channel] })],
);

/** Channels a citizen allows; without a row, all. */
export const noticePreferences = pgTable('notice_preferences', {
  citizenId: text('citizen_id').primaryKey(),
  wechat: boolean('wechat').notNull(),
  sms: boolean('sms').notNull(),
  updatedAt: at('updated_at').notNull(),
});

/** WeChat messages a citizen has permitted, one for each acceptance in a tap. */
export const wechatSubscriptions = pgTable(
  'wechat_subscriptions',
  {
    citizenId: text('citizen_id').notNull(),
    template: text('template').$type<NoticeTemplate>().notNull(),
    remaining: integer('remaining').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.citizenId, t.template] })],
);

/** What travels for an application: the result to the citizen, his originals to the department. */
export const deliveries = pgTable(
  'deliveries',
  {
    deliveryId: text('delivery_id').primaryKey(),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.applicationId),
    direction: text('direction').$type<DeliveryDirection>().notNull(),
    kind: text('kind').$type<CarriedKind>().notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    addressSealed: text('address_sealed'),
    servicePointId: text('service_point_id'),
    codeSealed: text('code_sealed'),
    wrongCodes: integer('wrong_codes').notNull().default(0),
    waybill: text('waybill'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('deliveries_application').on(t.applicationId, t.direction),
    index('deliveries_ready').on(t.updatedAt).where(sql`state = 'ready'`),
  ],
);

/** Tracks of deliveries: entries are added, never changed. */
export const deliveryEvents = pgTable(
  'delivery_events',
  {
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => deliveries.deliveryId),
    seq: integer('seq').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.seq] })],
);

/** Addresses of partners that are told of their cases. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    endpointId: text('endpoint_id').primaryKey(),
    partnerId: text('partner_id').notNull(),
    url: text('url').notNull(),
    events: jsonb('events').$type<WebhookEventType[]>().notNull(),
    secretSealed: text('secret_sealed').notNull(),
    /** Signs too until then. */
    formerSecretSealed: text('former_secret_sealed'),
    formerSecretUntil: at('former_secret_until'),
    createdAt: at('created_at').notNull(),
    disabledAt: at('disabled_at'),
  },
  (t) => [index('webhook_endpoints_partner').on(t.partnerId)],
);

/** The outbox of webhooks: one row an address. `payload` is the text that is signed, the same at every attempt. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    deliveryId: text('delivery_id').primaryKey(),
    endpointId: text('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.endpointId, { onDelete: 'cascade' }),
    applicationId: text('application_id').notNull(),
    seq: integer('seq').notNull(),
    payload: text('payload').notNull(),
    state: text('state').$type<WebhookDeliveryState>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Attempts of the round now under way; a replay begins another. */
    round: integer('round').notNull().default(0),
    lastStatus: integer('last_status'),
    nextAttemptAt: at('next_attempt_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('webhook_deliveries_entry').on(t.endpointId, t.applicationId, t.seq),
    index('webhook_deliveries_endpoint').on(t.endpointId, t.createdAt),
  ],
);

/** Words shown before a filing, notices and consents, by their hash: what was shown is kept to the letter. */
export const noticeTexts = pgTable('notice_texts', {
  textHash: text('text_hash').primaryKey(),
  version: integer('version').notNull(),
  content: jsonb('content').$type<LocalText>().notNull(),
  firstShownAt: at('first_shown_at').notNull(),
});

/** Consents given with a filing. Withdrawing one stops what rests on it. */
export const consents = pgTable(
  'consents',
  {
    consentId: text('consent_id').primaryKey(),
    citizenId: text('citizen_id').notNull(),
    applicationId: text('application_id').notNull(),
    purposeId: text('purpose_id').notNull(),
    kind: text('kind').$type<PurposeKind>().notNull(),
    basis: text('basis').$type<PurposeBasis>().notNull(),
    recipientId: text('recipient_id').notNull(),
    recipientName: jsonb('recipient_name').$type<LocalText>().notNull(),
    textHash: text('text_hash').notNull(),
    /** The guardian who consented in a child's place. */
    guardianId: text('guardian_id'),
    givenAt: at('given_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    uniqueIndex('consents_purpose').on(t.applicationId, t.purposeId),
    index('consents_citizen').on(t.citizenId, t.givenAt),
  ],
);

/** Looks at a citizen's data by people and partners: rows are added and, their time being over, expunged; never changed. */
export const accesses = pgTable(
  'accesses',
  {
    accessId: text('access_id').primaryKey(),
    /** Whose data. */
    citizenId: text('citizen_id').notNull(),
    party: text('party').$type<AccessParty>().notNull(),
    /** Officer's number, partner, operator's number, or delegation; `partyName` is shown. */
    partyId: text('party_id').notNull(),
    partyName: jsonb('party_name').$type<LocalText>().notNull(),
    /** What was looked at or done. */
    what: jsonb('what').$type<LocalText>().notNull(),
    operation: text('operation').notNull(),
    basis: text('basis').$type<PurposeBasis>().notNull(),
    matterId: text('matter_id'),
    applicationId: text('application_id'),
    at: at('at').notNull(),
  },
  (t) => [
    index('accesses_citizen').on(t.citizenId, t.at),
    index('accesses_party').on(t.party, t.partyId, t.at),
    index('accesses_age').on(t.at),
  ],
);

/** Delegations. The other side of a proposal is found by the hash of his identity number, whether he is known yet or not. */
export const delegations = pgTable(
  'delegations',
  {
    delegationId: text('delegation_id').primaryKey(),
    kind: text('kind').$type<DelegationKind>().notNull(),
    principalId: text('principal_id'),
    agentId: text('agent_id'),
    proposedBySide: text('proposed_by_side').$type<'principal' | 'agent'>().notNull(),
    /** Of the side a proposal waits for; gone once it is a citizen here, or erased. */
    otherHash: text('other_hash'),
    /** `{ name, idNumber }` of the other side as proposed, sealed with the proposer's key. */
    otherSealed: text('other_sealed'),
    scope: jsonb('scope').$type<DelegationScope>().notNull(),
    power: text('power').$type<DelegationPower>().notNull(),
    /** The level at which the principal agreed: his agent never reaches further. */
    principalLevel: integer('principal_level'),
    witness: jsonb('witness').$type<Assistance>(),
    proposedAt: at('proposed_at').notNull(),
    acceptedAt: at('accepted_at'),
    expiresAt: at('expires_at').notNull(),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    index('delegations_principal').on(t.principalId),
    index('delegations_agent').on(t.agentId),
    index('delegations_other').on(t.otherHash),
  ],
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
