// Matters over HTTP: what a citizen finds, reads and is told is needed – and never an official list by mistake.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { registers } from '@onetrip/sandbox';
import type { Client } from '@onetrip/sdk';
import { loadCatalogue } from '../packages/gateway/catalogue/load.ts';
import { type System, startSystem } from './support/system.ts';

let system: System;
let client: Client;
beforeAll(async () => {
  system = await startSystem();
  client = system.client();
});
afterEach(() => system.phone.allWell());
afterAll(() => system.close());

const found = async (q: string, more: object = {}) =>
  (await client.matters.search({ q, limit: 5, ...more })).items.map(({ matterId }) => matterId);
const disclaimer = { zh: expect.stringContaining('编制示例，非官方清单'), en: expect.any(String) };

describe('finding a matter', () => {
  test.each([
    ['居住证', 'HZ-GA-041'],
    ['juzhuzheng', 'HZ-GA-041'],
    ['暂住证', 'HZ-GA-041'],
    ['residence permit', 'HZ-GA-041'],
    ['驾照丢了', 'HZ-JJ-026'],
    ['jiazhao diu le', 'HZ-JJ-026'],
    ['lost driving licence', 'HZ-JJ-026'],
    ['上牌', 'HZ-JJ-001'],
    ['新能源绿牌', 'HZ-JJ-001'],
    ['领结昏证', 'HZ-MZ-001'],
  ])('%s finds %s first', async (words, matterId) => {
    expect((await found(words))[0]).toBe(matterId);
  });

  test('what matched of the name is marked', async () => {
    const [hit] = (await client.matters.search({ q: '居住证' })).items;
    const [range] = hit?.highlights ?? [];
    expect(hit?.name.zh.slice(...(range ?? []))).toBe('居住证');
  });

  test('without words the most used come first, and every matter is reached once, page by page', async () => {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await client.matters.search({ limit: 100, ...(cursor ? { cursor } : {}) });
      expect(page.disclaimer).toEqual(disclaimer);
      seen.push(...page.items.map(({ matterId }) => matterId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.slice(0, 3)).toEqual(['HZ-GA-041', 'HZ-JJ-026', 'HZ-JJ-001']);
    expect(new Set(seen).size).toBe(668);
    expect(seen).toHaveLength(668);
  });

  test('pages of found matters do not overlap', async () => {
    const first = await client.matters.search({ q: '医保', limit: 4 });
    const second = await client.matters.search({ q: '医保', limit: 4, cursor: first.nextCursor ?? '' });
    const ids = [...first.items, ...second.items].map(({ matterId }) => matterId);
    expect(new Set(ids).size).toBe(8);
  });

  test('filters hold, with words and without', async () => {
    const online = await client.matters.search({ online: true });
    expect(online.items.map(({ matterId }) => matterId).sort()).toEqual(['HZ-GA-041', 'HZ-JJ-001', 'HZ-JJ-026']);
    const idOnly = await client.matters.search({ idOnly: true, limit: 100 });
    expect(idOnly.items).toHaveLength(100);
    expect(idOnly.nextCursor).not.toBeNull();
    expect(idOnly.items.every((item) => item.idOnly === true)).toBe(true);
    expect(await found('换证', { department: 'JJ' })).toEqual(
      expect.arrayContaining([expect.stringContaining('HZ-JJ-')]),
    );
    expect((await found('换证', { department: 'JJ' })).every((id) => id.startsWith('HZ-JJ-'))).toBe(true);
    expect((await client.matters.search({ theme: '居住证', limit: 100 })).items).toHaveLength(10);
  });

  test('a cursor that is none of ours is one clear problem', async () => {
    await expect(client.matters.search({ cursor: 'yesterday' })).rejects.toMatchObject({
      code: 'invalid_request',
      fields: [{ field: 'cursor' }],
    });
  });
});

describe('a matter’s guide', () => {
  test('says that it is an example, and what it is', async () => {
    const matter = await client.matters.get('HZ-GA-041');
    expect(matter).toMatchObject({
      name: { zh: '浙江省居住证申领（IC卡式）', en: 'Zhejiang residence permit (IC card)' },
      department: { code: 'GA', name: { zh: '市公安局' } },
      version: 1,
      idOnly: true,
      online: true,
      immediate: false,
      visits: 0,
      disclaimer,
    });
  });

  test('a matter nobody has', async () => {
    await expect(client.matters.get('HZ-GA-999')).rejects.toMatchObject({ code: 'matter_not_found', status: 404 });
    await expect(client.matters.plan('HZ-GA-999', { situation: {} })).rejects.toMatchObject({
      code: 'matter_not_found',
    });
  });
});

describe('the plan', () => {
  test('asks first, and promises what holds either way', async () => {
    const open = await client.matters.plan('HZ-GA-041', { situation: {} });
    expect(open.questions.map(({ id }) => id)).toEqual(['basis']);
    expect(open.idOnly).toBe(true);
    expect(open.blockers.map(({ kind, field }) => [kind, field])).toEqual([['questionOpen', 'basis']]);
  });

  test('nothing but the ID, nothing to pay, and a reason for every paper that is not asked', async () => {
    const plan = await client.matters.plan('HZ-GA-041', { situation: { basis: 'employment' } });
    expect(plan).toMatchObject({ idOnly: true, visits: 0, toBring: [], totalFen: 0, blockers: [], questions: [] });
    expect(plan.notAsked.map(({ materialId }) => materialId)).toEqual(['photo', 'halfYear', 'employment']);
    for (const { why } of plan.notAsked) expect(why.zh).toContain('您不用带');
  });

  test('a commitment and ten yuan replace a lost driving licence', async () => {
    const plan = await client.matters.plan('HZ-JJ-026', { situation: {} });
    expect(plan).toMatchObject({ idOnly: true, visits: 0, totalFen: 1000, blockers: [] });
    expect(plan.commitments.map(({ materialId }) => materialId)).toEqual(['loss']);
  });

  test('the quota is looked up for an ordinary car only; plates, licence and certificate cost 120 yuan', async () => {
    const notAsked = async (energy: string) =>
      (await client.matters.plan('HZ-JJ-001', { situation: { energy } })).notAsked.map(({ materialId }) => materialId);
    expect(await notAsked('ordinary')).toContain('quota');
    expect(await notAsked('newEnergy')).not.toContain('quota');
    const plan = await client.matters.plan('HZ-JJ-001', { situation: { energy: 'newEnergy' } });
    expect(plan).toMatchObject({ totalFen: 12_000, blockers: [] });
    expect(plan.forms.map(({ type }) => type)).toEqual(['vin', 'plateReservation', 'mobile']);
  });

  test('an answer nobody offered is named, not guessed at', async () => {
    const plan = await client.matters.plan('HZ-GA-041', { situation: { basis: 'love' } });
    expect(plan.blockers.map(({ kind, field }) => [kind, field])).toEqual([['unknownAnswer', 'basis']]);
  });

  test('a matter that cannot be filed here says where to go, and what is to be brought by which law', async () => {
    const plan = await client.matters.plan('HZ-JJ-025', { situation: {} });
    expect(plan.idOnly).toBe(false);
    expect(plan.blockers.map(({ kind }) => kind)).toEqual(['notOnline', 'paperProvided']);
    expect(plan.toBring).toEqual([
      expect.objectContaining({ materialId: 'oldLicence', byLaw: expect.stringContaining('162号') }),
    ]);
  });
});

describe('while a department is down', () => {
  test('the plan says that it owes the paper, and the citizen still need not bring it', async () => {
    const person = await system.phone.person('陈雨桐');
    await client.identity.sendCode({ mobile: person.mobile });
    const code = await system.phone.loginCode(person.mobile);
    const hers = system.client();
    hers.setToken((await client.identity.signIn({ kind: 'mobile', mobile: person.mobile, code })).token);
    await system.phone.switch('GA', { down: true });
    const verify = () => hers.identity.verify({ name: person.name, idNumber: person.idNumber }, { maxAttempts: 1 });
    // Calls are held back after three failures in a row; until then each attempt is one.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(verify()).rejects.toMatchObject({ code: 'department_unavailable' });
    }
    const plan = await client.matters.plan('HZ-GA-041', { situation: { basis: 'residence', home: 'rented' } });
    const availability = Object.fromEntries(plan.notAsked.map((one) => [one.materialId, one.availability]));
    expect(availability).toEqual({ photo: 'owed', halfYear: 'owed', lease: 'up' });
    expect(plan).toMatchObject({ idOnly: true, toBring: [], blockers: [] });
  });
});

