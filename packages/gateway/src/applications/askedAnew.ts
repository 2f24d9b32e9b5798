// Questions put again: an answer about what the citizen has changed since says nothing any more.
import type { Matter } from '@onetrip/shared/contract';
import { fieldsAskedFrom, undecided } from '@onetrip/shared/rules';
import { and, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { applicationPapers } from '../database/schema/index.ts';
import { type ApplicationRow, type PaperRow, papersOf } from './store.ts';

/** Papers a register answers for; what was committed to, posted or is investigated is not asked for there. */
const askedFor: readonly PaperRow['status'][] = ['pending', 'owed', 'received', 'negative', 'contradiction'];

/** A paper nobody has answered for yet. */
export const unanswered = {
  recordSealed: null,
  differenceSealed: null,
  attempts: 0,
  takenAt: null,
  batchId: null,
  answeredAt: null,
  owedUntil: null,
  overdueAt: null,
  mayCommit: false,
} as const satisfies Partial<PaperRow>;

/**
 * Asks the registers again where a question rests on one of these fields. The application is locked by the caller; once
 * it is decided nothing is asked any more.
 */
export async function askAnew(
  { departments, jobs, now }: Pick<Context, 'departments' | 'jobs' | 'now'>,
  tx: Transaction,
  { applicationId, state }: Pick<ApplicationRow, 'applicationId' | 'state'>,
  matter: Matter,
  changed: readonly string[],
): Promise<void> {
  if (!undecided.includes(state)) return;
  for (const { materialId, status } of await papersOf(tx, applicationId)) {
    const source = matter.materials.find(({ id }) => id === materialId)?.source;
    if (source === undefined || !askedFor.includes(status)) continue;
    const picking = departments.connector(source.department, source.register)?.contract.parameter;
    if (!fieldsAskedFrom(source, matter.form, picking).some((id) => changed.includes(id))) continue;
    // Another question, under another id: an answer that is on its way is not one to it.
    const question = { ...unanswered, status: 'pending', queryId: newId('query'), askedAt: now() } as const;
    await tx
      .update(applicationPapers)
      .set(question)
      .where(and(eq(applicationPapers.applicationId, applicationId), eq(applicationPapers.materialId, materialId)));
    await jobs.send(tx, 'gatherPaper', { applicationId, materialId });
  }
}
