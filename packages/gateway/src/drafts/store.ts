// Rows of drafts: what a citizen may see, sealed with his key.
import type { SaveDraftBody } from '@onetrip/shared/contract';
import { keptUntil } from '@onetrip/shared/rules';
import { and, desc, eq, gt, inArray } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { drafts } from '../database/schema/index.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { inPersonLevel } from '../identity/sessions.ts';

export type DraftRow = typeof drafts.$inferSelect;
/** What was entered so far. */
export type DraftContent = Pick<SaveDraftBody, 'situation' | 'form' | 'commitments'>;

/** When a draft saved now is forgotten. */
export const expiryFrom = (now: Date): Date => keptUntil('draft', now);

/**
 * The condition on `drafts` for what a caller may see: his own, at a counter only of the matters handled there; what was
 * saved at a counter only when he is seen in person.
 */
export const ownDrafts = ({ citizenId, level, matters }: CitizenCaller, now: Date) =>
  and(
    eq(drafts.citizenId, citizenId),
    gt(drafts.expiresAt, now),
    level >= inPersonLevel ? undefined : eq(drafts.atCounter, false),
    matters === null ? undefined : inArray(drafts.matterId, matters),
  );

/** The drafts a caller may see, last saved first. */
export const listDrafts = (db: Database | Transaction, caller: CitizenCaller, now: Date): Promise<DraftRow[]> =>
  db.select().from(drafts).where(ownDrafts(caller, now)).orderBy(desc(drafts.updatedAt), desc(drafts.draftId));

/** One of them, locked until the transaction ends; null when it is not his to see. */
export async function lockDraft(
  tx: Transaction,
  caller: CitizenCaller,
  now: Date,
  draftId: string,
): Promise<DraftRow | null> {
  const [row] = await tx
    .select()
    .from(drafts)
    .where(and(ownDrafts(caller, now), eq(drafts.draftId, draftId)))
    .for('update');
  return row ?? null;
}

/** Seals what was entered. */
export const sealContent = (
  { protection }: Pick<Context, 'protection'>,
  wrappedKey: string,
  { situation, form, commitments }: DraftContent,
): string => protection.seal(wrappedKey, 'draft', JSON.stringify({ situation, form, commitments }));

/** Opens it. */
export const openContent = (
  { protection }: Pick<Context, 'protection'>,
  wrappedKey: string,
  { contentSealed }: DraftRow,
): DraftContent => JSON.parse(protection.open(wrappedKey, 'draft', contentSealed)) as DraftContent;
