// Face checks the machine could not settle: an officer of the police compares, and decides. Each look is kept.
import type { FaceReview } from '@onetrip/shared/contract';
import { maskIdNumber, maskName } from '@onetrip/shared/identifiers';
import { asc, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { faceChecks } from '../database/schema/index.ts';
import type { Handlers, OfficerCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { recordAccess } from '../privacy/accesses.ts';
import { citizenById } from './citizens.ts';
import { type FaceCheckRow, identityIn, settle } from './faceChecks.ts';
import { settlingRaces } from './service.ts';

/** The department that may say whose face it is. */
const police = 'GA';
/** Reviews shown at a time. */
const most = 100;

type FaceReviewOperation = Extract<keyof Handlers, `faceReviews.${string}`>;

function refuseOtherDepartments({ department }: OfficerCaller): void {
  if (department !== police) throw new ProblemError('forbidden');
}

/** Handlers of `faceReviews.*`. */
export function faceReviewHandlers(context: Context): Pick<Handlers, FaceReviewOperation> {
  const { database, faceProvider, protection, catalogue } = context;

  async function show(db: Database | Transaction, row: FaceCheckRow): Promise<FaceReview> {
    const { name, idNumber } = await identityIn({ protection }, db, row);
    return {
      certifyId: row.certifyId,
      name: maskName(name),
      idNumber: maskIdNumber(idNumber),
      reason: row.reviewReason ?? 'likenessUnclear',
      likeness: row.likeness ?? 0,
      finishedAt: (row.finishedAt ?? row.startedAt).toISOString(),
    };
  }

  async function waiting(db: Database | Transaction, certifyId: string): Promise<FaceCheckRow> {
    const [row] = await db.select().from(faceChecks).where(eq(faceChecks.certifyId, certifyId)).for('update');
    if (!row || row.reviewReason === null) throw new ProblemError('not_found');
    if (row.state !== 'review') throw new ProblemError('face_review_settled');
    return row;
  }

  const note = (
    db: Database | Transaction,
    officer: OfficerCaller,
    { citizenId }: { citizenId: string },
    operation: string,
  ) =>
    recordAccess(context, db, {
      citizenId,
      party: 'officer',
      partyId: officer.officerId,
      partyName: catalogue.departmentName(police),
      what: { zh: '人脸核身的照片、姓名和身份证号码', en: 'The face check’s picture, name and identity number' },
      operation,
      basis: 'statutoryDuty',
    });

  return {
    'faceReviews.list': async ({ caller }) => {
      refuseOtherDepartments(caller);
      const rows = await database
        .select()
        .from(faceChecks)
        .where(eq(faceChecks.state, 'review'))
        .orderBy(asc(faceChecks.finishedAt))
        .limit(most);
      return { items: await Promise.all(rows.map((row) => show(database, row))) };
    },

    'faceReviews.get': async ({ params, caller }) => {
      refuseOtherDepartments(caller);
      const row = await waiting(database, params.certifyId);
      const frame = await faceProvider.frame(row.providerToken);
      await note(database, caller, row, 'faceReviews.get');
      const { name, idNumber } = await identityIn({ protection }, database, row);
      return { ...(await show(database, row)), name, idNumber, frame };
    },

    'faceReviews.decide': async ({ params, body, caller, keep }) => {
      refuseOtherDepartments(caller);
      return settlingRaces(() =>
        database.transaction(async (tx) => {
          const row = await waiting(tx, params.certifyId);
          const decided = await show(tx, row);
          const owner = await settle(context, tx, row, body.outcome);
          const concerned = owner ?? (await citizenById(tx, row.citizenId));
          await tx
            .update(faceChecks)
            .set({
              officerId: caller.officerId,
              decisionSealed: protection.seal(concerned.wrappedKey, 'faceCheck.decision', body.reason),
            })
            .where(eq(faceChecks.certifyId, row.certifyId));
          await note(tx, caller, concerned, 'faceReviews.decide');
          context.log.info(
            { certifyId: row.certifyId, officerId: caller.officerId, outcome: body.outcome },
            'face check decided',
          );
          await keep(tx, decided, concerned.citizenId);
          return decided;
        }),
      );
    },
  };
}
