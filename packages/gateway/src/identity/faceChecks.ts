// Face checks: begun in a session, judged by what the provider tells the service itself; a pass raises that session to
// level 3, and brings somebody first confirmed at a counter, or squatted upon, into his own account.
import type {
  FaceCheck,
  FaceCheckState,
  FinishFaceCheckBody,
  LocalText,
  StartedFaceCheck,
  StartFaceCheckBody,
} from '@onetrip/shared/contract';
import { judgeFace } from '@onetrip/shared/rules';
import { and, desc, eq, gt, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { newId, newToken } from '../database/ids.ts';
import { citizens, delegations, drafts, faceChecks, sessions } from '../database/schema/index.ts';
import { openContent, sealContent } from '../drafts/store.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { holdsIdNumber } from '../log.ts';
import { destroyKey } from '../privacy/erasure.ts';
import {
  bindTo,
  type CitizenRow,
  citizenById,
  type Identity,
  identityOf,
  lockCitizenBy,
  mobileOf,
  openidOf,
} from './citizens.ts';
import { checkIdentity } from './policeRegister.ts';
import { inPersonLevel } from './sessions.ts';

export type FaceCheckRow = typeof faceChecks.$inferSelect;

/** One has so long before the camera. */
const lifetimeMs = 20 * 60_000;
/** The provider is paid for each call, and is asked after one check at most so often. */
const askEveryMs = 2_000;
/** Checks begun in a day by one citizen, and of one number from accounts that do not bear it. */
const mostADay = 10;
const dayMs = 86_400_000;
const sealedAs = 'faceCheck.identity';
const checked = 2;

const sentences: Record<FaceCheckState, LocalText> = {
  started: { zh: '还没有完成人脸核身，请继续。', en: 'The face check is not finished; please go on.' },
  passed: { zh: '核身通过，已回到刚才的地方。', en: 'You are confirmed, and back where you were.' },
  failed: {
    zh: '没有通过核身。可以再试一次，或到任一网点当面确认。',
    en: 'The face check did not succeed. Try again, or be confirmed in person at any service point.',
  },
  review: {
    zh: '需要工作人员核对，一般一个工作日内完成，您不用做什么。',
    en: 'An officer will compare the pictures, usually within a working day. You need do nothing.',
  },
  lapsed: { zh: '核身已超时，请重新开始。', en: 'The face check took too long; begin again.' },
};

/** Who is to be checked: the bearer of the account, or whom he says he is, where it bears nobody yet. */
async function whoIs(context: Context, citizen: CitizenRow, { identity }: StartFaceCheckBody): Promise<Identity> {
  const borne = identityOf(context.protection, citizen);
  if (identity === undefined) {
    if (borne === null) throw new ProblemError('face_check_not_possible');
    return borne;
  }
  const given = await checkIdentity(context, identity);
  if (borne !== null && borne.idNumber !== given.idNumber) throw new ProblemError('identity_already_confirmed');
  return given;
}

/** @throws ProblemError `rate_limited` when as many were begun today as may be */
async function refuseTooMany({ database, now }: Context, begun: SQL): Promise<void> {
  const today = gt(faceChecks.startedAt, new Date(now().getTime() - dayMs));
  const rows = await database
    .select({ startedAt: faceChecks.startedAt })
    .from(faceChecks)
    .where(and(begun, today))
    .orderBy(desc(faceChecks.startedAt))
    .limit(mostADay);
  const oldest = rows[mostADay - 1];
  if (!oldest) return;
  const retryAfterSeconds = Math.ceil((oldest.startedAt.getTime() + dayMs - now().getTime()) / 1000);
  throw new ProblemError('rate_limited', { retryAfterSeconds });
}

/**
 * Begins a face check. The code the provider sends the browser back with is told to nobody else: whoever begins a check
 * and sends its page to another does not get it.
 * @throws ProblemError `face_check_not_possible` when it is not known who he is, `id_number_invalid`, `identity_mismatch`,
 *   `identity_already_confirmed` as somebody else, `rate_limited`, `face_check_unavailable`, `department_unavailable`
 */
export async function startFaceCheck(
  context: Context,
  caller: CitizenCaller,
  body: StartFaceCheckBody,
): Promise<StartedFaceCheck> {
  const { config, database, protection, now, faceProvider } = context;
  if (holdsIdNumber(body.returnTo)) {
    const message = { zh: '返回地址不得含身份证号码。', en: 'The path to return to must not hold an identity number.' };
    throw new ProblemError('invalid_request', { fields: [{ field: 'returnTo', message }] });
  }
  await refuseTooMany(context, eq(faceChecks.citizenId, caller.citizenId));
  const citizen = await citizenById(database, caller.citizenId);
  const identity = await whoIs(context, citizen, body);
  const identityHash = protection.lookup('idNumber', identity.idNumber);
  // Nobody keeps another from his own account by trying his number.
  if (citizen.idNumberHash === null) await refuseTooMany(context, eq(faceChecks.identityHash, identityHash));
  const certifyId = newId('face');
  const returnCode = newToken('back');
  const backTo = new URL(body.returnTo, `${config.citizenAppUrl.replace(/\/$/, '')}/`);
  backTo.searchParams.set('faceCheck', certifyId);
  backTo.searchParams.set('returnCode', returnCode);
  const { providerToken, url } = await faceProvider.begin(identity, backTo.toString());
  const expiresAt = new Date(now().getTime() + lifetimeMs);
  await database.insert(faceChecks).values({
    certifyId,
    citizenId: caller.citizenId,
    sessionTokenHash: caller.tokenHash,
    providerToken,
    identitySealed: protection.seal(citizen.wrappedKey, sealedAs, JSON.stringify(identity)),
    identityHash,
    returnCodeHash: protection.lookup('token', returnCode),
    returnTo: body.returnTo,
    state: 'started',
    startedAt: now(),
    expiresAt,
  });
  return { certifyId, url, expiresAt: expiresAt.toISOString() };
}

/** Name and number a check compares with. */
export async function identityIn(
  { protection }: Pick<Context, 'protection'>,
  db: Database | Transaction,
  { citizenId, identitySealed }: FaceCheckRow,
): Promise<Identity> {
  const { wrappedKey } = await citizenById(db, citizenId);
  return JSON.parse(protection.open(wrappedKey, sealedAs, identitySealed)) as Identity;
}

/**
 * Settles a check. A pass raises the session it was begun in to level 3; where another account bears the identity, the
 * session and the phone move there, and whoever bound it by name and number alone is let go.
 * @returns the citizen whose session it is now; null where the session is over
 */
export async function settle(
  context: Context,
  tx: Transaction,
  check: FaceCheckRow,
  outcome: Extract<FaceCheckState, 'passed' | 'failed'>,
): Promise<CitizenRow | null> {
  const { protection } = context;
  await tx
    .update(faceChecks)
    .set({ state: outcome, finishedAt: check.finishedAt ?? context.now() })
    .where(eq(faceChecks.certifyId, check.certifyId));
  if (outcome !== 'passed') return null;
  const identity = await identityIn(context, tx, check);
  const thisSession = and(eq(sessions.tokenHash, check.sessionTokenHash), eq(sessions.citizenId, check.citizenId));
  const [session] = await tx.select().from(sessions).where(thisSession);
  if (!session) return null;
  const known = await lockCitizenBy(protection, tx, 'idNumber', identity.idNumber);
  const [own] = await tx.select().from(citizens).where(eq(citizens.citizenId, check.citizenId)).for('update');
  if (!own) throw new ProblemError('unauthenticated');
  const owner = await ownerOf(context, tx, { own, known, identity });
  await tx
    .update(sessions)
    .set({ citizenId: owner.citizenId, level: inPersonLevel })
    .where(eq(sessions.tokenHash, check.sessionTokenHash));
  if (owner.citizenId !== own.citizenId) {
    // The check belongs to him whose face it was, whatever account it was begun in.
    const identitySealed = protection.seal(owner.wrappedKey, sealedAs, JSON.stringify(identity));
    await tx
      .update(faceChecks)
      .set({ citizenId: owner.citizenId, identitySealed })
      .where(eq(faceChecks.certifyId, check.certifyId));
    await destroyKey(tx, context.now(), own);
  }
  return owner;
}

/** The account of the person whose face it was: his own here, else the one that bears his number, made his. */
async function ownerOf(
  context: Context,
  tx: Transaction,
  { own, known, identity }: { own: CitizenRow; known: CitizenRow | null; identity: Identity },
): Promise<CitizenRow> {
  if (known === null) return bindTo(context, tx, own, identity, Math.max(own.level, checked));
  if (known.citizenId === own.citizenId) return own;
  const { protection } = context;
  // Only somebody who was seen takes an account over: whoever is signed in to it on another phone goes, and with him
  // what he agreed to in its name.
  await tx.delete(sessions).where(and(eq(sessions.citizenId, known.citizenId), isNull(sessions.embedSessionId)));
  await tx
    .update(delegations)
    .set({ revokedAt: context.now() })
    .where(
      and(
        or(eq(delegations.principalId, known.citizenId), eq(delegations.agentId, known.citizenId)),
        eq(delegations.kind, 'agreed'),
        isNull(delegations.witness),
        isNull(delegations.revokedAt),
      ),
    );
  const [mobile, openid] = [mobileOf(protection, own), openidOf(protection, own)];
  await tx
    .update(citizens)
    .set({ mobileHash: null, mobileSealed: null, openidHash: null, openidSealed: null })
    .where(inArray(citizens.citizenId, [own.citizenId, known.citizenId]));
  for (const draft of await tx.select().from(drafts).where(eq(drafts.citizenId, own.citizenId))) {
    const contentSealed = sealContent(context, known.wrappedKey, openContent(context, own.wrappedKey, draft));
    await tx.update(drafts).set({ citizenId: known.citizenId, contentSealed }).where(eq(drafts.draftId, draft.draftId));
  }
  return bindTo(
    context,
    tx,
    known,
    { ...(mobile === null ? {} : { mobile }), ...(openid === null ? {} : { openid }) },
    Math.max(known.level, checked),
  );
}

/** Claims the next call to the provider. @throws ProblemError `rate_limited` so soon after the last */
async function claimAsking({ database, now }: Context, check: SQL | undefined): Promise<void> {
  const at = now();
  const claimed = await database
    .update(faceChecks)
    .set({ askedAt: at })
    .where(and(check, or(isNull(faceChecks.askedAt), lte(faceChecks.askedAt, new Date(at.getTime() - askEveryMs)))))
    .returning({ certifyId: faceChecks.certifyId });
  if (claimed.length === 0) throw new ProblemError('rate_limited', { retryAfterSeconds: askEveryMs / 1000 });
}

/**
 * What became of a check: the provider is asked, whatever the client says. A citizen sees the checks of his session, with
 * the code his browser came back with: that it was he who stood before the camera, and nobody he sent there.
 * @param shown what the citizen is shown of himself once he is raised
 * @param keep keeps what is answered of the account he is brought into
 * @throws ProblemError `not_found`, `rate_limited`, `face_check_unavailable`
 */
export async function finishFaceCheck(
  context: Context,
  caller: CitizenCaller,
  { certifyId, returnCode }: FinishFaceCheckBody,
  shown: (citizen: CitizenRow, level: number) => FaceCheck['me'],
  keep: (tx: Transaction, result: FaceCheck, subjectId: string) => Promise<void>,
): Promise<FaceCheck> {
  const { database, faceProvider, protection, now } = context;
  const mine = and(
    eq(faceChecks.certifyId, certifyId),
    eq(faceChecks.sessionTokenHash, caller.tokenHash),
    eq(faceChecks.returnCodeHash, protection.lookup('token', returnCode)),
  );
  const [check] = await database.select().from(faceChecks).where(mine);
  if (!check) throw new ProblemError('not_found');
  const answer = (state: FaceCheckState, me: FaceCheck['me'] = null): FaceCheck => ({
    certifyId,
    state,
    sentence: sentences[state],
    returnTo: check.returnTo,
    me,
  });
  if (check.state === 'passed')
    return answer('passed', shown(await citizenById(database, caller.citizenId), caller.level));
  if (check.state !== 'started') return answer(check.state);
  await claimAsking(context, mine);
  const measurement = await faceProvider.measure(check.providerToken);
  const judgement = judgeFace(measurement);
  return database.transaction(async (tx) => {
    const [locked] = await tx.select().from(faceChecks).where(mine).for('update');
    if (locked?.state !== 'started') return answer(locked?.state ?? 'lapsed');
    if (judgement.state === 'started') {
      if (locked.expiresAt > now()) return answer('started');
      await tx.update(faceChecks).set({ state: 'lapsed' }).where(mine);
      return answer('lapsed');
    }
    if (judgement.state === 'review') {
      const likeness = Math.round(measurement.likeness);
      await tx
        .update(faceChecks)
        .set({ state: 'review', reviewReason: judgement.reason, likeness, finishedAt: now() })
        .where(mine);
      return answer('review');
    }
    const owner = await settle(context, tx, locked, judgement.state);
    if (!owner) return answer(judgement.state);
    const passed = answer('passed', shown(owner, inPersonLevel));
    await keep(tx, passed, owner.citizenId);
    return passed;
  });
}
