// Deciding: an immediate matter by rule as soon as every paper is there, any other in the department's own case system.
//
// A register that says no never rejects by itself: rejecting is a person's decision. Where the department has a case
// system for it, the case goes there with that answer among the evidence; elsewhere it waits at the department's desk.
import type { LocalText } from '@onetrip/shared/contract';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applications } from '../database/schema/index.ts';
import { type Case, type CaseStatus, DepartmentUnavailable, type Evidence } from '../departments/client.ts';
import { ProblemError } from '../http/problem.ts';
import { identityOf } from '../identity/citizens.ts';
import { showCaseUpload, uploadsOf } from '../uploads/given.ts';
import { advance } from './advance.ts';
import { isMissing } from './answers.ts';
import { provePromises } from './falsePromises.ts';
import { openForm, waitAfter } from './gathering.ts';
import { approve, byRule, type Decider, reject, startReview } from './steps.ts';
import { type ApplicationRow, applicantOf, findApplication, lockApplication, papersOf } from './store.ts';
import { askSupplement, supplementOf } from './supplementing.ts';

/** Seconds between two questions after a case, at the least and at the most. */
const soonestSeconds = 0.3;
const latestSeconds = 300;

/** The job `review`: every paper has been answered for. */
export async function review(context: Context, { applicationId }: { applicationId: string }): Promise<void> {
  const application = await findApplication(context.database, applicationId);
  if (application?.state !== 'accepted') return;
  const matter = await context.catalogue.version(application.matterId, application.matterVersion);
  const papers = await papersOf(context.database, applicationId);
  // Sent when the last paper came; one that is late itself must not overtake another paper.
  if (papers.some(isMissing)) return;
  const trust = await provePromises(context, application, papers);
  if (trust === 'unknown') return reviewLater(context, application);
  const doubtful =
    trust === 'broken' || papers.some(({ status }) => status === 'negative' || status === 'contradiction');
  const department = matter.department.code;
  if (matter.immediate && !doubtful) return decideByRule(context, applicationId);
  if (context.departments.decidesCases(department, doubtful)) return handOver(context, department, application);
  await context.database.transaction(async (tx) => {
    if ((await lockApplication(tx, applicationId)).state !== 'accepted') return;
    // It may come to the desk only now: a register says no, or the department gave its own system up.
    await tx.update(applications).set({ desk: department }).where(eq(applications.applicationId, applicationId));
    await startReview(context, tx, applicationId, byRule);
  });
}

async function decideByRule(context: Context, applicationId: string): Promise<void> {
  await context.database.transaction(async (tx) => {
    if ((await lockApplication(tx, applicationId)).state !== 'accepted') return;
    await startReview(context, tx, applicationId, byRule);
    await approve(context, tx, applicationId, byRule);
  });
}

/** The number a department is given: what was corrected or added to is another case, since a case never changes. */
const newCaseId = ({ applicationId, revision }: Pick<ApplicationRow, 'applicationId' | 'revision'>): string =>
  revision === 0 ? applicationId : `${applicationId}-${revision}`;

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
    caseId: newCaseId(application),
    matterId: application.matterId,
    applicant,
    situation: application.situation,
    form: openForm(context, citizen, application),
    evidence,
    ...(await supplementFor(context, application)),
  };
}

/** What the citizen added when asked: words as they are, files by their digest. */
async function supplementFor(context: Context, application: ApplicationRow): Promise<Pick<Case, 'supplement'>> {
  const { database } = context;
  const given = (await supplementOf(context, database, application))?.given;
  if (!given) return {};
  const files = await uploadsOf(database, application.applicationId);
  return { supplement: { statements: given.statements, uploads: files.map(showCaseUpload) } };
}

/** Notes under which number the department is about to be given the case; false where it is not to be given any more. */
const numberCase = (context: Context, { applicationId, revision }: ApplicationRow, caseId: string): Promise<boolean> =>
  context.database.transaction(async (tx) => {
    const now = await lockApplication(tx, applicationId);
    if (now.state !== 'accepted' || now.revision !== revision) return false;
    await tx.update(applications).set({ caseId }).where(eq(applications.applicationId, applicationId));
    return true;
  });

async function handOver(context: Context, department: string, application: ApplicationRow): Promise<void> {
  const { applicationId } = application;
  const caseId = newCaseId(application);
  // Before it is told: whatever becomes of this process, one who withdraws is known to have a case there.
  if (!(await numberCase(context, application, caseId))) return;
  try {
    await context.departments.submitCase(department, await caseOf(context, application), applicationId);
  } catch (error) {
    if (!(error instanceof DepartmentUnavailable)) throw error;
    // The department owes its readiness, as it owes a paper; the clock of the promise runs meanwhile.
    return reviewLater(context, application);
  }
  await context.database.transaction(async (tx) => {
    const { state, revision, open } = await lockApplication(tx, applicationId);
    // Withdrawn while the department was told of it: it may have heard of the two in the other order.
    if (!open) return context.jobs.send(tx, 'withdrawCase', { applicationId }, { singletonKey: applicationId });
    // What was filed may have changed while the department was told of it; the job of that change tells it anew.
    if (state !== 'accepted' || revision !== application.revision) return;
    await tx
      .update(applications)
      .set({ dispatchedAt: context.now(), ...offDesk })
      .where(eq(applications.applicationId, applicationId));
    await advance(context, tx, applicationId, 'dispatch', 'system', { detail: { department } });
    await startReview(context, tx, applicationId, byRule);
    await followLater(context, tx, applicationId, soonestSeconds);
  });
}

