// Delegations: proposed by one side, agreed to by the other, ended by either at once; a guardian's by the register's word.
import type { Delegation, ProblemField, ProposeDelegationBody } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { maskIdNumber, maskName } from '@onetrip/shared/identifiers';
import { birthdayOf, childBelow, delegationState, endOfDay, isChild, latestUntil } from '@onetrip/shared/rules';
import { and, desc, eq, isNull, or } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { citizens, delegations } from '../database/schema/index.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import {
  addCitizen,
  type CitizenRow,
  citizenById,
  type Identity,
  identityOf,
  lockCitizenBy,
} from '../identity/citizens.ts';
import { checkIdentity } from '../identity/policeRegister.ts';
import { inPersonLevel } from '../identity/sessions.ts';
import { checkGuardian } from './guardianship.ts';

type DelegationRow = typeof delegations.$inferSelect;

/** Nobody binds himself, or another, before his name and number were checked. */
const levelNeeded = 2;
/** Proposals of one citizen that wait for an answer at a time. */
const mostOpen = 20;
const sealedAs = 'delegation.other';

/** Who the caller is. @throws ProblemError `identity_level_too_low` */
async function identified(
  context: Context,
  db: Database | Transaction,
  caller: CitizenCaller,
): Promise<{ citizen: CitizenRow; identity: Identity }> {
  const citizen = await citizenById(db, caller.citizenId);
  const identity = identityOf(context.protection, citizen);
  if (identity === null || caller.level < levelNeeded)
    throw new ProblemError('identity_level_too_low', { neededLevel: levelNeeded });
  return { citizen, identity };
}

/** @throws ProblemError `delegation_not_offered` naming every field at fault */
function refuseUnlessOffered(context: Context, own: Identity, body: ProposeDelegationBody): void {
  const { catalogue, now } = context;
  const faults: ProblemField[] = [];
  const fault = (field: string, zh: string, en: string) => void faults.push({ field, message: { zh, en } });
  const latest = latestUntil(now());
  if (body.until < hangzhouDate(now()) || body.until > latest)
    fault('until', `请在今天至 ${latest} 之间选择。`, `Choose a day from today to ${latest}.`);
  if (body.other.idNumber.trim().toUpperCase() === own.idNumber)
    fault('other.idNumber', '不能授权给自己。', 'Nobody acts for himself under a delegation.');
  if (body.guardian && body.side !== 'agent')
    fault('guardian', '由监护人发起。', 'The guardian is the one who proposes it.');
  const { matters = [], themes = [] } = body.scope;
  const known = catalogue.mostUsed.matters;
  const unknown = [
    ...matters.filter((id) => !known.some(({ matterId }) => matterId === id)),
    ...themes.filter((name) => !known.some(({ theme }) => theme === name)),
  ];
  if (unknown.length > 0)
    fault('scope', '范围中有目录里没有的事项或主题。', 'The scope names what is not in the catalogue.');
  if (faults.length > 0) throw new ProblemError('delegation_not_offered', { fields: faults });
}

/**
 * Proposes a delegation. Of the other side nothing is told, not even whether he is known here.
 * @throws ProblemError `identity_level_too_low`, `delegation_not_offered`; of a guardian also `id_number_invalid`,
 *   `identity_mismatch`, `not_guardian`, `department_unavailable`
 */
