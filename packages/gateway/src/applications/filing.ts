// Filing: every check first, then one transaction that holds the application, its papers, its history and its jobs.
import type { Application, CreateApplicationBody, FormValues, Matter } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { plateKindFor } from '@onetrip/shared/rules';
import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { type Transaction, violates } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { applicationPapers, applications, citizens } from '../database/schema/index.ts';
import { insertTogether, rowsFor } from '../database/together.ts';
import { keepChoice } from '../deliveries/choosing.ts';
import { consumeDraft } from '../drafts/service.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import type { CitizenRow } from '../identity/citizens.ts';
import { useReservation } from '../plates/service.ts';
import { acknowledgedIn, acknowledgementRows } from '../privacy/notices.ts';
import { acceptedOnTheSpot, reviewIfComplete } from './acceptance.ts';
import { type FirstStep, firstSteps } from './advance.ts';
import { actorOf, attribution } from './attribution.ts';
import { entryRows, leaveWord } from './events.ts';
import type { Trust } from './falsePromises.ts';
import { papersFor, trustInFiling } from './filedPapers.ts';
import { readableBy } from './readable.ts';
import { answersThatCount, filedAs, refuseUnlessReady, tidied } from './readiness.ts';
import { byRule } from './steps.ts';
import { type ApplicationRow, type PaperRow, shownApplication } from './store.ts';

/** The applicant, and the running number of the application, which no other gets. */
async function applicantAndNumber(
  tx: Transaction,
  citizenId: string,
): Promise<{ citizen: CitizenRow; number: string }> {
  const [row] = await tx
    .select({ citizen: citizens, number: sql<string>`nextval('acceptance_numbers')` })
    .from(citizens)
    .where(eq(citizens.citizenId, citizenId));
  if (!row) throw new Error(`no citizen ${citizenId}`);
  return row;
}

/** 受理编号: Hangzhou's region, the day, a running number. */
const acceptanceNumberOf = (number: string, now: Date): string =>
  `3301${hangzhouDate(now).replaceAll('-', '')}${String(number).padStart(8, '0')}`;

/**
 * Files an application.
 * @param keep keeps the answer in the same transaction
 * @throws ProblemError for whatever is missing; `application_open_already` naming the open one
 */
export async function fileApplication(
  context: Context,
  caller: CitizenCaller,
  body: CreateApplicationBody,
  keep: (tx: Transaction, result: Application) => Promise<void>,
): Promise<Application> {
  const matter = context.catalogue.get(body.matterId);
  refuseUnlessReady(context, caller, matter, body);
  const trust = await trustInFiling(context, caller, matter, body);
  const values = tidied(matter, body);
  const vin = filedAs(matter, values, 'vin');
  const subjectHash = context.protection.lookup('subject', `${matter.matterId} ${vin ?? ''}`);
  try {
    return await context.database.transaction(async (tx) => {
      const application = await store(context, tx, caller, matter, body, { values, vin, subjectHash, trust });
      await keep(tx, application);
      return application;
    });
  } catch (error) {
    if (!violates(error, 'applications_open')) throw error;
    throw new ProblemError('application_open_already', await openOne(context, caller, matter, subjectHash));
  }
}

/** The acceptance number of the one already open, for the citizen to find it by, if it is his to see. */
async function openOne(context: Context, caller: CitizenCaller, matter: Matter, subjectHash: string) {
  const [open] = await context.database
    .select({ number: applications.acceptanceNumber })
    .from(applications)
    .where(
      and(
        readableBy(caller),
        eq(applications.matterId, matter.matterId),
        eq(applications.subjectHash, subjectHash),
        eq(applications.open, true),
      ),
    );
  return open ? { detail: open.number } : {};
}

/** An application of which nothing is decided yet. */
const untouched = {
  state: 'draft',
  open: true,
  expungedAt: null,
  acceptedAt: null,
  dueDate: null,
  dueProvisional: false,
  statutoryDate: null,
  statutoryProvisional: false,
  actBy: null,
  nextAlarmAt: null,
  decidedAt: null,
  reasonSealed: null,
  remedy: null,
  revision: 0,
  takenBy: null,
  takenAt: null,
  dispatchedAt: null,
  caseId: null,
  caseRecordSealed: null,
} as const satisfies Partial<ApplicationRow>;

