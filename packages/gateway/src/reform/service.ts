// Steps of a reform file: each is one transaction that locks the file, asks the table and writes the history.
import type {
  AnswerDemandBody,
  CreateReformBody,
  ReformAction,
  ReformActor,
  ReformFile,
  ReformOpinion,
} from '@onetrip/shared/contract';
import {
  isReformClosed,
  proposalNeeds,
  type ReformTransition,
  reformActorOf,
  reformPartsOf,
  reformStep,
} from '@onetrip/shared/rules';
import { and, eq } from 'drizzle-orm';
import { resolveMatter } from '../../catalogue/load.ts';
import type { Context } from '../context.ts';
import { type Transaction, violates } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { reformDemands, reformFiles } from '../database/schema/index.ts';
import type { OfficerCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { publishChanges } from '../publications/service.ts';
import { latestPublication, lockPublishing } from '../publications/store.ts';
import { requireNeeds } from './needs.ts';
import { checkProposal } from './proposal.ts';
import {
  appendEvent,
  type Connection,
  type DemandRow,
  demandsOfFile,
  eventsOfFile,
  type FileRow,
  findFile,
  holderOf,
  holdMatters,
  lockFile,
  writeDemands,
} from './store.ts';
import { assessed, computedOf, type InForce, type ReformDesk, showFile } from './view.ts';

/** Keeps the answer of a write in its transaction. */
type Keep = (tx: Transaction, result: ReformFile) => Promise<void>;

/** A file as an officer sees it, read anew. */
async function shown(desk: ReformDesk, db: Connection, officer: OfficerCaller, reformId: string): Promise<ReformFile> {
  const file = await findFile(db, reformId);
  if (!file) throw new ProblemError('not_found');
  return showFile(desk, officer, file, await demandsOfFile(db, reformId), await eventsOfFile(db, reformId));
}

const partsIn = (officer: OfficerCaller, file: FileRow, demands: readonly DemandRow[]): ReformActor[] =>
  reformPartsOf(officer, { ...file, suppliers: demands.map(({ supplier }) => supplier) });

/**
 * A file that the officer has a part in.
 * @throws ProblemError `not_found` where there is none, or none he may see
 */
export async function readFile(desk: ReformDesk, officer: OfficerCaller, reformId: string): Promise<ReformFile> {
  const file = await findFile(desk.context.database, reformId);
  if (!file || partsIn(officer, file, await demandsOfFile(desk.context.database, reformId)).length === 0) {
    throw new ProblemError('not_found');
  }
  return shown(desk, desk.context.database, officer, reformId);
}

const openAlready = (detail?: string) =>
  new ProblemError('reform_open_already', detail === undefined ? {} : { detail });

/** Holds the matters of a proposal and writes its demands. @throws ProblemError `reform_open_already` */
async function takeUp(desk: ReformDesk, tx: Transaction, reformId: string, matters: FileRow['matters']): Promise<void> {
  const ids = matters.map(({ matterId }) => matterId);
  const held = await holderOf(tx, ids, reformId);
  if (held) throw openAlready(held.matterId);
  await holdMatters(tx, reformId, ids);
  await writeDemands(tx, reformId, assessed(desk, matters).demands);
}

/** Does the work; where two files took the same matter at once, the later one is told. */
async function inTurn<T>({ database }: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await database.transaction(work);
  } catch (error) {
    if (violates(error, 'reform_matters_pkey')) throw openAlready();
    throw error;
  }
}

/** Refuses what is no proposal of the department, or changes nothing, or was drawn up against another version. */
function checkDrawnUp(desk: ReformDesk, department: string, matters: FileRow['matters']): void {
  checkProposal(desk.inForce().files, department, matters);
  requireNeeds(proposalNeeds, {
    inForce: desk.inForce(),
    matters,
    assessment: assessed(desk, matters),
    demands: [],
    opinions: [],
  });
}

/**
 * Opens a file as a draft.
 * @throws ProblemError `forbidden`, `matter_not_found`, `invalid_request`, `reform_matters_changed`,
 * `reform_changes_nothing`, `reform_open_already`
 */
export async function openFile(
  desk: ReformDesk,
  officer: OfficerCaller,
  { reason, matters }: CreateReformBody,
  keep: Keep,
): Promise<ReformFile> {
  const { department } = officer;
  if (department === null) throw new ProblemError('forbidden');
  checkDrawnUp(desk, department, matters);
  return inTurn(desk.context, async (tx) => {
    const reformId = newId('reform');
    const at = desk.context.now();
    await tx.insert(reformFiles).values({
      reformId,
      department,
      state: 'draft',
      reason,
      matters,
      opinions: [],
      createdAt: at,
      updatedAt: at,
    });
    await takeUp(desk, tx, reformId, matters);
    await appendEvent(tx, reformId, { type: 'created', at, actor: 'department', officer });
    const file = await shown(desk, tx, officer, reformId);
    await keep(tx, file);
    return file;
  });
}

/** What a step brings with it. */
export interface Step {
  action: ReformAction;
  /** A proposal in place of the one before. */
  proposal?: CreateReformBody;
  /** The opinions as the step leaves them, given those before. */
  opinions?: (before: readonly ReformOpinion[]) => ReformOpinion[];
  /** The supplier’s answer to one demand. */
  answer?: { demandId: string; body: AnswerDemandBody };
  note?: string | undefined;
}