export async function propose(
  context: Context,
  caller: CitizenCaller,
  body: ProposeDelegationBody,
  keep: (tx: Transaction, result: Delegation) => Promise<void>,
): Promise<Delegation> {
  const { database, protection, now } = context;
  const { citizen, identity } = await identified(context, database, caller);
  refuseUnlessOffered(context, identity, body);
  // The child is not asked, so that it is the guardian must be sure.
  if (body.guardian && caller.level < inPersonLevel)
    throw new ProblemError('identity_level_too_low', { neededLevel: inPersonLevel });
  const ward = body.guardian ? await wardOf(context, citizen, identity, body) : null;
  return database.transaction(async (tx) => {
    const at = now();
    const other = ward ?? { name: body.other.name.trim(), idNumber: body.other.idNumber.trim().toUpperCase() };
    const otherHash = protection.lookup('idNumber', other.idNumber);
    if (!ward) await refuseTooManyOpen(tx, citizen, otherHash, at);
    const child = ward && (await wardsAccount(context, tx, ward));
    const mine = body.side === 'principal';
    const grownOn = ward === null ? null : birthdayOf(ward.idNumber, childBelow);
    const until = grownOn !== null && grownOn <= body.until ? endOfDay(dayBefore(grownOn)) : endOfDay(body.until);
    const [row] = await tx
      .insert(delegations)
      .values({
        delegationId: newId('delegation'),
        kind: ward ? 'guardian' : 'agreed',
        principalId: mine ? caller.citizenId : (child?.citizenId ?? null),
        agentId: mine ? null : caller.citizenId,
        proposedBySide: body.side,
        otherHash: ward ? null : otherHash,
        otherSealed: ward ? null : protection.seal(citizen.wrappedKey, sealedAs, JSON.stringify(other)),
        scope: body.scope,
        power: body.power,
        principalLevel: mine ? caller.level : ward ? inPersonLevel : null,
        witness: mine ? caller.assistance : null,
        proposedAt: at,
        acceptedAt: ward ? at : null,
        expiresAt: until,
      })
      .returning();
    if (!row) throw new Error('the delegation was not kept');
    const shown = await show(context, tx, row, caller.citizenId);
    await keep(tx, shown);
    return shown;
  });
}

/**
 * Nobody is pestered: at most one proposal to a person waits for his answer, and of one citizen not many at all.
 * @throws ProblemError `delegation_not_offered`
 */
