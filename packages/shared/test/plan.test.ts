// The plan: what is asked of a citizen, and a reason for everything that is not.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Material } from '../src/contract/material.ts';
import type { Matter } from '../src/contract/matter.ts';
import type { Condition, Situation } from '../src/contract/situation.ts';
import { checkForm, feeLines, holds, isIdOnly, isIdOnlyInSome, openQuestions, plan } from '../src/rules/index.ts';
import { dogLicence, feeItem } from './fixtures/matter.ts';

const fees = new Map([feeItem('D01', 1000), feeItem('D02', 500)].map((item) => [item.feeId, item]));
const due = { date: '2026-03-09', provisional: false };
const planFor = (answers: Situation, down: string[] = [], matter: Matter = dogLicence) =>
  plan(matter, { answers, sourcesDown: new Set(down), fees, due });
const ids = (materials: readonly { materialId: string }[]) => materials.map(({ materialId }) => materialId);

/** Every complete situation of the matter. */
const situations: Situation[] = [{ size: 'small' }, { size: 'large', guide: 'yes' }, { size: 'large', guide: 'no' }];

describe('nothing but the ID', () => {
  test('a small dog needs nothing: no paper, no visit, and it can be filed now', () => {
    const planned = planFor({ size: 'small' });
    expect(planned).toMatchObject({ idOnly: true, visits: 0, visitReason: null, toBring: [], acts: [], blockers: [] });
    expect(planned.idDocuments.map(({ zh }) => zh)).toEqual(['居民身份证', '市民卡']);
    expect(planned).toMatchObject({ matterVersion: 3, totalFen: 1000, dueIfFiledNow: due });
  });

  test('every paper that is not asked is listed with a reason that names who supplies it', () => {
    const planned = planFor({ size: 'small' });
    expect(ids(planned.notAsked)).toEqual(['household', 'home', 'vaccinated', 'photo', 'income', 'neighbours']);
    const why = new Map(planned.notAsked.map(({ materialId, why: reason }) => [materialId, reason]));
    expect(why.get('household')?.zh).toBe('您不用带，由系统向“公安·人口信息库”核对。');
    expect(why.get('vaccinated')?.zh).toContain('由农业农村局抽查');
    expect(why.get('photo')?.zh).toContain('没有法律依据');
    expect(why.get('income')?.zh).toContain('由公安局');
    expect(why.get('neighbours')?.en).toContain('city management asks the neighbourhood');
    for (const reason of why.values()) {
      expect(reason.zh).toMatch(/^[^。]+(。[^。]+)*。$/);
      expect(reason.en).toMatch(/\.$/);
    }
  });

  test('in every situation, each paper is either to bring or not asked, and never both', () => {
    for (const answers of situations) {
      const planned = planFor(answers);
      const papers = dogLicence.materials.filter(({ kind, when }) => kind === 'paper' && holds(when, answers));
      expect([...ids(planned.toBring), ...ids(planned.notAsked)].sort()).toEqual(papers.map(({ id }) => id).sort());
      expect(planned.idOnly).toBe(planned.toBring.length === 0);
    }
  });

  test('the matter is ID-only when every situation is, and in some when one is', () => {
    const both = (materials: readonly Material[]) => {
      const matter = { ...dogLicence, materials: [...materials] };
      return [isIdOnly(matter), isIdOnlyInSome(matter)];
    };
    expect(both(dogLicence.materials)).toEqual([false, true]);
    const permit = dogLicence.materials.filter(({ id }) => id === 'permit').map(({ when: _, ...rest }) => rest);
    expect(both(permit)).toEqual([false, false]);
    const either: Condition = {
      any: [
        { question: 'size', in: ['small'] },
        { question: 'size', in: ['large'] },
      ],
    };
    expect(both(permit.map((material) => ({ ...material, when: either })))).toEqual([false, false]);
    expect(both(permit.map(({ ending: _, ...rest }) => rest))).toEqual([false, false]);
    expect(both([])).toEqual([true, true]);
  });
});

