// Pick-up (领取) at a service point: it arrives, it is handed to whoever tells the code, or it goes back.
import { timingSafeEqual } from 'node:crypto';
import type { KeptResult } from '@onetrip/shared/contract';
import { keptDays } from '@onetrip/shared/delivery';
import { and, eq, lt, sql } from 'drizzle-orm';
import { applicantOf } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import type { Database } from '../database/connection.ts';
import { applications, deliveries } from '../database/schema/index.ts';
import type { EmbedCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { takeStep } from './steps.ts';
import { type DeliveryRow, lockDelivery } from './store.ts';

/** Wrong codes after which a result is handed over only by the department. */
const mostWrongCodes = 5;
const dayMs = 24 * 3_600_000;

/** A result that this service point keeps, or is to keep. @throws ProblemError `not_found` */
async function keptHere(
  { database }: Pick<Context, 'database'>,
  { assistance }: EmbedCaller,
  acceptanceNumber: string,
): Promise<{ delivery: DeliveryRow; citizenId: string }> {
  const [found] = await database
    .select({ delivery: deliveries, citizenId: applications.citizenId })
    .from(deliveries)
    .innerJoin(applications, eq(applications.applicationId, deliveries.applicationId))
    .where(
      and(
        eq(applications.acceptanceNumber, acceptanceNumber),
        eq(applications.state, 'delivered'),
        eq(deliveries.direction, 'toCitizen'),
        eq(deliveries.kind, 'pickUp'),
        eq(deliveries.servicePointId, assistance.servicePointId),
      ),
    );
  if (!found) throw new ProblemError('not_found');
  return found;
}

/** A result has come to the service point; one that is there already stays there. @throws ProblemError `not_found` */
export async function arrive(
  context: Context,
  caller: EmbedCaller,
  acceptanceNumber: string,
  keep: (tx: Transaction, result: KeptResult) => Promise<void>,
): Promise<KeptResult> {
  const { delivery } = await keptHere(context, caller, acceptanceNumber);
  return context.database.transaction(async (tx) => {
    const after = await takeStep(context, tx, delivery, 'arrive', 'servicePoint');
    const { state } = after ?? (await lockDelivery(tx, delivery.deliveryId));
    const shown = { acceptanceNumber, state };
    await keep(tx, shown);
    return shown;
  });
}

/**
 * Hands a result over to whoever tells the code. A guess is counted before it is compared and outside of the hand-over,
 * so guesses made at once are all counted.
 * @throws ProblemError `not_found`, `pick_up_code_wrong`, `pick_up_locked`
 */
export async function handOver(
  context: Context,
  caller: EmbedCaller,
  { acceptanceNumber, code }: { acceptanceNumber: string; code: string },
  keep: (tx: Transaction, result: KeptResult) => Promise<void>,
): Promise<KeptResult> {
  const { delivery, citizenId } = await keptHere(context, caller, acceptanceNumber);
  if (delivery.state !== 'ready') throw new ProblemError('not_found');
  const [counted] = await context.database
    .update(deliveries)
    .set({ wrongCodes: sql`${deliveries.wrongCodes} + 1` })
    .where(and(eq(deliveries.deliveryId, delivery.deliveryId), lt(deliveries.wrongCodes, mostWrongCodes)))
    .returning({ deliveryId: deliveries.deliveryId });
  if (!counted) throw new ProblemError('pick_up_locked');
  const expected = await codeOf(context, context.database, delivery, citizenId);
  if (expected === null || !timingSafeEqual(Buffer.from(expected), Buffer.from(code))) {
    const message = { zh: '取件码不正确。', en: 'The code is not correct.' };
    throw new ProblemError('pick_up_code_wrong', { fields: [{ field: 'code', message }] });
  }
  return context.database.transaction(async (tx) => {
    const after = await takeStep(context, tx, delivery, 'handOver', 'servicePoint');
    if (after === null) throw new ProblemError('not_found');
    const shown = { acceptanceNumber, state: after.state };
    await keep(tx, shown);
    return shown;
  });
}

/** The code of a result, in clear; null once the citizen is erased. */
export async function codeOf(
  { protection }: Pick<Context, 'protection'>,
  db: Database | Transaction,
  { codeSealed }: DeliveryRow,
  citizenId: string,
): Promise<string | null> {
  const { wrappedKey } = await applicantOf(db, citizenId);
  if (codeSealed === null || !protection.isKey(wrappedKey)) return null;
  return protection.open(wrappedKey, 'delivery.code', codeSealed);
}

/** Sends back what nobody has fetched in time. */
export async function returnUnfetched(context: Context): Promise<void> {
  const before = new Date(context.now().getTime() - keptDays * dayMs);
  const overdue = await context.database
    .select({ deliveryId: deliveries.deliveryId })
    .from(deliveries)
    .where(and(eq(deliveries.state, 'ready'), lt(deliveries.updatedAt, before)));
  for (const row of overdue) {
    await context.database.transaction((tx) => takeStep(context, tx, row, 'return', 'system'));
  }
}
