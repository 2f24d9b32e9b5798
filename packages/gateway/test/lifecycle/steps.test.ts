// What departments and citizens do with an application, and what belongs to each step: reasons, remedies, days, sealed words.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SupplementItem } from '@onetrip/shared/contract';
import { and, eq } from 'drizzle-orm';
import { correctForm, showForm } from '../../src/applications/correcting.ts';
import { eventsOf } from '../../src/applications/events.ts';
import { applicationHandlers } from '../../src/applications/handlers.ts';
import {
  accept,
  approve,
  extendTerm,
  refuse,
  reject,
  startSpecialProcedure,
  terminate,
} from '../../src/applications/steps.ts';
import { lockApplication, showApplication } from '../../src/applications/store.ts';
import { askSupplement, giveSupplement, supplementOf } from '../../src/applications/supplementing.ts';
import type { Context } from '../../src/context.ts';
import { applicationSupplements, bills, plateReservations } from '../../src/database/schema/index.ts';
import { databaseKinds } from '../support/databases.ts';
import type { Ground } from '../support/ground.ts';
import { answer, clerk, type Desk, dayMs, items, keep, licence, openDesk, refusal, service, text } from './desk.ts';

describe.each(databaseKinds)('steps on %s', (kind) => {
  let desk: Desk;
  let ground: Ground;
  let context: Context;
  beforeAll(async () => {
    desk = await openDesk(kind);
    ({ ground, context } = desk);
  });
  afterAll(() => ground.close());
  const filed: Desk['filed'] = (matter) => desk.filed(matter);
  const inReview: Desk['inReview'] = (matter) => desk.inReview(matter);
  const inOne: Desk['inOne'] = (work) => desk.inOne(work);
  const row: Desk['row'] = (applicationId) => desk.row(applicationId);

  test('filed where a clerk decides, no clock runs until he accepts', async () => {
    const { applicationId } = await filed();
    expect(await row(applicationId)).toMatchObject({ state: 'submitted', acceptedAt: null, dueDate: null });
    await inOne((tx) => accept(context, tx, applicationId, clerk));
    const accepted = await row(applicationId);
    expect(accepted).toMatchObject({ state: 'accepted', acceptedAt: context.now() });
    expect(accepted.statutoryDate && accepted.dueDate && accepted.statutoryDate > accepted.dueDate).toBe(true);
    expect(ground.jobs.at(-1)).toMatchObject({ queue: 'review', data: { applicationId } });
    const [, entry] = await eventsOf(context.database, applicationId);
    expect(entry).toMatchObject({ type: 'accepted', actor: 'department', detail: { officerId: 'JJ-0042' } });
  });

  test('a refusal needs a reason, and is told with what can be done against it', async () => {
    const { applicationId } = await inReview();
    const without = await refusal(inOne((tx) => reject(context, tx, applicationId, clerk, { reason: { zh: ' ' } })));
    expect(without).toMatchObject({ code: 'invalid_request', fields: [{ field: 'reason' }] });
    const reason = text('条件不符');
    await inOne((tx) => reject(context, tx, applicationId, clerk, { reason }));
    const shown = await showApplication(context, context.database, await row(applicationId), licence.name);
    expect(shown).toMatchObject({ state: 'rejected', reason, clock: 'ended' });
    expect(shown.remedy?.zh).toContain('行政复议');

    const other = await filed(service);
    await inOne((tx) => refuse(context, tx, other.applicationId, clerk, reason));
    const refused = await row(other.applicationId);
    expect(refused).toMatchObject({ state: 'notAccepted', open: false });
    expect(refused.remedy?.zh).toContain('投诉');
    expect((await showApplication(context, context.database, refused, licence.name)).reason).toEqual(reason);
    expect(JSON.stringify(refused)).not.toContain(reason.zh);
  });

  test('a step out of order is refused with the state, and with what may be done in it', async () => {
    const { applicationId } = await filed();
    const error = await refusal(inOne((tx) => approve(context, tx, applicationId, clerk)));
    expect(error).toMatchObject({ code: 'application_state_conflict', currentState: 'submitted' });
    expect(error?.possibleSteps).toEqual(expect.arrayContaining(['accept', 'refuse', 'askSupplement']));
    expect(error?.possibleSteps).not.toContain('approve');
  });

  describe('a supplement', () => {
    test('is asked for once, kept sealed, answered in full, and the application goes on', async () => {
      const { applicationId, caller } = await inReview();
      const due = (await row(applicationId)).dueDate ?? '';
      await inOne((tx) => askSupplement(context, tx, applicationId, clerk, items));
      expect(await row(applicationId)).toMatchObject({ state: 'supplementAskedInReview', actBy: null });
      expect((await showForm(context, await row(applicationId))).supplement).toMatchObject({ items, givenAt: null });
      const kept = await context.database
        .select()
        .from(applicationSupplements)
        .where(eq(applicationSupplements.applicationId, applicationId));
      expect(JSON.stringify(kept)).not.toContain('用途');

      const half = await refusal(giveSupplement(context, caller, applicationId, { ...answer, statements: {} }, keep));
      expect(half?.fields.map(({ field }) => field)).toEqual(['statements.home']);
      ground.pass(7 * dayMs);
      const given = await giveSupplement(context, caller, applicationId, answer, keep);
      expect(given.state).toBe('accepted');
      expect(given.due && given.due.date > due).toBe(true);
      expect(ground.jobs.at(-1)).toMatchObject({ queue: 'review', data: { applicationId } });
      expect((await showForm(context, await row(applicationId))).values).toMatchObject({ use: '上班' });
      const opened = await supplementOf(context, context.database, await row(applicationId));
      expect(opened?.given).toEqual(answer);

      const again = await refusal(inOne((tx) => askSupplement(context, tx, applicationId, clerk, items)));
      expect(again).toMatchObject({ code: 'application_state_conflict', currentState: 'accepted' });
      const twice = await refusal(giveSupplement(context, caller, applicationId, answer, keep));
      expect(twice).toMatchObject({ code: 'application_state_conflict' });
    });

    test('is not asked for after five working days, nor for what the matter does not have', async () => {
      const { applicationId } = await inReview();
      const nonsense: SupplementItem[] = [{ field: 'shoeSize', what: text('鞋码'), why: text('好奇') }];
      const wrong = await refusal(inOne((tx) => askSupplement(context, tx, applicationId, clerk, nonsense)));
      expect(wrong).toMatchObject({ code: 'invalid_request', fields: [{ field: 'items.0.field' }] });
      expect(await refusal(inOne((tx) => askSupplement(context, tx, applicationId, clerk, [])))).toMatchObject({
        fields: [{ field: 'items' }],
      });
      ground.pass(10 * dayMs);
      const late = await refusal(inOne((tx) => askSupplement(context, tx, applicationId, clerk, items)));
      expect(late).toMatchObject({ code: 'application_state_conflict', currentState: 'inReview' });
    });

    test('nobody else’s: the application of another does not exist', async () => {
      const { applicationId } = await filed();
      await inOne((tx) => askSupplement(context, tx, applicationId, clerk, items));
      const handlers = applicationHandlers(context);
      const other = await ground.citizen();
      const request = {
        params: { applicationId },
        query: undefined,
        requestId: 'r',
        caller: other,
        prove: async () => other,
        keep,
      };
      const codes = await Promise.all([
        refusal(handlers['applications.form']({ ...request, body: undefined })),
        refusal(handlers['applications.supplement']({ ...request, body: answer })),
        refusal(handlers['applications.correct']({ ...request, body: { form: { use: '上班' } } })),
      ]);
      expect(codes.map((error) => error?.code)).toEqual(['not_found', 'not_found', 'not_found']);
    });
  });

  describe('a correction', () => {
    test('in review is reviewed again, as another case, with both values kept sealed', async () => {
      const { applicationId, caller } = await inReview();
      const before = await row(applicationId);
      expect((await showForm(context, before)).correctable).toEqual(['mobile', 'use']);
      const corrected = await correctForm(context, caller, applicationId, { mobile: '13900005678' }, keep);
      expect(corrected.state).toBe('accepted');
      const after = await row(applicationId);
      expect(after).toMatchObject({ revision: before.revision + 1, dueDate: before.dueDate });
      expect(ground.jobs.at(-1)).toMatchObject({ queue: 'review', data: { applicationId } });
      const entry = (await eventsOf(context.database, applicationId)).at(-1);
      expect(entry).toMatchObject({ type: 'corrected', actor: 'citizen', detail: { fields: 'mobile' } });
      expect(entry?.personalHash).not.toBeNull();
      expect(JSON.stringify([entry, after])).not.toContain('1390000');
    });

    test('names what is wrong, and ends with the decision', async () => {
      const { applicationId, caller } = await inReview(service);
      const wrong = await refusal(correctForm(context, caller, applicationId, { mobile: '1', shoe: '44' }, keep));
      expect(wrong?.fields.map(({ field }) => field)).toEqual(['form.mobile', 'form.shoe']);
      await inOne((tx) => reject(context, tx, applicationId, clerk, { reason: text('条件不符') }));
      const late = await refusal(correctForm(context, caller, applicationId, { mobile: '13900005678' }, keep));
      expect(late).toMatchObject({ code: 'application_state_conflict', currentState: 'rejected' });
    });
  });

  test('an extension has a measure, and a special procedure a day to come', async () => {
    const { applicationId } = await inReview();
    const reason = text('案情复杂');
    const tooLong = await refusal(inOne((tx) => extendTerm(context, tx, applicationId, clerk, { days: 11, reason })));
    expect(tooLong).toMatchObject({ code: 'invalid_request', fields: [{ field: 'days' }] });
    const past = { procedure: 'testing', expectedUntil: '2020-01-01' } as const;
    const passed = await refusal(inOne((tx) => startSpecialProcedure(context, tx, applicationId, clerk, past)));
    expect(passed).toMatchObject({ code: 'invalid_request', fields: [{ field: 'expectedUntil' }] });
  });

  test('what goes no further lets go of its plate number and its bill, however it ends', async () => {
    const { applicationId, caller } = await inReview();
    const reservation = {
      reservationId: `plate-${applicationId}`,
      offerId: 'offer',
      citizenId: caller.citizenId,
      kind: 'small' as const,
      number: `浙A${applicationId.slice(-5)}`,
      vinHash: applicationId,
      vinSealed: '',
      state: 'used' as const,
      applicationId,
      expiresAt: context.now(),
    };
    await context.database.insert(plateReservations).values(reservation);
    await inOne((tx) => approve(context, tx, applicationId, clerk));
    const bill = and(eq(bills.applicationId, applicationId), eq(bills.state, 'unpaid'));
    expect(await context.database.$count(bills, bill)).toBe(1);
    await inOne((tx) => terminate(context, tx, applicationId, clerk, text('申请人去世')));
    expect(await context.database.$count(bills, bill)).toBe(0);
    const [plate] = await context.database
      .select({ state: plateReservations.state })
      .from(plateReservations)
      .where(eq(plateReservations.applicationId, applicationId));
    expect(plate).toEqual({ state: 'lapsed' });
  });

  test('an application is locked by whoever changes it: of two decisions at once one is taken', async () => {
    const { applicationId } = await inReview();
    const both = await Promise.all([
      refusal(inOne((tx) => approve(context, tx, applicationId, clerk))),
      refusal(inOne((tx) => reject(context, tx, applicationId, clerk, { reason: text('条件不符') }))),
    ]);
    expect(both.filter((error) => error === null)).toHaveLength(1);
    expect(both.find((error) => error !== null)?.code).toBe('application_state_conflict');
    expect((await inOne((tx) => lockApplication(tx, applicationId))).decidedAt).not.toBeNull();
  });
});
