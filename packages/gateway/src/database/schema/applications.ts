// Applications: what was filed, its papers, drafts and files.
import type {
  ApplicationState,
  Assistance,
  Ending,
  LocalText,
  MaterialKind,
  PaperStatus,
  Register,
  Situation,
  UploadState,
  UploadType,
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
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { at } from './columns.ts';
import { citizens } from './identity.ts';

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
