// The plan beside an oracle that tries everything: over generated matters, each situation, each set of papers.
import { expect, test } from '@jest/globals';
import type { Material } from '../src/contract/material.ts';
import type { Condition, Question, Situation } from '../src/contract/situation.ts';
import { blocking, isIdOnly, isIdOnlyInSome, outcomes, plan } from '../src/rules/index.ts';
import { dogLicence } from './fixtures/matter.ts';

const graphs = 100_000;
const due = { date: '2026-03-09', provisional: false };

/** Numbers from a seed (mulberry32), so that a failure can be seen again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A matter of up to four questions that hang on one another, and up to six materials under nested conditions. */
function graph(seed: number) {
  const next = numbers(seed);
  const text = { zh: '问' };
  const questions: Question[] = [];
  const condition = (depth: number): Condition => {
    const shape = depth === 0 ? 0 : next(5);
    const parts = () => Array.from({ length: next(3) }, () => condition(depth - 1));
    if (shape === 2) return { all: parts() };
    if (shape === 3) return { any: parts() };
    if (shape === 4) return { not: condition(depth - 1) };
    const question = questions[next(questions.length)];
    const values = question?.options.map(({ value }) => value).filter(() => next(2) === 0) ?? [];
    return { question: question?.id ?? '', in: values };
  };
  for (let at = next(5); at > 0; at--) {
    const when = questions.length > 0 && next(2) === 0 ? { when: condition(2) } : {};
    const options = ['a', 'b', 'c'].slice(0, 2 + next(2)).map((value) => ({ value, label: text }));
    questions.push({ id: `q${questions.length}`, text, options, ...when });
  }
  const endings = ['provided', 'provided', 'shared', 'cancelled', undefined] as const;
  const materials = Array.from({ length: next(7) }, (_none, at): Material => {
    const ending = endings[next(endings.length)];
    return {
      id: `m${at}`,
      name: { zh: `材料${at}` },
      kind: next(6) === 0 ? 'act' : 'paper',
      ...(ending === undefined ? {} : { ending }),
      ...(questions.length > 0 && next(4) > 0 ? { when: condition(3) } : {}),
    };
  });
  return { matter: { ...dogLicence, questions, materials, form: [], fees: [] }, next };
}

type Graph = ReturnType<typeof graph>['matter'];

/** Plain two-valued logic: an answer that was not given is not chosen. */
function truth(condition: Condition | undefined, answers: Situation): boolean {
  if (condition === undefined) return true;
  if ('question' in condition) return condition.in.includes(answers[condition.question] ?? 'none');
  if ('all' in condition) return condition.all.every((part) => truth(part, answers));
  if ('any' in condition) return condition.any.some((part) => truth(part, answers));
  return !truth(condition.not, answers);
}

/** Every complete situation: each question that applies is answered, each in every way. */
function everySituation({ questions }: Graph): Situation[] {
  return questions.reduce<Situation[]>(
    (situations, { id, when, options }) =>
      situations.flatMap((answers) =>
        truth(when, answers) ? options.map(({ value }) => ({ ...answers, [id]: value })) : [answers],
      ),
    [{}],
  );
}

/** The papers a situation asks for, as a set of bits. */
const asked = ({ materials }: Graph, answers: Situation): number =>
  materials.reduce(
    (bits, { kind, ending = 'provided', when }, at) =>
      kind === 'paper' && ending === 'provided' && truth(when, answers) ? bits | (1 << at) : bits,
    0,
  );
const bitsOf = ({ materials }: Graph, ids: readonly string[]): number =>
  ids.reduce((bits, id) => bits | (1 << materials.findIndex((material) => material.id === id)), 0);
const count = (bits: number): number => (bits === 0 ? 0 : (bits & 1) + count(bits >>> 1));

/** The fewest papers whose end frees these situations as demanded, by trying every set of papers. */
function fewest(matter: Graph, free: (ended: number) => boolean): number {
  let best = Number.POSITIVE_INFINITY;
  for (let ended = 0; ended < 1 << matter.materials.length; ended++)
    if (free(ended)) best = Math.min(best, count(ended));
  return best;
}

