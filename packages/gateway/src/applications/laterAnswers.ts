// Where departments bring answers that come later: signed by the department asked, to a question of ours, taken once however often it comes.
import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { useNonce } from '../database/nonces.ts';
import { applicationPapers } from '../database/schema/index.ts';
import { type Answer, DepartmentUnavailable, inClear, queryIdOf } from '../departments/client.ts';
import { signedHeaders } from '../departments/exchange.ts';
import { recordIn } from '../departments/journal.ts';
import type { CallSignature, IncomingCall } from '../departments/signing.ts';
import { takeAnswer } from './answers.ts';
import { type PaperQuestion, questionAbout } from './questions.ts';
import { findApplication } from './store.ts';

/** Path of the door, below the gateway's public address; the department's code goes with it. */
const answerPath = '/callbacks/departments/:code/answers';

/** Where a department calls back. */
export const answerAddress = (publicUrl: string, department: string): string =>
  `${publicUrl}${answerPath.replace(':code', encodeURIComponent(department))}`;

/** The question an answer is to, if it was put to this department. */
async function findQuestion(context: Context, department: string, queryId: string): Promise<PaperQuestion | null> {
  const [paper] = await context.database.select().from(applicationPapers).where(eq(applicationPapers.queryId, queryId));
  const application = paper && (await findApplication(context.database, paper.applicationId));
  return paper?.department === department && application ? questionAbout(context, application, paper) : null;
}

/** A body as JSON; null where it is none. */
export function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

/** Takes in one call. @returns the HTTP status; anything but 204 makes the department bring it again */
async function take(context: Context, department: string, call: IncomingCall): Promise<204 | 400 | 401 | 404> {
  const askedAt = context.now();
  let signed: CallSignature;
  try {
    signed = await context.departments.verifyCall(department, call);
  } catch (error) {
    if (!(error instanceof DepartmentUnavailable)) throw error;
    context.log.warn({ department, reason: error.message }, 'call of a department refused');
    return 401;
  }
  const content = parsed(call.body);
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
  return context.database.transaction(async (tx) => {
    if (!(await useNonce(tx, signed))) {
      context.log.warn({ department, reason: 'nonce used before' }, 'call of a department refused');
      return 401;
    }
    await recordIn(tx, {
      kind: 'callback',
      department,
      ...inClear(question.query),
      asker: question.asker,
      outcome: 'answered',
      askedAt,
      endedAt: context.now(),
      request: { method: call.method, path: call.url, headers: signedHeaders(call.headers) },
      sent: call.body.toString('utf8'),
    });
    await takeAnswer(context, tx, question, answer);
    return 204;
  });
}

/** Adds the route; the server keeps the raw body, which is what the signature covers. */
export function registerLaterAnswers(app: FastifyInstance, context: Context): void {
  app.post<{ Params: { code: string } }>(answerPath, async (request, reply) => {
    const { method, url, headers, rawBody, params } = request;
    const status = await take(context, params.code, { method, url, headers, body: rawBody ?? Buffer.alloc(0) });
    return reply.code(status).send();
  });
}
