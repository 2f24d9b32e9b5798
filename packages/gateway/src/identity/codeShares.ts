// Each caller's share of a number's codes and guesses: whoever uses his up locks himself out, and not the number's owner,
// who calls from elsewhere; and who is locked out all the same signs in through WeChat, or is seen at a counter.
import { and, eq, lt, lte, or, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { signInCallers } from '../database/schema/index.ts';
import { ProblemError } from '../http/problem.ts';

/** In 24 hours for one number, of one caller. */
const share = { unusedCodes: 10, wrongGuesses: 20 } as const;
const dayMs = 24 * 3_600_000;

type Parts = Pick<Context, 'database' | 'protection' | 'now'>;

const dayBefore = (at: Date) => new Date(at.getTime() - dayMs);

/**
 * Takes one of a share, before it is known whether it was needed; who has guessed too often is sent no more codes either.
 * @throws ProblemError `rate_limited` when it is used up
 */
export async function takeShare(
  { database, protection, now }: Parts,
  mobile: string,
  callerHash: string,
  what: keyof typeof share,
): Promise<void> {
  const at = now();
  const mobileHash = protection.lookup('mobile', mobile);
  const { countedSince, unusedCodes, wrongGuesses } = signInCallers;
  const column = signInCallers[what];
  const anew = lte(countedSince, dayBefore(at));
  const counted = (name: keyof typeof share, standing: typeof unusedCodes | typeof wrongGuesses) => {
    const added = name === what ? 1 : 0;
    return sql`CASE WHEN ${anew} THEN ${added}::int ELSE ${standing} + ${added}::int END`;
  };
  const taken = await database
    .insert(signInCallers)
    .values({ mobileHash, callerHash, countedSince: at, [what]: 1 })
    .onConflictDoUpdate({
      target: [signInCallers.mobileHash, signInCallers.callerHash],
      set: {
        unusedCodes: counted('unusedCodes', unusedCodes),
        wrongGuesses: counted('wrongGuesses', wrongGuesses),
        countedSince: sql`CASE WHEN ${anew} THEN excluded.counted_since ELSE ${countedSince} END`,
      },
      setWhere: or(anew, and(lt(column, share[what]), lt(wrongGuesses, share.wrongGuesses))),
    })
    .returning({ mobileHash: signInCallers.mobileHash });
  if (taken.length > 0) return;
  const [standing] = await database
    .select()
    .from(signInCallers)
    .where(and(eq(signInCallers.mobileHash, mobileHash), eq(signInCallers.callerHash, callerHash)));
  const until = (standing?.countedSince.getTime() ?? at.getTime()) + dayMs;
  throw new ProblemError('rate_limited', {
    retryAfterSeconds: Math.max(1, Math.ceil((until - at.getTime()) / 1000)),
    fields: [{ field: 'mobile', message: wayOut }],
  });
}

const wayOut = {
  zh: '今天为这个号码获取的验证码太多。您可以用微信登录，或带身份证、市民卡到任一网点办理。',
  en: 'Too many codes for this number today. Sign in through WeChat, or come to any service point with your card.',
};

/** A code that was used counts neither as unused nor as a wrong guess. */
export async function giveBackShare(
  { protection }: Pick<Parts, 'protection'>,
  tx: Transaction,
  mobile: string,
  callerHash: string,
): Promise<void> {
  await tx
    .update(signInCallers)
    .set({
      unusedCodes: sql`greatest(${signInCallers.unusedCodes} - 1, 0)`,
      wrongGuesses: sql`greatest(${signInCallers.wrongGuesses} - 1, 0)`,
    })
    .where(
      and(eq(signInCallers.mobileHash, protection.lookup('mobile', mobile)), eq(signInCallers.callerHash, callerHash)),
    );
}

/** Forgets shares of days that are over. */
export async function sweepShares(database: Database, at: Date): Promise<void> {
  await database.delete(signInCallers).where(lt(signInCallers.countedSince, dayBefore(at)));
}
