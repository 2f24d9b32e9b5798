// Filing: every check first, then one transaction that holds the application, its papers, its history and its jobs.
import type {
  Application,
  CreateApplicationBody,
  FormValues,
  Material,
  Matter,
  PaperStatus,
  Plan,
  ProblemCode,
  ProblemField,
  Situation,
} from '@onetrip/shared/contract';
import { addTerm, hangzhouDate } from '@onetrip/shared/deadline';
import { checkVin } from '@onetrip/shared/identifiers';
import { checkForm, holds, plan, plateKindFor, type RealNameLevel } from '@onetrip/shared/rules';
import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { type Transaction, violates } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { applicationPapers, applications } from '../database/schema/index.ts';
import { keepChoice, refuseUnoffered } from '../deliveries/choosing.ts';
import { consumeDraft } from '../drafts/service.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { useReservation } from '../plates/service.ts';
import { acknowledgedIn, keepAcknowledged } from '../privacy/notices.ts';
import { acceptedOnTheSpot } from './acceptance.ts';
import { advance } from './advance.ts';
import { actorOf, attribution, refuseOutOfReach } from './attribution.ts';
import { readableBy } from './readable.ts';
import { accept, byRule } from './steps.ts';
import { applicantOf, lockApplication, showApplication } from './store.ts';

/** Nobody files without having been checked, whatever the matter says. */
const leastLevel = 2;

const problemOfBlocker: Record<Plan['blockers'][number]['kind'], ProblemCode> = {
  questionOpen: 'situation_unanswered',
  unknownAnswer: 'situation_unanswered',
  notOnline: 'matter_not_online',
  paperProvided: 'paper_required',
};

/** Everything that can be refused before anything is written, in the order a person would want to hear it. */
function refuseUnlessReady(context: Context, caller: CitizenCaller, matter: Matter, body: CreateApplicationBody): Plan {
  refuseOutOfReach(caller, matter.matterId);
  if (!matter.online) throw new ProblemError('matter_not_online');
  const neededLevel = Math.max(matter.identityLevel, leastLevel) as RealNameLevel;
  if (caller.level < neededLevel) throw new ProblemError('identity_level_too_low', { neededLevel });
  const planned = plan(matter, {
    answers: body.situation,
    sourcesDown: context.departments.down(),
    fees: context.catalogue.fees,
    due: addTerm(context.now(), matter.promised),
  });
  refuseUnoffered(context, matter, body.delivery);
  // What the post collects need not be brought.
  const blockers = planned.blockers.filter(({ kind }) => kind !== 'paperProvided' || !body.delivery?.collectPapers);
  const [first] = blockers;
  if (first) {
    const code = problemOfBlocker[first.kind];
    const alike = blockers.filter(({ kind }) => problemOfBlocker[kind] === code);
    const prefix = code === 'situation_unanswered' ? 'situation' : 'materials';
    throw new ProblemError(code, { fields: alike.flatMap(fieldOf(prefix)) });
  }
  const faults = checkForm(matter, body.situation, body.form);
  if (faults.length > 0) throw new ProblemError('invalid_request', { fields: faults });
  // A source that went down since the plan was shown asks for no new commitment: then the department owes the paper.
  const missing = planned.commitments.filter(
    ({ ending, materialId }) => ending === 'commitment' && !body.commitments.includes(materialId),
  );
  if (missing.length > 0) {
    const fields = missing.map(({ materialId, name }) => ({
      field: `commitments.${materialId}`,
      message: { zh: `请阅读并确认承诺：${name.zh}。`, en: `Read and confirm the commitment: ${name.en ?? name.zh}.` },
    }));
    throw new ProblemError('commitment_missing', { fields });
  }
  if (!body.noticeAcknowledged) throw new ProblemError('notice_not_acknowledged');
  return planned;
}

const fieldOf =
  (prefix: string) =>
  ({ field, message }: Plan['blockers'][number]): ProblemField[] =>
    field === undefined ? [] : [{ field: `${prefix}.${field}`, message }];

/** Answers to the questions that apply. The rest, which could be anything at all, is not kept. */
function answersThatCount(matter: Matter, given: Situation): Situation {
  const answers: Situation = {};
  for (const { id, when, options } of matter.questions) {
    const answer = given[id];
    if (answer === undefined || !holds(when, answers) || !options.some(({ value }) => value === answer)) continue;
    answers[id] = answer;
  }
  return answers;
}

/** Values of the fields that apply, tidied; what the citizen left empty is left out. */
function tidied(matter: Matter, body: CreateApplicationBody): FormValues {
  const values: FormValues = {};
  for (const field of matter.form) {
    const value = body.form[field.id]?.trim();
    if (!value || !holds(field.when, body.situation)) continue;
    const vin = field.type === 'vin' ? checkVin(value) : null;
    values[field.id] = vin?.ok ? vin.value : value;
  }
  return values;
}

const filedAs = (matter: Matter, values: FormValues, type: Matter['form'][number]['type']): string | undefined => {
  const field = matter.form.find((one) => one.type === type && one.id in values);
  return field && values[field.id];
};

/**
 * Where a material starts; null when nobody is asked for it. A commitment read for a source that is down stands in for
 * its paper; otherwise the department is asked, and owes it until it answers.
 */
function startOf(
  material: Material,
  down: ReadonlySet<string>,
  committed: ReadonlySet<string>,
  collected: boolean,
): PaperStatus | null {
  if (material.kind !== 'paper' && material.kind !== 'record') return null;
  if (material.ending === 'commitment') return 'committed';
  if (material.ending === 'afterApproval') return 'afterApproval';
  if (material.ending === 'cancelled') return null;
  if (material.ending === 'provided') return collected ? 'posted' : null;
  if (material.source) {
    const mayCommit = material.ifDown === 'commitment' && material.commitment && down.has(material.source.department);
    return mayCommit && committed.has(material.id) ? 'committed' : 'pending';
  }
  return material.ending === 'investigated' ? 'investigating' : null;
}

