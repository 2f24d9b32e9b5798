// Acceptance (受理): on the spot wherever nobody needs to look first; what follows from it.
import type { Matter } from '@onetrip/shared/contract';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import type { AnyJob } from '../jobs/queues.ts';
import { isMissing } from './answers.ts';
import { type PaperRow, papersOf } from './store.ts';

/**
 * Whether the service accepts by itself. Nothing can be missing that the citizen would have to bring, so only where a
 * clerk of the department decides does he see the application before it is accepted.
 */
export const acceptedOnTheSpot = (context: Pick<Context, 'departments'>, matter: Matter): boolean =>
  matter.immediate || context.departments.decidesCases(matter.department.code);

/** The review begins as soon as every paper has been answered for; while one is missing, its arrival begins it. */
export const reviewIfComplete = (applicationId: string, papers: readonly PaperRow[]): AnyJob[] =>
  papers.some(isMissing) ? [] : [{ queue: 'review', data: { applicationId } }];

/** The same of an application that is stored. */
export async function afterAcceptance(context: Context, tx: Transaction, applicationId: string): Promise<void> {
  await context.jobs.sendAll(tx, reviewIfComplete(applicationId, await papersOf(tx, applicationId)));
}
