// The reform register through the SDK: two reports, two replies, suppliers' answers, and the catalogue changed by approval alone.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Matter } from '@onetrip/sdk';
import { type CreateReformBody, type OfficeClient, ProblemError, type ReformFile } from '@onetrip/sdk/office';
import { type System, startSystem } from './support/system.ts';

/** 被拐儿童身份证明: one paper is left, which the civil affairs bureau could supply. Published by one test. */
const child = { matterId: 'HZ-GA-064', paper: 'welfareHomeApplication', fields: ['kind', 'since'] };
/** 非正常死亡证明: likewise; never published here. */
const death = { matterId: 'HZ-GA-065', paper: 'noObjectionToCause', fields: ['crematedOn'] };

let system: System;
let police: OfficeClient;
let civilAffairs: OfficeClient;
let office: OfficeClient;

/** What a call was refused with, and the fields it names. */
async function refusal(made: PromiseLike<unknown>): Promise<{ code: string; fields: string[] }> {
  try {
    await made;
    return { code: 'none', fields: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { code: error.code, fields: error.fields.map(({ field }) => field) };
  }
}
const code = async (made: PromiseLike<unknown>) => (await refusal(made)).code;

type Asked = { register?: 'civilAffairs' | 'health'; fields?: string[] };

/** The paper of a matter shared by a register. */
async function sharing(of = death, asked: Asked = {}): Promise<CreateReformBody> {
  const { version, materials } = await system.client().matters.get(of.matterId);
  const source = { register: 'civilAffairs', department: 'MZ', fields: of.fields, ...asked } as const;
  const shared = (one: Matter['materials'][number]): Matter['materials'][number] =>
    one.paper === of.paper
      ? {
          id: one.id,
          kind: one.kind,
          name: one.name,
          paper: of.paper,
          ending: 'shared',
          source: { ...source, label: { zh: '任意' } },
        }
      : one;
  const matters = [{ matterId: of.matterId, version, materials: materials.map(shared) }];
  return { reason: '由民政部门共享，不再要求提交。', matters };
}

/** A file agreed and reported again; demands are still to be answered. */
async function secondReport(who: OfficeClient, body: CreateReformBody): Promise<ReformFile> {
  const { reformId } = await who.reform.create(body);
  await who.reform.report(reformId);
  await office.reform.reply(reformId, { outcome: 'agreed', opinions: [] });
  return who.reform.reportAgain(reformId, { answers: [] });
}
const demandOf = ({ demands: [first] }: ReformFile): string => first?.demandId ?? '';
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const tomorrow = () => new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
const approve = (reformId: string) => office.reform.replyAgain(reformId, { outcome: 'approved' });

describe.each(['pglite', 'postgres'] as const)('on %s', (database) => {
  beforeAll(async () => {
    system = await startSystem({ database });
    police = await system.officer('departmentReporter', 'GA');
    civilAffairs = await system.officer('departmentReporter', 'MZ');
    office = await system.officer('reformOffice');
  });
  afterAll(() => system?.close());

  test('from the first report to the published matter', async () => {
    const before = await system.client().matters.get(child.matterId);
    expect(before.idOnly).toBe(false);
    const draft = await police.reform.create(await sharing(child));
    const { reformId } = draft;
    expect(draft.actions).toEqual(['revise', 'report', 'withdraw']);
    expect(draft.effect.after.idOnly - draft.effect.before.idOnly).toBe(1);
    expect(draft.effect.after.materialItemsCut - draft.effect.before.materialItemsCut).toBe(1);
    expect(draft.effect.before.papersAYear).toBeGreaterThan(draft.effect.after.papersAYear);
    expect(draft.effect.words.map(({ en }) => en)).toContain(
      `ID-only matters: ${draft.effect.before.idOnly} → ${draft.effect.after.idOnly}.`,
    );
    expect(draft.matters[0]?.changes.map(({ en }) => en)).toContain('Nothing but the ID is needed now.');
    expect(draft.demands).toMatchObject([
      {
        matterId: child.matterId,
        part: 'material',
        standing: 'unanswered',
        source: { register: 'civilAffairs', label: { zh: '民政·社会救助与殡葬库' } },
        supplier: { department: { code: 'MZ' }, linkedOn: null },
        unmet: [],
      },
    ]);

    await police.reform.report(reformId);
    await office.reform.reply(reformId, {
      outcome: 'returned',
      opinions: [{ text: '跨区怎么办？' }, { matterId: child.matterId, text: '时限？' }],
    });
    const half = await refusal(police.reform.reportAgain(reformId, { answers: [{ opinion: 2, text: '不变。' }] }));
    expect(half).toEqual({ code: 'reform_opinions_unanswered', fields: ['answers'] });
    const answers = [
      { opinion: 1, text: '不受影响。' },
      { opinion: 2, text: '不变。' },
    ];
    const again = await police.reform.reportAgain(reformId, { answers });
    expect(again.opinions.map(({ number, answer }) => [number, answer])).toEqual([
      [1, '不受影响。'],
      [2, '不变。'],
    ]);

    const demandId = demandOf(again);
    expect(await refusal(approve(reformId))).toEqual({
      code: 'reform_demands_unsupplied',
      fields: [`demands.${demandId}`],
    });
    await civilAffairs.reform.answerDemand(reformId, demandId, { outcome: 'declined', note: '尚未数字化。' });
    expect(await code(approve(reformId))).toBe('reform_demands_unsupplied');
    const promised = { outcome: 'accepted', suppliedFrom: tomorrow() } as const;
    const early = await civilAffairs.reform.answerDemand(reformId, demandId, promised);
    expect(early.demands[0]?.standing).toBe('promised');
    expect(await code(approve(reformId))).toBe('reform_demands_unsupplied');
    await civilAffairs.reform.answerDemand(reformId, demandId, { outcome: 'accepted', suppliedFrom: today() });
    expect((await system.client().matters.get(child.matterId)).idOnly).toBe(false);

    const approved = await approve(reformId);
    expect(approved).toMatchObject({ state: 'approved', actions: [] });
    expect(approved.publicationId).toMatch(/./);
    expect(approved.effect).toEqual(draft.effect);
    const { reason, counts } = await office.publications.get(approved.publicationId ?? '');
    expect([reason, counts.changed]).toEqual([draft.reason, 1]);
    const after = await system.client().matters.get(child.matterId);
    expect([after.idOnly, after.version]).toEqual([true, before.version + 1]);
    expect(approved.history.map(({ seq, type, actor }) => `${seq} ${type} ${actor}`)).toEqual([
      '1 created department',
      '2 reported department',
      '3 returned reformOffice',
      '4 reportedAgain department',
      '5 demandDeclined supplier',
      '6 demandAccepted supplier',
      '7 demandAccepted supplier',
      '8 approved reformOffice',
    ]);
    expect((await police.reform.get(reformId)).history).toEqual(approved.history);

    // The matter is free again, and there is nothing left to change.
    expect(await code(police.reform.create(await sharing(child)))).toBe('reform_changes_nothing');
  });

  test('a demand nobody can meet is listed with the reason, and asked otherwise in the second report', async () => {
    const { reformId } = await secondReport(police, await sharing(death, { fields: ['crematedOn', 'income'] }));
    const listed = await office.reform.demands();
    expect(listed.suppliers).toEqual([]);
    expect(listed.unmatched).toMatchObject([
      {
        reformId,
        standing: 'unmatched',
        supplier: { department: { code: 'MZ' } },
        unmet: [{ why: 'fieldNotOffered' }],
      },
    ]);
    expect(await code(approve(reformId))).toBe('reform_demands_unsupplied');
    expect((await office.reform.replyAgain(reformId, { outcome: 'rejected', note: '换字段。' })).state).toBe(
      'rejected',
    );

    const other = await police.reform.create(await sharing(death, { register: 'health' }));
    expect(other.demands[0]).toMatchObject({ supplier: null, unmet: [{ why: 'registerNotHeld' }] });
    expect(other.demands[0]?.unmet[0]?.sentence.zh).toContain('WJ');
    await police.reform.report(other.reformId);
    await office.reform.reply(other.reformId, { outcome: 'returned', opinions: [{ text: '换一个登记库。' }] });
    const revised = await police.reform.revise(other.reformId, await sharing());
    expect(revised.demands).toMatchObject([{ standing: 'unanswered', unmet: [] }]);
    await police.reform.reportAgain(other.reformId, { answers: [{ opinion: 1, text: '已改由民政共享。' }] });
    const { suppliers, unmatched } = await office.reform.demands();
    expect(suppliers.map(({ department, demands }) => [department.code, demands.length])).toEqual([['MZ', 1]]);
    expect(unmatched).toEqual([]);
    expect(await office.reform.demands({ matched: false })).toEqual({ suppliers: [], unmatched: [] });
    expect((await office.reform.demands({ supplier: 'JY' })).suppliers).toEqual([]);

    // The supplier's answer stays with a demand that asks the same.
    await civilAffairs.reform.answerDemand(other.reformId, demandOf(revised), { outcome: 'declined', note: '不便。' });
    await police.reform.withdraw(other.reformId);
    expect((await office.reform.demands()).suppliers).toEqual([]);
  });

  test('what has changed since a proposal was drawn up is not overwritten; what others changed stays', async () => {
    // Two files of two departments: the second goes into force on top of the first.
    const onTheSpot = async (matterId: string): Promise<CreateReformBody> => {
      const { version } = await system.client().matters.get(matterId);
      return { reason: '当场办结。', matters: [{ matterId, version, promised: { count: 0, unit: 'workingDays' } }] };
    };
    const [body, stale] = [await onTheSpot('HZ-MZ-009'), await onTheSpot('HZ-GA-025')];
    const first = await secondReport(police, await onTheSpot('HZ-GA-025'));
    const second = await secondReport(civilAffairs, body);
    await approve(first.reformId);
    const published = await approve(second.reformId);
    expect(published.effect.before).toEqual(first.effect.after);
    for (const matterId of ['HZ-GA-025', 'HZ-MZ-009']) {
      expect((await system.client().matters.get(matterId)).promised.count).toBe(0);
    }

    // Somebody publishes the very matter between second report and second reply: nothing is overwritten.
    const waiting = await secondReport(police, {
      ...stale,
      matters: stale.matters.map((one) => ({ ...one, version: one.version + 1, where: '任一派出所' })),
    });
    const { version: _version, ...guide } = await system.client().matters.get('HZ-GA-025');
    const { items } = await office.publications.list({ limit: 1 });
    const changed = { matterId: 'HZ-GA-025', matter: { ...guide, where: '市行政服务中心' } };
    await office.publications.create({ base: items[0]?.publicationId ?? '', reason: '更正地址', changes: [changed] });
    expect(await refusal(approve(waiting.reformId))).toEqual({
      code: 'reform_matters_changed',
      fields: ['matters.0.version'],
    });
    expect((await system.client().matters.get('HZ-GA-025')).where).toBe('市行政服务中心');
    await police.reform.withdraw(waiting.reformId);

    // A proposal drawn up against the version before is refused.
    const late = stale.matters.map((one) => ({ ...one, promised: { count: 1, unit: 'workingDays' } as const }));
    expect(await refusal(police.reform.create({ ...stale, matters: late }))).toEqual({
      code: 'reform_matters_changed',
      fields: ['matters.0.version'],
    });
  });

  test('everybody sees and does what is his', async () => {
    const { reformId } = await police.reform.create(await sharing());
    const traffic = await system.officer('departmentReporter', 'JJ');
    const clerk = await system.officer('caseOfficer', 'GA');

    // A draft is the department's own.
    for (const other of [office, civilAffairs, traffic])
      expect(await code(other.reform.get(reformId))).toBe('not_found');
    expect(await code(clerk.reform.get(reformId))).toBe('forbidden');
    expect(await code(office.reform.create(await sharing()))).toBe('forbidden');
    expect(await code(traffic.reform.create(await sharing()))).toBe('forbidden');
    expect((await office.reform.list({ state: 'draft' })).items).toEqual([]);
    expect(await code(office.reform.reply(reformId, { outcome: 'agreed', opinions: [] }))).toBe('not_found');

    const reported = await police.reform.report(reformId);
    expect((await office.reform.get(reformId)).actions).toEqual(['return', 'agree']);
    expect((await civilAffairs.reform.get(reformId)).actions).toEqual(['acceptDemand', 'declineDemand']);
    expect(await code(traffic.reform.get(reformId))).toBe('not_found');
    for (const [who, sees] of [
      [police, 1],
      [office, 1],
      [civilAffairs, 1],
      [traffic, 0],
    ] as const) {
      expect((await who.reform.list({ state: 'reported' })).items).toHaveLength(sees);
    }
    expect((await traffic.reform.demands()).suppliers).toEqual([]);
    expect((await civilAffairs.reform.demands()).suppliers).toHaveLength(1);

    // A reporter replies to nobody, the office reports for nobody, nobody answers for a supplier.
    const demandId = demandOf(reported);
    const accepted = { outcome: 'accepted', suppliedFrom: today() } as const;
    expect(await code(police.reform.replyAgain(reformId, { outcome: 'approved' }))).toBe('forbidden');
    expect(await code(office.reform.reportAgain(reformId, { answers: [] }))).toBe('forbidden');
    expect(await code(police.reform.answerDemand(reformId, demandId, accepted))).toBe('forbidden');
    expect(await code(office.reform.answerDemand(reformId, demandId, accepted))).toBe('forbidden');
    expect(await code(civilAffairs.reform.withdraw(reformId))).toBe('forbidden');
    expect(await code(civilAffairs.reform.answerDemand(reformId, 'none', accepted))).toBe('not_found');

    // Out of turn.
    expect(await code(police.reform.report(reformId))).toBe('reform_state_conflict');
    expect(await code(approve(reformId))).toBe('reform_state_conflict');
    await police.reform.withdraw(reformId);
    expect(await code(police.reform.revise(reformId, await sharing()))).toBe('reform_state_conflict');
    expect((await system.client().matters.get(death.matterId)).idOnly).toBe(false);
  });

  test('what makes no sense is refused, and a matter is in one open file at a time', async () => {
    const body = await sharing();
    const [proposed] = body.matters;
    const with_ = (more: object) => ({ ...body, matters: [{ ...proposed, ...more }] }) as CreateReformBody;
    expect(await refusal(police.reform.create(with_({ idOnly: true })))).toEqual({
      code: 'invalid_request',
      fields: ['matters.0.idOnly'],
    });
    expect(await code(police.reform.create(with_({ matterId: 'HZ-GA-999' })))).toBe('matter_not_found');
    expect(await code(police.reform.create(with_({ matterId: 'HZ-MZ-009' })))).toBe('forbidden');
    expect(await code(police.reform.create({ ...body, matters: [] }))).toBe('invalid_request');

    // The linter: a longer promise than the law allows. It may be drawn up, and is not reported.
    const unsound = await police.reform.create(with_({ promised: { count: 99, unit: 'workingDays' } }));
    expect(unsound.findings).toMatchObject([{ matterId: death.matterId, rule: 'promisedLonger' }]);
    expect(await refusal(police.reform.report(unsound.reformId))).toEqual({
      code: 'reform_guide_unsound',
      fields: ['matters.0'],
    });

    const twice = [police.reform.create(body), police.reform.create(body)];
    expect(await Promise.all(twice.map(code))).toEqual(['reform_open_already', 'reform_open_already']);
    await police.reform.withdraw(unsound.reformId);
    const race = [police.reform.create(body), police.reform.create(body)];
    expect((await Promise.all(race.map(code))).sort()).toEqual(['none', 'reform_open_already']);

    const { items } = await police.reform.list({ state: 'draft' });
    const reformId = items[0]?.reformId ?? '';
    await police.reform.report(reformId);
    expect(await code(office.reform.reply(reformId, { outcome: 'returned', opinions: [] }))).toBe('invalid_request');
    expect(await code(office.reform.reply(reformId, { outcome: 'agreed', opinions: [{ text: '？' }] }))).toBe(
      'invalid_request',
    );
    const demandId = demandOf(await police.reform.get(reformId));
    expect(await refusal(civilAffairs.reform.answerDemand(reformId, demandId, { outcome: 'accepted' }))).toEqual({
      code: 'invalid_request',
      fields: ['suppliedFrom'],
    });
    expect(await refusal(civilAffairs.reform.answerDemand(reformId, demandId, { outcome: 'declined' }))).toEqual({
      code: 'invalid_request',
      fields: ['note'],
    });
    await police.reform.withdraw(reformId);
  });

  test('the list pages, and a step repeated under its key is taken once', async () => {
    const made: string[] = [];
    for (let count = 0; count < 3; count++) {
      const { reformId } = await police.reform.create(await sharing());
      await police.reform.withdraw(reformId);
      made.unshift(reformId);
    }
    const all = await police.reform.list({ limit: 2 }).toArray({ limit: 1000 });
    expect(all.slice(0, 3).map(({ reformId }) => reformId)).toEqual(made);
    expect(new Set(all.map(({ reformId }) => reformId)).size).toBe(all.length);
    expect((await police.reform.list({ limit: 2 })).nextCursor).not.toBeNull();

    const { reformId } = await police.reform.create(await sharing());
    const options = { idempotencyKey: await police.newIdempotencyKey() };
    const once = await police.reform.report(reformId, options);
    expect(await police.reform.report(reformId, options)).toEqual(once);
    expect((await police.reform.get(reformId)).history).toHaveLength(2);
  });
});
