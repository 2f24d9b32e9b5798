// Plate numbers for a new car: fifty to choose from, one taken, kept while the registration is filed (机动车登记规定).
import type { PlateKind, PlateOffer, PlateReservation } from '@onetrip/shared/contract';
import { checkVin } from '@onetrip/shared/identifiers';
import { and, desc, eq, gt, gte, inArray, lte, ne, or } from 'drizzle-orm';
import { applicantOf } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { newId } from '../database/ids.ts';
import { citizens, plateOffers, plateReservations } from '../database/schema/index.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { randomPlates } from './numbers.ts';

/** How many numbers an offer holds. */
const offerSize = 50;
/** An offer may be chosen from this long. It keeps nobody else from its numbers: the first who takes one has it. */
const offerLifetimeMs = 10 * 60_000;
/** A number taken is kept this long for the registration to be filed. */
const reservationLifetimeMs = 30 * 60_000;
/** Real-name level needed: a plate belongs to a person. */
const levelNeeded = 2;
/** New offers in 24 hours, so that nobody fishes for numbers: for one car, and for all cars of one citizen. */
export const offersADay = { car: 3, citizen: 10 };

const dayMs = 24 * 3_600_000;

type OfferRow = typeof plateOffers.$inferSelect;
type ReservationRow = typeof plateReservations.$inferSelect;

/** A reservation that keeps others from its number: used, or held and not lapsed. */
const takenAt = (now: Date) =>
  or(
    eq(plateReservations.state, 'used'),
    and(eq(plateReservations.state, 'held'), gt(plateReservations.expiresAt, now)),
  );

/** A counter hands out numbers only where it may register cars. */
function refuseWhereNoCarsAreHandled({ catalogue }: Context, { matters }: CitizenCaller): void {
  if (matters === null) return;
  const handlesCars = (matterId: string) =>
    catalogue.get(matterId).form.some(({ type }) => type === 'plateReservation');
  if (!matters.some(handlesCars)) throw new ProblemError('matter_not_offered_here');
}

/**
 * Fifty free numbers for one car. While an offer lasts, asking again gives the same one.
 * @throws ProblemError `identity_level_too_low` | `matter_not_offered_here` | `invalid_request` (VIN) | `rate_limited`
 */
async function offer(
  context: Context,
  caller: CitizenCaller,
  kind: OfferRow['kind'],
  givenVin: string,
): Promise<OfferRow> {
  if (caller.level < levelNeeded) throw new ProblemError('identity_level_too_low', { neededLevel: levelNeeded });
  refuseWhereNoCarsAreHandled(context, caller);
  const vin = checkVin(givenVin);
  if (!vin.ok) throw new ProblemError('invalid_request', { fields: [{ field: 'vin', message: vin.reason }] });
  const vinHash = context.protection.lookup('vin', vin.value);
  return context.database.transaction(async (tx) => {
    // One at a time for a citizen, or two requests side by side would draw two offers for one car.
    const [citizen] = await tx.select().from(citizens).where(eq(citizens.citizenId, caller.citizenId)).for('update');
    if (!citizen) throw new ProblemError('unauthenticated');
    const now = context.now();
    const recent = await tx
      .select()
      .from(plateOffers)
      .where(
        and(eq(plateOffers.citizenId, caller.citizenId), gte(plateOffers.createdAt, new Date(now.getTime() - dayMs))),
      )
      .orderBy(desc(plateOffers.createdAt));
    const ofThisCar = recent.filter((row) => row.vinHash === vinHash);
    const standing = ofThisCar.find((row) => row.kind === kind && row.expiresAt > now);
    if (standing) return standing;
    const full = ofThisCar.length >= offersADay.car ? ofThisCar : recent.length >= offersADay.citizen ? recent : null;
    const oldest = full?.at(-1);
    if (oldest) {
      const retryAfterSeconds = Math.ceil((oldest.createdAt.getTime() + dayMs - now.getTime()) / 1000);
      throw new ProblemError('rate_limited', { retryAfterSeconds });
    }
    const [row] = await tx
      .insert(plateOffers)
      .values({
        offerId: newId('offer'),
        citizenId: caller.citizenId,
        kind,
        vinHash,
        vinSealed: context.protection.seal(citizen.wrappedKey, 'vin', vin.value),
        numbers: await freeNumbers(tx, kind, now),
        createdAt: now,
        expiresAt: new Date(now.getTime() + offerLifetimeMs),
      })
      .returning();
    if (!row) throw new Error('the offer was not recorded');
    return row;
  });
}

async function freeNumbers(tx: Transaction, kind: OfferRow['kind'], now: Date): Promise<string[]> {
  const free = new Set<string>();
  // A series of a million and more is nearly always free; when it fills up, a few more rounds are drawn.
  for (let round = 0; round < 100 && free.size < offerSize; round += 1) {
    const drawn = randomPlates(kind, offerSize);
    const taken = await tx
      .select({ number: plateReservations.number })
      .from(plateReservations)
      .where(and(inArray(plateReservations.number, drawn), takenAt(now)));
    const busy = new Set(taken.map((row) => row.number));
    for (const number of drawn) if (!busy.has(number) && free.size < offerSize) free.add(number);
  }
  if (free.size < offerSize) throw new ProblemError('service_unavailable');
  return [...free];
}

