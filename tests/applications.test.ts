// Applications: listed, followed, withdrawn; filed at a counter; a register that says no leads to a person, not to a machine's refusal.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { atCounter } from './support/atCounter.ts';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { databases, type System, startSystem } from './support/system.ts';

const problem = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

describe.each(databases)('applications on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ database });
  });
  afterEach(() => system.phone.allWell());
  afterAll(() => system.close());

  test('withdrawn, it asks nothing of anybody any more, and the same may be filed again', async () => {
    const { client } = await system.signedIn('王思远');
    await system.phone.switch('JJ', { down: true });
    const filing = await filingOf(client, 'HZ-JJ-026');
    const { applicationId, acceptanceNumber, due } = await client.applications.create(filing);
    expect(acceptanceNumber).toMatch(/^3301\d{16}$/);
    expect(due).not.toBeNull();
    await expect(client.applications.create(filing)).rejects.toEqual(
      problem('application_open_already', { status: 409 }),
    );
    const idempotencyKey = await client.newIdempotencyKey();
    const withdrawn = await client.applications.withdraw(applicationId, { idempotencyKey });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', applicationId });
    expect(await client.applications.withdraw(applicationId, { idempotencyKey })).toEqual(withdrawn);
    await expect(client.applications.withdraw(applicationId)).rejects.toEqual(
      problem('application_state_conflict', { problem: expect.objectContaining({ currentState: 'withdrawn' }) }),
    );
    await system.phone.allWell();
    const again = await client.applications.create(filing);
    expect(again.applicationId).not.toBe(applicationId);
  }, 60_000);

  test('the history is chained from the first entry on, and says who did what', async () => {
    const { client } = await system.signedIn('王思远');
    const [{ applicationId } = { applicationId: '' }] = (await client.applications.list()).items;
    await client.applications.waitFor(applicationId, { until: 'approved', timeoutMs: 30_000 });
    const { items } = await client.applications.events(applicationId);
    expect(items.slice(0, 2).map(({ type, actor }) => [type, actor])).toEqual([
      ['submitted', 'citizen'],
      ['accepted', 'system'],
    ]);
    expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(['reviewStarted', 'approved', 'billIssued']));
    for (const [index, entry] of items.entries()) {
      expect(entry.seq).toBe(index + 1);
      expect(entry.previousHash).toBe(items[index - 1]?.hash ?? '0'.repeat(64));
      expect(entry.sentence.zh).not.toBe('');
    }
  }, 60_000);

  test('a mistake is corrected while a department is still asked, and what was filed can be read', async () => {
    const { client } = await system.signedIn('陈雨桐');
    await system.phone.switch('JJ', { down: true });
    const filing = await filingOf(client, 'HZ-JJ-026');
    const { applicationId, clock } = await client.applications.create(filing);
    expect(clock).toBe('running');
    const { values, correctable, supplement } = await client.applications.form(applicationId);
    expect(values).toEqual(filing.form);
    expect(supplement).toBeNull();
    const [field = ''] = correctable;
    const value = field === 'mobile' ? '13900009999' : '杭州市西湖区文三路 9 号';
    const idempotencyKey = await client.newIdempotencyKey();
    const corrected = await client.applications.correct(
      applicationId,
      { form: { [field]: value } },
      { idempotencyKey },
    );
    expect(corrected).toMatchObject({ applicationId, state: 'accepted' });
    const again = await client.applications.correct(applicationId, { form: { [field]: value } }, { idempotencyKey });
    expect(again).toEqual(corrected);
    expect((await client.applications.form(applicationId)).values[field]).toBe(value);
    await expect(client.applications.correct(applicationId, { form: { shoeSize: '44' } })).rejects.toEqual(
      problem('invalid_request', { status: 400 }),
    );
    await expect(
      client.applications.supplement(applicationId, { form: {}, commitments: [], statements: {} }),
    ).rejects.toEqual(
      problem('application_state_conflict', {
        problem: expect.objectContaining({
          currentState: 'accepted',
          possibleSteps: expect.arrayContaining(['correct', 'withdraw']),
        }),
      }),
    );
    const { items } = await client.applications.events(applicationId);
    expect(items.filter(({ type }) => type === 'corrected').map(({ actor }) => actor)).toEqual(['citizen']);

    await client.applications.withdraw(applicationId);
    const late = client.applications.correct(applicationId, { form: { [field]: '13900008888' } });
    await expect(late).rejects.toEqual(problem('application_state_conflict', { status: 409 }));
    await system.phone.allWell();
  }, 60_000);

  test('a list is read page by page, newest first, and a cursor of somebody else’s making is refused', async () => {
    const { client } = await system.signedIn('王思远');
    const all = (await client.applications.list({ limit: 100 })).items.map(({ applicationId }) => applicationId);
    expect(all.length).toBeGreaterThanOrEqual(2);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.applications.list({ limit: 1, ...(cursor ? { cursor } : {}) });
      paged.push(...page.items.map(({ applicationId }) => applicationId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(all);
    await expect(client.applications.list({ cursor: 'AAAA' })).rejects.toEqual(problem('invalid_request'));
  });

  test('a register that knows nothing leads to a person’s decision, with the reason', async () => {
    const { client } = await system.signedIn('钱梦瑶');
    const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
    const decided = await client.applications.waitFor(applicationId, {
      until: ({ state }) => state === 'rejected' || state === 'approved',
      timeoutMs: 30_000,
    });
    expect(decided.state).toBe('rejected');
    expect(decided.reason?.zh).toContain('核查');
    expect(decided.papers.some(({ status }) => status === 'negative')).toBe(true);
    const { items } = await client.applications.events(applicationId);
    expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(['paperNegative', 'dispatched', 'rejected']));
    expect(items.find(({ type }) => type === 'rejected')?.actor).toBe('department');
    expect((await client.bills.get(decided.billId ?? 'none').catch((error: unknown) => error)) as object).toEqual(
      problem('not_found'),
    );
  }, 60_000);

  test('even of a matter decided on the spot a person decides when a register says no', async () => {
    const { client } = await system.signedIn('何大海');
    const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-JJ-026'));
    const { reason } = await client.applications.waitFor(applicationId, { until: 'rejected', timeoutMs: 30_000 });
    expect(reason).not.toBeNull();
    const { items } = await client.applications.events(applicationId);
    expect(items.find(({ type }) => type === 'rejected')?.actor).toBe('department');
  }, 60_000);

  test('filed from two devices at once there is one', async () => {
    const { client: one } = await system.signedIn('李文博');
    const { client: other } = await system.signedIn('李文博');
    const filing = await filingOf(one, 'HZ-JJ-026');
    const outcomes = await Promise.allSettled(
      [one, other, one, other].map((client) => client.applications.create(filing)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(problem('application_open_already'));
    }
    expect((await one.applications.list()).items).toHaveLength(1);
  });

  test('who has only signed in is led to the real-name check', async () => {
    const person = await system.phone.person('周晓岚');
    const client = system.client();
    await client.identity.sendCode({ mobile: person.mobile });
    const code = await system.phone.loginCode(person.mobile);
    client.setToken((await client.identity.signIn({ kind: 'mobile', mobile: person.mobile, code })).token);
    await expect(client.applications.create(await filingOf(client, 'HZ-JJ-026'))).rejects.toEqual(
      problem('identity_level_too_low', { status: 403 }),
    );
  });

  test('at a counter both are named, only its matters are filed and seen, and the phone sees none of it', async () => {
    const name = '陈雨桐';
    const { client: phone } = await system.signedIn(name);
    const counter = await atCounter(system, 'bank', name, ['HZ-GA-041']);
    await expect(counter.applications.create(await filingOf(counter, 'HZ-JJ-026'))).rejects.toEqual(
      problem('matter_not_offered_here', { status: 403 }),
    );
    const filed = await counter.applications.create(await filingOf(counter, 'HZ-GA-041'));
    expect(filed.assistance).toMatchObject({ operatorId: 'e1024', partnerId: system.partners.bank.partnerId });
    const { items } = await counter.applications.events(filed.applicationId);
    expect(items[0]).toMatchObject({ type: 'submitted', actor: 'operator' });
    await expect(phone.applications.get(filed.applicationId)).rejects.toEqual(problem('not_found', { status: 404 }));
    const delivered = await counter.applications.waitFor(filed.applicationId, {
      until: 'delivered',
      timeoutMs: 30_000,
    });
    expect(delivered.assistance).toMatchObject({ operatorName: '柜员甲' });
  }, 60_000);

  test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
});
