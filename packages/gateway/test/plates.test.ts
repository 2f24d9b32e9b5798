// Plate numbers over a real database: nobody fishes for one, nobody takes another's, and of two at once one has it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlateKind } from '@onetrip/shared/contract';
import { vinCheckCharacter } from '@onetrip/shared/identifiers';
import { eq } from 'drizzle-orm';
import { newId } from '../src/database/ids.ts';
import { plateOffers, plateReservations } from '../src/database/schema/index.ts';
import type { CitizenCaller } from '../src/http/handlers.ts';
import { ProblemError } from '../src/http/problem.ts';
import {
  offersADay,
  plateHandlers,
  plateNumberOf,
  releaseReservation,
  sweepPlates,
  useReservation,
} from '../src/plates/service.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

const minute = 60_000;
let cars = 0;
/** The VIN of another car, with its check character. */
function newVin(): string {
  cars += 1;
  const vin = `LATPAB070W1${String(cars).padStart(6, '0')}`;
  return vin.slice(0, 8) + vinCheckCharacter(vin) + vin.slice(9);
}

describe.each(databaseKinds)('on %s', (database) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await layGround(database);
  });
  afterAll(() => ground.close());

  const call = { params: undefined, query: undefined, requestId: 'r', keep: async () => undefined };
  const offer = (caller: CitizenCaller, vin: string, kind: PlateKind = 'newEnergySmall') =>
    plateHandlers(ground.context)['plates.offer']({ ...call, body: { kind, vin }, caller, prove: async () => caller });
  const reserve = (caller: CitizenCaller, offerId: string, number: string) =>
    plateHandlers(ground.context)['plates.reserve']({
      ...call,
      body: { offerId, number },
      caller,
      prove: async () => caller,
    });
  const problem = async (made: Promise<unknown>): Promise<ProblemError | null> => {
    try {
      await made;
      return null;
    } catch (error) {
      if (error instanceof ProblemError) return error;
      throw error;
    }
  };
  const refusal = async (made: Promise<unknown>) => (await problem(made))?.code ?? 'none';
  const use = (caller: CitizenCaller, reservationId: string, vin: string, applicationId = newId('app')) =>
    ground.context.database.transaction((tx) =>
      useReservation(ground.context, tx, { citizenId: caller.citizenId, reservationId, vin, applicationId }),
    );
  /** Puts a number into another citizen's offer, as chance might. */
  const offerAlso = (offerId: string, numbers: string[]) =>
    ground.context.database.update(plateOffers).set({ numbers }).where(eq(plateOffers.offerId, offerId));

  describe('offers', () => {
    test('fifty distinct numbers of the kind, for ten minutes', async () => {
      const caller = await ground.citizen();
      const made = await offer(caller, newVin());
      expect(made.numbers).toHaveLength(50);
      expect(new Set(made.numbers).size).toBe(50);
      for (const number of made.numbers) expect(number).toMatch(/^浙A[DF][A-HJ-NP-Z0-9]\d{4}$/);
      expect(Date.parse(made.expiresAt)).toBe(ground.context.now().getTime() + 10 * minute);
    });

    test('asked for again, alone or five at once, it is the same one', async () => {
      const caller = await ground.citizen();
      const vin = newVin();
      const made = await Promise.all(Array.from({ length: 5 }, () => offer(caller, vin)));
      const again = await offer(caller, ` ${vin.toLowerCase()}`);
      expect(new Set([...made, again].map(({ offerId }) => offerId)).size).toBe(1);
      expect(again.numbers).toEqual(made[0]?.numbers);
    });

    test(`${offersADay.car} a day for one car, then the wait is told`, async () => {
      const caller = await ground.citizen();
      const vin = newVin();
      for (let made = 0; made < offersADay.car; made += 1) {
        expect(await refusal(offer(caller, vin))).toBe('none');
        ground.pass(10 * minute);
      }
      const refused = await problem(offer(caller, vin));
      expect(refused).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 24 * 3600 - offersADay.car * 600 });
      expect(await refusal(offer(caller, vin, 'small'))).toBe('rate_limited');
      expect(await refusal(offer(caller, newVin()))).toBe('none');
      expect(await refusal(offer(await ground.citizen(), vin))).toBe('none');
      ground.pass(24 * 60 * minute);
      expect(await refusal(offer(caller, vin))).toBe('none');
    });

    test(`${offersADay.citizen} a day for all cars of one citizen`, async () => {
      const caller = await ground.citizen();
      for (let made = 0; made < offersADay.citizen; made += 1) {
        expect(await refusal(offer(caller, newVin()))).toBe('none');
      }
      expect(await refusal(offer(caller, newVin()))).toBe('rate_limited');
    });

    test('not to somebody nobody has checked', async () => {
      expect(await refusal(offer(await ground.citizen({ level: 1 }), newVin()))).toBe('identity_level_too_low');
    });

    test('not for a car that cannot be: the field is named, the number is not', async () => {
      const refused = await problem(offer(await ground.citizen(), 'LATPAB071W1005302'));
      expect(refused).toMatchObject({ code: 'invalid_request', fields: [{ field: 'vin' }] });
      expect(JSON.stringify(refused)).not.toContain('LATPAB071W1005302');
    });
  });

  describe('taking one', () => {
    test('keeps it for thirty minutes, and taking it again is the same', async () => {
      const caller = await ground.citizen();
      const vin = newVin();
      const { offerId, numbers } = await offer(caller, vin);
      const number = numbers[7] ?? '';
      const taken = await reserve(caller, offerId, number);
      expect(taken).toMatchObject({ number, vin, kind: 'newEnergySmall' });
      expect(Date.parse(taken.expiresAt)).toBe(ground.context.now().getTime() + 30 * minute);
      expect((await reserve(caller, offerId, number)).reservationId).toBe(taken.reservationId);
    });

    test('another number for the same car lets go of the first', async () => {
      const caller = await ground.citizen();
      const { offerId, numbers } = await offer(caller, newVin());
      const [first = '', second = ''] = numbers;
      await reserve(caller, offerId, first);
      await reserve(caller, offerId, second);
      const rows = await ground.context.database
        .select()
        .from(plateReservations)
        .where(eq(plateReservations.citizenId, caller.citizenId));
      expect(rows.map(({ number, state }) => [number, state]).sort()).toEqual(
        [
          [first, 'lapsed'],
          [second, 'held'],
        ].sort(),
      );
    });

    test('twenty citizens, one number: one has it, nineteen are told so and keep what they held', async () => {
      const number = `浙AD${ground.context.now().getTime().toString().slice(-5)}`;
      const made = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const caller = await ground.citizen();
          const { offerId, numbers } = await offer(caller, newVin());
          await reserve(caller, offerId, numbers[0] ?? '');
          await offerAlso(offerId, [number]);
          return { caller, offerId };
        }),
      );
      const codes = await Promise.all(made.map(({ caller, offerId }) => refusal(reserve(caller, offerId, number))));
      expect(codes.filter((code) => code === 'none')).toHaveLength(1);
      expect(codes.filter((code) => code === 'plate_taken')).toHaveLength(19);
      const loser = made[codes.indexOf('plate_taken')];
      const held = await ground.context.database
        .select()
        .from(plateReservations)
        .where(eq(plateReservations.citizenId, loser?.caller.citizenId ?? ''));
      expect(held.map(({ state }) => state)).toEqual(['held']);
    });

    test('a number held too long is free again, swept or not', async () => {
      const [first, second] = [await ground.citizen(), await ground.citizen()];
      const taken = await offer(first, newVin());
      const number = taken.numbers[0] ?? '';
      await reserve(first, taken.offerId, number);
      ground.pass(30 * minute);
      const other = await offer(second, newVin());
      await offerAlso(other.offerId, [number]);
      expect(await refusal(reserve(second, other.offerId, number))).toBe('none');
    });

    test('not after the time to choose, not one that was not offered, not from another’s offer', async () => {
      const caller = await ground.citizen();
      const { offerId, numbers } = await offer(caller, newVin());
      const number = numbers[0] ?? '';
      expect(await refusal(reserve(caller, offerId, '浙A88888'))).toBe('plate_not_offered');
      expect(await refusal(reserve(await ground.citizen(), offerId, number))).toBe('not_found');
      ground.pass(10 * minute);
      expect(await refusal(reserve(caller, offerId, number))).toBe('plate_offer_expired');
    });
  });

  describe('filing with it', () => {
    const taken = async () => {
      const caller = await ground.citizen();
      const vin = newVin();
      const { offerId, numbers } = await offer(caller, vin);
      const { reservationId, number } = await reserve(caller, offerId, numbers[0] ?? '');
      return { caller, vin, reservationId, number };
    };
    const missing = 'plate_reservation_missing';

    test('uses it once, for that car, by that citizen, in time', async () => {
      const { caller, vin, reservationId, number } = await taken();
      expect(await refusal(use(await ground.citizen(), reservationId, vin))).toBe(missing);
      expect(await refusal(use(caller, reservationId, newVin()))).toBe(missing);
      expect(await refusal(use(caller, 'plate_none', vin))).toBe(missing);
      expect(await use(caller, reservationId, vin)).toEqual({ number });
      expect(await refusal(use(caller, reservationId, vin))).toBe(missing);
      const late = await taken();
      ground.pass(30 * minute);
      expect(await refusal(use(late.caller, late.reservationId, late.vin))).toBe(missing);
    });

    test('a used number stays taken after its time and after a sweep, until its application lets go', async () => {
      const { caller, vin, reservationId, number } = await taken();
      const applicationId = newId('app');
      await use(caller, reservationId, vin, applicationId);
      ground.pass(25 * 60 * minute);
      await sweepPlates(ground.context);
      const other = await ground.citizen();
      const { offerId } = await offer(other, newVin());
      await offerAlso(offerId, [number]);
      expect(await refusal(reserve(other, offerId, number))).toBe('plate_taken');
      const { database } = ground.context;
      expect(await database.transaction((tx) => plateNumberOf(tx, applicationId))).toBe(number);
      await database.transaction((tx) => releaseReservation(ground.context, tx, applicationId));
      expect(await database.transaction((tx) => plateNumberOf(tx, applicationId))).toBeUndefined();
      expect(await refusal(reserve(other, offerId, number))).toBe('none');
    });
  });

  test('the VIN stands nowhere in clear', async () => {
    const caller = await ground.citizen();
    const vin = newVin();
    const { offerId, numbers } = await offer(caller, vin);
    await reserve(caller, offerId, numbers[0] ?? '');
    const rows = [
      ...(await ground.context.database.select().from(plateOffers)),
      ...(await ground.context.database.select().from(plateReservations)),
    ];
    expect(JSON.stringify(rows)).not.toContain(vin);
    expect(ground.logged()).not.toContain(vin);
  });
});