/**
 * Takes one number of an offer. A citizen holds one number for a car: taking another lets go of the first.
 * @throws ProblemError `not_found` | `plate_offer_expired` | `plate_not_offered` | `plate_taken`
 */
async function reserve(
  context: Context,
  caller: CitizenCaller,
  offerId: string,
  number: string,
): Promise<ReservationRow> {
  const { citizenId } = caller;
  const [chosenFrom] = await context.database
    .select()
    .from(plateOffers)
    .where(and(eq(plateOffers.offerId, offerId), eq(plateOffers.citizenId, citizenId)));
  if (!chosenFrom) throw new ProblemError('not_found');
  const { kind, numbers, vinHash, vinSealed, expiresAt } = chosenFrom;
  const now = context.now();
  if (expiresAt <= now) throw new ProblemError('plate_offer_expired');
  if (!numbers.includes(number)) throw new ProblemError('plate_not_offered');
  return context.database.transaction(async (tx) => {
    await tx.select().from(citizens).where(eq(citizens.citizenId, citizenId)).for('update');
    const held = and(eq(plateReservations.state, 'held'), lte(plateReservations.expiresAt, now));
    await tx
      .update(plateReservations)
      .set({ state: 'lapsed' })
      .where(and(eq(plateReservations.number, number), held));
    const ofThisCar = and(
      eq(plateReservations.citizenId, citizenId),
      eq(plateReservations.vinHash, vinHash),
      eq(plateReservations.state, 'held'),
    );
    const [same] = await tx
      .select()
      .from(plateReservations)
      .where(and(ofThisCar, eq(plateReservations.number, number)));
    if (same) return same;
    await tx.update(plateReservations).set({ state: 'lapsed' }).where(ofThisCar);
    const [taken] = await tx
      .insert(plateReservations)
      .values({
        reservationId: newId('plate'),
        offerId,
        citizenId,
        kind,
        number,
        vinHash,
        vinSealed,
        state: 'held',
        expiresAt: new Date(now.getTime() + reservationLifetimeMs),
      })
      // The unique index on the number decides who was first; the number held before is kept when this one is gone.
      .onConflictDoNothing()
      .returning();
    if (!taken) throw new ProblemError('plate_taken');
    return taken;
  });
}

/**
 * Ties a reserved number to the registration that is being filed.
 * @param given `vin` as in the form, the car the number was taken for; `kind` what the situation calls for, if it does
 * @throws ProblemError `plate_reservation_missing` when there is none, it lapsed, or is for another car, kind or person
 */
export async function useReservation(
  context: Context,
  tx: Transaction,
  given: { citizenId: string; reservationId: string; vin: string; kind?: PlateKind | undefined; applicationId: string },
): Promise<{ number: string }> {
  const vin = checkVin(given.vin);
  const [used] = await tx
    .update(plateReservations)
    .set({ state: 'used', applicationId: given.applicationId })
    .where(
      and(
        eq(plateReservations.reservationId, given.reservationId),
        eq(plateReservations.citizenId, given.citizenId),
        eq(plateReservations.vinHash, context.protection.lookup('vin', vin.ok ? vin.value : given.vin)),
        eq(plateReservations.state, 'held'),
        gt(plateReservations.expiresAt, context.now()),
        given.kind && eq(plateReservations.kind, given.kind),
      ),
    )
    .returning({ number: plateReservations.number });
  if (!used) throw new ProblemError('plate_reservation_missing');
  return used;
}

/** Lets go of the number of an application that goes no further. */
export async function releaseReservation(_context: Context, tx: Transaction, applicationId: string): Promise<void> {
  await tx
    .update(plateReservations)
    .set({ state: 'lapsed' })
    .where(and(eq(plateReservations.applicationId, applicationId), ne(plateReservations.state, 'lapsed')));
}

/** The number an application was filed with, if any. */
export async function plateNumberOf(tx: Transaction, applicationId: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ number: plateReservations.number })
    .from(plateReservations)
    .where(and(eq(plateReservations.applicationId, applicationId), eq(plateReservations.state, 'used')));
  return row?.number;
}

/** Lets go of numbers held too long, and forgets offers nobody can choose from any more. */
export async function sweepPlates(context: Context): Promise<void> {
  const now = context.now();
  await context.database
    .update(plateReservations)
    .set({ state: 'lapsed' })
    .where(and(eq(plateReservations.state, 'held'), lte(plateReservations.expiresAt, now)));
  await context.database.delete(plateOffers).where(lte(plateOffers.createdAt, new Date(now.getTime() - dayMs)));
}

const presentOffer = ({ offerId, kind, numbers, expiresAt }: OfferRow): PlateOffer => ({
  offerId,
  kind,
  numbers,
  expiresAt: expiresAt.toISOString(),
});

/** Handlers of `plates.*`. */
export function plateHandlers(context: Context): Pick<Handlers, 'plates.offer' | 'plates.reserve'> {
  return {
    'plates.offer': async ({ body, caller }) => presentOffer(await offer(context, caller, body.kind, body.vin)),
    'plates.reserve': async ({ body, caller }): Promise<PlateReservation> => {
      const row = await reserve(context, caller, body.offerId, body.number);
      const { wrappedKey } = await applicantOf(context.database, row.citizenId);
      return {
        reservationId: row.reservationId,
        number: row.number,
        kind: row.kind,
        vin: context.protection.open(wrappedKey, 'vin', row.vinSealed),
        expiresAt: row.expiresAt.toISOString(),
      };
    },
  };
}
