// Supplements (补正): asked for once and in full, answered item by item, and the application goes on by itself.
import { lastDayToSupplement } from '@onetrip/shared/clock';
import type {
  AnsweredSupplement,
  Application,
  GiveSupplementBody,
  LocalText,
  SupplementItem,
} from '@onetrip/shared/contract';
import { checkSupplement, checkSupplementItems, next } from '@onetrip/shared/rules';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applicationSupplements } from '../database/schema/index.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { giveUploads } from '../uploads/service.ts';
import { afterAcceptance } from './acceptance.ts';
import { advance, conflict } from './advance.ts';
import { askAnew } from './askedAnew.ts';
import { actorOf, attribution } from './attribution.ts';
import { changeForm, filedForm } from './form.ts';
import type { Decider } from './steps.ts';
import { type ApplicationRow, applicantOf, type Connection, lockApplication, showApplication } from './store.ts';

/** The supplement of an application, opened; null where none was asked for. */
export async function supplementOf(
  { protection }: Pick<Context, 'protection'>,
  db: Connection,
  { applicationId, citizenId }: ApplicationRow,
): Promise<AnsweredSupplement | null> {
  const [row] = await db
    .select()
    .from(applicationSupplements)
    .where(eq(applicationSupplements.applicationId, applicationId));
  if (!row) return null;
  const { wrappedKey } = await applicantOf(db, citizenId);
  const open = <T>(field: string, sealed: string) => JSON.parse(protection.open(wrappedKey, field, sealed)) as T;
  return {
    items: open<SupplementItem[]>('supplementItems', row.itemsSealed),
    askedAt: row.askedAt.toISOString(),
    answerBy: lastDayToSupplement(row.askedAt).date,
    givenAt: row.givenAt?.toISOString() ?? null,
    given: row.givenSealed === null ? null : open<GiveSupplementBody>('supplementGiven', row.givenSealed),
  };
}

/**
 * Asks for what is missing, once and in full, within five working days of receipt (行政许可法 32). The citizen is awaited:
 * no clock runs meanwhile.
 * @throws ProblemError `application_state_conflict` when it is too late, or something was asked for before;
 *   `invalid_request` naming the items that cannot be asked for
 */
export async function askSupplement(
  context: Context,
  tx: Transaction,
  applicationId: string,
  by: Decider,
  items: SupplementItem[],
): Promise<void> {
  const application = await lockApplication(tx, applicationId);
  const { wrappedKey } = await applicantOf(tx, application.citizenId);
  const matter = await context.catalogue.version(application.matterId, application.matterVersion, tx);
  const faults = checkSupplementItems(matter, await filedForm(context, tx, application), items);
  if (items.length === 0) faults.push({ field: 'items', message: nothingAsked });
  if (faults.length > 0) throw new ProblemError('invalid_request', { fields: faults });
  const asked = JSON.stringify(items);
  await advance(context, tx, applicationId, 'askSupplement', by.actor, {
    detail: { items: String(items.length), ...(by.officerId === undefined ? {} : { officerId: by.officerId }) },
    personal: asked,
  });
  await tx.insert(applicationSupplements).values({
    applicationId,
    itemsSealed: context.protection.seal(wrappedKey, 'supplementItems', asked),
    askedAt: context.now(),
  });
}

const nothingAsked: LocalText = { zh: '请写明要补什么。', en: 'Say what is missing.' };

/**
 * Takes in the citizen's supplement: exactly what was asked for, and all of it.
 * @param keep keeps the answer in the same transaction
 * @throws ProblemError `application_state_conflict` when nothing is awaited; `invalid_request` naming every item at fault
 */
export async function giveSupplement(
  context: Context,
  caller: CitizenCaller,
  applicationId: string,
  given: GiveSupplementBody,
  keep: (tx: Transaction, result: Application) => Promise<void>,
): Promise<Application> {
  const actor = actorOf(caller);
  return context.database.transaction(async (tx) => {
    const before = await lockApplication(tx, applicationId);
    const supplement = await supplementOf(context, tx, before);
    if (supplement === null || next(before.state, 'giveSupplement') === null) throw conflict(before, actor);
    const matter = await context.catalogue.version(before.matterId, before.matterVersion, tx);
    const faults = checkSupplement(matter, supplement.items, given);
    if (faults.length > 0) throw new ProblemError('invalid_request', { fields: faults });
    const change = await changeForm(context, tx, before, given.form);
    await giveUploads(context, tx, before.citizenId, applicationId, given.uploads ?? {});
    const { wrappedKey } = await applicantOf(tx, before.citizenId);
    await tx
      .update(applicationSupplements)
      .set({
        givenSealed: context.protection.seal(wrappedKey, 'supplementGiven', JSON.stringify(given)),
        givenAt: context.now(),
      })
      .where(eq(applicationSupplements.applicationId, applicationId));
    const after = await advance(context, tx, applicationId, 'giveSupplement', actor, {
      detail: attribution(caller),
      personal: JSON.stringify([given, change.before]),
    });
    for (const materialId of new Set(given.commitments))
      await advance(context, tx, applicationId, 'confirmCommitment', actor, {
        detail: { materialId, ...attribution(caller) },
      });
    await askAnew(context, tx, after, matter, Object.keys(given.form));
    if (after.state === 'accepted') await afterAcceptance(context, tx, applicationId);
    const shown = await showApplication(context, tx, after, matter.name);
    await keep(tx, shown);
    return shown;
  });
}
