// Ask a question, not for a document: what took the place of each abolished proof, and that its register answers it for that purpose.
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadCatalogue } from '../catalogue/load.ts';
import { proofQuestions, shareAsQuestions } from '../catalogue/proofs.ts';

const files = loadCatalogue(join(import.meta.dirname, '../catalogue'));
const questions = proofQuestions(files);

describe('the abolished proofs', () => {
  test.each([
    ['announced in 2018', '2018-06-30'],
    ['abolished until today', undefined],
  ])('%s: at least nine of ten are a yes/no question', (_which, day) => {
    expect(proofQuestions(files, day).length).toBeGreaterThanOrEqual(174);
    expect(shareAsQuestions(files, day)).toBeGreaterThanOrEqual(0.9);
  });

  test('each has a question or a reason why there is none, never both', () => {
    for (const { paper, source, why } of questions) {
      expect([paper, source !== null]).toEqual([paper, why === null]);
    }
  });

  test('nothing else stands in the table', () => {
    const listed = [...Object.keys(files.proofs.questions), ...Object.keys(files.proofs.documents)];
    const known = new Set(questions.map(({ paper }) => paper));
    expect(listed.filter((paper) => !known.has(paper))).toEqual([]);
  });

  test('each question is one its register answers, with the parameters it declares', () => {
    for (const { paper, source } of questions) {
      if (!source) continue;
      const held = files.registers.find(
        ({ register, department }) => register === source.register && department === source.department,
      );
      const declared = held?.predicates[source.predicate ?? ''];
      expect([paper, declared !== undefined]).toEqual([paper, true]);
      const required = Object.entries(declared?.parameters ?? {}).filter(([, { required }]) => required);
      for (const name of Object.keys(source.parameters ?? {})) {
        expect(Object.keys(declared?.parameters ?? {})).toContain(name);
      }
      expect(Object.keys(source.parameters ?? {})).toEqual(
        expect.arrayContaining(files.proofs.questions[paper] === undefined ? [] : required.map(([name]) => name)),
      );
    }
  });

  test('the question of every matter that asked for the proof is given for its theme', () => {
    const byPaper = new Map(questions.map((one) => [one.paper, one.source]));
    for (const { written } of files.matters) {
      for (const { paper } of written.materials ?? []) {
        const source = paper === undefined ? undefined : byPaper.get(paper);
        if (!source || files.proofs.questions[paper ?? ''] === undefined) continue;
        const held = files.registers.find(
          ({ register, department }) => register === source.register && department === source.department,
        );
        expect(held?.purposes?.[written.theme]).toContain(`?${source.predicate}`);
      }
    }
  });
});

test('every purpose names what its register has, and a theme of the catalogue or of the service', () => {
  const themes = new Set([...files.matters.map(({ written }) => written.theme), '实名核验', '告知承诺', '监护核验']);
  for (const { register, fields, predicates, purposes = {} } of files.registers) {
    const items = [...Object.keys(fields), ...Object.keys(predicates).map((name) => `?${name}`)];
    for (const [theme, given] of Object.entries(purposes)) {
      expect([register, theme, themes.has(theme)]).toEqual([register, theme, true]);
      expect(items).toEqual(expect.arrayContaining(given));
      expect(new Set(given).size).toBe(given.length);
    }
  }
});
