// Telling a department's own system that a case of its is over, until it has said whether it stopped.
import { endsWithoutResult, next } from '@onetrip/shared/rules';
import type { Context } from '../context.ts';
import { DepartmentUnavailable, UnknownThere } from '../departments/client.ts';
import { advance } from './advance.ts';
import { eventsOf } from './events.ts';
import { waitAfter } from './gathering.ts';
import { type ApplicationRow, type Connection, findApplication, lockApplication } from './store.ts';

/** A case the department does not know yet may still be on its way there for so long. */
const onItsWayMs = 600_000;

/** Whether the department is still to be told, or to answer. */
async function isOwed(db: Connection, application: ApplicationRow | null): Promise<boolean> {
  if (!application || application.caseId === null || !endsWithoutResult(application.state)) return false;
  if (next(application.state, 'recordWithdrawalAnswered') === null) return false;
  const history = await eventsOf(db, application.applicationId);
  return !history.some(({ type }) => type === 'withdrawalAnswered');
}

/** What the department says; null where it is to be told again. */
async function tell(
  context: Context,
  department: string,
  { applicationId, caseId, dispatchedAt, updatedAt }: ApplicationRow,
): Promise<'stopped' | 'notStopped' | 'unknown' | null> {
  try {
    const withdrawn = { caseId: caseId ?? '', applicationId, withdrawnAt: updatedAt };
    return (await context.departments.withdrawCase(department, withdrawn)).stopped ? 'stopped' : 'notStopped';
  } catch (error) {
    if (!(error instanceof DepartmentUnavailable)) throw error;
    const mayStillCome = dispatchedAt === null && context.now().getTime() - updatedAt.getTime() < onItsWayMs;
    return error instanceof UnknownThere && !mayStillCome ? 'unknown' : null;
  }
}

/** The job `withdrawCase`. Told twice, a department is told the same; its answer is noted once. */
export async function withdrawCase(context: Context, { applicationId }: { applicationId: string }): Promise<void> {
  const { database, catalogue, jobs } = context;
  const application = await findApplication(database, applicationId);
  if (!application || !(await isOwed(database, application))) return;
  const matter = await catalogue.version(application.matterId, application.matterVersion);
  const department = matter.department.code;
  const answer = await tell(context, department, application);
  await database.transaction(async (tx) => {
    if (!(await isOwed(tx, await lockApplication(tx, applicationId)))) return;
    if (answer !== null) {
      const detail = { department, caseId: application.caseId ?? '', answer };
      await advance(context, tx, applicationId, 'recordWithdrawalAnswered', 'department', { detail });
      return;
    }
    const age = (context.now().getTime() - application.updatedAt.getTime()) / 1000;
    const delaySeconds = waitAfter(Math.ceil(Math.log2(age + 2)));
    await jobs.send(tx, 'withdrawCase', { applicationId }, { delaySeconds, singletonKey: applicationId });
  });
}
