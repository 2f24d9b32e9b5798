// Gathering papers: each department is asked for what it holds; one that does not answer owes it and is asked again, for ever.
import type { Material } from '@onetrip/shared/contract';
import { and, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applicationPapers } from '../database/schema.ts';
import { type Answer, DepartmentUnavailable } from '../departments/client.ts';
import { identityOf } from '../identity/citizens.ts';
import { advance } from './advance.ts';
import {
  type ApplicationRow,
  applicantOf,
  type CitizenRow,
  findApplication,
  lockApplication,
  type PaperRow,
  papersOf,
} from './store.ts';

/** Longest wait between two questions to a department that owes a paper. */
const longestWaitSeconds = 300;

const isMissing = (paper: PaperRow): boolean => paper.status === 'pending' || paper.status === 'owed';

/** Seconds until the next question, after so many without an answer: doubled each time, and spread a little. */
export function waitAfter(attempts: number, random: () => number = Math.random): number {
  return Math.ceil(Math.min(2 ** Math.min(attempts, 16), longestWaitSeconds) * (0.75 + random() / 2));
}

/** Form as it was filed. */
export const openForm = (context: Pick<Context, 'protection'>, citizen: CitizenRow, application: ApplicationRow) =>
  JSON.parse(context.protection.open(citizen.wrappedKey, 'form', application.formSealed)) as Record<string, string>;

/** The job `gatherPaper`. Asked twice, a department is asked the same question by the same id; answered twice, the second changes nothing. */
export async function gatherPaper(
  context: Context,
  { applicationId, materialId }: { applicationId: string; materialId: string },
): Promise<void> {
  const { database } = context;
  const application = await findApplication(database, applicationId);
  const paper = (await papersOf(database, applicationId)).find((one) => one.materialId === materialId);
  if (!application?.open || !paper || !isMissing(paper)) return;
  try {
    const answer = await ask(context, application, paper);
    await database.transaction((tx) => takeAnswer(context, tx, applicationId, materialId, answer));
  } catch (error) {
    if (!(error instanceof DepartmentUnavailable)) throw error;
    await database.transaction((tx) => noteOwed(context, tx, applicationId, materialId));
  }
}

async function ask(context: Context, application: ApplicationRow, paper: PaperRow): Promise<Answer> {
  const matter = await context.catalogue.version(application.matterId, application.matterVersion);
  const material: Material | undefined = matter.materials.find((one) => one.id === paper.materialId);
  const citizen = await applicantOf(context.database, application.citizenId);
  const subject = identityOf(context.protection, citizen);
  if (!material?.source || !subject) throw new Error(`nothing to ask for ${paper.materialId}`);
  const { register, department, fields, predicate } = material.source;
  const form = openForm(context, citizen, application);
  const vinField = matter.form.find((field) => field.type === 'vin' && field.id in form);
  const vin = vinField && form[vinField.id];
  return context.departments.query(department, {
    queryId: paper.queryId,
    register,
    purpose: { matterId: application.matterId, materialId: paper.materialId },
    subject,
    fields,
    ...(predicate ? { predicate } : {}),
    ...(vin ? { parameters: { vin } } : {}),
  });
}

async function takeAnswer(
  context: Context,
  tx: Transaction,
  applicationId: string,
  materialId: string,
  answer: Answer,
): Promise<void> {
  // Locked before the papers are counted: of two that arrive at once, the later one sees that none is missing.
  const application = await lockApplication(tx, applicationId);
  const papers = await papersOf(tx, applicationId);
  const paper = papers.find((one) => one.materialId === materialId);
  if (!application.open || !paper || !isMissing(paper)) return;
  const { wrappedKey } = await applicantOf(tx, application.citizenId);
  const isThere = answer.outcome === 'found' || answer.outcome === 'yes';
  const record = answer.outcome === 'found' ? JSON.stringify(answer.record) : null;
  await tx
    .update(applicationPapers)
    .set({
      status: isThere ? 'received' : 'negative',
      recordSealed: record === null ? null : context.protection.seal(wrappedKey, 'record', record),
      answeredAt: context.now(),
    })
    .where(thePaper(applicationId, materialId));
  await advance(context, tx, applicationId, isThere ? 'recordPaperReceived' : 'recordPaperNegative', 'system', {
    detail: { materialId, ...(paper.department ? { department: paper.department } : {}) },
    personal: JSON.stringify([answer.outcome, record]),
  });
  const others = papers.filter((one) => one.materialId !== materialId);
  if (!others.some(isMissing)) await context.jobs.send(tx, 'review', { applicationId });
}

async function noteOwed(context: Context, tx: Transaction, applicationId: string, materialId: string): Promise<void> {
  const application = await lockApplication(tx, applicationId);
  const paper = (await papersOf(tx, applicationId)).find((one) => one.materialId === materialId);
  if (!application.open || !paper || !isMissing(paper)) return;
  const attempts = paper.attempts + 1;
  await tx.update(applicationPapers).set({ status: 'owed', attempts }).where(thePaper(applicationId, materialId));
  if (paper.status !== 'owed') {
    const detail = { materialId, ...(paper.department ? { department: paper.department } : {}) };
    await advance(context, tx, applicationId, 'recordPaperOwed', 'system', { detail });
  }
  await context.jobs.send(
    tx,
    'gatherPaper',
    { applicationId, materialId },
    { delaySeconds: waitAfter(attempts), singletonKey: `${applicationId} ${materialId}` },
  );
}

const thePaper = (applicationId: string, materialId: string) =>
  and(eq(applicationPapers.applicationId, applicationId), eq(applicationPapers.materialId, materialId));
