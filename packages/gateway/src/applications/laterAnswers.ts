// Where departments bring answers that come later: to a question of ours, taken once however often it comes.
import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { applicationPapers } from '../database/schema/index.ts';
import { type Answer, inClear, queryIdOf } from '../departments/client.ts';
import { type DoorStatus, doorAddress, type ProvedCall, registerDoor } from '../departments/provedCalls.ts';
import { takeAnswer } from './answers.ts';
import { type PaperQuestion, questionAbout } from './questions.ts';
import { findApplication } from './store.ts';

const answerPath = '/callbacks/departments/:code/answers';

/** Where a department calls back. */
export const answerAddress = (publicUrl: string, department: string): string =>
  doorAddress(publicUrl, answerPath, department);

/** The question an answer is to, if it was put to this department. */
async function findQuestion(context: Context, department: string, queryId: string): Promise<PaperQuestion | null> {
  const [paper] = await context.database.select().from(applicationPapers).where(eq(applicationPapers.queryId, queryId));
  const application = paper && (await findApplication(context.database, paper.applicationId));
  return paper?.department === department && application ? questionAbout(context, application, paper) : null;
}

async function take(context: Context, { department, body, content, once }: ProvedCall): Promise<DoorStatus> {
  const queryId = queryIdOf(content);
  if (queryId === null) return 400;
  const question = await findQuestion(context, department, queryId);
  if (!question?.connector) return 404;
  let answer: Answer;
  try {
    answer = context.departments.readAnswer(question.connector, content, question.query);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'cannot be read';
    context.log.warn({ department, reason }, 'call of a department refused');
    return 400;
  }
  const kept = { kind: 'callback', ...inClear(question.query), asker: question.asker, sent: body } as const;
  return once(kept, async (tx): Promise<DoorStatus> => {
    await takeAnswer(context, tx, question, answer);
    return 204;
  });
}

/** Opens the door. */
export const registerLaterAnswers = (app: FastifyInstance, context: Context): void =>
  registerDoor(app, context, answerPath, take);
