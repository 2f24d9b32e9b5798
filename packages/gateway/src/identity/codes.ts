// One-time codes: six digits, five minutes, five attempts, one live code a number; and so many codes and guesses a day.
import { randomInt } from 'node:crypto';
import type { SentCode } from '@onetrip/shared/contract';
import { and, eq, gt, lt, lte, or, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { signInCodes } from '../database/schema/index.ts';
import { ProblemError } from '../http/problem.ts';
import { giveBackShare, sweepShares, takeShare } from './codeShares.ts';

const lifetimeMinutes = 5;
const mostAttempts = 5;
/** In 24 hours for one number, whoever asks: codes that nobody used, and wrong guesses. Each caller has a share of them. */
const mostADay = { unusedCodes: 60, wrongGuesses: 60 };
const dayMs = 24 * 3_600_000;

type Parts = Pick<Context, 'database' | 'protection' | 'now' | 'sms' | 'config'>;

const hashOf = ({ protection }: Pick<Context, 'protection'>, mobile: string, code: string): string =>
  protection.lookup('code', `${mobile} ${code}`);

const dayBefore = (at: Date) => new Date(at.getTime() - dayMs);
/** Whether a number's day is over, so that counting begins anew. */
const dayIsOver = (at: Date) => lte(signInCodes.countedSince, dayBefore(at));

type CodeRow = typeof signInCodes.$inferSelect;

/** The wait of a number that was sent a code just now, or has had too many today. */
function mustWait({ resendAt, countedSince, unusedCodes, wrongGuesses }: CodeRow, at: Date): ProblemError {
  const full = unusedCodes >= mostADay.unusedCodes || wrongGuesses >= mostADay.wrongGuesses;
  const until = Math.max(resendAt.getTime(), full ? countedSince.getTime() + dayMs : 0);
  const retryAfterSeconds = Math.max(1, Math.ceil((until - at.getTime()) / 1000));
  return new ProblemError('rate_limited', { retryAfterSeconds });
}

/**
 * Sends a code; the one before it is void.
 * @throws ProblemError `rate_limited` before the wait is over or after too many in a day, `sms_unavailable`
 */
export async function sendCode(context: Parts, mobile: string, from: string): Promise<SentCode> {
  const { database, protection, now, sms, config } = context;
  await takeShare(context, mobile, from, 'unusedCodes');
  const at = now();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const mobileHash = protection.lookup('mobile', mobile);
  const fresh = {
    codeHash: hashOf(context, mobile, code),
    attempts: 0,
    expiresAt: new Date(at.getTime() + lifetimeMinutes * 60_000),
    resendAt: new Date(at.getTime() + config.codeResendSeconds * 1000),
  };
  const { countedSince, unusedCodes, wrongGuesses, resendAt } = signInCodes;
  const anew = dayIsOver(at);
  // Stored before it is sent: a code that arrives is a code that works.
  const stored = await database
    .insert(signInCodes)
    .values({ mobileHash, ...fresh, countedSince: at })
    .onConflictDoUpdate({
      target: signInCodes.mobileHash,
      set: {
        ...fresh,
        unusedCodes: sql`CASE WHEN ${anew} THEN 1 ELSE ${unusedCodes} + 1 END`,
        wrongGuesses: sql`CASE WHEN ${anew} THEN 0 ELSE ${wrongGuesses} END`,
        countedSince: sql`CASE WHEN ${anew} THEN excluded.counted_since ELSE ${countedSince} END`,
      },
      setWhere: and(
        lte(resendAt, at),
        or(anew, and(lt(unusedCodes, mostADay.unusedCodes), lt(wrongGuesses, mostADay.wrongGuesses))),
      ),
    })
    .returning({ mobileHash: signInCodes.mobileHash });
  const thisNumber = eq(signInCodes.mobileHash, mobileHash);
  if (stored.length === 0) {
    const [waiting] = await database.select().from(signInCodes).where(thisNumber);
    throw waiting ? mustWait(waiting, at) : new ProblemError('rate_limited', { retryAfterSeconds: 1 });
  }
  try {
    const parameters = { code, minutes: String(lifetimeMinutes) };
    await sms.send({ messageId: newId('sms'), mobile, template: 'signInCode', parameters });
  } catch (error) {
    // Nobody is kept waiting for a code that was never sent.
    await database
      .update(signInCodes)
      .set(voided(at))
      .where(and(thisNumber, eq(signInCodes.codeHash, fresh.codeHash)));
    throw error;
  }
  return { expiresAt: fresh.expiresAt.toISOString(), resendAt: fresh.resendAt.toISOString() };
}

/** A code that works no more and does not count as unused; another may be sent at once. */
const voided = (at: Date) => ({
  codeHash: '',
  expiresAt: at,
  resendAt: at,
  unusedCodes: sql`${signInCodes.unusedCodes} - 1`,
});

/**
 * Counts an attempt and compares the code. The attempt is counted as wrong before it is compared and outside of any other
 * transaction, so guesses made at once are all counted; `useCode` takes the right one back.
 * @throws ProblemError `code_expired`, `code_attempts_exceeded`, `rate_limited`, `code_wrong`
 */
export async function checkCode(context: Parts, mobile: string, code: string, from: string): Promise<void> {
  await takeShare(context, mobile, from, 'wrongGuesses');
  const { database, protection, now } = context;
  const at = now();
  const mobileHash = protection.lookup('mobile', mobile);
  const live = and(eq(signInCodes.mobileHash, mobileHash), gt(signInCodes.expiresAt, at));
  const guessesLeft = or(dayIsOver(at), lt(signInCodes.wrongGuesses, mostADay.wrongGuesses));
  const [counted] = await database
    .update(signInCodes)
    .set({ attempts: sql`${signInCodes.attempts} + 1`, wrongGuesses: sql`${signInCodes.wrongGuesses} + 1` })
    .where(and(live, lt(signInCodes.attempts, mostAttempts), guessesLeft))
    .returning();
  if (!counted) {
    const [there] = await database.select().from(signInCodes).where(live);
    if (!there) throw new ProblemError('code_expired');
    throw there.attempts < mostAttempts ? mustWait(there, at) : new ProblemError('code_attempts_exceeded');
  }
  if (counted.codeHash !== hashOf(context, mobile, code)) {
    const message = { zh: '验证码不正确，请核对短信。', en: 'The code is not correct; check the message.' };
    throw new ProblemError('code_wrong', { fields: [{ field: 'code', message }] });
  }
}

/** Uses a checked code up. @throws ProblemError `code_expired` when another request has used it meanwhile */
export async function useCode(
  context: Pick<Context, 'protection' | 'now'>,
  tx: Transaction,
  mobile: string,
  code: string,
  from: string,
): Promise<void> {
  const used = await tx
    .update(signInCodes)
    .set({ ...voided(context.now()), wrongGuesses: sql`${signInCodes.wrongGuesses} - 1` })
    .where(
      and(
        eq(signInCodes.mobileHash, context.protection.lookup('mobile', mobile)),
        eq(signInCodes.codeHash, hashOf(context, mobile, code)),
      ),
    )
    .returning({ mobileHash: signInCodes.mobileHash });
  if (used.length === 0) throw new ProblemError('code_expired');
  await giveBackShare(context, tx, mobile, from);
}

/** Forgets codes and counts of numbers whose day is over. */
export async function sweepCodes({ database, now }: Pick<Context, 'database' | 'now'>): Promise<void> {
  const at = now();
  await database
    .delete(signInCodes)
    .where(and(lt(signInCodes.expiresAt, at), lt(signInCodes.resendAt, at), dayIsOver(at)));
  await sweepShares(database, at);
}
