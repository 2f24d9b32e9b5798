// The job that expunges: whatever a kind of personal data has been kept for longer than the table says is destroyed.
import { applicationStates } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { expungedBefore } from '@onetrip/shared/rules';
import { and, eq, exists, gte, inArray, isNotNull, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { allowExpunging } from '../database/appendOnly.ts';
import type { Transaction } from '../database/connection.ts';
import {
  accesses,
  applicationEventValues,
  applicationPapers,
  applicationSupplements,
  applications,
  citizens,
  consents,
  delegations,
  deliveries,
  exchanges,
  faceChecks,
  licences,
  plateReservations,
  uploads,
} from '../database/schema/index.ts';
import { termOf } from './kept.ts';

const everySeconds = 3_600;
/** Case files a run expunges at most; the next run goes on. */
const casesAtOnce = 500;
const statesWithoutResult = applicationStates.filter((state) => termOf({ state }) === 'applicationWithoutResult');

/** The job `expungeData`. */
export async function expungeData(context: Context): Promise<void> {
  await expungeRows(context);
  await expungeCases(context);
  await context.database.transaction((tx) =>
    context.jobs.send(tx, 'expungeData', {}, { delaySeconds: everySeconds, singletonKey: 'expungeData' }),
  );
}

/** Everything that is not part of a case file. */
async function expungeRows({ database, now: clock }: Pick<Context, 'database' | 'now'>): Promise<void> {
  const now = clock();
  await database.transaction(async (tx) => {
    const before = expungedBefore('access', now);
    await allowExpunging(tx, before);
    await tx.delete(accesses).where(lt(accesses.at, before));
  });
  await database.transaction(async (tx) => {
    const before = expungedBefore('exchange', now);
    await allowExpunging(tx, before);
    await tx
      .update(exchanges)
      .set({ contentSealed: null })
      .where(and(lt(exchanges.endedAt, before), isNotNull(exchanges.contentSealed)));
  });
  await database.delete(consents).where(
    or(
      lt(consents.withdrawnAt, expungedBefore('consent', now)),
      exists(
        database
          .select({ one: sql`1` })
          .from(applications)
          .where(and(eq(applications.applicationId, consents.applicationId), isNotNull(applications.expungedAt))),
      ),
    ),
  );
  const ended = expungedBefore('delegation', now);
  await database.delete(delegations).where(or(lt(delegations.expiresAt, ended), lt(delegations.revokedAt, ended)));
  await database.delete(faceChecks).where(lt(faceChecks.startedAt, expungedBefore('faceCheck', now)));
  await database
    .update(faceChecks)
    .set({ state: 'lapsed' })
    .where(and(eq(faceChecks.state, 'started'), lt(faceChecks.expiresAt, now)));
  await database
    .delete(plateReservations)
    .where(
      and(eq(plateReservations.state, 'lapsed'), lt(plateReservations.expiresAt, expungedBefore('plateChoice', now))),
    );
}

/** Case files: what was filed, answered and decided goes; history, numbers and signatures stay, and still verify. */
async function expungeCases(context: Context): Promise<void> {
  const { database } = context;
  const now = context.now();
  const inForce = database
    .select({ one: sql`1` })
    .from(licences)
    .where(
      and(
        eq(licences.applicationId, applications.applicationId),
        eq(licences.state, 'valid'),
        or(isNull(licences.validUntil), gte(licences.validUntil, hangzhouDate(now))),
      ),
    );
  const ended = await database
    .select({ applicationId: applications.applicationId })
    .from(applications)
    .where(
      and(
        eq(applications.open, false),
        isNull(applications.expungedAt),
        or(
          lt(applications.updatedAt, expungedBefore('application', now)),
          and(
            inArray(applications.state, statesWithoutResult),
            lt(applications.updatedAt, expungedBefore('applicationWithoutResult', now)),
          ),
        ),
        notExists(inForce),
      ),
    )
    .limit(casesAtOnce);
  for (const { applicationId } of ended) await database.transaction((tx) => expungeCase(context, tx, applicationId));
}

/** Expunges one case file; done again, it changes nothing. */
export async function expungeCase(
  { protection, now }: Pick<Context, 'protection' | 'now'>,
  tx: Transaction,
  applicationId: string,
): Promise<void> {
  const [applicant] = await tx
    .select({ key: citizens.wrappedKey })
    .from(applications)
    .innerJoin(citizens, eq(citizens.citizenId, applications.citizenId))
    .where(eq(applications.applicationId, applicationId));
  const key = applicant?.key ?? '';
  // Where the key is destroyed already, nothing can be opened and nothing need be sealed anew.
  const empty = (field: string, content: string) => (protection.isKey(key) ? protection.seal(key, field, content) : '');
  await tx
    .update(applications)
    .set({
      formSealed: empty('form', '{}'),
      situation: {},
      caseRecordSealed: null,
      reasonSealed: null,
      expungedAt: now(),
    })
    .where(eq(applications.applicationId, applicationId));
  await tx
    .update(applicationPapers)
    .set({ recordSealed: null, differenceSealed: null })
    .where(eq(applicationPapers.applicationId, applicationId));
  await tx
    .update(licences)
    .set({
      contentSealed: empty('licenceContent', JSON.stringify({ holder: '', fields: [] })),
      jwsSealed: empty('licenceJws', ''),
    })
    .where(eq(licences.applicationId, applicationId));
  await tx
    .update(deliveries)
    .set({ addressSealed: null, codeSealed: null })
    .where(eq(deliveries.applicationId, applicationId));
  await tx.delete(uploads).where(eq(uploads.applicationId, applicationId));
  await tx.delete(applicationEventValues).where(eq(applicationEventValues.applicationId, applicationId));
  await tx.delete(applicationSupplements).where(eq(applicationSupplements.applicationId, applicationId));
}
