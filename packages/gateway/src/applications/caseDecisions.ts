// Where departments bring decisions of themselves: of a case that is with them, taken once however often it comes.
import { inArray } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { applications } from '../database/schema/index.ts';
import { caseOfStatus } from '../departments/client.ts';
import { type DoorStatus, doorAddress, type ProvedCall, registerDoor } from '../departments/provedCalls.ts';
import { isPending, takeStanding } from './review.ts';
import { type ApplicationRow, lockApplication } from './store.ts';

const casePath = '/callbacks/departments/:code/cases';

/** Where a department brings its decisions. */
export const caseAddress = (publicUrl: string, department: string): string =>
  doorAddress(publicUrl, casePath, department);

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

/** 204: taken, taken before, or of a case that was corrected since, which counts no more. */
async function take(context: Context, { department, content, once }: ProvedCall): Promise<DoorStatus> {
  const standing = caseOfStatus(content);
  if (standing === null) return 400;
  const found = await applicationOf(context, department, standing.caseId);
  if (!found) return 404;
  const { applicationId } = found;
  const kept = { kind: 'case', subjectId: standing.caseId, items: [], asker: null, applicationId } as const;
  return once(kept, async (tx): Promise<DoorStatus> => {
    const application = await lockApplication(tx, applicationId);
    // Told faster than its own taking over was noted here: a moment later it fits.
    if (application.caseId === null) return 409;
    if (application.caseId !== standing.caseId || isPending(standing)) return 204;
    if (application.state === 'inReview') {
      const taken = await takeStanding(context, tx, application, standing);
      return taken ? 204 : 400;
    }
    return application.state === 'accepted' || application.state === 'specialProcedure' ? 409 : 204;
  });
}

/** Opens the door. */
export const registerCaseDecisions = (app: FastifyInstance, context: Context): void =>
  registerDoor(app, context, casePath, take);
