// What departments were asked, and answered.
import type { EscalatedTerm, Register } from '@onetrip/shared/contract';
import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { ExchangeKind, ExchangeOutcome, SignedParts } from '../../departments/exchange.ts';
import { applications } from './applications.ts';
import { at } from './columns.ts';

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

/** Terms a department let pass, as the reform office hears of them, and what it did about each. */
export const escalations = pgTable(
  'escalations',
  {
    escalationId: text('escalation_id').primaryKey(),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.applicationId),
    department: text('department').notNull(),
    term: text('term').$type<EscalatedTerm>().notNull(),
    /** The last day that passed. */
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    escalatedAt: at('escalated_at').notNull(),
    handledAt: at('handled_at'),
    /** The officer of the reform office, by his number in the staff directory. */
    handledBy: text('handled_by'),
    /** What was done about it, with the applicant's key: free text may name him. */
    remarkSealed: text('remark_sealed'),
  },
  (t) => [
    index('escalations_open').on(t.escalatedAt, t.escalationId).where(sql`handled_at IS NULL`),
    index('escalations_handled').on(t.handledAt),
    index('escalations_application').on(t.applicationId),
  ],
);
