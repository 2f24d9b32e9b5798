// Personal data: each purpose rests on its basis, the citizen sees who asked what, takes everything with him, and is forgotten.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client, ProblemError } from '@onetrip/sdk';
import { createPartnerClient, type PrivateJwk } from '@onetrip/sdk/partner';
import { atCounter } from './support/atCounter.ts';
import { filingOf } from './support/filing.ts';
import { databases, type System, startSystem } from './support/system.ts';

const problem = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const residence = { situation: { basis: 'employment' } };

describe.each(databases)('personal data on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ database, env: { ONETRIP_RATE_PUBLIC_WRITES: '1000000' } });
  });
  afterEach(() => system.phone.allWell());
  afterAll(() => system?.close());

  const backEnd = (partner: 'bank' | 'dealer') => {
    const { keyId, privateKey, serviceKeys } = system.partners[partner];
    const key = { keyId, privateKey: privateKey as PrivateJwk };
    return createPartnerClient({ baseUrl: system.gatewayUrl, ...key, serviceKeys });
  };
  const done = (client: Client, applicationId: string) =>
    client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });

  test('on one’s own phone everything rests on the statutory duty: the citizen is told, to the letter, and not asked', async () => {
    const { client } = await system.signedIn('陈雨桐');
    const notice = await client.privacy.notice('HZ-GA-041', residence);
    expect(notice.purposes.length).toBeGreaterThan(2);
    expect(new Set(notice.purposes.map(({ basis }) => basis))).toEqual(new Set(['statutoryDuty']));
    const filing = await filingOf(client, 'HZ-GA-041');
    const other = { ...filing, noticeHash: 'f'.repeat(64) };
    await expect(client.applications.create(other)).rejects.toEqual(problem('notice_changed', { status: 409 }));
    const unasked = { ...filing, consents: ['handOverProgress'] };
    await expect(client.applications.create(unasked)).rejects.toEqual(problem('invalid_request'));
    const { applicationId } = await client.applications.create({ ...filing, noticeHash: notice.noticeHash });
    const { items, notices } = await client.privacy.consents();
    expect(items).toEqual([]);
    expect(notices).toEqual([
      expect.objectContaining({ applicationId, noticeHash: notice.noticeHash, text: notice.text }),
    ]);
    await done(client, applicationId);
  }, 60_000);

  test('he sees every question: who asked whom what, when, why, and the answer', async () => {
    const { client } = await system.signedIn('陈雨桐');
    const [first] = (await client.applications.list()).items;
    const all = await client.privacy.accesses({ limit: 2 }).toArray({ limit: 100 });
    const times = all.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(new Set(all.map(({ accessId }) => accessId)).size).toBe(all.length);
    const answered = all.filter(({ answer }) => answer !== null);
    expect(answered.length).toBeGreaterThan(1);
    for (const one of answered) {
      expect(one).toMatchObject({
        party: { kind: 'department', id: 'GA' },
        why: { basis: 'statutoryDuty', matterId: 'HZ-GA-041', applicationId: first?.applicationId },
        outcome: 'answered',
      });
      expect(one.what.every(({ zh }) => /\p{Script=Han}/u.test(zh))).toBe(true);
    }
    expect(all.some(({ register }) => register === 'residence')).toBe(true);
    const { client: another } = await system.signedIn('李文博');
    const theirs = (await another.privacy.accesses()).items.map(({ accessId }) => accessId);
    expect(theirs.filter((id) => all.some(({ accessId }) => accessId === id))).toEqual([]);
  });

  test('at a counter the bank is handed what was consented to, and nothing after the consent is withdrawn', async () => {
    const clerk = await atCounter(system, 'bank', '王思远');
    const situation = {};
    const notice = await clerk.privacy.notice('HZ-JJ-026', { situation });
    const asked = notice.purposes.filter(({ basis }) => basis !== 'statutoryDuty');
    expect(asked.map(({ purposeId, basis }) => [purposeId, basis])).toEqual([
      ['handOverProgress', 'consent'],
      ['handOverResult', 'separateConsent'],
    ]);
    const filing = await filingOf(clerk, 'HZ-JJ-026');
    const consents = asked.map(({ purposeId }) => purposeId);
    const { applicationId } = await clerk.applications.create({ ...filing, noticeHash: notice.noticeHash, consents });
    const { billId } = await clerk.applications.waitFor(applicationId, { timeoutMs: 30_000 });
    const { codeUrl } = await clerk.payments.create({ billId: billId ?? '', channel: 'wechatNative' });
    await system.phone.pay(codeUrl ?? '', (await system.phone.person('王思远')).idNumber);
    await done(clerk, applicationId);

    const bank = backEnd('bank');
    const handed = async () => (await bank.handOvers.list()).items.find((one) => one.applicationId === applicationId);
    expect(await handed()).toMatchObject({ state: 'delivered', licences: [{ kind: expect.any(String) }] });
    expect((await backEnd('dealer').handOvers.list()).items).toEqual([]);
    const looks = (await clerk.privacy.accesses()).items.filter(({ party }) => party.kind === 'partner');
    expect(looks).toEqual([
      expect.objectContaining({ why: expect.objectContaining({ basis: 'separateConsent', applicationId }) }),
    ]);

    const given = (await clerk.privacy.consents()).items;
    expect(given.map(({ text }) => text)).toEqual(expect.arrayContaining(asked.map(({ text }) => text)));
    const byKind = (kind: string) => given.find((one) => one.kind === kind)?.consentId ?? '';
    await clerk.privacy.withdrawConsent(byKind('handOverResult'));
    expect(await handed()).toMatchObject({ state: 'delivered', licences: null });
    const withdrawn = await clerk.privacy.withdrawConsent(byKind('handOverProgress'));
    expect(withdrawn.withdrawnAt).not.toBeNull();
    expect(await clerk.privacy.withdrawConsent(byKind('handOverProgress'))).toEqual(withdrawn);
    expect(await handed()).toBeUndefined();
    const { client: stranger } = await system.signedIn('李文博');
    await expect(stranger.privacy.withdrawConsent(byKind('handOverResult'))).rejects.toEqual(problem('not_found'));
  }, 60_000);

  test('without consent it is filed and decided all the same, statutory questions go on, and nothing is handed over', async () => {
    await system.signedIn('周晓岚');
    const clerk = await atCounter(system, 'bank', '周晓岚', ['HZ-JJ-026']);
    const { applicationId } = await clerk.applications.create(await filingOf(clerk, 'HZ-JJ-026'));
    await clerk.applications.waitFor(applicationId, { timeoutMs: 30_000 });
    const questions = (await clerk.privacy.accesses()).items.filter(({ why }) => why.applicationId === applicationId);
    expect(questions.some(({ outcome }) => outcome === 'answered')).toBe(true);
    expect((await backEnd('bank').handOvers.list()).items.map((one) => one.applicationId)).not.toContain(applicationId);
  }, 60_000);

  test('what was filed at a counter is neither in the accesses nor in the export of a phone bound by name and number', async () => {
    const { client } = await system.signedIn('周晓岚');
    const exported = await client.privacy.export();
    expect(exported.applications).toEqual([]);
    expect(exported.accesses.filter(({ why }) => why.applicationId !== null)).toEqual([]);
  });

  test('the export holds everything, in clear, for himself', async () => {
    const { client, person } = await system.signedIn('陈雨桐');
    await client.drafts.save({ matterId: 'HZ-JJ-026', situation: {}, form: { note: '草稿' }, commitments: [] });
    const exported = await client.privacy.export();
    expect(exported.citizen).toMatchObject({ name: person.name, idNumber: person.idNumber, mobile: person.mobile });
    expect(exported.applications).toHaveLength(1);
    expect(exported.applications[0]?.form).toHaveProperty('mobile');
    expect(exported.applications[0]?.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['submitted', 'approved', 'delivered']),
    );
    expect(exported.drafts[0]?.form).toEqual({ note: '草稿' });
    expect(exported.licences.length).toBeGreaterThan(0);
    expect(exported.accesses.some(({ answer }) => answer?.record)).toBe(true);
    expect(exported.notices).toHaveLength(1);
    expect(exported.inbox.map(({ kind }) => kind)).toContain('delivered');
    expect(exported.applications[0]).toMatchObject({
      delivery: { kind: 'electronic', address: null },
      supplement: null,
    });
    expect(exported.applications[0]?.answers.some(({ record }) => record !== null)).toBe(true);
    expect(exported.noticePreferences).toEqual({ wechat: true, sms: true });
    expect(exported.sessions.length).toBeGreaterThan(0);
    expect(JSON.stringify(exported)).not.toContain('ses_');
  });

  test('how long each kind is kept is open to everybody', async () => {
    const { items } = await system.client().privacy.retention();
    expect(items.map(({ kind }) => kind)).toContain('application');
    expect(items.every(({ law }) => law.length > 4)).toBe(true);
  });

  test('erasure is refused while something is under way or must be kept, with the reason and the day', async () => {
    const { client } = await system.signedIn('陈雨桐');
    await expect(client.privacy.erase()).rejects.toEqual(problem('identity_level_too_low', { status: 403 }));
    const clerk = await atCounter(system, 'bank', '陈雨桐', ['HZ-GA-041']);
    const refusal = (await clerk.privacy.erase().catch((caught: unknown) => caught)) as ProblemError;
    expect(refusal).toEqual(problem('erasure_not_yet', { status: 409 }));
    const years = (Date.parse(refusal.problem.until ?? '') - Date.now()) / (365.25 * 86_400_000);
    expect(years).toBeGreaterThan(9.9);
    expect(refusal.fields[0]?.message.zh).toMatch(/保存至 \d{4}-/);
  });

  test('who has nothing to be kept is forgotten: key, hashes, sessions, drafts', async () => {
    const { client, person } = await system.signedIn('马晓彤');
    const { citizen } = await client.identity.me();
    await client.drafts.save({ matterId: 'HZ-JJ-026', situation: {}, form: {}, commitments: [] });
    const clerk = await atCounter(system, 'bank', '马晓彤');
    const idempotencyKey = await clerk.newIdempotencyKey();
    const erasure = await clerk.privacy.erase({ idempotencyKey });
    expect(erasure.kept.length).toBeGreaterThan(0);
    await expect(client.identity.me()).rejects.toEqual(problem('unauthenticated'));
    await expect(clerk.identity.me()).rejects.toEqual(problem('unauthenticated'));
    const { client: anew } = await system.signedIn(person.name);
    expect((await anew.identity.me()).citizen.citizenId).not.toBe(citizen.citizenId);
    expect((await anew.drafts.list()).items).toEqual([]);
  });
});