/** What the rules say otherwise than the oracle about one matter. */
function disagreements(seed: number): string[] {
  const { matter, next } = graph(seed);
  const situations = everySituation(matter);
  const sets = [...new Set(situations.map((answers) => asked(matter, answers)))];
  const inSome = (ended: number) => sets.some((papers) => (papers & ~ended) === 0);
  const inEvery = (ended: number) => sets.every((papers) => (papers & ~ended) === 0);
  const { inSome: some, inEvery: every } = blocking(matter);
  const [someBits, everyBits] = [bitsOf(matter, some), bitsOf(matter, every)];

  const answers = situations[next(situations.length)] ?? {};
  const partly = Object.fromEntries(Object.entries(answers).filter(() => next(2) === 0));
  const within = situations.filter((one) => Object.keys(partly).every((id) => !(id in one) || one[id] === partly[id]));
  const possible = within.reduce((bits, one) => bits | asked(matter, one), 0);
  const certain = within.reduce((bits, one) => bits & asked(matter, one), -1);
  const planned = (given: Situation) => plan(matter, { answers: given, sourcesDown: new Set(), fees: new Map(), due });
  const [whole, part] = [planned(answers), planned(partly)];
  const here = asked(matter, answers);
  const brought = (of: typeof whole) =>
    bitsOf(
      matter,
      of.toBring.map(({ materialId }) => materialId),
    );

  const claims: Record<string, boolean> = {
    isIdOnly: isIdOnly(matter) === inEvery(0),
    isIdOnlyInSome: isIdOnlyInSome(matter) === inSome(0),
    'isIdOnly from here': isIdOnly(matter, partly) === within.every((one) => asked(matter, one) === 0),
    'isIdOnlyInSome from here': isIdOnlyInSome(matter, partly) === within.some((one) => asked(matter, one) === 0),
    'some: suffices': inSome(someBits),
    'some: fewest': some.length === fewest(matter, inSome),
    'every: suffices': inEvery(everyBits),
    'every: fewest': every.length === fewest(matter, inEvery),
    'shares make one': Math.abs(outcomes(matter).reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9,
    'plan: brought': brought(whole) === here,
    'plan: ID-only': whole.idOnly === (here === 0),
    'plan: blocking here': bitsOf(matter, whole.blocking.inThisSituation) === here,
    'plan: blocking over all':
      whole.blocking.inSomeSituation.join() === some.join() && whole.blocking.inEverySituation.join() === every.join(),
    'plan while open: ID-only': part.idOnly === (possible === 0),
    'plan while open: blocking': bitsOf(matter, part.blocking.inThisSituation) === possible,
    'plan while open: brought only what is certain': (brought(part) & ~certain) === 0,
  };
  return Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [`seed ${seed}: ${claim}`]));
}

test(`plan, isIdOnly and blocking agree with the oracle on ${graphs} matters`, () => {
  const found: string[] = [];
  for (let seed = 0; seed < graphs && found.length < 10; seed++) found.push(...disagreements(seed));
  expect(found).toEqual([]);
});

test('the oracle sees matters of every sort', () => {
  const sorts = new Set<string>();
  for (let seed = 0; seed < 2000; seed++) {
    const { matter } = graph(seed);
    const { inSome, inEvery } = blocking(matter);
    sorts.add(`${Math.min(2, inSome.length)} of ${Math.min(2, inEvery.length)}`);
  }
  expect([...sorts].sort()).toEqual(['0 of 0', '0 of 1', '0 of 2', '1 of 1', '1 of 2', '2 of 2']);
});

test('what stands in the way is said in a sentence, of here and of all situations', () => {
  const say = (answers: Situation) =>
    plan(dogLicence, { answers, sourcesDown: new Set(), fees: new Map(), due }).blocking;
  expect(say({ size: 'small' })).toEqual({
    inThisSituation: [],
    inSomeSituation: [],
    inEverySituation: ['permit'],
    explanation: {
      zh: expect.stringMatching(/^此情形只需身份证或市民卡。有的情形现在就只需.*所有情形.*须解决：.+。$/),
      en: expect.stringMatching(/^Nothing but the ID is needed in this situation\. .+\.$/),
    },
  });
  expect(say({ size: 'large', guide: 'no' })).toMatchObject({ inThisSituation: ['permit'] });
  expect(say({}).inThisSituation).toEqual(['permit']);
});
