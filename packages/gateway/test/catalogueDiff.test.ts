// What a new version changes for citizens, in words of both languages.
import { describe, expect, test } from '@jest/globals';
import { diffCatalogues } from '../catalogue/diff.ts';
import { matter, smallCatalogue } from './support/smallCatalogue.ts';

const before = matter(1, { materials: [{ paper: 'kinshipProof', ending: 'provided', byLaw: '某法' }] });
const diff = (is: Record<string, unknown>, was = before) =>
  diffCatalogues(smallCatalogue({ matters: [was] }), smallCatalogue({ matters: [is] }));
const says = (is: Record<string, unknown>, was = before) => diff(is, was).flatMap(({ changes }) => changes);

describe('what changes', () => {
  test('nothing, where nothing does', () => {
    expect(diff(before)).toEqual([]);
  });

  test('a paper that need not be brought any more, by how it ends', () => {
    expect(says({ ...before, materials: [{ paper: 'kinshipProof' }] })).toEqual([
      { zh: '带身份证或市民卡即可办（一证通办）。', en: 'Nothing but the ID is needed now.' },
      {
        zh: '不用再带亲属关系证明：改由部门自行调查。',
        en: 'No need to bring Proof of kinship: the department finds out itself.',
      },
    ]);
  });

  test('and one that has to be brought again', () => {
    expect(says(before, { ...before, materials: [{ paper: 'kinshipProof' }] }).map(({ zh }) => zh)).toEqual([
      '不再是一证通办。',
      '须提供：亲属关系证明。',
    ]);
  });

  test.each<[Record<string, unknown>, string, string]>([
    [
      { promised: { count: 0, unit: 'workingDays' } },
      '承诺时限由5个工作日改为当场。',
      'Promised on the spot instead of 5 working days.',
    ],
    [{ channels: ['counter', 'phone', 'bank'] }, '新增办理渠道：银行网点。', 'Now also at a bank.'],
    [{ channels: ['counter'] }, '不再通过手机办理。', 'No longer on the phone.'],
    [{ handleArea: 'city' }, '办理范围改为全市任一窗口。', 'Handled at any counter of the city.'],
    [{ feeText: ['10元', '10 yuan'] }, '费用由“免费”改为“10元”。', 'Fee: 10 yuan instead of Free.'],
    [{ name: ['新名', 'New name'] }, '名称由“事项1”改为“新名”。', 'It was called “Matter 1”.'],
    [
      { questions: [{ id: 'q', text: ['住房？', 'A home?'], options: { a: '有', b: '无' } }] },
      '新问：住房？',
      'Now asked: A home?',
    ],
  ])('%j', (change, zh, en) => {
    expect(says({ ...before, ...change })).toEqual([{ zh, en }]);
  });

  test('a matter that is new, and one that is gone', () => {
    const changes = diffCatalogues(smallCatalogue({ matters: [before] }), smallCatalogue({ matters: [matter(2)] }));
    expect(changes.map(({ matterId, kind }) => [matterId, kind])).toEqual([
      ['HZ-MZ-001', 'gone'],
      ['HZ-MZ-002', 'new'],
    ]);
  });
});