/** The row of the table, if this officer may take the step now. @throws ProblemError `forbidden`, `reform_state_conflict` */
function permitted(file: FileRow, action: ReformAction, parts: readonly ReformActor[]): ReformTransition {
  const actor = reformActorOf(action);
  if (actor === null || !parts.includes(actor)) throw new ProblemError('forbidden');
  const row = reformStep(file.state, action);
  if (row === null) throw new ProblemError('reform_state_conflict', { currentState: file.state });
  return row;
}

/** Writes a supplier's answer to its own demand. @throws ProblemError `not_found` for another's */
async function writeAnswer(
  desk: ReformDesk,
  tx: Transaction,
  officer: OfficerCaller,
  file: FileRow,
  { demandId, body: { outcome, suppliedFrom, note } }: NonNullable<Step['answer']>,
): Promise<void> {
  const answer = {
    outcome,
    suppliedFrom: outcome === 'accepted' ? (suppliedFrom ?? null) : null,
    note: note ?? null,
    answeredAt: desk.context.now().toISOString(),
    officerId: officer.officerId,
  };
  const answered = await tx
    .update(reformDemands)
    .set({ answer })
    .where(
      and(
        eq(reformDemands.demandId, demandId),
        eq(reformDemands.reformId, file.reformId),
        eq(reformDemands.supplier, officer.department ?? ''),
      ),
    )
    .returning({ demandId: reformDemands.demandId });
  if (answered.length === 0) throw new ProblemError('not_found');
}

/** The catalogue in force whichever gateway put it there; nobody publishes until the transaction ends. */
async function heldInForce({ catalogue }: Context, tx: Transaction): Promise<() => InForce> {
  await lockPublishing(tx);
  const latest = await latestPublication(tx);
  if (!latest) throw new ProblemError('service_unavailable');
  const { files, matters } = await catalogue.standing(tx, latest);
  const held: InForce = { files, versionOf: (matterId) => matters.get(matterId)?.version ?? null };
  return () => held;
}

/** Puts a proposal in force. @returns the publication's id */
async function publishFile(desk: ReformDesk, tx: Transaction, officer: OfficerCaller, file: FileRow): Promise<string> {
  const { files } = assessed(desk, file.matters);
  const ids = new Set(file.matters.map(({ matterId }) => matterId));
  const changes = files.matters
    .filter(({ written }) => ids.has(written.matterId))
    .map((filed) => ({ matterId: filed.written.matterId, matter: resolveMatter(filed, files.departments) }));
  const { officerId } = officer;
  const { publicationId } = await publishChanges(desk.context, tx, { reason: file.reason, changes, officerId });
  return publicationId;
}

/** Events that say what the proposal changed, so that the history keeps it when the proposal is drawn up anew. */
const tellsChanges: readonly ReformAction[] = ['report', 'reportAgain', 'approve'];

/**
 * Takes a step. Approval publishes the proposal in the same transaction.
 * @throws ProblemError `not_found`, `forbidden`, `reform_state_conflict`, and what the step's needs and the publication throw
 */
export async function takeStep(
  { context, inForce }: ReformDesk,
  officer: OfficerCaller,
  reformId: string,
  step: Step,
  keep: Keep,
): Promise<ReformFile> {
  const taken = await inTurn(context, async (tx) => {
    const before = await lockFile(tx, reformId);
    const demands = before ? await demandsOfFile(tx, reformId) : [];
    const parts = before ? partsIn(officer, before, demands) : [];
    if (!before || parts.length === 0) throw new ProblemError('not_found');
    const row = permitted(before, step.action, parts);
    const desk = { context, inForce: row.action === 'approve' ? await heldInForce(context, tx) : inForce };
    if (step.proposal) checkDrawnUp(desk, before.department, step.proposal.matters);

    const file: FileRow = {
      ...before,
      ...step.proposal,
      opinions: step.opinions?.(before.opinions) ?? before.opinions,
      state: row.to,
      updatedAt: desk.context.now(),
    };
    if (step.proposal) await takeUp(desk, tx, reformId, file.matters);
    if (step.answer) await writeAnswer(desk, tx, officer, file, step.answer);
    const computed = computedOf(desk, file, await demandsOfFile(tx, reformId));
    const { opinions, matters } = file;
    requireNeeds(row.needs, {
      inForce: desk.inForce(),
      matters,
      assessment: assessed(desk, matters),
      demands: computed.demands,
      opinions,
    });

    const closed = isReformClosed(file.state);
    if (closed) await holdMatters(tx, reformId, []);
    const publicationId = row.action === 'approve' ? await publishFile(desk, tx, officer, file) : null;
    const { state, reason, updatedAt } = file;
    await tx
      .update(reformFiles)
      .set({ state, reason, matters, opinions, updatedAt, publicationId, closing: closed ? computed : null })
      .where(eq(reformFiles.reformId, reformId));
    await appendEvent(tx, reformId, {
      type: row.event,
      at: updatedAt,
      actor: row.by,
      officer,
      note: step.note,
      changes: tellsChanges.includes(row.action) ? computed.matters.flatMap(({ changes }) => changes) : [],
    });
    const result = await shown(desk, tx, officer, reformId);
    await keep(tx, result);
    return result;
  });
  if (taken.publicationId !== null) await context.catalogue.refresh();
  context.log.info({ reformId, step: step.action, officerId: officer.officerId }, 'reform step taken');
  return taken;
}
