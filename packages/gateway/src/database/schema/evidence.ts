// Histories and anchors; who looked at a case; the service’s signing keys.
import type { ApplicationEventType, KeyPurpose } from '@onetrip/shared/contract';
import { date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { applications } from './applications.ts';
import { at } from './columns.ts';

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
