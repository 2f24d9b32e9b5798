// A department without a case system: its officers decide at the desk, each only his own department's, nobody one twice.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Application, type Case, type Client, ProblemError } from '@onetrip/sdk';
import type { OfficeClient } from '@onetrip/sdk/office';
import { databases, type SystemHere, startSystem } from './support/system.ts';

const code = (call: PromiseLike<unknown>): Promise<string> =>
  Promise.resolve(call).then(
    () => 'no problem',
    (error: unknown) => (error instanceof ProblemError ? error.code : String(error)),
  );

/** 居住证: the police ask the register of residence whether he has lived here for half a year. */
const matterId = 'HZ-GA-041';
/** The same as a district of the city carries it out, and as another city does. */
const inDistrict = `${matterId}-330110`;
const elsewhere = `${matterId}-330212`;

async function file(client: Client, mobile: string, matterId: string): Promise<Application> {
  const situation = { basis: 'employment' };
  const plan = await client.matters.plan(matterId, { situation });
  return client.applications.create({
    matterId,
    situation,
    form: { mobile },
    commitments: plan.commitments.map(({ materialId }) => materialId),
    noticeAcknowledged: true,
  });
}

describe.each(databases)('the desk of a department, on %s', (database) => {
  let system: SystemHere;
  let first: OfficeClient;
  let second: OfficeClient;
  let lead: OfficeClient;
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-list-'));
  const files = async (name: string, wanted = matterId) => {
    const { client, person } = await system.signedIn(name);
    return { client, person, application: await file(client, person.mobile, wanted) };
  };
  /** Reads a case until it is as expected. */
  const until = async (applicationId: string, expected: (found: Case) => boolean): Promise<Case> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = await first.cases.get(applicationId);
      if (expected(found)) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${applicationId} did not come to that`);
  };
  const gathered = (applicationId: string) => until(applicationId, ({ papersMissing }) => papersMissing === 0);

  beforeAll(async () => {
    const list = join(folder, 'list.csv');
    writeFileSync(list, `division,matterId,name\n330110,${matterId},\n330212,${matterId},\n`);
    const env = { ONETRIP_IMPLEMENTATIONS_FILE: list };
    system = await startSystem({ database, env, cases: { GA: false } });
    [first, second, lead] = await Promise.all([
      system.officer('韩雪梅'),
      system.officer('崔颖'),
      system.officer('departmentLead', 'GA'),
    ]);
  });
  afterAll(async () => {
    await system.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('an officer sees both values of a contradiction, accepts and rejects, and the citizen reads why', async () => {
    const { client, person, application } = await files('赵一帆');
    const { applicationId } = application;
    expect(application.state).toBe('submitted');
    const before = await gathered(applicationId);
    expect(before).toMatchObject({
      applicant: { name: person.name, idNumber: person.idNumber },
      situation: [{ answer: { zh: '合法稳定就业' } }],
      form: [{ id: 'mobile', value: person.mobile }],
      due: 'inTime',
      holder: null,
      steps: ['take'],
    });
    const halfYear = before.papers.find(({ materialId }) => materialId === 'halfYear');
    expect(halfYear).toMatchObject({
      status: 'negative',
      difference: { stated: { residedForHalfYear: 'yes' }, found: { residedForHalfYear: 'no' } },
    });
    expect((await first.cases.list({ contradicting: true })).items.map((one) => one.applicationId)).toContain(
      applicationId,
    );

    await first.cases.take(applicationId);
    const taken = await first.cases.get(applicationId);
    expect(taken.steps).toEqual(['release', 'accept', 'refuse', 'askSupplement', 'terminate']);
    await first.cases.accept(applicationId, { seen: taken.seen });
    const inReview = await until(applicationId, ({ state }) => state === 'inReview');
    expect(inReview.steps).toEqual([
      'release',
      'askSupplement',
      'startSpecialProcedure',
      'approve',
      'reject',
      'terminate',
    ]);
    // Free text names people: closing the system finds it, or any other name, that stands in clear in the database.
    const reason = { zh: `${person.name}居住登记未满半年。`, en: 'Registered here for less than half a year.' };
    await first.cases.reject(applicationId, { seen: inReview.seen, reason });
    const decided = await client.applications.get(applicationId);
    expect(decided).toMatchObject({ state: 'rejected', reason });
    expect(decided.remedy?.zh).toContain('复议');
    if (database === 'postgres') {
      const stored = await system.stored();
      expect(stored).toContain(applicationId);
      expect(stored).not.toContain('居住登记未满半年');
    }
    // Each look is the citizen's to see: who, at which case, when and why.
    const { items: looks } = await client.privacy.accesses({ limit: 100 });
    const officers = looks.filter(({ party }) => party.kind === 'officer');
    expect(officers.length).toBeGreaterThanOrEqual(3);
    for (const look of officers)
      expect(look).toMatchObject({ party: { id: 'S2102' }, why: { applicationId }, outcome: 'seen' });
    expect((await first.cases.list()).items.map((one) => one.applicationId)).not.toContain(applicationId);
  });

  test('two officers never decide one case; the lead may take it over', async () => {
    const { application } = await files('钱梦瑶');
    const { applicationId } = application;
    const { seen } = await gathered(applicationId);
    const outcomes = await Promise.all([first, second].map((office) => code(office.cases.take(applicationId))));
    expect(outcomes.sort()).toEqual(['case_held', 'no problem']);
    const holds = (await first.cases.get(applicationId)).holder?.mine === true;
    const [holder, other] = holds ? [first, second] : [second, first];
    expect(await code(other.cases.accept(applicationId, { seen }))).toBe('case_not_taken');
    expect((await other.cases.get(applicationId)).steps).toEqual([]);
    expect((await lead.cases.get(applicationId)).steps).toEqual(['take']);
    await lead.cases.take(applicationId);
    expect(await code(holder.cases.accept(applicationId, { seen }))).toBe('case_not_taken');
    expect((await lead.cases.list({ mine: true })).items.map((one) => one.applicationId)).toEqual([applicationId]);
    await lead.cases.release(applicationId);
    expect((await first.cases.take(applicationId)).holder?.mine).toBe(true);
  });

  test('what happened after an officer read the case is not decided over', async () => {
    const { client, application } = await files('陈雨桐');
    const { applicationId } = application;
    const { seen } = await gathered(applicationId);
    await first.cases.take(applicationId);
    await client.applications.correct(applicationId, { form: { mobile: '13900009876' } });
    expect(await code(first.cases.accept(applicationId, { seen }))).toBe('case_changed');
    const again = await first.cases.get(applicationId);
    expect(again.form).toMatchObject([{ value: '13900009876' }]);
    expect((await first.cases.accept(applicationId, { seen: again.seen })).state).toBe('accepted');
  });

  test('a supplement is asked for once, item by item, and comes back to whoever asked', async () => {
    const { client, application } = await files('孙婉清');
    const { applicationId } = application;
    const { askable } = await gathered(applicationId);
    expect(askable.fields.map(({ id }) => id)).toEqual(['mobile']);
    await first.cases.take(applicationId);
    const { seen } = await first.cases.get(applicationId);
    const why = { zh: '号码打不通，无法与您核对住址。' };
    const item = { field: 'mobile', what: { zh: '手机号码' }, why };
    const wrong = first.cases.askSupplement(applicationId, { seen, items: [{ ...item, field: 'nothing' }] });
    expect(await code(wrong)).toBe('invalid_request');
    const asked = await first.cases.askSupplement(applicationId, { seen, items: [item] });
    expect(asked).toMatchObject({ state: 'supplementAsked', due: 'waiting', actBy: null });
    expect((await client.applications.form(applicationId)).supplement?.items).toMatchObject([{ why }]);
    const given = { form: { mobile: '13900007654' }, commitments: [], statements: {} };
    await client.applications.supplement(applicationId, given);
    const back = await first.cases.get(applicationId);
    expect(back.supplement?.given).toEqual(given);
    expect(back.holder?.mine).toBe(true);
    expect(back.steps).not.toContain('askSupplement');
    const more = first.cases.askSupplement(applicationId, { seen: back.seen, items: [item] });
    expect(await code(more)).toBe('application_state_conflict');
  });

  test('what a district carries out is filed, withdrawn and decided there; what another city does is not', async () => {
    const { client, person, application } = await files('李文博', inDistrict);
    expect((await client.applications.withdraw(application.applicationId)).state).toBe('withdrawn');
    const { applicationId } = await file(client, person.mobile, inDistrict);
    await gathered(applicationId);
    await first.cases.take(applicationId);
    await first.cases.accept(applicationId, { seen: (await first.cases.get(applicationId)).seen });
    const { seen, resultFields } = await until(applicationId, ({ state }) => state === 'inReview');
    const record = Object.fromEntries(resultFields.map(({ id }) => [id, '文三路派出所']));
    await first.cases.approve(applicationId, { seen, record });
    await until(applicationId, ({ state }) => state === 'delivered');
    const delivered = await client.applications.get(applicationId);
    expect(delivered).toMatchObject({ matterId: inDistrict, state: 'delivered' });
    expect(delivered.licenceIds).not.toEqual([]);
    expect(await code(file(client, person.mobile, elsewhere))).toBe('matter_not_online');
  });

  test('another department’s case does not exist, another role is refused, and nobody is let in unsigned', async () => {
    const { application } = await files('何大海');
    const { applicationId } = application;
    const police = await system.officer('邵凯');
    expect((await police.cases.list()).items).toEqual([]);
    expect(await code(police.cases.get(applicationId))).toBe('not_found');
    expect(await code(police.cases.take(applicationId))).toBe('not_found');
    for (const role of ['reformOffice', 'operator', 'departmentReporter']) {
      const office = await system.officer(role);
      expect(await code(office.cases.list())).toBe('forbidden');
      expect(await code(office.cases.get(applicationId))).toBe('forbidden');
      expect(await code(office.cases.take(applicationId))).toBe('forbidden');
    }
    expect(await code(system.office().cases.list())).toBe('unauthenticated');
    // Escalations are the reform office's alone.
    expect((await (await system.officer('reformOffice')).escalations.list()).items).toEqual([]);
    for (const office of [first, lead, police, await system.officer('operator')]) {
      expect(await code(office.escalations.list())).toBe('forbidden');
      expect(await code(office.escalations.handle('escalation_x', { remark: '已办。' }))).toBe('forbidden');
    }
    const nobodys = (await system.officer('reformOffice')).escalations.handle('escalation_x', { remark: '已办。' });
    expect(await code(nobodys)).toBe('not_found');
    const { seen } = await first.cases.get(applicationId);
    const extension = { seen, days: 5, reason: { zh: '情况复杂。' } };
    expect(await code(first.cases.extendTerm(applicationId, extension))).toBe('forbidden');
  });

  test('the queue pages, filters, and shows nothing personal', async () => {
    const walked: string[] = [];
    for await (const one of first.cases.list({ limit: 1 })) walked.push(one.applicationId);
    const whole = await first.cases.list({ limit: 100 });
    expect(walked).toEqual(whole.items.map((one) => one.applicationId));
    expect(new Set(walked).size).toBe(walked.length);
    expect(walked.length).toBeGreaterThan(2);
    expect((await first.cases.list({ due: 'overdue' })).items).toEqual([]);
    expect((await first.cases.list({ escalated: true })).items).toEqual([]);
    const accepted = await first.cases.list({ state: 'inReview' });
    expect(accepted.items.every(({ state }) => state === 'inReview')).toBe(true);
    const text = JSON.stringify(whole);
    for (const person of await system.phone.people()) {
      expect(text).not.toContain(person.idNumber);
      expect(text).not.toContain(person.name);
    }
  });
});
