// Gathering papers: each department is asked for what it holds; one that does not answer owes it and is asked again, for ever.
import type { Context } from '../context.ts';
import { type Answer, DepartmentUnavailable, type Later, UnknownThere } from '../departments/client.ts';
import { isMissing, noteOwed, noteTaken, takeAnswer } from './answers.ts';
import { collectForBatch } from './questionBatches.ts';
import { answerStillGood, type PaperQuestion, questionAbout } from './questions.ts';
import { findApplication, type PaperRow, papersOf } from './store.ts';

export { waitAfter } from './answers.ts';
export { openForm } from './questions.ts';

/** The job `gatherPaper`. Asked twice, a department is asked the same question by the same id; answered twice, the second changes nothing. */
export async function gatherPaper(
  context: Context,
  { applicationId, materialId }: { applicationId: string; materialId: string },
): Promise<void> {
  const { database } = context;
  const application = await findApplication(database, applicationId);
  const paper = (await papersOf(database, applicationId)).find((one) => one.materialId === materialId);
  if (!application?.open || !paper || !isMissing(paper)) return;
  const question = await questionAbout(context, application, paper);
  try {
    const good = await answerStillGood(context, question);
    if (good === null && question.connector?.mode === 'batch') return await collectForBatch(context, question, paper);
    const answer = good ?? (await ask(context, question, paper));
    await database.transaction((tx) =>
      answer.outcome === 'later'
        ? waitForLater(context, tx, question, paper)
        : takeAnswer(context, tx, question, answer),
    );
  } catch (error) {
    if (!(error instanceof DepartmentUnavailable)) throw error;
    await database.transaction((tx) => noteOwed(context, tx, question));
  }
}

/** Asks; a question the register took before is asked after, and put again only where it is not known there. */
async function ask(context: Context, question: PaperQuestion, paper: PaperRow): Promise<Answer | Later> {
  const { source, query, asker } = question;
  if (paper.takenAt !== null) {
    try {
      return await context.departments.fetchAnswer(source.department, query, asker);
    } catch (error) {
      if (!(error instanceof UnknownThere)) throw error;
    }
  }
  return context.departments.query(source.department, query, asker);
}

/** In time the paper is simply on its way; beyond the register's own time the department owes it. */
async function waitForLater(
  context: Context,
  tx: Parameters<typeof noteTaken>[1],
  question: PaperQuestion,
  { takenAt }: PaperRow,
): Promise<void> {
  const within = (question.connector?.answerWithinSeconds ?? 0) * 1000;
  const late = takenAt !== null && context.now().getTime() > takenAt.getTime() + within;
  return late ? noteOwed(context, tx, question) : noteTaken(context, tx, question);
}