/** Reviews again: soon at first, ever more seldom. */
async function reviewLater(context: Context, { applicationId, updatedAt }: ApplicationRow): Promise<void> {
  const age = (context.now().getTime() - updatedAt.getTime()) / 1000;
  const delaySeconds = waitAfter(Math.ceil(Math.log2(age + 2)));
  await context.database.transaction((tx) =>
    context.jobs.send(tx, 'review', { applicationId }, { delaySeconds, singletonKey: applicationId }),
  );
}

/** A case that went to the department's own system is nobody's at its desk. */
const offDesk = { desk: null, takenBy: null, takenAt: null };

const followLater = (context: Context, tx: Transaction, applicationId: string, delaySeconds: number) =>
  context.jobs.send(tx, 'followCase', { applicationId }, { delaySeconds, singletonKey: applicationId });

/** The job `followCase`: asks the department how the case stands, until it is decided. */
export async function followCase(context: Context, { applicationId }: { applicationId: string }): Promise<void> {
  const application = await findApplication(context.database, applicationId);
  if (application?.state !== 'inReview' || application.dispatchedAt === null || application.caseId === null) return;
  const matter = await context.catalogue.version(application.matterId, application.matterVersion);
  const standing = await context.departments.caseStatus(matter.department.code, application.caseId).catch((error) => {
    if (error instanceof DepartmentUnavailable) return null;
    throw error;
  });
  const age = (context.now().getTime() - application.dispatchedAt.getTime()) / 1000;
  await context.database.transaction(async (tx) => {
    const { state, caseId } = await lockApplication(tx, applicationId);
    if (state !== 'inReview' || caseId !== application.caseId) return;
    if (standing !== null && !isPending(standing) && (await takeStanding(context, tx, application, standing))) return;
    // Often at first, seldom later.
    const delaySeconds = Math.min(Math.max(age / 4, soonestSeconds), latestSeconds);
    await followLater(context, tx, applicationId, delaySeconds);
  });
}

/** Keeps what only the decision says of the result (`case.<field>`). */
export async function keepCaseRecord(
  { protection }: Pick<Context, 'protection'>,
  tx: Transaction,
  { applicationId, citizenId }: Pick<ApplicationRow, 'applicationId' | 'citizenId'>,
  record: Record<string, string>,
): Promise<void> {
  const { wrappedKey } = await applicantOf(tx, citizenId);
  const caseRecordSealed = protection.seal(wrappedKey, 'caseRecord', JSON.stringify(record));
  await tx.update(applications).set({ caseRecordSealed }).where(eq(applications.applicationId, applicationId));
}

const departmentsSystem: Decider = { actor: 'department' };

/** Whether a department has nothing to say of a case yet. */
export const isPending = ({ status }: CaseStatus): boolean => status === 'received' || status === 'inReview';

/**
 * Takes what a department says of a case into an application in review; both ways it may come end here.
 * @returns false where it asks for a supplement that cannot be asked for any more, or of this citizen
 */
export async function takeStanding(
  context: Context,
  tx: Transaction,
  application: ApplicationRow,
  standing: CaseStatus,
): Promise<boolean> {
  if (standing.status !== 'supplementAsked') {
    await takeDecision(context, tx, application, standing);
    return true;
  }
  const { applicationId } = application;
  try {
    await askSupplement(context, tx, applicationId, departmentsSystem, standing.items ?? []);
    return true;
  } catch (error) {
    // Refused before anything is written.
    if (!(error instanceof ProblemError)) throw error;
    context.log.warn({ applicationId, code: error.code }, 'a department’s supplement cannot be asked for');
    return false;
  }
}

async function takeDecision(
  context: Context,
  tx: Transaction,
  { applicationId, citizenId }: ApplicationRow,
  { status, reason, record }: CaseStatus,
): Promise<void> {
  if (record) await keepCaseRecord(context, tx, { applicationId, citizenId }, record);
  const personal = JSON.stringify([status, record ?? null, reason ?? null]);
  if (status === 'approved') return approve(context, tx, applicationId, departmentsSystem, { personal });
  await reject(context, tx, applicationId, departmentsSystem, { reason: reason ?? noReason, personal });
}

/** A department's system that rejects without a word still owes the citizen an answer. */
const noReason: LocalText = {
  zh: '部门未写明理由，请拨打 12345 询问。',
  en: 'The department gave no reason; call 12345 to ask for it.',
};
