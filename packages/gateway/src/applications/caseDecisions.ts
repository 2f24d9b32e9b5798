// Where departments bring decisions of themselves: signed by the department the case is with, taken once however often it comes.
import { inArray } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { useNonce } from '../database/nonces.ts';
import { applications } from '../database/schema/index.ts';
import { caseOfStatus, DepartmentUnavailable } from '../departments/client.ts';
import { signedHeaders } from '../departments/exchange.ts';
import { recordIn } from '../departments/journal.ts';
import type { CallSignature, IncomingCall } from '../departments/signing.ts';
import { parsed } from './laterAnswers.ts';
import { takeDecision } from './review.ts';
import { type ApplicationRow, lockApplication } from './store.ts';

/** Path of the door, below the gateway's public address; the department's code goes with it. */
const casePath = '/callbacks/departments/:code/cases';

/** Where a department brings its decisions. */
export const caseAddress = (publicUrl: string, department: string): string =>
  `${publicUrl}${casePath.replace(':code', encodeURIComponent(department))}`;

/** The application a case is of, if it is one of this department; the case may be an older one of it. */
async function applicationOf(context: Context, department: string, caseId: string): Promise<ApplicationRow | null> {
  const ids = [...new Set([caseId, caseId.replace(/-\d+$/, '')])];
  const rows = await context.database.select().from(applications).where(inArray(applications.applicationId, ids));
  for (const row of rows) {
    const matter = await context.catalogue.version(row.matterId, row.matterVersion);
    if (matter.department.code === department) return row;
  }
  return null;
}

/**
 * Takes in one call. 204: taken, taken before, or of a case that was corrected since, which counts no more.
 * @returns the HTTP status; anything but 204 makes the department bring it again
 */
async function take(context: Context, department: string, call: IncomingCall): Promise<204 | 400 | 401 | 404 | 409> {
  const askedAt = context.now();
  let signed: CallSignature;
  try {
    signed = await context.departments.verifyCall(department, call);
  } catch (error) {
    if (!(error instanceof DepartmentUnavailable)) throw error;
    context.log.warn({ department, reason: error.message }, 'call of a department refused');
    return 401;
  }
  const standing = caseOfStatus(parsed(call.body));
  if (standing === null) return 400;
  const found = await applicationOf(context, department, standing.caseId);
  if (!found) return 404;
  const { applicationId } = found;
  return context.database.transaction(async (tx) => {
    if (!(await useNonce(tx, signed))) {
      context.log.warn({ department, reason: 'nonce used before' }, 'call of a department refused');
      return 401;
    }
    await recordIn(tx, {
      kind: 'case',
      department,
      subjectId: standing.caseId,
      items: [],
      asker: null,
      applicationId,
      outcome: 'answered',
      askedAt,
      endedAt: context.now(),
      request: { method: call.method, path: call.url, headers: signedHeaders(call.headers) },
    });
    const application = await lockApplication(tx, applicationId);
    // Told faster than its own taking over was noted here: a moment later it fits.
    if (application.caseId === null) return 409;
    if (application.caseId !== standing.caseId || standing.status === 'received' || standing.status === 'inReview')
      return 204;
    if (application.state === 'inReview') await takeDecision(context, tx, application, standing);
    return application.state === 'accepted' || application.state === 'specialProcedure' ? 409 : 204;
  });
}

/** Adds the route; the server keeps the raw body, which is what the signature covers. */
export function registerCaseDecisions(app: FastifyInstance, context: Context): void {
  app.post<{ Params: { code: string } }>(casePath, async (request, reply) => {
    const { method, url, headers, rawBody, params } = request;
    const status = await take(context, params.code, { method, url, headers, body: rawBody ?? Buffer.alloc(0) });
    return reply.code(status).send();
  });
}
