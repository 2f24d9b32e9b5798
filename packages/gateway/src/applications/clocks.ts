// The job `clocks`: when a day comes, the system acts on it – deems accepted, warns, records what is overdue, escalates.
import { nextAlarm } from '@onetrip/shared/alarms';
import { readClock } from '@onetrip/shared/clock';
import type { LocalText } from '@onetrip/shared/contract';
import { and, asc, eq, isNull, lte, or } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { applications } from '../database/schema/index.ts';
import { reportEscalation } from '../escalations/reporting.ts';
import { afterAcceptance } from './acceptance.ts';
import { advance, clockColumns, termsOf } from './advance.ts';
import { eventsOf } from './events.ts';
import { lockApplication } from './store.ts';

/** Seconds between two looks at the clocks; no day begins more often. */
const everySeconds = 60;
/** Applications seen to in one run. */
const batch = 200;

/** Acts on every alarm that is due. Two at once do no harm: each application is locked, and looked at again. */
export async function clocks(context: Context): Promise<void> {
  const due = await context.database
    .select({ applicationId: applications.applicationId })
    .from(applications)
    .where(lte(applications.nextAlarmAt, context.now()))
    .orderBy(asc(applications.nextAlarmAt))
    .limit(batch);
  for (const { applicationId } of due) {
    // One that cannot be seen to must not hold the others up; it is tried again in the next run.
    await context.database
      .transaction((tx) => ring(context, tx, applicationId))
      .catch((error: unknown) => context.log.error({ err: error, applicationId }, 'the clock could not be seen to'));
  }
  const delaySeconds = due.length === batch ? 1 : everySeconds;
  await context.database.transaction((tx) =>
    context.jobs.send(tx, 'clocks', {}, { delaySeconds, singletonKey: 'clocks' }),
  );
}

/** Why an application ends whose supplement never came. */
const lapsed = (lastDay: string): { reason: LocalText } => ({
  reason: {
    zh: `到 ${lastDay} 仍未收到您的补正，办件已终止。备齐后可以重新申请。`,
    en: `Your supplement had not come by ${lastDay}, so the application was closed. You may file again when you have it.`,
  },
});

/** Acts on the alarms of one application that are due, one after the other. */
async function ring(context: Context, tx: Transaction, applicationId: string): Promise<void> {
  const application = await lockApplication(tx, applicationId);
  const terms = await termsOf(context, tx, application);
  for (;;) {
    const history = await eventsOf(tx, applicationId);
    const alarm = nextAlarm(readClock(history), terms, history, context.now());
    if (alarm === null || alarm.at > context.now()) return;
    const why = alarm.action === 'lapse' ? lapsed(alarm.detail.date) : {};
    await advance(context, tx, applicationId, alarm.action, 'system', { detail: { ...alarm.detail }, ...why });
    if (alarm.action === 'escalate') await reportEscalation(context, tx, application, alarm.detail);
    if (alarm.action === 'deemAccepted') await afterAcceptance(context, tx, applicationId);
  }
}

/**
 * Last days computed before a year's notice of holidays was known, computed again: the notice comes with a new release,
 * so this runs once at each start. Days to reply, short as they are, are computed again with them.
 */
export async function settleProvisionalDates(context: Context): Promise<void> {
  const { database, log } = context;
  const provisional = await database
    .select({ applicationId: applications.applicationId })
    .from(applications)
    .where(
      and(
        eq(applications.open, true),
        or(
          eq(applications.dueProvisional, true),
          eq(applications.statutoryProvisional, true),
          isNull(applications.acceptedAt),
        ),
      ),
    );
  for (const { applicationId } of provisional) {
    await database.transaction(async (tx) => {
      const before = await lockApplication(tx, applicationId);
      const columns = clockColumns(
        await eventsOf(tx, applicationId),
        await termsOf(context, tx, before),
        context.now(),
      );
      await tx.update(applications).set(columns).where(eq(applications.applicationId, applicationId));
      if (columns.dueDate !== before.dueDate)
        log.info({ applicationId, from: before.dueDate, to: columns.dueDate }, 'provisional last day computed again');
    });
  }
}