/** The steps a filing takes at once: it is submitted, accepted where nobody needs to look first, and commitments are made. */
function stepsOf(
  context: Context,
  caller: CitizenCaller,
  matter: Matter,
  papers: readonly PaperRow[],
  submitted: Pick<FirstStep, 'detail' | 'personal'>,
): FirstStep[] {
  const actor = actorOf(caller);
  return [
    { action: 'submit', actor, ...submitted },
    ...(acceptedOnTheSpot(context, matter) ? [{ action: 'accept', actor: byRule.actor } as const] : []),
    ...papers
      .filter(({ status }) => status === 'committed')
      .map(({ materialId }) => ({ action: 'confirmCommitment', actor, detail: { materialId } }) as const),
  ];
}

/** Stores the application as it stands after its first steps, with its papers and its history, and sends its jobs. */
async function store(
  context: Context,
  tx: Transaction,
  caller: CitizenCaller,
  matter: Matter,
  body: CreateApplicationBody,
  {
    values,
    vin,
    subjectHash,
    trust,
  }: { values: FormValues; vin: string | undefined; subjectHash: string; trust: Trust },
): Promise<Application> {
  const now = context.now();
  const applicationId = newId('app');
  const { citizen, number } = await applicantAndNumber(tx, caller.citizenId);
  const { wrappedKey } = citizen;
  const acknowledged = acknowledgedIn(context, citizen, caller, matter, body);
  const { noticeHash } = acknowledged.notice;
  const delegation = delegationOf(caller);
  const plate = await plateOf(context, tx, caller, matter, body, { values, vin, applicationId });
  const draft: ApplicationRow = {
    ...untouched,
    applicationId,
    acceptanceNumber: acceptanceNumberOf(number, now),
    citizenId: caller.citizenId,
    matterId: matter.matterId,
    matterVersion: matter.version,
    subjectHash,
    situation: answersThatCount(matter, body.situation),
    formSealed: context.protection.seal(wrappedKey, 'form', JSON.stringify({ ...values, ...plate })),
    assistance: caller.assistance,
    delegation,
    noticeHash,
    desk: context.departments.decidesCases(matter.department.code) ? null : matter.department.code,
    filedAt: now,
    updatedAt: now,
  };
  const papers = papersFor(context, applicationId, matter, body, trust);
  const submitted = {
    detail: { matterId: matter.matterId, matterVersion: String(matter.version), noticeHash, ...attribution(caller) },
    personal: JSON.stringify([values, caller.assistance, delegation]),
  };
  const steps = await firstSteps(context, tx, draft, wrappedKey, stepsOf(context, caller, matter, papers, submitted));
  const application = steps.at(-1)?.application ?? draft;
  await insertTogether(tx, [
    rowsFor(applications, [application]),
    ...(papers.length > 0 ? [rowsFor(applicationPapers, papers)] : []),
    ...entryRows(steps.map(({ entry }) => entry)),
    ...acknowledgementRows(context, caller, applicationId, acknowledged),
  ]);
  for (const step of steps) await leaveWord(context, tx, step.application, step.entry.row);
  await keepChoice(context, tx, { applicationId, wrappedKey }, body.delivery);
  if (body.draft) await consumeDraft(context, tx, caller, body.draft);
  await context.jobs.sendAll(tx, [
    ...papers
      .filter(({ status }) => status === 'pending')
      .map(({ materialId }) => ({ queue: 'gatherPaper', data: { applicationId, materialId } }) as const),
    ...(application.state === 'accepted' ? reviewIfComplete(applicationId, papers) : []),
  ]);
  return shownApplication(application, matter.name, { papers, bill: undefined, licenceIds: [], reason: null });
}

/** The number plate that was reserved for the car: from here on the number itself is what was filed. */
async function plateOf(
  context: Context,
  tx: Transaction,
  { citizenId }: CitizenCaller,
  matter: Matter,
  { situation }: CreateApplicationBody,
  { values, vin = '', applicationId }: { values: FormValues; vin: string | undefined; applicationId: string },
): Promise<FormValues> {
  const field = matter.form.find(({ type, id }) => type === 'plateReservation' && id in values);
  if (!field) return {};
  const reservationId = values[field.id] ?? '';
  const kind = plateKindFor(field, situation);
  const { number } = await useReservation(context, tx, { citizenId, reservationId, vin, kind, applicationId });
  return { [field.id]: number };
}

/** Who files for the applicant, and under which delegation; null where he files himself. */
const delegationOf = ({ delegation }: CitizenCaller) =>
  delegation ? { delegationId: delegation.delegationId, agentId: delegation.agentId, agent: delegation.agent } : null;
