// Deliveries: the table of steps is complete, everything on its way ends, and every place has its sentence.
import { describe, expect, test } from '@jest/globals';
import { applicationStates, deliveryDirections, deliveryStates } from '@onetrip/shared/contract';
import {
  afterStep,
  carriers,
  deliverySentence,
  deliverySteps,
  deliveryTransitions,
  isSettled,
  kindsOffered,
  mayChoose,
  noticeOfStep,
} from '@onetrip/shared/delivery';
import fc from 'fast-check';

const kinds = ['post', 'pickUp'] as const;

/** Where something can be at all: reached from `chosen` by steps of the table. */
function reachable(kind: (typeof kinds)[number]): Set<string> {
  const seen = new Set<string>(['chosen']);
  for (const from of seen) {
    for (const row of deliveryTransitions) if (row.kind === kind && row.from === from) seen.add(row.to);
  }
  return seen;
}

describe.each(kinds)('%s', (kind) => {
  test('every row can be reached, a step leads to one place, and nothing else is permitted', () => {
    const seen = reachable(kind);
    const rows = deliveryTransitions.filter((row) => row.kind === kind);
    expect(rows.every(({ from }) => seen.has(from))).toBe(true);
    for (const from of deliveryStates) {
      for (const step of deliverySteps) {
        const permitted = rows.filter((row) => row.from === from && row.step === step);
        expect(permitted.length).toBeLessThanOrEqual(1);
        for (const by of carriers) {
          const expected = permitted[0]?.by === by ? permitted[0].to : null;
          expect(afterStep(kind, from, step, by)).toBe(expected);
        }
      }
    }
  });

  test('it ends handed over, returned or cancelled, whatever comes in whichever order', () => {
    const ended = [...reachable(kind)].filter((state) =>
      deliveryStates.some((one) => one === state && isSettled(kind, one)),
    );
    expect(ended.sort()).toEqual(['cancelled', 'handedOver', 'returned']);
    const move = fc.tuple(fc.constantFrom(...deliverySteps), fc.constantFrom(...carriers));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        let state: (typeof deliveryStates)[number] = 'chosen';
        const been: string[] = [state];
        for (const [step, by] of moves) {
          const next = afterStep(kind, state, step, by);
          if (next === null) continue;
          expect(isSettled(kind, state)).toBe(false);
          expect(been).not.toContain(next);
          state = next;
          been.push(state);
        }
      }),
    );
  });

  test('every place has its sentence in both languages, either way it travels', () => {
    for (const state of reachable(kind)) {
      for (const direction of deliveryDirections) {
        const { zh, en } = deliverySentence(direction, kind, state as (typeof deliveryStates)[number]);
        expect(zh && en).toBeTruthy();
      }
    }
  });
});

test('what goes to the department brings no notice; what comes to the citizen does when he must act or wait', () => {
  expect(deliverySteps.map((step) => noticeOfStep('toDepartment', step))).toEqual(deliverySteps.map(() => null));
  expect(deliverySteps.filter((step) => noticeOfStep('toCitizen', step) !== null)).toEqual([
    'take',
    'arrive',
    'return',
  ]);
});

test('a matter offers what its channels say', () => {
  expect(kindsOffered({ channels: ['phone'] }, false)).toEqual(['electronic']);
  expect(kindsOffered({ channels: ['phone', 'post'] }, true)).toEqual(['electronic', 'post', 'pickUp']);
});

test('how it comes may be chosen anew while nothing is in motion and there may be a result', () => {
  const over = ['notAccepted', 'rejected', 'withdrawn', 'terminated'];
  for (const state of applicationStates) {
    expect(mayChoose(state, [])).toBe(!over.includes(state));
    expect(mayChoose(state, [{ direction: 'toCitizen', state: 'chosen' }])).toBe(
      ![...over, 'delivered'].includes(state),
    );
    expect(mayChoose(state, [{ direction: 'toDepartment', state: 'chosen' }])).toBe(false);
    for (const moved of deliveryStates.filter((one) => one !== 'chosen'))
      expect(mayChoose(state, [{ direction: 'toCitizen', state: moved }])).toBe(false);
  }
});
