// The catalogue: matters, their publications and use, and the reform register.
import type {
  DemandAnswer,
  DemandPart,
  LocalText,
  Matter,
  ProposedMatter,
  Publication,
  PublicationChange,
  ReformActor,
  ReformEventType,
  ReformFile,
  ReformOpinion,
  ReformState,
  Source,
} from '@onetrip/shared/contract';
import { date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

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
