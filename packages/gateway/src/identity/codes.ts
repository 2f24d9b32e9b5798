// One-time codes: six digits, five minutes, five attempts, one live code a number.
import { randomInt } from 'node:crypto';
import type { SentCode } from '@onetrip/shared/contract';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { signInCodes } from '../database/schema.ts';
import { ProblemError } from '../http/problem.ts';

const lifetimeMinutes = 5;
const mostAttempts = 5;

type Parts = Pick<Context, 'database' | 'protection' | 'now' | 'sms' | 'config'>;

const hashOf = ({ protection }: Pick<Context, 'protection'>, mobile: string, code: string): string =>
  protection.lookup('code', `${mobile} ${code}`);

/**
 * Sends a code; the one before it is void.
 * @throws ProblemError `rate_limited` before the wait is over, `sms_unavailable`
 */
export async function sendCode(context: Parts, mobile: string): Promise<SentCode> {
  const { database, protection, now, sms, config } = context;
  const at = now();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const mobileHash = protection.lookup('mobile', mobile);
  const fresh = {
    codeHash: hashOf(context, mobile, code),
    attempts: 0,
    expiresAt: new Date(at.getTime() + lifetimeMinutes * 60_000),
    resendAt: new Date(at.getTime() + config.codeResendSeconds * 1000),
  };
  // Stored before it is sent: a code that arrives is a code that works.
  const stored = await database
    .insert(signInCodes)
    .values({ mobileHash, ...fresh })
    .onConflictDoUpdate({
      target: signInCodes.mobileHash,
      set: fresh,
      setWhere: sql`${signInCodes.resendAt} <= ${at.toISOString()}`,
    })
    .returning({ mobileHash: signInCodes.mobileHash });
  if (stored.length === 0) {
    const [waiting] = await database.select().from(signInCodes).where(eq(signInCodes.mobileHash, mobileHash));
    const wait = Math.ceil(((waiting?.resendAt.getTime() ?? at.getTime()) - at.getTime()) / 1000);
    throw new ProblemError('rate_limited', { retryAfterSeconds: Math.max(1, wait) });
  }
  try {
    await sms.sendCode({ messageId: newId('sms'), mobile, code, minutes: lifetimeMinutes });
  } catch (error) {
    // Nobody is kept waiting for a code that was never sent.
    await database
      .delete(signInCodes)
      .where(and(eq(signInCodes.mobileHash, mobileHash), eq(signInCodes.codeHash, fresh.codeHash)));
    throw error;
  }
  return { expiresAt: fresh.expiresAt.toISOString(), resendAt: fresh.resendAt.toISOString() };
}

/**
 * Counts an attempt and compares the code. The attempt is counted before it is compared and outside of any other
 * transaction, so guesses made at once are all counted.
 * @throws ProblemError `code_expired`, `code_attempts_exceeded`, `code_wrong`
 */
export async function checkCode(context: Parts, mobile: string, code: string): Promise<void> {
  const { database, protection, now } = context;
  const mobileHash = protection.lookup('mobile', mobile);
  const live = and(eq(signInCodes.mobileHash, mobileHash), gt(signInCodes.expiresAt, now()));
  const [counted] = await database
    .update(signInCodes)
    .set({ attempts: sql`${signInCodes.attempts} + 1` })
    .where(and(live, lt(signInCodes.attempts, mostAttempts)))
    .returning();
  if (!counted) {
    const [there] = await database.select().from(signInCodes).where(live);
    throw new ProblemError(there ? 'code_attempts_exceeded' : 'code_expired');
  }
  if (counted.codeHash !== hashOf(context, mobile, code)) {
    const message = { zh: '验证码不正确，请核对短信。', en: 'The code is not correct; check the message.' };
    throw new ProblemError('code_wrong', { fields: [{ field: 'code', message }] });
  }
}

/** Uses a checked code up. @throws ProblemError `code_expired` when another request has used it meanwhile */
export async function useCode(
  context: Pick<Context, 'protection'>,
  tx: Transaction,
  mobile: string,
  code: string,
): Promise<void> {
  const used = await tx
    .delete(signInCodes)
    .where(
      and(
        eq(signInCodes.mobileHash, context.protection.lookup('mobile', mobile)),
        eq(signInCodes.codeHash, hashOf(context, mobile, code)),
      ),
    )
    .returning({ mobileHash: signInCodes.mobileHash });
  if (used.length === 0) throw new ProblemError('code_expired');
}
