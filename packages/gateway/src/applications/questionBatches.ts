// Registers that are asked once a day: their questions are collected, sent as one file, and the answers fetched.
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { applicationPapers, applications, questionBatches } from '../database/schema/index.ts';
import { type Answer, DepartmentUnavailable, inClear, UnknownThere } from '../departments/client.ts';
import { secondsUntilBatch } from '../departments/connectors.ts';
import { recordIn } from '../departments/journal.ts';
import { noteOwed, takeAnswer, waitAfter } from './answers.ts';
import { type PaperQuestion, questionAbout } from './questions.ts';
import { findApplication, type PaperRow } from './store.ts';

type BatchRow = typeof questionBatches.$inferSelect;

/** Most questions in one file. */
const mostQuestions = 1_000;

/** Lets a paper's question wait for the next file. */
export async function collectForBatch(context: Context, { connector }: PaperQuestion, paper: PaperRow): Promise<void> {
  if (!connector || paper.batchId !== null) return;
  const delaySeconds = secondsUntilBatch(connector.batch, context.now());
  const { department, register } = connector;
  await context.database.transaction((tx) =>
    context.jobs.send(
      tx,
      'sendBatch',
      { department, register },
      { delaySeconds, singletonKey: `${department} ${register}` },
    ),
  );
}

/** The job `sendBatch`: what has been collected becomes a file. */
export async function sendBatch(
  context: Context,
  { department, register }: { department: string; register: string },
): Promise<void> {
  const connector = context.departments.connector(department, register);
  if (!connector) return;
  await context.database.transaction(async (tx) => {
    const waiting = await tx
      .select({ queryId: applicationPapers.queryId })
      .from(applicationPapers)
      .innerJoin(applications, eq(applications.applicationId, applicationPapers.applicationId))
      .where(
        and(
          eq(applicationPapers.department, department),
          eq(applicationPapers.register, connector.register),
          inArray(applicationPapers.status, ['pending', 'owed']),
          isNull(applicationPapers.batchId),
          eq(applications.open, true),
        ),
      )
      .orderBy(applicationPapers.queryId)
      .limit(mostQuestions)
      .for('update', { of: applicationPapers });
    if (waiting.length === 0) return;
    const batchId = newId('batch');
    const collectedAt = context.now();
    await tx
      .insert(questionBatches)
      .values({ batchId, department, register: connector.register, state: 'collected', collectedAt });
    await tx
      .update(applicationPapers)
      .set({ batchId })
      .where(
        inArray(
          applicationPapers.queryId,
          waiting.map(({ queryId }) => queryId),
        ),
      );
    await context.jobs.send(tx, 'followBatch', { batchId });
    // A full file leaves questions behind: they go with the next one, at once.
    if (waiting.length === mostQuestions) await context.jobs.send(tx, 'sendBatch', { department, register });
  });
}

/** The job `followBatch`: sends the file until it is taken, then asks for the answers until they are there. */
export async function followBatch(context: Context, { batchId }: { batchId: string }): Promise<void> {
  const { database } = context;
  const [batch] = await database.select().from(questionBatches).where(eq(questionBatches.batchId, batchId));
  if (!batch || batch.state === 'answered') return;
  const questions = await questionsOf(context, batchId);
  try {
    if (batch.state === 'collected') await send(context, batch, questions);
    else await fetchAnswers(context, batch, questions);
  } catch (error) {
    if (!(error instanceof DepartmentUnavailable)) throw error;
    await database.transaction(async (tx) => {
      for (const question of questions) await noteOwed(context, tx, question, { again: false });
      // What the register has lost is sent again, the same file under the same id.
      const state = error instanceof UnknownThere ? 'collected' : batch.state;
      await followLater(context, tx, batch, { state });
    });
  }
}

/** The questions of a file: the same, and in the same order, whenever it is built. */
async function questionsOf(context: Context, batchId: string): Promise<PaperQuestion[]> {
  const papers = await context.database
    .select()
    .from(applicationPapers)
    .where(eq(applicationPapers.batchId, batchId))
    .orderBy(applicationPapers.queryId);
  const questions: PaperQuestion[] = [];
  for (const paper of papers) {
    const application = await findApplication(context.database, paper.applicationId);
    if (application) questions.push(await questionAbout(context, application, paper));
  }
  return questions;
}

async function send(context: Context, batch: BatchRow, questions: readonly PaperQuestion[]): Promise<void> {
  const { batchId, department, register } = batch;
  const queries = questions.map(({ query }) => query);
  await context.departments.sendBatch(department, register, batchId, queries);
  const at = context.now();
  await context.database.transaction(async (tx) => {
    for (const { query, asker } of questions) {
      const { register: _register, ...sent } = query;
      const said = { askedAt: at, endedAt: at, outcome: 'later', sent: JSON.stringify(sent) } as const;
      await recordIn(tx, { kind: 'inBatch', department, ...inClear(query), asker, ...said });
    }
    await followLater(context, tx, batch, { state: 'sent', sentAt: at, attempts: 0 });
  });
}

async function fetchAnswers(context: Context, batch: BatchRow, questions: readonly PaperQuestion[]): Promise<void> {
  const { batchId, department, register } = batch;
  const answers = await context.departments.fetchBatch(department, register, batchId);
  if (answers === null) {
    return context.database.transaction(async (tx) => {
      const within = (questions[0]?.connector?.answerWithinSeconds ?? 0) * 1000;
      const late = context.now().getTime() > (batch.sentAt?.getTime() ?? 0) + within;
      if (late) for (const question of questions) await noteOwed(context, tx, question, { again: false });
      await followLater(context, tx, batch, {});
    });
  }
  for (const question of questions) await takeOne(context, question, answers.get(question.query.queryId));
  await context.database
    .update(questionBatches)
    .set({ state: 'answered', answeredAt: context.now() })
    .where(eq(questionBatches.batchId, batchId));
}

/** The answer, or null where it cannot be read; one such must not hold up the others. */
function readOne(context: Context, { connector, query }: PaperQuestion, content: unknown): Answer | null {
  if (!connector) return null;
  try {
    return context.departments.readAnswer(connector, content, query);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'cannot be read';
    context.log.error({ department: connector.department, reason }, 'answer in a file not taken');
    return null;
  }
}

/** Takes one answer of a file; a question without one goes with the next file. */
async function takeOne(context: Context, question: PaperQuestion, content: unknown): Promise<void> {
  const { query, source, asker } = question;
  const answer = readOne(context, question, content);
  const at = context.now();
  await context.database.transaction(async (tx) => {
    if (answer === null) {
      await tx.update(applicationPapers).set({ batchId: null }).where(eq(applicationPapers.queryId, query.queryId));
      return noteOwed(context, tx, question);
    }
    const said = {
      askedAt: at,
      endedAt: at,
      outcome: 'answered',
      sent: '',
      received: JSON.stringify(content),
    } as const;
    await recordIn(tx, { kind: 'inBatch', department: source.department, ...inClear(query), asker, ...said });
    await takeAnswer(context, tx, question, answer);
  });
}

async function followLater(
  context: Context,
  tx: Transaction,
  { batchId, attempts }: BatchRow,
  changes: Partial<Pick<BatchRow, 'state' | 'sentAt' | 'attempts'>>,
): Promise<void> {
  const next = changes.attempts ?? attempts + 1;
  await tx
    .update(questionBatches)
    .set({ ...changes, attempts: next })
    .where(eq(questionBatches.batchId, batchId));
  await context.jobs.send(tx, 'followBatch', { batchId }, { delaySeconds: waitAfter(next), singletonKey: batchId });
}
