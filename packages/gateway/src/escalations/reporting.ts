// Reporting to the reform office: what the clock escalates that far becomes an escalation, in the same transaction.
import type { Alarm } from '@onetrip/shared/alarms';
import { escalatedTerms } from '@onetrip/shared/contract';
import type { ApplicationRow } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { newId } from '../database/ids.ts';
import { escalations } from '../database/schema/index.ts';

/** Reports a term that passed; one that only the department's lead hears of is none of the reform office's yet. */
export async function reportEscalation(
  { catalogue, now }: Pick<Context, 'catalogue' | 'now'>,
  tx: Transaction,
  { applicationId, matterId, matterVersion }: ApplicationRow,
  { term, date, to }: Alarm['detail'],
): Promise<void> {
  const escalated = escalatedTerms.find((one) => one === term);
  if (to !== 'reformOffice' || escalated === undefined) return;
  const { department } = await catalogue.version(matterId, matterVersion, tx);
  await tx.insert(escalations).values({
    escalationId: newId('escalation'),
    applicationId,
    department: department.code,
    term: escalated,
    lastDay: date,
    escalatedAt: now(),
  });
}
