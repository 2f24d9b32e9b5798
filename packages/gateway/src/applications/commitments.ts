// A written commitment (告知承诺) in place of a paper a department owes: where the rules allow it, and not after a false promise.
import { type Application, serviceThemes } from '@onetrip/shared/contract';
import { and, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { applicationPapers } from '../database/schema/index.ts';
import { DepartmentUnavailable } from '../departments/client.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { identityOf } from '../identity/citizens.ts';
import { advance } from './advance.ts';
import { isMissing } from './answers.ts';
import { actorOf, attribution } from './attribution.ts';
import { saltOf } from './questions.ts';
import { type ApplicationRow, applicantOf, lockApplication, papersOf, showApplication } from './store.ts';

/** The register that knows of false promises, and its question. */
const credit = { department: 'FGW', register: 'credit', predicate: 'noFalsePromise' } as const;

/**
 * Whether a person may commit: no false promise is on record (《优化营商环境条例》, 国办发〔2020〕42号). Asked of the credit register.
 * @throws ProblemError `department_unavailable` when it does not answer: nobody is believed on a guess
 */
async function mayCommit(
  context: Context,
  { applicationId, citizenId, matterId }: Pick<ApplicationRow, 'applicationId' | 'citizenId' | 'matterId'>,
  materialId: string,
): Promise<boolean> {
  const citizen = await applicantOf(context.database, citizenId);
  const subject = identityOf(context.protection, citizen);
  if (!subject) return false;
  const queryId = newId('query');
  const asker = {
    applicationId,
    citizenId,
    questionHash: null,
    seal: (text: string) => context.protection.seal(citizen.wrappedKey, 'exchange', text),
  };
  const query = {
    queryId,
    salt: saltOf(context, citizen, queryId),
    register: credit.register,
    purpose: { theme: serviceThemes.commitment, matterId, materialId },
    subject,
    fields: [],
    predicate: credit.predicate,
  };
  try {
    const { outcome } = await context.departments.query(credit.department, query, asker);
    // Somebody the register never heard of broke no promise.
    return outcome === 'yes' || outcome === 'notFound';
  } catch (error) {
    if (!(error instanceof DepartmentUnavailable)) throw error;
    throw new ProblemError('department_unavailable', { cause: error });
  }
}

/**
 * Commits in place of an owed paper.
 * @param text the Chinese text as it was read
 * @throws ProblemError `not_found`, `commitment_not_offered`, `commitment_text_changed`, `department_unavailable`
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
  if (!(await mayCommit(context, application, materialId))) throw new ProblemError('commitment_not_offered');
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
