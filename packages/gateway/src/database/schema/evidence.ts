// Histories and anchors; the service’s signing keys.
import type { ApplicationEventType, KeyPurpose } from '@onetrip/shared/contract';
import { date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { applications } from './applications.ts';
import { at } from './columns.ts';

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

/**
 * The nodes of an anchor's tree between its leaves and its root, so that proving one leaf reads one row a level. Level 1
 * stands over the leaves. Never changed.
 */
export const anchorNodes = pgTable(
  'anchor_nodes',
  {
    anchorNumber: integer('anchor_number')
      .notNull()
      .references(() => anchors.anchorNumber),
    level: integer('level').notNull(),
    position: integer('position').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.anchorNumber, t.level, t.position] })],
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
