// Cases at a department's own system: what is corrected meanwhile is told anew, and a decision on the older one is not taken.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { correctForm } from '../../src/applications/correcting.ts';
import { followCase, review } from '../../src/applications/review.ts';
import { endSpecialProcedure, startSpecialProcedure } from '../../src/applications/steps.ts';
import { showApplication } from '../../src/applications/store.ts';
import type { Context } from '../../src/context.ts';
import { citizens } from '../../src/database/schema/index.ts';
import type { Case, CaseStatus } from '../../src/departments/client.ts';
import { citizenById } from '../../src/identity/citizens.ts';
import { databaseKinds } from '../support/databases.ts';
import { clerk, type Desk, keep, licence, openDesk } from './desk.ts';

describe.each(databaseKinds)('cases on %s', (kind) => {
  let desk: Desk;
  let context: Context;
  /** The department's system: cases as they were told, in order, and how each stands. */
  let told: Case[];
  let standing: Map<string, CaseStatus>;
  let whileTold: (() => Promise<unknown>) | null;
  beforeAll(async () => {
    desk = await openDesk(kind);
    const departments = {
      decidesCases: () => true,
      connector: () => undefined,
      down: () => new Set<string>(),
      async submitCase(_department: string, submitted: Case) {
        told.push(submitted);
        const during = whileTold;
        whileTold = null;
        await during?.();
        return { status: 'received' };
      },
      async caseStatus(_department: string, caseId: string): Promise<CaseStatus> {
        if (!told.some((one) => one.caseId === caseId)) throw new Error(`unknown case ${caseId}`);
        return standing.get(caseId) ?? { status: 'inReview' };
      },
    };
    context = { ...desk.context, departments: departments as unknown as Context['departments'] };
    desk.context.departments = context.departments;
  });
  afterAll(() => desk.ground.close());

  async function accepted() {
    told = [];
    standing = new Map();
    whileTold = null;
    // Accepted on the spot: the department's system sees to it from here.
    const { applicationId, caller } = await desk.filed();
    const { wrappedKey } = await citizenById(context.database, caller.citizenId);
    const idNumberSealed = context.protection.seal(wrappedKey, 'idNumber', '11010519491231002X');
    await context.database.update(citizens).set({ idNumberSealed }).where(eq(citizens.citizenId, caller.citizenId));
    const correct = (mobile: string) => correctForm(context, caller, applicationId, { mobile }, keep);
    return { applicationId, correct };
  }
  const states = async (applicationId: string) => (await desk.row(applicationId)).state;

  test('a correction in review is another case; only a decision on that one counts', async () => {
    const { applicationId, correct } = await accepted();
    expect(await states(applicationId)).toBe('accepted');
    await review(context, { applicationId });
    expect(await states(applicationId)).toBe('inReview');
    await correct('13900005678');
    await review(context, { applicationId });
    expect(told.map(({ caseId, form }) => [caseId, form.mobile])).toEqual([
      [applicationId, '13900001234'],
      [`${applicationId}-1`, '13900005678'],
    ]);
    standing.set(applicationId, { status: 'rejected', reason: { zh: '手机号有误' } });
    await followCase(context, { applicationId });
    expect(await states(applicationId)).toBe('inReview');
    standing.set(`${applicationId}-1`, { status: 'approved' });
    await followCase(context, { applicationId });
    expect(await states(applicationId)).toBe('approved');
  });

  test('corrected while the department is being told, it is told again', async () => {
    const { applicationId, correct } = await accepted();
    whileTold = () => correct('13900005678');
    await review(context, { applicationId });
    expect(await states(applicationId)).toBe('accepted');
    await review(context, { applicationId });
    expect(told.map(({ form }) => form.mobile)).toEqual(['13900001234', '13900005678']);
    expect(await states(applicationId)).toBe('inReview');
  });

  test('where one can be reached may change while something is tested; the case goes on as it was', async () => {
    const { applicationId, correct } = await accepted();
    await review(context, { applicationId });
    const inspection = { procedure: 'inspection', expectedUntil: '2099-01-04' } as const;
    await desk.inOne((tx) => startSpecialProcedure(context, tx, applicationId, clerk, inspection));
    await correct('13900005678');
    await desk.inOne((tx) => endSpecialProcedure(context, tx, applicationId, clerk));
    standing.set(applicationId, { status: 'rejected' });
    await followCase(context, { applicationId });
    const row = await desk.row(applicationId);
    const { state, reason, remedy } = await showApplication(context, context.database, row, licence.name);
    expect([state, reason?.zh]).toEqual(['rejected', expect.stringContaining('12345')]);
    expect(remedy?.zh).toContain('行政复议');
    expect(told).toHaveLength(1);
  });
});
