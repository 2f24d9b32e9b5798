// A written commitment (告知承诺) in place of a paper a department owes: where the rules allow it, of whoever is trusted.
import type { Application } from '@onetrip/shared/contract';
import { and, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applicationPapers } from '../database/schema/index.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { advance } from './advance.ts';
import { isMissing } from './answers.ts';
import { actorOf, attribution } from './attribution.ts';
import { trustIn } from './falsePromises.ts';
import { type ApplicationRow, lockApplication, papersOf, showApplication } from './store.ts';

/**
 * Commits in place of an owed paper.
 * @param text the Chinese text as it was read
 * @throws ProblemError `not_found`, `commitment_not_offered`, `commitment_text_changed`, `commitment_not_trusted` after a
 *   false promise, `department_unavailable` while nobody can say
 */
export async function commitInstead(
  context: Context,
  caller: CitizenCaller,
  application: ApplicationRow,
  { materialId, text }: { materialId: string; text: string },
  keep: (tx: Transaction, result: Application) => Promise<void>,
): Promise<Application> {
  const { applicationId } = application;
  const matter = await context.catalogue.version(application.matterId, application.matterVersion);
  const material = matter.materials.find(({ id }) => id === materialId);
  const paper = (await papersOf(context.database, applicationId)).find((one) => one.materialId === materialId);
  if (!paper) throw new ProblemError('not_found');
  const offered = material?.ifDown === 'commitment' ? material.commitment : undefined;
  if (!offered || paper.status !== 'owed') throw new ProblemError('commitment_not_offered');
  if (text.trim() !== offered.text.zh.trim()) throw new ProblemError('commitment_text_changed');
  const trust = await trustIn(context, { ...application, materialId });
  // Nothing is lost by waiting: the department owes the paper all the same.
  if (trust === 'unknown') throw new ProblemError('department_unavailable');
  if (trust === 'broken') throw new ProblemError('commitment_not_trusted');
  return context.database.transaction(async (tx) => {
    await lockApplication(tx, applicationId);
    const papers = await papersOf(tx, applicationId);
    // The department may have answered meanwhile: then nothing is promised in vain.
    if (papers.find((one) => one.materialId === materialId)?.status !== 'owed') {
      throw new ProblemError('commitment_not_offered');
    }
    await tx
      .update(applicationPapers)
      .set({ status: 'committed', answeredAt: context.now() })
      .where(and(eq(applicationPapers.applicationId, applicationId), eq(applicationPapers.materialId, materialId)));
    const row = await advance(context, tx, applicationId, 'confirmCommitment', actorOf(caller), {
      detail: { materialId, ...attribution(caller) },
      personal: JSON.stringify(offered),
    });
    const others = papers.filter((one) => one.materialId !== materialId);
    if (!others.some(isMissing)) await context.jobs.send(tx, 'review', { applicationId });
    const shown = await showApplication(context, tx, row, matter.name);
    await keep(tx, shown);
    return shown;
  });
}
