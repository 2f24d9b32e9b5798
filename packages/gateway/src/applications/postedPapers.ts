// Originals that the citizen sends by post: they count as received once the post has handed them to the department.
import { and, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applicationPapers } from '../database/schema/index.ts';
import type { Jobs } from '../jobs/queues.ts';
import { advance } from './advance.ts';
import { isMissing } from './answers.ts';
import { lockApplication, papersOf } from './store.ts';

/** The job `receivePosted`: the originals have arrived; if nothing else is missing, the review begins. */
export const receivePosted = (context: Context, { applicationId }: Jobs['receivePosted']): Promise<void> =>
  context.database.transaction((tx) => receive(context, tx, applicationId));

async function receive(context: Context, tx: Transaction, applicationId: string): Promise<void> {
  // Ended meanwhile: they are on their way back.
  if (!(await lockApplication(tx, applicationId)).open) return;
  const received = await tx
    .update(applicationPapers)
    .set({ status: 'received', answeredAt: context.now() })
    .where(and(eq(applicationPapers.applicationId, applicationId), eq(applicationPapers.status, 'posted')))
    .returning({ materialId: applicationPapers.materialId });
  for (const { materialId } of received) {
    await advance(context, tx, applicationId, 'recordPaperReceived', 'system', { detail: { materialId } });
  }
  if ((await papersOf(tx, applicationId)).some(isMissing)) return;
  await context.jobs.send(tx, 'review', { applicationId });
}
