// Rows of deliveries, and their tracks.
import { asc, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../database/connection.ts';
import { deliveries, deliveryEvents } from '../database/schema/index.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;
export type DeliveryEventRow = typeof deliveryEvents.$inferSelect;

/** What travels for an application, the way to the citizen first. */
export const deliveriesOf = (db: Database | Transaction, applicationId: string): Promise<DeliveryRow[]> =>
  db.select().from(deliveries).where(eq(deliveries.applicationId, applicationId)).orderBy(asc(deliveries.direction));

/** One, by its id; null when there is none. */
export async function findDelivery(db: Database | Transaction, deliveryId: string): Promise<DeliveryRow | null> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.deliveryId, deliveryId));
  return row ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockDelivery(tx: Transaction, deliveryId: string): Promise<DeliveryRow> {
  const [row] = await tx.select().from(deliveries).where(eq(deliveries.deliveryId, deliveryId)).for('update');
  if (!row) throw new Error(`no delivery ${deliveryId}`);
  return row;
}

/** Its track, oldest first. */
export const trackOf = (db: Database | Transaction, deliveryId: string): Promise<DeliveryEventRow[]> =>
  db.select().from(deliveryEvents).where(eq(deliveryEvents.deliveryId, deliveryId)).orderBy(asc(deliveryEvents.seq));
