// Personal data: texts shown, consents, who asked what, who may act for whom.
import type {
  AccessParty,
  Assistance,
  DelegationKind,
  DelegationPower,
  DelegationScope,
  LocalText,
  PurposeBasis,
  PurposeKind,
} from '@onetrip/shared/contract';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

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