describe('what is still asked', () => {
  test('a paper comes with its law, counts as a visit, and blocks filing here', () => {
    const planned = planFor({ size: 'large', guide: 'no' });
    expect(planned.toBring).toMatchObject([{ materialId: 'permit', byLaw: '《杭州市养犬规定》第 12 条' }]);
    expect(planned.toBring[0]?.why.zh).toContain('第 12 条');
    expect(planned.idOnly).toBe(false);
    expect(planned.blockers).toMatchObject([{ kind: 'paperProvided', field: 'permit' }]);
    expect(planned).toMatchObject({ visits: 1, totalFen: 2000 });
  });
  test('an act is a visit and no paper', () => {
    const planned = planFor({ size: 'large', guide: 'yes' });
    expect(planned).toMatchObject({ idOnly: true, visits: 1, toBring: [], blockers: [] });
    expect(ids(planned.acts)).toEqual(['chip']);
    expect(planned.visitReason?.zh).toBe('要到现场办一次：植入芯片。');
  });
  test('a matter that is not online says where to go', () => {
    const planned = planFor({ size: 'small' }, [], { ...dogLicence, online: false, visits: 1 });
    expect(planned.blockers).toMatchObject([{ kind: 'notOnline' }]);
    expect(planned.blockers[0]?.message.zh).toContain('各区城管窗口');
    expect(planned).toMatchObject({ visits: 1 });
  });
});

describe('a source that is down', () => {
  test('owes its paper, or a commitment stands in; the citizen is never sent for it', () => {
    const planned = planFor({ size: 'small' }, ['GA', 'ZR']);
    const status = Object.fromEntries(
      planned.notAsked.map(({ materialId, availability }) => [materialId, availability]),
    );
    expect(status).toMatchObject({ household: 'owed', home: 'commitmentInstead', vaccinated: 'none' });
    expect(ids(planned.commitments)).toEqual(['home', 'vaccinated']);
    expect(planned).toMatchObject({ idOnly: true, toBring: [], blockers: [] });
    for (const { why } of planned.notAsked) expect(why.zh).toContain('不用');
  });
  test('with its text unwritten, a commitment cannot stand in: the department owes it', () => {
    const materials = dogLicence.materials.map(({ commitment: _, ...rest }) => rest);
    const planned = planFor({ size: 'small' }, ['ZR'], { ...dogLicence, materials });
    expect(planned.notAsked.find(({ materialId }) => materialId === 'home')?.availability).toBe('owed');
  });
  test('changes nothing of what the citizen must bring, whichever sources are down', () => {
    fc.assert(
      fc.property(fc.subarray(['GA', 'ZR', 'RS']), fc.constantFrom(...situations), (down, answers) => {
        const [now, well] = [planFor(answers, down), planFor(answers)];
        expect({ ...now, notAsked: [], commitments: [] }).toEqual({ ...well, notAsked: [], commitments: [] });
        expect(ids(now.notAsked)).toEqual(ids(well.notAsked));
      }),
    );
  });
});

describe('answers', () => {
  test('an open question blocks, and what hangs on it is not promised', () => {
    const planned = planFor({});
    expect(planned.questions.map(({ id }) => id)).toEqual(['size']);
    expect(planned.blockers).toMatchObject([{ kind: 'questionOpen', field: 'size' }]);
    expect(planned).toMatchObject({ idOnly: false, toBring: [], totalFen: null });
    expect(openQuestions(dogLicence, { size: 'large' }).map(({ id }) => id)).toEqual(['guide']);
  });
  test('an option the question does not have, or a question the matter does not ask, is named', () => {
    expect(planFor({ size: 'huge' }).blockers).toMatchObject([{ kind: 'unknownAnswer', field: 'size' }]);
    expect(planFor({ size: 'small', colour: 'red' }).blockers).toMatchObject([
      { kind: 'unknownAnswer', field: 'colour' },
    ]);
  });
  test('the answer to a question that no longer applies is forgotten', () => {
    expect(planFor({ size: 'small', guide: 'no' })).toEqual(planFor({ size: 'small' }));
  });
  test('what is promised while questions are open is kept, whatever is answered', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...situations),
        fc.constantFrom<Situation>({}, { size: 'large' }),
        (answers, partly) => {
          if (partly.size !== undefined && partly.size !== answers.size) return;
          const [before, after] = [planFor(partly), planFor(answers)];
          if (before.idOnly) expect(after.idOnly).toBe(true);
          expect(ids(after.toBring)).toEqual(expect.arrayContaining(ids(before.toBring)));
          expect(ids(after.notAsked)).toEqual(expect.arrayContaining(ids(before.notAsked)));
          if (before.totalFen !== null) expect(after.totalFen).toBe(before.totalFen);
        },
      ),
    );
  });
});

