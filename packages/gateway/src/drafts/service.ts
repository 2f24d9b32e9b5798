// Drafts: kept until they are filed, discarded or forgotten. Two devices never overwrite each other unseen: a save names
// the version it rests on.
import type { Draft, DraftSummary, LocalText, SaveDraftBody } from '@onetrip/shared/contract';
import { and, eq, lte } from 'drizzle-orm';
import { refuseOutOfReach } from '../applications/attribution.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { citizens, drafts } from '../database/schema/index.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { citizenById } from '../identity/citizens.ts';
import { type DraftRow, expiryFrom, listDrafts, lockDraft, openContent, ownDrafts, sealContent } from './store.ts';

/** Drafts one citizen may keep. */
const most = 20;

/**
 * Saves a draft: a new one, or the next version of one that is there.
 * @throws ProblemError `draft_changed_elsewhere` when it rests on an older version, which leaves both as they are;
 *   `not_found` when it was filed, discarded or forgotten; `drafts_full`; `matter_not_found`; `matter_not_offered_here`
 */
async function save(
  context: Context,
  tx: Transaction,
  caller: CitizenCaller,
  body: SaveDraftBody,
): Promise<{ row: DraftRow; wrappedKey: string }> {
  const { matterId } = context.catalogue.get(body.matterId);
  refuseOutOfReach(caller, matterId);
  // The citizen is locked, so that two devices do not add the last one twice.
  const [citizen] = await tx.select().from(citizens).where(eq(citizens.citizenId, caller.citizenId)).for('update');
  if (!citizen) throw new Error('the caller is no citizen');
  const { wrappedKey } = citizen;
  const now = context.now();
  const saved = {
    atCounter: caller.assistance !== null,
    contentSealed: sealContent(context, wrappedKey, body),
    updatedAt: now,
    expiresAt: expiryFrom(now),
  };
  if (body.draft === undefined) {
    if ((await tx.$count(drafts, eq(drafts.citizenId, caller.citizenId))) >= most)
      throw new ProblemError('drafts_full');
    const values = { ...saved, draftId: newId('draft'), citizenId: caller.citizenId, matterId, version: 1 };
    const [row] = await tx.insert(drafts).values(values).returning();
    if (!row) throw new Error('the draft was not kept');
    return { row, wrappedKey };
  }
  const { draftId, version } = body.draft;
  const known = await lockDraft(tx, caller, now, draftId);
  if (known?.matterId !== matterId) throw new ProblemError('not_found');
  if (known.version !== version) throw new ProblemError('draft_changed_elsewhere');
  const next = { ...saved, atCounter: known.atCounter || saved.atCounter, version: version + 1 };
  const [row] = await tx.update(drafts).set(next).where(eq(drafts.draftId, draftId)).returning();
  if (!row) throw new Error('the draft was not kept');
  return { row, wrappedKey };
}

/**
 * Consumes the draft an application was filled in from. One that is gone already hinders nobody: whether the same was
 * filed before is for the applications to say.
 * @throws ProblemError `draft_changed_elsewhere` when it was filled in further on another device
 */
export async function consumeDraft(
  context: Context,
  tx: Transaction,
  caller: CitizenCaller,
  { draftId, version }: { draftId: string; version: number },
): Promise<void> {
  const known = await lockDraft(tx, caller, context.now(), draftId);
  if (known === null) return;
  if (known.version !== version) throw new ProblemError('draft_changed_elsewhere');
  await tx.delete(drafts).where(eq(drafts.draftId, draftId));
}

/** Forgets drafts whose time is over. */
export async function sweepDrafts({ database, now }: Pick<Context, 'database' | 'now'>): Promise<void> {
  await database.delete(drafts).where(lte(drafts.expiresAt, now()));
}

/** The matter's name; its id where it was taken out of the catalogue since. */
function nameOf({ catalogue }: Context, matterId: string): LocalText {
  try {
    return catalogue.get(matterId).name;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { zh: matterId };
  }
}

const summarise = (context: Context, row: DraftRow): DraftSummary => ({
  draftId: row.draftId,
  matterId: row.matterId,
  matterName: nameOf(context, row.matterId),
  version: row.version,
  updatedAt: row.updatedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});

/** A draft as the contract shows it. */
export const showDraft = (context: Context, row: DraftRow, wrappedKey: string): Draft => ({
  ...summarise(context, row),
  ...openContent(context, wrappedKey, row),
});

type DraftOperation = Extract<keyof Handlers, `drafts.${string}`>;

/** Handlers of `drafts.*`. */
export function draftHandlers(context: Context): Pick<Handlers, DraftOperation> {
  const { database, now } = context;
  return {
    'drafts.save': ({ body, caller, keep }) =>
      database.transaction(async (tx) => {
        const { row, wrappedKey } = await save(context, tx, caller, body);
        const shown = showDraft(context, row, wrappedKey);
        await keep(tx, shown);
        return shown;
      }),
    'drafts.list': async ({ caller }) => ({
      items: (await listDrafts(database, caller, now())).map((row) => summarise(context, row)),
    }),
    'drafts.get': async ({ params, caller }) => {
      const mine = and(ownDrafts(caller, now()), eq(drafts.draftId, params.draftId));
      const [row] = await database.select().from(drafts).where(mine);
      if (!row) throw new ProblemError('not_found');
      return showDraft(context, row, (await citizenById(database, caller.citizenId)).wrappedKey);
    },
    'drafts.discard': async ({ params, caller }) => {
      await database.delete(drafts).where(and(ownDrafts(caller, now()), eq(drafts.draftId, params.draftId)));
    },
  };
}
