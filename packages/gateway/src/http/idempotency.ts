// Idempotency of writes: one key, one deed, one answer, whatever crashes in between.
//
// A key is claimed before the deed (`inProgress`, with a holder and a lock that lapses), and the answer is kept in the
// transaction of the deed itself. Where all of the deed is one transaction it is claimed there, with the answer: of two
// that race, the second finds the key taken, is rolled back, and is given the first one's answer. Killed before that commit: nothing was done, the lock lapses, the repetition does it.
// Killed after: the repetition is given the answer. A holder that lost its lock cannot commit. Problems are not kept:
// nothing was written, so the key is let go and the same request may be tried again, or corrected, under it.
import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson } from '@onetrip/shared/evidence';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { idempotencyKeys } from '../database/schema/index.ts';
import { ProblemError } from './problem.ts';

/** A lock lapses after this; longer than any write takes. */
const lockMs = 30_000;
const sealedAs = 'idempotency.response';
const inProgress = () => new ProblemError('idempotency_in_progress', { retryAfterSeconds: 1 });

/** A write that is to be done once. */
export interface Write {
  /** Caller and operation. */
  scope: string;
  key: string;
  /** The citizen it is about, where that is known before it is done. */
  subjectId?: string;
  /** Everything that makes it this request and no other. */
  request: unknown;
  /** When the key is claimed; `with`: in the deed's own transaction, which is all of the deed. Default `before`. */
  claimed?: 'before' | 'with';
}

/** A kept or fresh answer. */
export interface Answered {
  result: unknown;
  replayed: boolean;
}

/** Keeps an answer in a transaction; `subjectId`: the citizen it is about, where he is not the caller. */
export type Keep = (tx: Transaction, result: unknown, subjectId?: string) => Promise<void>;

/** What it stands on. */
type Ground = Pick<Context, 'database' | 'protection' | 'now'>;

/**
 * Does a write once.
 * @param work does it; calls `keep` in its transaction, or else must be safe to repeat
 * @throws ProblemError `idempotency_key_reused`, `idempotency_in_progress`, or what `work` throws
 */
export async function once(context: Ground, write: Write, work: (keep: Keep) => Promise<unknown>): Promise<Answered> {
  const { protection } = context;
  // Hashed with the service's key: a body holds numbers few enough to be guessed.
  // Canonical: a client may send the same body in another order.
  const requestHash = protection.lookup(
    'request',
    createHash('sha256').update(canonicalJson(write.request)).digest('hex'),
  );
  return write.claimed === 'with'
    ? onceClaimedWith(context, write, requestHash, work)
    : onceClaimedBefore(context, write, requestHash, work);
}

const sealedAnswer = ({ protection }: Ground, result: unknown): string =>
  protection.sealForService(sealedAs, JSON.stringify({ result }));

function replayed({ protection }: Ground, responseSealed: string): Answered {
  const { result } = JSON.parse(protection.openForService(sealedAs, responseSealed)) as { result?: unknown };
  return { result, replayed: true };
}

async function onceClaimedBefore(
  context: Ground,
  write: Write,
  requestHash: string,
  work: (keep: Keep) => Promise<unknown>,
): Promise<Answered> {
  const { database } = context;
  const holder = randomUUID();
  const claimed = await claim(context, write, requestHash, holder);
  if (claimed !== null) return replayed(context, claimed);
  const mine = and(keyOf(write), eq(idempotencyKeys.holder, holder), eq(idempotencyKeys.state, 'inProgress'));
  let kept = false;
  const keepIn = async (db: Database | Transaction, result: unknown, subjectId = write.subjectId) => {
    const responseSealed = sealedAnswer(context, result);
    const stored = await db
      .update(idempotencyKeys)
      .set({ state: 'done', responseSealed, ...(subjectId === undefined ? {} : { subjectId }) })
      .where(mine)
      .returning({ key: idempotencyKeys.key });
    if (stored.length === 0) throw inProgress();
    kept = true;
  };
  try {
    const result = await work(keepIn);
    if (!kept) await keepIn(database, result);
    return { result, replayed: false };
  } catch (error) {
    await database.delete(idempotencyKeys).where(mine);
    throw error;
  }
}

async function onceClaimedWith(
  context: Ground,
  write: Write,
  requestHash: string,
  work: (keep: Keep) => Promise<unknown>,
): Promise<Answered> {
  const { database, now } = context;
  let kept = false;
  const keep: Keep = async (tx, result, subjectId = write.subjectId) => {
    const { scope, key } = write;
    const done = {
      requestHash,
      state: 'done' as const,
      holder: randomUUID(),
      subjectId: subjectId ?? null,
      responseSealed: sealedAnswer(context, result),
      lockedUntil: now(),
      createdAt: now(),
    };
    // A claim that lapsed is of a process that died before its deed was done.
    const lapsed = and(eq(idempotencyKeys.state, 'inProgress'), lt(idempotencyKeys.lockedUntil, now()));
    const stored = await tx
      .insert(idempotencyKeys)
      .values({ scope, key, ...done })
      .onConflictDoUpdate({
        target: [idempotencyKeys.scope, idempotencyKeys.key],
        set: done,
        setWhere: lapsed ?? sql`false`,
      })
      .returning({ key: idempotencyKeys.key });
    if (stored.length === 0) throw inProgress();
    kept = true;
  };
  try {
    const result = await work(keep);
    if (!kept) throw new Error(`${write.scope} kept no answer with its deed`);
    return { result, replayed: false };
  } catch (error) {
    const there = await answerThere(database, write, requestHash);
    if (there === null) throw error;
    return replayed(context, there);
  }
}

const keyOf = ({ scope, key }: Write) => and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key));

/**
 * The sealed answer under a key; null where it has none yet.
 * @throws ProblemError `idempotency_key_reused`
 */
async function answerThere(database: Database, write: Write, requestHash: string): Promise<string | null> {
  const [there] = await database
    .select({ requestHash: idempotencyKeys.requestHash, responseSealed: idempotencyKeys.responseSealed })
    .from(idempotencyKeys)
    .where(keyOf(write));
  if (there && there.requestHash !== requestHash) throw new ProblemError('idempotency_key_reused');
  return there?.responseSealed ?? null;
}

/** Claims the key; the sealed answer when it was answered already. */
async function claim(
  { database, now }: Ground,
  write: Write,
  requestHash: string,
  holder: string,
): Promise<string | null> {
  const { scope, key } = write;
  const lockedUntil = new Date(now().getTime() + lockMs);
  const fresh = await database
    .insert(idempotencyKeys)
    .values({ scope, key, requestHash, state: 'inProgress', holder, lockedUntil, createdAt: now() })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (fresh.length > 0) return null;
  const answer = await answerThere(database, write, requestHash);
  if (answer !== null) return answer;
  const taken = await database
    .update(idempotencyKeys)
    .set({ holder, lockedUntil })
    .where(and(keyOf(write), eq(idempotencyKeys.state, 'inProgress'), lt(idempotencyKeys.lockedUntil, now())))
    .returning({ key: idempotencyKeys.key });
  if (taken.length === 0) throw inProgress();
  return null;
}

/** On a database nobody else works on, every lock left over belongs to a process that died. */
export async function releaseLeftLocks(database: Database): Promise<void> {
  await database
    .update(idempotencyKeys)
    .set({ lockedUntil: sql`created_at` })
    .where(eq(idempotencyKeys.state, 'inProgress'));
}
