// Operations of escalations: the reform office lists what departments let pass, and notes what it did about each.
import { workingDaysUntil } from '@onetrip/shared/cases';
import type { Escalation, EscalationQuery } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { undecided } from '@onetrip/shared/rules';
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { cursorOf, type Place, placeOf } from '../applications/cursor.ts';
import {
  type ApplicationRow,
  applicantOf,
  type CitizenRow,
  type Connection,
  findApplication,
} from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { applications, citizens, escalations } from '../database/schema/index.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';

type EscalationRow = typeof escalations.$inferSelect;

/** Open ones are dealt with in the order they came; handled ones are read from the last. */
const orders = {
  open: { at: escalations.escalatedAt, which: isNull(escalations.handledAt), direction: asc, comparison: sql`>` },
  handled: { at: escalations.handledAt, which: isNotNull(escalations.handledAt), direction: desc, comparison: sql`<` },
} as const;

/** What a remark is sealed as. */
const remarkField = 'escalationRemark';

async function show(
  { catalogue, protection, now }: Pick<Context, 'catalogue' | 'protection' | 'now'>,
  row: EscalationRow,
  application: ApplicationRow,
  { wrappedKey }: Pick<CitizenRow, 'wrappedKey'>,
  tx?: Transaction,
): Promise<Escalation> {
  const { escalationId, applicationId, department, term, lastDay, escalatedAt, handledAt, handledBy } = row;
  // Where the applicant's key is destroyed, so is what was said of his case.
  const remark =
    row.remarkSealed !== null && protection.isKey(wrappedKey)
      ? protection.open(wrappedKey, remarkField, row.remarkSealed)
      : '';
  const { acceptanceNumber, matterId, matterVersion, state } = application;
  const late = undecided.includes(state);
  return {
    escalationId,
    applicationId,
    acceptanceNumber,
    matterId,
    matterName: (await catalogue.version(matterId, matterVersion, tx)).name,
    department: { code: department, name: catalogue.departmentName(department) },
    state,
    term,
    lastDay,
    workingDaysOver: late ? workingDaysUntil(lastDay, hangzhouDate(now())) : 0,
    escalatedAt: escalatedAt.toISOString(),
    handled: handledAt === null ? null : { officerId: handledBy ?? '', at: handledAt.toISOString(), remark },
  };
}

async function list(context: Context, { handled = false, department, cursor, limit = 20 }: EscalationQuery) {
  const { at, which, direction, comparison } = orders[handled ? 'handled' : 'open'];
  const beyond = ({ at: time, id }: Place): SQL =>
    sql`(${at}, ${escalations.escalationId}) ${comparison} (${time.toISOString()}::timestamptz, ${id})`;
  const rows = await context.database
    .select({ escalation: escalations, application: applications, applicant: { wrappedKey: citizens.wrappedKey } })
    .from(escalations)
    .innerJoin(applications, eq(applications.applicationId, escalations.applicationId))
    .innerJoin(citizens, eq(citizens.citizenId, applications.citizenId))
    .where(
      and(
        which,
        department === undefined ? undefined : eq(escalations.department, department),
        cursor === undefined ? undefined : beyond(placeOf(cursor)),
      ),
    )
    .orderBy(direction(at), direction(escalations.escalationId))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1)?.escalation;
  const lastAt = last && (handled ? last.handledAt : last.escalatedAt);
  return {
    items: await Promise.all(page.map((row) => show(context, row.escalation, row.application, row.applicant))),
    nextCursor: last && lastAt && rows.length > limit ? cursorOf({ at: lastAt, id: last.escalationId }) : null,
  };
}

/** The application an escalation is about. */
async function applicationOf(db: Connection, { applicationId }: EscalationRow): Promise<ApplicationRow> {
  const found = await findApplication(db, applicationId);
  if (!found) throw new Error(`no application ${applicationId}`);
  return found;
}

/** Handlers of `escalations.*`. */
export function escalationHandlers(context: Context): Pick<Handlers, 'escalations.list' | 'escalations.handle'> {
  return {
    'escalations.list': ({ query }) => list(context, query),

    'escalations.handle': ({ params, body: { remark }, caller: { officerId }, keep }) =>
      context.database.transaction(async (tx) => {
        const one = eq(escalations.escalationId, params.escalationId);
        const [row] = await tx.select().from(escalations).where(one).for('update');
        if (!row) throw new ProblemError('not_found');
        if (row.handledAt !== null) throw new ProblemError('escalation_handled');
        const application = await applicationOf(tx, row);
        const applicant = await applicantOf(tx, application.citizenId);
        const remarkSealed = context.protection.isKey(applicant.wrappedKey)
          ? context.protection.seal(applicant.wrappedKey, remarkField, remark.trim())
          : null;
        const handling = { handledAt: context.now(), handledBy: officerId, remarkSealed };
        await tx.update(escalations).set(handling).where(one);
        context.log.info({ escalationId: row.escalationId, officerId }, 'escalation handled');
        const shown = await show(context, { ...row, ...handling }, application, applicant, tx);
        await keep(tx, shown);
        return shown;
      }),
  };
}
