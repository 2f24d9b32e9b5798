// Erasure: a person is forgotten by destroying his key and what he is found by. Refused while something is under way, or
// while a law bids that it be kept; the history stays, names nobody any more, and still verifies.
import type { Erasure, LocalText } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { keptUntil, retention } from '@onetrip/shared/rules';
import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import {
  applications,
  citizens,
  delegations,
  drafts,
  faceChecks,
  idempotencyKeys,
  noticePreferences,
  plateOffers,
  sessions,
  signInCodes,
  uploads,
  wechatSubscriptions,
} from '../database/schema/index.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import type { CitizenRow } from '../identity/citizens.ts';
import { inPersonLevel } from '../identity/sessions.ts';
import { expungeCase } from './expunging.ts';
import { termOf } from './kept.ts';

type ApplicationRow = typeof applications.$inferSelect;

/** What stays: nothing of it leads to a person once his key is gone. */
const kept: LocalText[] = [
  { zh: '办件的流转记录（仅余散列值）', en: 'The histories of applications, of which hashes are left' },
  {
    zh: '缴费凭证（依会计法保存，不含身份信息）',
    en: 'Records of payments, kept by the law of accounting, without identity',
  },
  {
    zh: '部门间查询的签名记录（内容已不可读）',
    en: 'Signatures of exchanges with departments, their contents unreadable',
  },
];

/** Why somebody cannot be erased now. @throws ProblemError `erasure_not_yet` with the reason, and the day where there is one */
function refuseWhileKept(rows: ApplicationRow[], now: Date): void {
  const open = rows.filter((row) => row.open);
  if (open.length > 0) {
    throw new ProblemError('erasure_not_yet', {
      fields: open.map(({ acceptanceNumber }) => ({
        field: 'applications',
        message: { zh: `${acceptanceNumber} 正在办理。`, en: `${acceptanceNumber} is under way.` },
      })),
    });
  }
  const binding = rows
    .filter(({ expungedAt }) => expungedAt === null)
    .map((row) => ({ row, kind: termOf(row), until: keptUntil(termOf(row), row.updatedAt) }))
    .filter(({ until }) => until > now)
    .sort((a, b) => b.until.getTime() - a.until.getTime());
  const [last] = binding;
  if (!last) return;
  throw new ProblemError('erasure_not_yet', {
    until: last.until,
    fields: binding.map(({ row, kind, until }) => ({
      field: 'applications',
      message: {
        zh: `${row.acceptanceNumber}：依${retention[kind].law}保存至 ${hangzhouDate(until)}。`,
        en: `${row.acceptanceNumber} is kept until ${hangzhouDate(until)} (${retention[kind].law}).`,
      },
    })),
  });
}

/** Destroys a person's key, and everything he could be found by. */
export async function destroyKey(tx: Transaction, now: Date, citizen: CitizenRow): Promise<void> {
  const { citizenId, mobileHash, idNumberHash } = citizen;
  await tx
    .update(citizens)
    .set({
      wrappedKey: '',
      level: 1,
      idNumberHash: null,
      mobileHash: null,
      openidHash: null,
      nameSealed: null,
      idNumberSealed: null,
      mobileSealed: null,
      openidSealed: null,
      updatedAt: now,
    })
    .where(eq(citizens.citizenId, citizenId));
  await tx.delete(sessions).where(eq(sessions.citizenId, citizenId));
  await tx.delete(drafts).where(eq(drafts.citizenId, citizenId));
  await tx
    .delete(faceChecks)
    .where(
      or(
        eq(faceChecks.citizenId, citizenId),
        idNumberHash === null ? undefined : eq(faceChecks.identityHash, idNumberHash),
      ),
    );
  await tx.delete(uploads).where(and(eq(uploads.citizenId, citizenId), isNull(uploads.applicationId)));
  await tx.delete(noticePreferences).where(eq(noticePreferences.citizenId, citizenId));
  await tx.delete(wechatSubscriptions).where(eq(wechatSubscriptions.citizenId, citizenId));
  await tx.delete(plateOffers).where(eq(plateOffers.citizenId, citizenId));
  if (mobileHash !== null) await tx.delete(signInCodes).where(eq(signInCodes.mobileHash, mobileHash));
  await tx
    .update(delegations)
    .set({ revokedAt: now })
    .where(
      and(
        or(eq(delegations.principalId, citizenId), eq(delegations.agentId, citizenId)),
        isNull(delegations.revokedAt),
      ),
    );
  // What others proposed to his number, and whom he proposed to.
  await tx
    .update(delegations)
    .set({
      otherHash: null,
      otherSealed: null,
      revokedAt: sql`coalesce(${delegations.revokedAt}, ${now.toISOString()}::timestamptz)`,
    })
    .where(
      and(
        isNotNull(delegations.otherHash),
        or(
          eq(delegations.principalId, citizenId),
          eq(delegations.agentId, citizenId),
          idNumberHash === null ? undefined : eq(delegations.otherHash, idNumberHash),
        ),
      ),
    );
  // Answers kept for repetitions are sealed for the service, and hold what they answered. The one under way is its own.
  await tx
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.subjectId, citizenId), eq(idempotencyKeys.state, 'done')));
}

/**
 * Erases the caller. An account that bears an identity is erased only by somebody who was seen: a name and a number are
 * known to others too.
 * @throws ProblemError `identity_level_too_low`, `erasure_not_yet`
 */
export async function erase(context: Context, tx: Transaction, caller: CitizenCaller): Promise<Erasure> {
  const now = context.now();
  const [citizen] = await tx.select().from(citizens).where(eq(citizens.citizenId, caller.citizenId)).for('update');
  if (!citizen) throw new ProblemError('unauthenticated');
  if (citizen.idNumberHash !== null && caller.level < inPersonLevel)
    throw new ProblemError('identity_level_too_low', { neededLevel: inPersonLevel });
  const cases = await tx.select().from(applications).where(eq(applications.citizenId, caller.citizenId));
  refuseWhileKept(cases, now);
  await destroyKey(tx, now, citizen);
  // Their time is over, and nobody can open them any more: not even sealed is anything of them left.
  for (const { applicationId, expungedAt } of cases)
    if (expungedAt === null) await expungeCase(context, tx, applicationId);
  return { erasedAt: now.toISOString(), kept };
}
