// Licences and number plates.
import type { LocalText, PlateKind, RevocationReason } from '@onetrip/shared/contract';
import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgSequence, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { applications } from './applications.ts';
import { at } from './columns.ts';

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