/** 受理编号: Hangzhou's region, the day, a running number. */
async function newAcceptanceNumber(tx: Transaction, now: Date): Promise<string> {
  const answer = (await tx.execute(sql`SELECT nextval('acceptance_numbers') AS number`)) as unknown as {
    rows: { number: string | number }[];
  };
  return `3301${hangzhouDate(now).replaceAll('-', '')}${String(answer.rows[0]?.number).padStart(8, '0')}`;
}

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
  const values = tidied(matter, body);
  const vin = filedAs(matter, values, 'vin');
  const subjectHash = context.protection.lookup('subject', `${matter.matterId} ${vin ?? ''}`);
  try {
    return await context.database.transaction(async (tx) => {
      const applicationId = await insert(context, tx, caller, matter, body, { values, vin, subjectHash });
      const application = await showApplication(context, tx, await lockApplication(tx, applicationId), matter.name);
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

async function insert(
  context: Context,
  tx: Transaction,
  caller: CitizenCaller,
  matter: Matter,
  body: CreateApplicationBody,
  { values, vin, subjectHash }: { values: FormValues; vin: string | undefined; subjectHash: string },
): Promise<string> {
  const now = context.now();
  const applicationId = newId('app');
  const acknowledged = await acknowledgedIn(context, tx, caller, matter, body);
  const { wrappedKey } = await applicantOf(tx, caller.citizenId);
  const seal = (form: FormValues) => context.protection.seal(wrappedKey, 'form', JSON.stringify(form));
  await tx.insert(applications).values({
    applicationId,
    acceptanceNumber: await newAcceptanceNumber(tx, now),
    citizenId: caller.citizenId,
    matterId: matter.matterId,
    matterVersion: matter.version,
    subjectHash,
    state: 'draft',
    open: true,
    situation: answersThatCount(matter, body.situation),
    formSealed: seal(values),
    assistance: caller.assistance,
    delegation: delegationOf(caller),
    noticeHash: acknowledged.notice.noticeHash,
    desk: context.departments.decidesCases(matter.department.code) ? null : matter.department.code,
    filedAt: now,
    updatedAt: now,
  });
  const plateField = matter.form.find((field) => field.type === 'plateReservation' && field.id in values);
  if (plateField) {
    const reservationId = values[plateField.id] ?? '';
    const kind = plateKindFor(plateField, body.situation);
    const reserved = { citizenId: caller.citizenId, reservationId, vin: vin ?? '', kind, applicationId };
    const { number } = await useReservation(context, tx, reserved);
    // From here on the number itself is what was filed.
    const formSealed = seal({ ...values, [plateField.id]: number });
    await tx.update(applications).set({ formSealed }).where(eq(applications.applicationId, applicationId));
  }
  await insertPapers(context, tx, applicationId, matter, body);
  await keepAcknowledged(context, tx, caller, applicationId, acknowledged);
  await keepChoice(context, tx, { applicationId, wrappedKey }, body.delivery);
  if (body.draft) await consumeDraft(context, tx, caller, body.draft);
  const actor = actorOf(caller);
  await advance(context, tx, applicationId, 'submit', actor, {
    detail: {
      matterId: matter.matterId,
      matterVersion: String(matter.version),
      noticeHash: acknowledged.notice.noticeHash,
      ...attribution(caller),
    },
    personal: JSON.stringify([values, caller.assistance, delegationOf(caller)]),
  });
  if (acceptedOnTheSpot(context, matter)) await accept(context, tx, applicationId, byRule);
  await gatherPapers(context, tx, applicationId, actor);
  return applicationId;
}

/** Who files for the applicant, and under which delegation; null where he files himself. */
const delegationOf = ({ delegation }: CitizenCaller) =>
  delegation ? { delegationId: delegation.delegationId, agentId: delegation.agentId, agent: delegation.agent } : null;

async function insertPapers(
  context: Context,
  tx: Transaction,
  applicationId: string,
  matter: Matter,
  body: CreateApplicationBody,
): Promise<void> {
  const now = context.now();
  const down = context.departments.down();
  const committed = new Set(body.commitments);
  const collected = body.delivery?.collectPapers === true;
  const papers = matter.materials.flatMap((material, position) => {
    const status = holds(material.when, body.situation) ? startOf(material, down, committed, collected) : null;
    if (status === null) return [];
    return {
      applicationId,
      materialId: material.id,
      position,
      name: material.name,
      kind: material.kind,
      ending: material.ending ?? null,
      status,
      department: material.source?.department ?? null,
      register: material.source?.register ?? null,
      sourceLabel: material.source?.label ?? material.owner ?? null,
      queryId: newId('query'),
      askedAt: status === 'pending' ? now : null,
    };
  });
  if (papers.length > 0) await tx.insert(applicationPapers).values(papers);
}

/** Commitments enter the history, and every paper is asked for. */
async function gatherPapers(
  context: Context,
  tx: Transaction,
  applicationId: string,
  actor: 'citizen' | 'operator',
): Promise<void> {
  const papers = await tx
    .select({ materialId: applicationPapers.materialId, status: applicationPapers.status })
    .from(applicationPapers)
    .where(eq(applicationPapers.applicationId, applicationId))
    .orderBy(applicationPapers.position);
  for (const { materialId, status } of papers) {
    if (status === 'committed') {
      await advance(context, tx, applicationId, 'confirmCommitment', actor, { detail: { materialId } });
    }
    if (status === 'pending') await context.jobs.send(tx, 'gatherPaper', { applicationId, materialId });
  }
}