describe('conditions', () => {
  const leaf = fc.record({ question: fc.constantFrom('a', 'b'), in: fc.subarray(['x', 'y']) });
  const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
      fc.record({ not: tie('node') }),
    ),
  })).node;
  const answered = fc.record({ a: fc.constantFrom('x', 'y'), b: fc.constantFrom('x', 'y') }) as fc.Arbitrary<Situation>;

  test('obey logic', () => {
    fc.assert(
      fc.property(condition, condition, answered, (one, other, answers) => {
        expect(holds({ not: one }, answers)).toBe(!holds(one, answers));
        expect(holds({ all: [one, other] }, answers)).toBe(holds(one, answers) && holds(other, answers));
        expect(holds({ any: [one, other] }, answers)).toBe(holds(one, answers) || holds(other, answers));
        expect(holds(undefined, answers)).toBe(true);
      }),
    );
  });
});

describe('fees', () => {
  const items = fc.array(fc.record({ amount: fc.nat(1_000_000), quantity: fc.integer({ min: 1, max: 9 }) }), {
    maxLength: 8,
  });
  test('the total is the sum of the lines, in whole fen', () => {
    fc.assert(
      fc.property(items, (list) => {
        const table = new Map(list.map(({ amount }, at) => [`F${at}`, feeItem(`F${at}`, amount)]));
        const matter = { questions: [], fees: list.map(({ quantity }, at) => ({ feeId: `F${at}`, quantity })) };
        const { lines, totalFen } = feeLines(matter, {}, table);
        expect(totalFen).toBe(list.reduce((sum, { amount, quantity }) => sum + amount * quantity, 0));
        expect(lines.reduce((sum, { amountFen }) => sum + (amountFen ?? Number.NaN), 0)).toBe(totalFen);
      }),
    );
  });
  test('one amount to be confirmed leaves no total, and is never shown as zero', () => {
    const missing = [feeItem('D01', null), feeItem('D01', 800, false), undefined];
    for (const item of missing) {
      const table = new Map(item === undefined ? [] : [[item.feeId, item]]);
      expect(feeLines(dogLicence, { size: 'small' }, table)).toMatchObject({
        lines: [{ feeId: 'D01', amountFen: null, toBeConfirmed: true }],
        totalFen: null,
      });
    }
  });
});

describe('the form', () => {
  const good = { mobile: '13800138000', breed: 'corgi', born: '2024-02-29', name: '豆豆' };
  const faults = (form: Record<string, string>, answers: Situation = { size: 'small' }) =>
    checkForm(dogLicence, answers, form).map(({ field }) => field);

  test('filled in, nothing is at fault', () => {
    expect(checkForm(dogLicence, { size: 'small' }, good)).toEqual([]);
  });
  test('every field at fault is named, with a sentence in both languages', () => {
    const problems = checkForm(
      dogLicence,
      { size: 'large', guide: 'no' },
      {
        mobile: '12800138000',
        breed: 'cat',
        born: '2023-02-29',
        name: '一二三四五六',
        vin: 'WVWUK63B82P546818',
      },
    );
    expect(problems.map(({ field }) => field)).toEqual([
      'form.mobile',
      'form.breed',
      'form.born',
      'form.name',
      'form.vin',
    ]);
    for (const { message } of problems) {
      expect(message.zh).not.toBe('');
      expect(message.en).not.toBe('');
    }
  });
  test('blank is missing; what does not apply here is not asked', () => {
    expect(faults({})).toEqual(['form.mobile', 'form.breed']);
    expect(faults({ ...good, mobile: '  ' })).toEqual(['form.mobile']);
    expect(faults({ ...good, vin: 'not a VIN' })).toEqual([]);
    expect(faults(good, { size: 'large', guide: 'no' })).toEqual(['form.vin']);
  });
  test('a field the matter does not have is refused', () => {
    expect(faults({ ...good, idNumber: '1' })).toEqual(['form.idNumber']);
  });
});