describe('the catalogue and the outside world agree', () => {
  const files = loadCatalogue(new URL('../packages/gateway/catalogue', import.meta.url).pathname);

  test('whatever a register is known to give here, the department’s register gives', () => {
    const played = registers.filter(({ fields }) => fields.length > 0);
    for (const { register, department, fields, predicates } of played) {
      const listed = files.registers.find((one) => one.register === register && one.department === department);
      expect([register, department, Object.keys(listed?.fields ?? {})]).toEqual([
        register,
        department,
        expect.arrayContaining([...fields]),
      ]);
      expect(Object.keys(listed?.predicates ?? {})).toEqual(expect.arrayContaining([...predicates]));
    }
  });

  test('every source of a matter that can be filed is answered, field by field', () => {
    const sources = files.matters
      .filter(({ written }) => written.online)
      .flatMap(({ written }) => written.materials ?? [])
      .flatMap(({ source }) => (source ? [source] : []));
    expect(sources.length).toBeGreaterThan(10);
    for (const { register, department, fields, predicate } of sources) {
      const played = registers.find((one) => one.register === register && one.department === department);
      expect(played?.fields ?? []).toEqual(expect.arrayContaining(fields));
      expect(played?.predicates ?? []).toEqual(expect.arrayContaining(predicate ? [predicate] : []));
    }
  });
});
