// Idempotency of writes: one key, one deed, one answer, whatever crashes in between.
//
// A key is claimed before the deed (`inProgress`, with a holder and a lock that lapses), and the answer is kept in the
// transaction of the deed itself. Killed before that commit: nothing was done, the lock lapses, the repetition does it.
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
}

/** A kept or fresh answer. */
export interface Answered {
  result: unknown;
  replayed: boolean;
}

/** Keeps an answer in a transaction; `subjectId`: the citizen it is about, where he is not the caller. */
export type Keep = (tx: Transaction, result: unknown, subjectId?: string) => Promise<void>;

/**
 * Does a write once.
 * @param work does it; calls `keep` in its transaction, or else must be safe to repeat
 * @throws ProblemError `idempotency_key_reused`, `idempotency_in_progress`, or what `work` throws
 */
export async function once(
  context: Pick<Context, 'database' | 'protection' | 'now'>,
  write: Write,
  work: (keep: Keep) => Promise<unknown>,
): Promise<Answered> {
  const { database, protection } = context;
  // Hashed with the service's key: a body holds numbers few enough to be guessed.
  // Canonical: a client may send the same body in another order.
  const requestHash = protection.lookup(
    'request',
    createHash('sha256').update(canonicalJson(write.request)).digest('hex'),
  );
  const holder = randomUUID();
  const claimed = await claim(context, write, requestHash, holder);
  if (claimed !== null) {
    const result = JSON.parse(protection.openForService(sealedAs, claimed)) as { result?: unknown };
    return { result: result.result, replayed: true };
  }
  const mine = and(
    eq(idempotencyKeys.scope, write.scope),
    eq(idempotencyKeys.key, write.key),
    eq(idempotencyKeys.holder, holder),
    eq(idempotencyKeys.state, 'inProgress'),
  );
  let kept = false;
  const keepIn = async (db: Database | Transaction, result: unknown, subjectId = write.subjectId) => {
    const responseSealed = protection.sealForService(sealedAs, JSON.stringify({ result }));
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

/** Claims the key; the sealed answer when it was answered already. */
async function claim(
  { database, now }: Pick<Context, 'database' | 'now'>,
  { scope, key }: Write,
  requestHash: string,
  holder: string,
): Promise<string | null> {
  const lockedUntil = new Date(now().getTime() + lockMs);
  const fresh = await database
    .insert(idempotencyKeys)
    .values({ scope, key, requestHash, state: 'inProgress', holder, lockedUntil, createdAt: now() })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (fresh.length > 0) return null;
  const thisKey = and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key));
  const [there] = await database.select().from(idempotencyKeys).where(thisKey);
  // Let go between the two queries.
  if (!there) throw inProgress();
  if (there.requestHash !== requestHash) throw new ProblemError('idempotency_key_reused');
  if (there.state === 'done' && there.responseSealed) return there.responseSealed;
  const taken = await database
    .update(idempotencyKeys)
    .set({ holder, lockedUntil })
    .where(and(thisKey, eq(idempotencyKeys.state, 'inProgress'), lt(idempotencyKeys.lockedUntil, now())))
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
