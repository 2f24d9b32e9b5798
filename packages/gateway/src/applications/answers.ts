// What comes of a question about a paper: an answer, taken once; a difference, for a person to look at; or nothing yet, which the department owes.
import type { FormValues, Source } from '@onetrip/shared/contract';
import { addTerm } from '@onetrip/shared/deadline';
import type { Action } from '@onetrip/shared/rules';
import { and, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applicationPapers } from '../database/schema/index.ts';
import type { Answer } from '../departments/client.ts';
import { advance } from './advance.ts';
import type { Difference } from './contradictions.ts';
import type { PaperQuestion } from './questions.ts';
import { type ApplicationRow, lockApplication, type PaperRow, papersOf } from './store.ts';

/** Longest wait between two questions to a department that owes a paper. */
const longestWaitSeconds = 300;

/** Seconds until the next question, after so many without an answer: doubled each time, and spread a little. */
export function waitAfter(attempts: number, random: () => number = Math.random): number {
  return Math.ceil(Math.min(2 ** Math.min(attempts, 16), longestWaitSeconds) * (0.75 + random() / 2));
}

/** Whether somebody is still to answer for a paper. */
export const isMissing = (paper: Pick<PaperRow, 'status'>): boolean =>
  paper.status === 'pending' || paper.status === 'owed' || paper.status === 'posted';

const thePaper = (applicationId: string, materialId: string) =>
  and(eq(applicationPapers.applicationId, applicationId), eq(applicationPapers.materialId, materialId));

/** The paper, its application locked: of two answers that arrive at once, the later one sees what the first one did. */
async function stillMissing(
  tx: Transaction,
  { asker, material, query }: Pick<PaperQuestion, 'asker' | 'material' | 'query'>,
): Promise<{ application: ApplicationRow; paper: PaperRow; papers: PaperRow[] } | null> {
  const applicationId = asker.applicationId ?? '';
  const application = await lockApplication(tx, applicationId);
  const papers = await papersOf(tx, applicationId);
  // Put again since, under another id: an answer to the older question says nothing any more.
  const paper = papers.find((one) => one.materialId === material.id && one.queryId === query.queryId);
  return application.open && paper && isMissing(paper) ? { application, paper, papers } : null;
}

/** How values are compared: as a clerk would, whatever the spaces and the case. */
const plainly = (value: string): string => value.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** Where an answer differs from what the citizen stated; null where it does not. */
function differenceIn(source: Source, form: FormValues, parameters: FormValues, answer: Answer): Difference | null {
  if (answer.outcome === 'yes') return null;
  if (answer.outcome !== 'found') {
    const claim = source.predicate === undefined ? {} : { [source.predicate]: 'yes' };
    return { stated: { ...claim, ...parameters }, found: { [source.predicate ?? source.register]: answer.outcome } };
  }
  const differing = Object.entries(source.compare ?? {}).filter(([field, from]) => {
    const stated = form[from.replace(/^form\./, '')];
    return stated !== undefined && plainly(stated) !== plainly(answer.record[field] ?? '');
  });
  if (differing.length === 0) return null;
  return {
    stated: Object.fromEntries(differing.map(([field, from]) => [field, form[from.replace(/^form\./, '')] ?? ''])),
    found: Object.fromEntries(differing.map(([field]) => [field, answer.record[field] ?? ''])),
  };
}

const actionOf = {
  received: 'recordPaperReceived',
  negative: 'recordPaperNegative',
  contradiction: 'recordPaperContradicted',
} as const satisfies Partial<Record<PaperRow['status'], Action>>;

/** Takes an answer into the application; the second to the same question changes nothing. */
export async function takeAnswer(
  context: Context,
  tx: Transaction,
  question: PaperQuestion,
  answer: Answer,
): Promise<void> {
  const { asker, source, form, query, citizen, material } = question;
  const applicationId = asker.applicationId ?? '';
  const missing = await stillMissing(tx, question);
  if (!missing) return;
  const difference = differenceIn(source, form, query.parameters ?? {}, answer);
  const status = difference === null ? 'received' : answer.outcome === 'found' ? 'contradiction' : 'negative';
  const record = answer.outcome === 'found' ? JSON.stringify(answer.record) : null;
  const seal = (column: string, text: string) => context.protection.seal(citizen.wrappedKey, column, text);
  await tx
    .update(applicationPapers)
    .set({
      status,
      recordSealed: record === null ? null : seal('record', record),
      differenceSealed: difference === null ? null : seal('difference', JSON.stringify(difference)),
      answeredAt: context.now(),
    })
    .where(thePaper(applicationId, material.id));
  await advance(context, tx, applicationId, actionOf[status], 'system', {
    detail: { materialId: material.id, department: source.department },
    personal: JSON.stringify([answer.outcome, record]),
  });
  const others = missing.papers.filter((one) => one.materialId !== material.id);
  if (!others.some(isMissing)) await context.jobs.send(tx, 'review', { applicationId });
}

/** Whether a job asks again by itself. */
interface Again {
  again: boolean;
}

/** No answer: the department owes the paper from now on, within its own term, and is asked again. */
export async function noteOwed(
  context: Context,
  tx: Transaction,
  question: PaperQuestion,
  { again }: Again = { again: true },
): Promise<void> {
  const { asker, source, material, connector } = question;
  const applicationId = asker.applicationId ?? '';
  const missing = await stillMissing(tx, question);
  if (!missing) return;
  const attempts = missing.paper.attempts + 1;
  const newlyOwed = missing.paper.status !== 'owed';
  const term = { count: connector?.owedWorkingDays ?? usualOwedDays, unit: 'workingDays' } as const;
  await tx
    .update(applicationPapers)
    .set({
      status: 'owed',
      attempts,
      ...(newlyOwed
        ? {
            owedUntil: addTerm(context.now(), term).date,
            mayCommit: material.ifDown === 'commitment' && material.commitment !== undefined,
          }
        : {}),
    })
    .where(thePaper(applicationId, material.id));
  if (newlyOwed) {
    await advance(context, tx, applicationId, 'recordPaperOwed', 'system', {
      detail: { materialId: material.id, department: source.department },
    });
  }
  if (again) await askLater(context, tx, applicationId, material.id, waitAfter(attempts));
}

/** Working days a department has for what it owes, where no connector says. */
const usualOwedDays = 3;

/** The register took the question and answers later: called back, or fetched, whichever is first. */
export async function noteTaken(context: Context, tx: Transaction, question: PaperQuestion): Promise<void> {
  const { asker, material } = question;
  const applicationId = asker.applicationId ?? '';
  const missing = await stillMissing(tx, question);
  if (!missing) return;
  const attempts = missing.paper.attempts + 1;
  await tx
    .update(applicationPapers)
    .set({ takenAt: missing.paper.takenAt ?? context.now(), attempts })
    .where(thePaper(applicationId, material.id));
  await askLater(context, tx, applicationId, material.id, waitAfter(attempts));
}

const askLater = (context: Context, tx: Transaction, applicationId: string, materialId: string, delaySeconds: number) =>
  context.jobs.send(
    tx,
    'gatherPaper',
    { applicationId, materialId },
    { delaySeconds, singletonKey: `${applicationId} ${materialId}` },
  );
