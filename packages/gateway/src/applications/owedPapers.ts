// What departments owe: each paper has its department's own term, and one that is late is noted, counted and shown.
import { hangzhouDate } from '@onetrip/shared/deadline';
import { and, count, eq, isNull, lt } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { applicationPapers, applications } from '../database/schema/index.ts';
import type { Metrics } from '../http/metrics.ts';
import { advance } from './advance.ts';
import { lockApplication } from './store.ts';

/** Papers noted as late in one run; the rest follow in the next. */
const mostAtOnce = 200;

/** Notes every paper owed beyond its department's term, once. */
export async function noteOverduePapers(context: Context): Promise<void> {
  const { database } = context;
  const late = await database
    .select({ applicationId: applicationPapers.applicationId, materialId: applicationPapers.materialId })
    .from(applicationPapers)
    .innerJoin(applications, eq(applications.applicationId, applicationPapers.applicationId))
    .where(
      and(
        eq(applicationPapers.status, 'owed'),
        lt(applicationPapers.owedUntil, hangzhouDate(context.now())),
        isNull(applicationPapers.overdueAt),
        eq(applications.open, true),
      ),
    )
    .limit(mostAtOnce);
  for (const { applicationId, materialId } of late) {
    await database.transaction(async (tx) => {
      if (!(await lockApplication(tx, applicationId)).open) return;
      const [noted] = await tx
        .update(applicationPapers)
        .set({ overdueAt: context.now() })
        .where(
          and(
            eq(applicationPapers.applicationId, applicationId),
            eq(applicationPapers.materialId, materialId),
            eq(applicationPapers.status, 'owed'),
            isNull(applicationPapers.overdueAt),
          ),
        )
        .returning({ department: applicationPapers.department });
      if (!noted) return;
      const detail = { materialId, ...(noted.department === null ? {} : { department: noted.department }) };
      await advance(context, tx, applicationId, 'recordPaperOverdue', 'system', { detail });
    });
  }
}

/** Counts what is owed, and what is late, by department. */
export async function countOwedPapers({ database }: Pick<Context, 'database'>, metrics: Metrics): Promise<void> {
  const owed = await database
    .select({
      department: applicationPapers.department,
      papers: count(),
      late: count(applicationPapers.overdueAt),
    })
    .from(applicationPapers)
    .innerJoin(applications, eq(applications.applicationId, applicationPapers.applicationId))
    .where(and(eq(applicationPapers.status, 'owed'), eq(applications.open, true)))
    .groupBy(applicationPapers.department);
  metrics.papersOwed.reset();
  metrics.papersOverdue.reset();
  for (const { department, papers, late } of owed) {
    const labels = { department: department ?? 'unknown' };
    metrics.papersOwed.set(labels, papers);
    metrics.papersOverdue.set(labels, late);
  }
}
