// Deciding: an immediate matter by rule as soon as every paper is there, any other in the department's own case system.
//
// A register that says no never rejects by itself: rejecting is a person's decision. Where the department has a case
// system, the case goes there with that answer among the evidence; elsewhere the application waits in review for a clerk.
import type { Matter } from '@onetrip/shared/contract';
import { eq } from 'drizzle-orm';
import { issueBill } from '../bills/service.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applications } from '../database/schema.ts';
import { type Case, type CaseStatus, DepartmentUnavailable, type Evidence } from '../departments/client.ts';
import { identityOf } from '../identity/citizens.ts';
import { releaseReservation } from '../plates/service.ts';
import { advance, type StepDetail } from './advance.ts';
import { openForm, waitAfter } from './gathering.ts';
import { type ApplicationRow, applicantOf, findApplication, lockApplication, papersOf } from './store.ts';

/** Seconds between two questions after a case, at the least and at the most. */
const soonestSeconds = 0.3;
const latestSeconds = 300;

/** The job `review`: every paper has been answered for. */
export async function review(context: Context, { applicationId }: { applicationId: string }): Promise<void> {
  const application = await findApplication(context.database, applicationId);
  if (application?.state !== 'accepted') return;
  const matter = await context.catalogue.version(application.matterId, application.matterVersion);
  const papers = await papersOf(context.database, applicationId);
  const doubtful = papers.some((paper) => paper.status === 'negative');
  const department = matter.department.code;
  if (matter.immediate && !doubtful) return decideByRule(context, matter, applicationId);
  if (context.departments.decidesCases(department)) return handOver(context, department, application);
  await context.database.transaction(async (tx) => {
    if ((await lockApplication(tx, applicationId)).state !== 'accepted') return;
    await advance(context, tx, applicationId, 'startReview', 'system');
  });
}

async function decideByRule(context: Context, matter: Matter, applicationId: string): Promise<void> {
  await context.database.transaction(async (tx) => {
    if ((await lockApplication(tx, applicationId)).state !== 'accepted') return;
    await advance(context, tx, applicationId, 'startReview', 'system');
    await approve(context, tx, matter, applicationId, 'system');
  });
}

/** Approves, and sees to what follows: the bill where there is one, the licences where there is none. */
async function approve(
  context: Context,
  tx: Transaction,
  matter: Matter,
  applicationId: string,
  actor: 'system' | 'department',
  more: StepDetail = {},
): Promise<void> {
  const approved = await advance(context, tx, applicationId, 'approve', actor, more);
  const bill = await issueBill(context, tx, approved, matter);
  if (bill === null) await context.jobs.send(tx, 'issueLicences', { applicationId });
}

/** The case as the department is given it; the same at every repetition. */
async function caseOf(context: Context, application: ApplicationRow): Promise<Case> {
  const { database, protection } = context;
  const citizen = await applicantOf(database, application.citizenId);
  const applicant = identityOf(protection, citizen);
  if (!applicant) throw new Error(`the applicant of ${application.applicationId} was never checked`);
  const papers = await papersOf(database, application.applicationId);
  const evidence = papers.map(({ materialId, status, recordSealed }): Evidence => {
    if (recordSealed !== null) {
      const record = JSON.parse(protection.open(citizen.wrappedKey, 'record', recordSealed)) as Record<string, string>;
      return { materialId, outcome: 'found', record };
    }
    return { materialId, outcome: status === 'received' ? 'yes' : status === 'negative' ? 'no' : status };
  });
  return {
    caseId: application.applicationId,
    matterId: application.matterId,
    applicant,
    situation: application.situation,
    form: openForm(context, citizen, application),
    evidence,
  };
}

async function handOver(context: Context, department: string, application: ApplicationRow): Promise<void> {
  const { applicationId } = application;
  try {
    await context.departments.submitCase(department, await caseOf(context, application));
  } catch (error) {
    if (!(error instanceof DepartmentUnavailable)) throw error;
    // The department owes its readiness, as it owes a paper; the clock of the promise runs meanwhile.
    const age = (context.now().getTime() - application.updatedAt.getTime()) / 1000;
    const delaySeconds = waitAfter(Math.ceil(Math.log2(age + 2)));
    await context.database.transaction((tx) =>
      context.jobs.send(tx, 'review', { applicationId }, { delaySeconds, singletonKey: applicationId }),
    );
    return;
  }
  await context.database.transaction(async (tx) => {
    if ((await lockApplication(tx, applicationId)).state !== 'accepted') return;
    await tx
      .update(applications)
      .set({ dispatchedAt: context.now() })
      .where(eq(applications.applicationId, applicationId));
    await advance(context, tx, applicationId, 'dispatch', 'system', { detail: { department } });
    await advance(context, tx, applicationId, 'startReview', 'system');
    await followLater(context, tx, applicationId, soonestSeconds);
  });
}

const followLater = (context: Context, tx: Transaction, applicationId: string, delaySeconds: number) =>
  context.jobs.send(tx, 'followCase', { applicationId }, { delaySeconds, singletonKey: applicationId });

/** The job `followCase`: asks the department how the case stands, until it is decided. */
export async function followCase(context: Context, { applicationId }: { applicationId: string }): Promise<void> {
  const application = await findApplication(context.database, applicationId);
  if (application?.state !== 'inReview' || application.dispatchedAt === null) return;
  const matter = await context.catalogue.version(application.matterId, application.matterVersion);
  const standing = await context.departments.caseStatus(matter.department.code, applicationId).catch((error) => {
    if (error instanceof DepartmentUnavailable) return null;
    throw error;
  });
  const age = (context.now().getTime() - application.dispatchedAt.getTime()) / 1000;
  await context.database.transaction(async (tx) => {
    if ((await lockApplication(tx, applicationId)).state !== 'inReview') return;
    if (standing === null || standing.status === 'received' || standing.status === 'inReview') {
      // Often at first, seldom later.
      const delaySeconds = Math.min(Math.max(age / 4, soonestSeconds), latestSeconds);
      return followLater(context, tx, applicationId, delaySeconds);
    }
    await takeDecision(context, tx, matter, application, standing);
  });
}

async function takeDecision(
  context: Context,
  tx: Transaction,
  matter: Matter,
  { applicationId, citizenId }: ApplicationRow,
  { status, reason, record }: CaseStatus,
): Promise<void> {
  if (record) {
    const { wrappedKey } = await applicantOf(tx, citizenId);
    const caseRecordSealed = context.protection.seal(wrappedKey, 'caseRecord', JSON.stringify(record));
    await tx.update(applications).set({ caseRecordSealed }).where(eq(applications.applicationId, applicationId));
  }
  const more = { personal: JSON.stringify([status, record ?? null]), ...(reason ? { reason } : {}) };
  if (status === 'approved') return approve(context, tx, matter, applicationId, 'department', more);
  await advance(context, tx, applicationId, 'reject', 'department', more);
  await releaseReservation(context, tx, applicationId);
}
