// The rules run where there is nothing but the language, as in WeChat's engine: no platform, and ES2018 at most.
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';

/** Everything a phone runs of this package, and one question to each part of it. */
const program = `
import { addTerm } from './src/rules/deadline.ts';
import { checkCitizenId, checkPlate, checkVin, maskName } from './src/identifiers/index.ts';
import { checkForm, plan, sentenceFor, transition } from './src/rules/index.ts';
import { buildIndex, search } from './src/search/index.ts';
import { dogLicence, feeItem } from './test/fixtures/matter.ts';

const now = new Date('2026-03-02T09:00:00+08:00');
const entry = { matterId: 'A', name: '居住证', aliases: [], department: 'GA', theme: '户籍', online: true, idOnly: true, weight: 1 };
const index = buildIndex([entry], (text) => Array.from(text, (char) => ({ 居: 'ju', 住: 'zhu', 证: 'zheng' })[char] || 'x'));
const due = addTerm(now, { count: 5, unit: 'workingDays' });
const planned = plan(dogLicence, {
  answers: { size: 'small' },
  sourcesDown: new Set(),
  fees: new Map([['D01', feeItem('D01', 1000)]]),
  due,
});
answer = JSON.stringify([
  due.date,
  checkCitizenId('11010519491231002X', now).ok && checkPlate('浙A12345').ok && checkVin('11111111111111111').ok,
  maskName('王小明'),
  checkForm(dogLicence, { size: 'small' }, {}).length,
  planned.totalFen,
  sentenceFor('approved', { awaitingPayment: true }).zh,
  transition('draft', 'submit', 'citizen').to,
  ['居住证', 'juzhuzheng', 'jzz', '居驻证', 'juzuzheng'].map((query) => search(index, query).hits.length),
]);
`;

/** What came into the language after ES2018, taken away. */
const olden = `
for (const [of, names] of [
  [Array, ['fromAsync']],
  [Array.prototype, ['at', 'flat', 'flatMap', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
  [String.prototype, ['at', 'replaceAll', 'matchAll', 'trimStart', 'trimEnd', 'isWellFormed']],
  [Object, ['fromEntries', 'hasOwn', 'groupBy']],
  [Promise, ['any', 'allSettled', 'withResolvers']],
]) for (const name of names) delete of[name];
delete Intl;
`;

test('the rules run in a bare engine', () => {
  const { outputFiles } = buildSync({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL('..', import.meta.url)), loader: 'ts' },
    bundle: true,
    format: 'iife',
    target: 'es2018',
    conditions: ['source'],
    write: false,
  });
  const bare = createContext({ answer: '' });
  runInContext(`${olden}\n${outputFiles[0]?.text}`, bare);
  expect(JSON.parse(String(bare.answer))).toEqual([
    '2026-03-09',
    true,
    '王*明',
    2,
    1000,
    '已通过，请您缴费。缴清后马上发证。',
    'submitted',
    [1, 1, 1, 1, 1],
  ]);
});