async function refuseTooManyOpen(tx: Transaction, { citizenId }: CitizenRow, otherHash: string, now: Date) {
  // Two proposals at a time are counted one after the other.
  await tx.select({ one: citizens.citizenId }).from(citizens).where(eq(citizens.citizenId, citizenId)).for('update');
  const rows = await tx
    .select()
    .from(delegations)
    .where(
      and(
        or(
          and(eq(delegations.principalId, citizenId), isNull(delegations.agentId)),
          and(eq(delegations.agentId, citizenId), isNull(delegations.principalId)),
        ),
        isNull(delegations.revokedAt),
      ),
    );
  const open = rows.filter((row) => delegationState(row, now) === 'proposed');
  const refuse = (zh: string, en: string) =>
    new ProblemError('delegation_not_offered', { fields: [{ field: 'other.idNumber', message: { zh, en } }] });
  if (open.some((row) => row.otherHash === otherHash))
    throw refuse('已有一份授权在等对方同意。', 'One that was proposed to this person still waits for an answer.');
  if (open.length >= mostOpen)
    throw refuse(`最多 ${mostOpen} 份授权同时等待同意。`, `At most ${mostOpen} wait for an answer at a time.`);
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The child, checked: a real one, under 14, and the proposer's own. */
async function wardOf(
  context: Context,
  guardian: CitizenRow,
  identity: Identity,
  { other }: ProposeDelegationBody,
): Promise<Identity> {
  const ward = await checkIdentity(context, other);
  if (!isChild(ward.idNumber, context.now())) {
    const message = { zh: '已满十四周岁，须由本人同意。', en: 'Fourteen or older: the other side must agree.' };
    throw new ProblemError('delegation_not_offered', { fields: [{ field: 'guardian', message }] });
  }
  await checkGuardian(context, guardian, identity, ward);
  return ward;
}

/** A child's account, added when new; it has no phone, and nobody signs in to it. */
async function wardsAccount(context: Context, tx: Transaction, ward: Identity): Promise<CitizenRow> {
  const known = await lockCitizenBy(context.protection, tx, 'idNumber', ward.idNumber);
  return known ?? addCitizen(context, tx, levelNeeded, ward);
}

/** A delegation, as one of its sides sees it. */
async function show(
  context: Context,
  db: Database | Transaction,
  row: DelegationRow,
  readerId: string,
): Promise<Delegation> {
  const { protection, now } = context;
  const side =
    row.principalId === readerId || (row.agentId !== readerId && row.principalId === null) ? 'principal' : 'agent';
  const proposedByMe = (row.proposedBySide === 'principal' ? row.principalId : row.agentId) === readerId;
  const otherId = side === 'principal' ? row.agentId : row.principalId;
  const otherNamed = async (): Promise<Identity | null> => {
    if (otherId !== null) return identityIfKept(context, await citizenById(db, otherId));
    if (row.otherSealed === null) return null;
    const { wrappedKey } = await citizenById(db, readerId);
    return JSON.parse(protection.open(wrappedKey, sealedAs, row.otherSealed)) as Identity;
  };
  const other = await otherNamed();
  return {
    delegationId: row.delegationId,
    side,
    other: { name: other ? maskName(other.name) : '***', idNumber: other ? maskIdNumber(other.idNumber) : '***' },
    kind: row.kind,
    state: delegationState(row, now()),
    scope: row.scope,
    power: row.power,
    proposedByMe,
    proposedAt: row.proposedAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    witness: row.witness,
  };
}

/** Name and number; null where he was erased since. */
const identityIfKept = ({ protection }: Context, citizen: CitizenRow): Identity | null =>
  protection.isKey(citizen.wrappedKey) ? identityOf(protection, citizen) : null;

/** What a citizen sees: where he is a side, and what was proposed to the bearer of his number. */
async function visibleTo(db: Database | Transaction, { citizenId }: CitizenCaller) {
  const { idNumberHash } = await citizenById(db, citizenId);
  return or(
    eq(delegations.principalId, citizenId),
    eq(delegations.agentId, citizenId),
    idNumberHash === null
      ? undefined
      : and(eq(delegations.otherHash, idNumberHash), or(isNull(delegations.principalId), isNull(delegations.agentId))),
  );
}

/** A caller's delegations on either side, newest first. */
export async function delegationsOf(context: Context, caller: CitizenCaller): Promise<Delegation[]> {
  const { database } = context;
  const rows = await database
    .select()
    .from(delegations)
    .where(await visibleTo(database, caller))
    .orderBy(desc(delegations.proposedAt), desc(delegations.delegationId));
  return Promise.all(rows.map((row) => show(context, database, row, caller.citizenId)));
}

/** One the caller may see. @throws ProblemError `not_found` */
export async function findDelegation(
  db: Database | Transaction,
  caller: CitizenCaller,
  delegationId: string,
): Promise<DelegationRow> {
  const mine = and(eq(delegations.delegationId, delegationId), await visibleTo(db, caller));
  const [row] = await db.select().from(delegations).where(mine).for('update');
  if (!row) throw new ProblemError('not_found');
  return row;
}

/**
 * Agrees, as the side that did not propose; a second time changes nothing. Whoever is to act for another must have been
 * seen: a name and a number are known to others too.
 * @throws ProblemError `not_found`, `identity_level_too_low`, `delegation_not_active` when it was ended or has lapsed
 */
export async function accept(
  context: Context,
  tx: Transaction,
  caller: CitizenCaller,
  delegationId: string,
): Promise<Delegation> {
  await identified(context, tx, caller);
  const row = await findDelegation(tx, caller, delegationId);
  const state = delegationState(row, context.now());
  const mine = row.proposedBySide === 'principal' ? row.agentId : row.principalId;
  if (state === 'active' && mine === caller.citizenId) return show(context, tx, row, caller.citizenId);
  // He who proposed it cannot agree for the other.
  const proposer = row.proposedBySide === 'principal' ? row.principalId : row.agentId;
  if (state !== 'proposed' || proposer === caller.citizenId) throw new ProblemError('delegation_not_active');
  const asPrincipal = row.proposedBySide === 'agent';
  if (!asPrincipal && caller.level < inPersonLevel)
    throw new ProblemError('identity_level_too_low', { neededLevel: inPersonLevel });
  const [after] = await tx
    .update(delegations)
    .set({
      acceptedAt: context.now(),
      otherHash: null,
      otherSealed: null,
      ...(asPrincipal
        ? { principalId: caller.citizenId, principalLevel: caller.level, witness: caller.assistance }
        : { agentId: caller.citizenId }),
    })
    .where(eq(delegations.delegationId, delegationId))
    .returning();
  if (!after) throw new Error(`no delegation ${delegationId}`);
  return show(context, tx, after, caller.citizenId);
}

/** Ends it at once, or declines it; a second time changes nothing. @throws ProblemError `not_found` */
export async function revoke(
  context: Context,
  tx: Transaction,
  caller: CitizenCaller,
  delegationId: string,
): Promise<Delegation> {
  const row = await findDelegation(tx, caller, delegationId);
  if (row.revokedAt !== null) return show(context, tx, row, caller.citizenId);
  const [after] = await tx
    .update(delegations)
    .set({ revokedAt: context.now() })
    .where(eq(delegations.delegationId, delegationId))
    .returning();
  if (!after) throw new Error(`no delegation ${delegationId}`);
  return show(context, tx, after, caller.citizenId);
}
