// Citizens' sessions: 256-bit tokens, stored hashed; long on one's own phone, short at a counter.
import type { Assistance } from '@onetrip/shared/contract';
import { keptUntil } from '@onetrip/shared/rules';
import { and, eq, gt } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { newToken } from '../database/ids.ts';
import { citizens, embedSessions, sessions } from '../database/schema/index.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { stillStands } from '../partners/standing.ts';

const minuteMs = 60_000;
/** At a counter, without a call; never beyond the embed session. */
const counterIdleMs = 15 * minuteMs;
/** A counter's session is prolonged at most this often. */
const prolongEveryMs = minuteMs;
/** Whom an operator sees in person, with his card, is at the highest level, in this session. */
export const inPersonLevel = 3;

/** The embed session a clerk works in. */
export interface Counter {
  embedSessionId: string;
  expiresAt: Date;
}

/** Opens a session and returns its token, which is stored nowhere. */
export async function openSession(
  context: Pick<Context, 'now' | 'protection'>,
  tx: Transaction,
  citizenId: string,
  counter: Counter | null = null,
  identification: 'cardReader' | 'typed' | null = null,
): Promise<{ token: string; expiresAt: Date }> {
  const now = context.now();
  const token = newToken('ses');
  const expiresAt = counter
    ? new Date(Math.min(now.getTime() + counterIdleMs, counter.expiresAt.getTime()))
    : keptUntil('session', now);
  await tx.insert(sessions).values({
    tokenHash: context.protection.lookup('token', token),
    citizenId,
    embedSessionId: counter?.embedSessionId ?? null,
    identification,
    expiresAt,
    createdAt: now,
  });
  return { token, expiresAt };
}

/** The operator who helps, and how he took in the card. */
export const assistanceAt = (assistance: Assistance, identification: 'cardReader' | 'typed' | null): Assistance =>
  identification === null ? assistance : { ...assistance, identification };

/**
 * The citizen a token stands for; null when it is unknown or lapsed. At a counter the session lapses with the embed
 * session, and when the partner, its service point or its page is struck off the list, and the level is that of a person seen with his card: it holds in this session and nowhere else, so that
 * nobody who once bound another's number to his own phone rises with him.
 */
export async function findSession(
  { config, database, protection, now }: Pick<Context, 'config' | 'database' | 'protection' | 'now'>,
  token: string,
): Promise<CitizenCaller | null> {
  const tokenHash = protection.lookup('token', token);
  const at = now();
  const [row] = await database
    .select({ session: sessions, level: citizens.level, embed: embedSessions })
    .from(sessions)
    .innerJoin(citizens, eq(citizens.citizenId, sessions.citizenId))
    .leftJoin(embedSessions, eq(embedSessions.embedSessionId, sessions.embedSessionId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, at)));
  if (!row) return null;
  const { session, embed, level } = row;
  const own = {
    kind: 'citizen' as const,
    citizenId: session.citizenId,
    level: Math.max(level, session.level ?? level),
    tokenHash,
    expiresAt: session.expiresAt,
    assistance: null as Assistance | null,
    matters: null as string[] | null,
  };
  if (session.embedSessionId === null) return own;
  if (!embed || embed.expiresAt <= at || !stillStands(config.partners, embed)) return null;
  const prolonged = new Date(Math.min(at.getTime() + counterIdleMs, embed.expiresAt.getTime()));
  if (prolonged.getTime() - session.expiresAt.getTime() >= prolongEveryMs) {
    await database.update(sessions).set({ expiresAt: prolonged }).where(eq(sessions.tokenHash, tokenHash));
    own.expiresAt = prolonged;
  }
  return {
    ...own,
    level: inPersonLevel,
    assistance: assistanceAt(embed.assistance, session.identification),
    matters: embed.matters,
  };
}
