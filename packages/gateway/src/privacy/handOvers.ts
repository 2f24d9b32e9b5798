// Hand-overs: what a partner learns of cases filed at its counters. Each rests on the citizen's consent, and ends with it.
import type { HandOver, HandOverPage, HandOverQuery } from '@onetrip/shared/contract';
import { and, desc, eq, exists, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { cursorOf, placeOf } from '../applications/cursor.ts';
import type { PartnerConfig } from '../config/index.ts';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { accesses, applications, consents, licences } from '../database/schema/index.ts';
import { recordAccess } from './accesses.ts';

type Handed = 'handOverProgress' | 'handOverResult';

const standing = (partnerId: string, kind: Handed) =>
  and(eq(consents.recipientId, partnerId), eq(consents.kind, kind), isNull(consents.withdrawnAt));

/** The condition on rows of applications that a partner may be told of now; `id` is their column. */
export const handedOver = (db: Database | Transaction, partnerId: string, id: AnyPgColumn) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(consents)
      .where(and(eq(consents.applicationId, id), standing(partnerId, 'handOverProgress'))),
  );

/** Whether a partner may be told now how a case stands: the one question every way to a partner asks. */
export async function mayHandOver(
  db: Database | Transaction,
  partnerId: string,
  applicationId: string,
  kind: Handed = 'handOverProgress',
): Promise<boolean> {
  const [consent] = await db
    .select({ consentId: consents.consentId })
    .from(consents)
    .where(and(eq(consents.applicationId, applicationId), standing(partnerId, kind)));
  return consent !== undefined;
}

type ApplicationRow = typeof applications.$inferSelect;

/** Licences of the cases whose citizens consented separately; null for the others. */
async function resultsOf(
  context: Context,
  partnerId: string,
  applicationIds: string[],
): Promise<(applicationId: string) => HandOver['licences']> {
  if (applicationIds.length === 0) return () => null;
  const { database } = context;
  const agreed = await database
    .select({ applicationId: consents.applicationId })
    .from(consents)
    .where(and(inArray(consents.applicationId, applicationIds), standing(partnerId, 'handOverResult')));
  const ids = agreed.map(({ applicationId }) => applicationId);
  const issued =
    ids.length === 0 ? [] : await database.select().from(licences).where(inArray(licences.applicationId, ids));
  return (applicationId) =>
    ids.includes(applicationId)
      ? issued
          .filter((licence) => licence.applicationId === applicationId)
          .map(({ kind, licenceNumber, validUntil }) => ({ kind, licenceNumber, validUntil }))
      : null;
}

/** Notes what was handed over, once for each change of a case: asking again hands over nothing new. */
async function note(
  context: Context,
  partner: PartnerConfig,
  rows: ApplicationRow[],
  resultOf: (applicationId: string) => HandOver['licences'],
): Promise<void> {
  if (rows.length === 0) return;
  const { database } = context;
  const ids = rows.map(({ applicationId }) => applicationId);
  const noted = await database
    .select({ applicationId: accesses.applicationId, at: sql<string>`max(${accesses.at})` })
    .from(accesses)
    .where(
      and(eq(accesses.party, 'partner'), eq(accesses.partyId, partner.partnerId), inArray(accesses.applicationId, ids)),
    )
    .groupBy(accesses.applicationId);
  for (const { applicationId, citizenId, matterId, updatedAt } of rows) {
    const last = noted.find((one) => one.applicationId === applicationId);
    if (last && new Date(last.at) >= updatedAt) continue;
    const withResult = resultOf(applicationId) !== null;
    await recordAccess(context, database, {
      citizenId,
      party: 'partner',
      partyId: partner.partnerId,
      partyName: partner.name,
      what: withResult
        ? { zh: '办理进度，证照种类、编号和有效期', en: 'How far it is; kind, number and validity of the licences' }
        : { zh: '办理进度', en: 'How far it is' },
      operation: 'handOvers.list',
      basis: withResult ? 'separateConsent' : 'consent',
      matterId,
      applicationId,
    });
  }
}

/** A page of what a partner is handed, the latest change first. */
export async function handOversTo(
  context: Context,
  partner: PartnerConfig,
  query: HandOverQuery,
): Promise<HandOverPage> {
  const { database } = context;
  const limit = query.limit ?? 20;
  const before = query.cursor === undefined ? null : placeOf(query.cursor);
  const rows = await database
    .select()
    .from(applications)
    .where(
      and(
        sql`${applications.assistance}->>'partnerId' = ${partner.partnerId}`,
        handedOver(database, partner.partnerId, applications.applicationId),
        before
          ? or(
              lt(applications.updatedAt, before.at),
              and(eq(applications.updatedAt, before.at), lt(applications.applicationId, before.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(applications.updatedAt), desc(applications.applicationId))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const resultOf = await resultsOf(
    context,
    partner.partnerId,
    page.map(({ applicationId }) => applicationId),
  );
  await note(context, partner, page, resultOf);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => ({
      applicationId: row.applicationId,
      acceptanceNumber: row.acceptanceNumber,
      matterId: row.matterId,
      servicePointId: row.assistance?.servicePointId ?? '',
      state: row.state,
      updatedAt: row.updatedAt.toISOString(),
      licences: resultOf(row.applicationId),
    })),
    nextCursor: last ? cursorOf({ at: last.updatedAt, id: last.applicationId }) : null,
  };
}
