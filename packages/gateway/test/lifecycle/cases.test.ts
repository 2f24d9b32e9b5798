// Cases at a department's own system: what is corrected meanwhile is told anew, and a decision on the older one is not taken.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { advance } from '../../src/applications/advance.ts';
import { correctForm } from '../../src/applications/correcting.ts';
import { eventsOf } from '../../src/applications/events.ts';
import { followCase, review } from '../../src/applications/review.ts';
import { endSpecialProcedure, startSpecialProcedure } from '../../src/applications/steps.ts';
import { showApplication } from '../../src/applications/store.ts';
import { giveSupplement } from '../../src/applications/supplementing.ts';
import { withdrawCase } from '../../src/applications/withdrawnCases.ts';
import type { Context } from '../../src/context.ts';
import { citizens } from '../../src/database/schema/index.ts';
import { type Case, type CaseStatus, DepartmentUnavailable, UnknownThere } from '../../src/departments/client.ts';
import { citizenById } from '../../src/identity/citizens.ts';
import { databaseKinds } from '../support/databases.ts';
import { answer, clerk, type Desk, items, keep, licence, openDesk } from './desk.ts';

describe.each(databaseKinds)('cases on %s', (kind) => {
  let desk: Desk;
  let context: Context;
  /** The department's system: cases as they were told, in order, and how each stands. */
  let told: Case[];
  let standing: Map<string, CaseStatus>;
  let whileTold: (() => Promise<unknown>) | null;
  /** What it answers to a withdrawal, and which it was told of. */
  let answersWithdrawal: () => { stopped: boolean };
  let withdrawals: string[];
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
      async withdrawCase(_department: string, { caseId }: { caseId: string }) {
        withdrawals.push(caseId);
        return answersWithdrawal();
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
    withdrawals = [];
    answersWithdrawal = () => ({ stopped: true });
    // Accepted on the spot: the department's system sees to it from here.
    const { applicationId, caller } = await desk.filed();
    const { wrappedKey } = await citizenById(context.database, caller.citizenId);
    const idNumberSealed = context.protection.seal(wrappedKey, 'idNumber', '11010519491231002X');
    await context.database.update(citizens).set({ idNumberSealed }).where(eq(citizens.citizenId, caller.citizenId));
    const correct = (mobile: string) => correctForm(context, caller, applicationId, { mobile }, keep);
    const withdraw = () => desk.inOne((tx) => advance(context, tx, applicationId, 'withdraw', 'citizen'));
    return { applicationId, caller, correct, withdraw };
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

  describe('withdrawn', () => {
    const jobsOf = (applicationId: string) =>
      desk.ground.jobs.filter(({ queue, data }) => queue === 'withdrawCase' && data.applicationId === applicationId);
    const answers = async (applicationId: string) =>
      (await eventsOf(context.database, applicationId)).flatMap(({ type, actor, detail }) =>
        type === 'withdrawalAnswered' ? [[actor, detail.answer]] : [],
      );

    test.each([true, false])('the department says whether it stopped: %p, noted once', async (stopped) => {
      const { applicationId, withdraw } = await accepted();
      answersWithdrawal = () => ({ stopped });
      await review(context, { applicationId });
      await withdraw();
      expect(jobsOf(applicationId)).toHaveLength(1);
      await Promise.all([withdrawCase(context, { applicationId }), withdrawCase(context, { applicationId })]);
      await withdrawCase(context, { applicationId });
      expect(await answers(applicationId)).toEqual([['department', stopped ? 'stopped' : 'notStopped']]);
    });

    test('a department that is down is told again', async () => {
      const { applicationId, withdraw } = await accepted();
      await review(context, { applicationId });
      await withdraw();
      answersWithdrawal = () => {
        throw new DepartmentUnavailable('JJ', 'does not answer');
      };
      await withdrawCase(context, { applicationId });
      expect(await answers(applicationId)).toEqual([]);
      expect(jobsOf(applicationId)).toHaveLength(2);
      answersWithdrawal = () => ({ stopped: true });
      await withdrawCase(context, { applicationId });
      expect(await answers(applicationId)).toEqual([['department', 'stopped']]);
    });

    test('while it was being told of the case: it hears of both, in whatever order', async () => {
      const { applicationId, withdraw } = await accepted();
      whileTold = async () => {
        await withdraw();
        answersWithdrawal = () => {
          throw new UnknownThere('JJ', 'knows nothing of it');
        };
        await withdrawCase(context, { applicationId });
      };
      await review(context, { applicationId });
      expect(await answers(applicationId)).toEqual([]);
      answersWithdrawal = () => ({ stopped: true });
      expect(jobsOf(applicationId).length).toBeGreaterThanOrEqual(3);
      await withdrawCase(context, { applicationId });
      expect(withdrawals).toEqual([applicationId, applicationId]);
      expect(await answers(applicationId)).toEqual([['department', 'stopped']]);
    });

    test('what it was never given, it is not told of; nor of what it rejected itself', async () => {
      const { applicationId, withdraw } = await accepted();
      await withdraw();
      expect(jobsOf(applicationId)).toEqual([]);
      const other = await accepted();
      await review(context, other);
      standing.set(other.applicationId, { status: 'rejected' });
      await followCase(context, other);
      expect(await states(other.applicationId)).toBe('rejected');
      expect(jobsOf(other.applicationId)).toEqual([]);
    });
  });

  test('the department asks for more, is given it with the case, and what cannot be asked for is not', async () => {
    const { applicationId, caller } = await accepted();
    await review(context, { applicationId });
    standing.set(applicationId, { status: 'supplementAsked', items: [{ ...items[0], field: 'shoeSize' }] as never });
    await followCase(context, { applicationId });
    expect(await states(applicationId)).toBe('inReview');
    standing.set(applicationId, { status: 'supplementAsked', items });
    await followCase(context, { applicationId });
    expect(await states(applicationId)).toBe('supplementAskedInReview');
    await giveSupplement(context, caller, applicationId, answer, keep);
    await review(context, { applicationId });
    expect(told.at(-1)).toMatchObject({
      caseId: `${applicationId}-1`,
      form: { use: '上班' },
      supplement: { statements: answer.statements, uploads: [] },
    });
    standing.set(`${applicationId}-1`, { status: 'approved' });
    await followCase(context, { applicationId });
    expect(await states(applicationId)).toBe('approved');
  });
});
