// The job `clocks`: days pass, and the system does by itself what a day brings, once, however late it looks.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EscalationQuery } from '@onetrip/shared/contract';
import { eq } from 'drizzle-orm';
import { advance } from '../../src/applications/advance.ts';
import { clocks, settleProvisionalDates } from '../../src/applications/clocks.ts';
import { eventsOf } from '../../src/applications/events.ts';
import { showApplication } from '../../src/applications/store.ts';
import { askSupplement, giveSupplement } from '../../src/applications/supplementing.ts';
import type { Context } from '../../src/context.ts';
import { applications, escalations, notices } from '../../src/database/schema/index.ts';
import { escalationHandlers } from '../../src/escalations/handlers.ts';
import type { OfficerCaller } from '../../src/http/handlers.ts';
import { databaseKinds } from '../support/databases.ts';
import type { Ground } from '../support/ground.ts';
import { answer, clerk, type Desk, dayMs, items, keep, openDesk, refusal, service } from './desk.ts';

describe.each(databaseKinds)('the clocks on %s', (kind) => {
  let desk: Desk;
  let ground: Ground;
  let context: Context;
  beforeAll(async () => {
    desk = await openDesk(kind);
    ({ ground, context } = desk);
  });
  afterAll(() => ground.close());

  const types = async (applicationId: string) =>
    (await eventsOf(context.database, applicationId)).map(({ type, detail }) =>
      [type, detail.term, detail.to].filter(Boolean).join(' '),
    );

  test('years pass in a moment: silence is acceptance, then a warning, then the lead, then the reform office', async () => {
    const { applicationId } = await desk.filed();
    const filedAt = context.now();
    for (let day = 0; day < 500; day += 1) {
      ground.pass(dayMs);
      await clocks(context);
    }
    expect(await types(applicationId)).toEqual([
      'submitted',
      'dueSoon reply',
      'deemedAccepted reply',
      'overdue promised',
      'escalated promised departmentLead',
      'escalated promised reformOffice',
      'overdue statutory',
      'escalated statutory reformOffice',
    ]);
    expect(await desk.row(applicationId)).toMatchObject({ state: 'accepted', acceptedAt: filedAt, nextAlarmAt: null });
    expect(
      ground.jobs.filter(({ queue, data }) => queue === 'review' && data.applicationId === applicationId),
    ).toHaveLength(1);
  }, 300_000);

  test('looked at once after years of darkness, they tell the same, but warn of nothing that is over', async () => {
    const { applicationId } = await desk.filed(service);
    ground.pass(800 * dayMs);
    await Promise.all([clocks(context), clocks(context)]);
    expect(await types(applicationId)).toEqual([
      'submitted',
      'overdue reply',
      'escalated reply departmentLead',
      'escalated reply reformOffice',
    ]);
    expect((await desk.row(applicationId)).state).toBe('submitted');
  });

  test('a supplement that never comes: the citizen is warned, then told that it is over and why', async () => {
    const { applicationId } = await desk.inReview();
    await desk.inOne((tx) => askSupplement(context, tx, applicationId, clerk, items));
    for (let day = 0; day < 40; day += 1) {
      ground.pass(dayMs);
      await clocks(context);
    }
    const ended = await desk.row(applicationId);
    expect(ended).toMatchObject({ state: 'terminated', open: false, actBy: null, nextAlarmAt: null });
    expect((await types(applicationId)).slice(-3)).toEqual([
      'supplementAsked',
      'supplementDueSoon supplement',
      'terminated supplement',
    ]);
    const told = await context.database
      .select({ kind: notices.kind })
      .from(notices)
      .where(eq(notices.applicationId, applicationId));
    const kinds = told.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['supplementAsked', 'supplementDueSoon', 'terminated']));
    const { reason } = await showApplication(context, context.database, ended, service.name);
    expect(reason?.zh).toContain('仍未收到您的补正');
  });

  test('what ends before it was accepted is not looked at again', async () => {
    const { applicationId } = await desk.filed(service);
    await desk.inOne((tx) => advance(context, tx, applicationId, 'withdraw', 'citizen'));
    expect(await desk.row(applicationId)).toMatchObject({ state: 'withdrawn', actBy: null, nextAlarmAt: null });
  });

  test('the reform office lists what departments let pass, and says once what it did about it', async () => {
    const { applicationId } = await desk.filed(service);
    ground.pass(60 * dayMs);
    await clocks(context);
    const officer: OfficerCaller = {
      kind: 'officer',
      officerId: 'S1001',
      name: '沈若楠',
      department: null,
      roles: ['reformOffice'],
      tokenHash: '',
      expiresAt: new Date(0),
    };
    const request = { caller: officer, requestId: 'r', prove: async () => officer, keep };
    const handlers = escalationHandlers(context);
    const list = (query: EscalationQuery) =>
      handlers['escalations.list']({ ...request, params: undefined, query, body: undefined });
    const walked: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      walked.push(...page.items.map(({ escalationId }) => escalationId));
      cursor = page.nextCursor;
    }
    const { items: open } = await list({ limit: 100 });
    expect(walked).toEqual(open.map(({ escalationId }) => escalationId));
    const mine = open.find((one) => one.applicationId === applicationId);
    expect(mine).toMatchObject({ term: 'reply', state: 'submitted', department: { code: 'JJ' }, handled: null });
    expect(mine?.workingDaysOver).toBeGreaterThan(20);
    expect((await list({ department: 'GA' })).items).toEqual([]);

    const params = { escalationId: mine?.escalationId ?? '' };
    const handle = (remark: string) =>
      handlers['escalations.handle']({ ...request, params, query: undefined, body: { remark } });
    expect((await handle('已约谈。')).handled).toMatchObject({ officerId: 'S1001', remark: '已约谈。' });
    expect(await refusal(handle('又写一遍。'))).toMatchObject({ code: 'escalation_handled' });
    expect((await list({})).items.map((one) => one.applicationId)).not.toContain(applicationId);
    const [handled] = (await list({ handled: true })).items;
    expect(handled).toMatchObject({ applicationId, handled: { remark: '已约谈。' } });
    // Free text may name the applicant: it stands in the database under his key alone, and goes with it.
    const [stored] = await context.database
      .select()
      .from(escalations)
      .where(eq(escalations.applicationId, applicationId));
    expect(stored?.remarkSealed?.length).toBeGreaterThan(20);
    expect(JSON.stringify(stored)).not.toContain('约谈');
  });

  test('one that cannot be seen to holds nobody else up', async () => {
    const broken = await desk.filed();
    const sound = await desk.filed();
    await context.database
      .update(applications)
      .set({ matterId: 'HZ-XX-999', nextAlarmAt: new Date(0) })
      .where(eq(applications.applicationId, broken.applicationId));
    ground.pass(30 * dayMs);
    await clocks(context);
    expect((await desk.row(sound.applicationId)).state).toBe('accepted');
    expect(ground.logged()).toContain('the clock could not be seen to');
    await context.database
      .update(applications)
      .set({ nextAlarmAt: null, open: false })
      .where(eq(applications.applicationId, broken.applicationId));
  });

  test('a last day computed before the notice of holidays is computed again, pauses and all; a certain one is left alone', async () => {
    const { applicationId, caller } = await desk.inReview();
    await desk.inOne((tx) => askSupplement(context, tx, applicationId, clerk, items));
    ground.pass(9 * dayMs);
    await giveSupplement(context, caller, applicationId, answer, keep);
    const { dueDate, dueProvisional } = await desk.row(applicationId);
    const certain = (await desk.inReview()).applicationId;
    const put = (id: string, values: Partial<typeof applications.$inferInsert>) =>
      context.database.update(applications).set(values).where(eq(applications.applicationId, id));
    await put(applicationId, { dueDate: '2099-12-31', dueProvisional: true });
    await put(certain, { dueDate: '2099-12-31', dueProvisional: false, statutoryProvisional: false });
    await settleProvisionalDates(context);
    expect(await desk.row(applicationId)).toMatchObject({ dueDate, dueProvisional });
    expect((await desk.row(certain)).dueDate).toBe('2099-12-31');
  });
});
