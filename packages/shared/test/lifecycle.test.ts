// The lifecycle table is complete: all states and events are in it, and nothing outside it is permitted.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ApplicationState, applicationEventTypes, applicationStates } from '../src/contract/application.ts';
import {
  type Action,
  actions,
  actionsFor,
  actors,
  clockStateOf,
  correctableTypes,
  endsWithoutResult,
  isTerminal,
  may,
  needs,
  next,
  sentenceFor,
  terminalStates,
  transition,
  transitions,
} from '../src/rules/index.ts';

/** States reachable from one, itself included. */
function reachable(from: ApplicationState): Set<ApplicationState> {
  const seen = new Set([from]);
  for (const state of seen) for (const row of transitions) if (row.from === state) seen.add(row.to);
  return seen;
}

describe('the table', () => {
  test('has one row at most for a step in a state', () => {
    const keys = transitions.map(({ from, action }) => `${from} ${action}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
  test('reaches every state from a draft', () => {
    expect([...reachable('draft')].sort()).toEqual([...applicationStates].sort());
  });
  test('leads from every state to an end, and from an end nowhere else', () => {
    for (const state of applicationStates) {
      const ends = [...reachable(state)].filter(isTerminal);
      expect([state, ends.length > 0]).toEqual([state, true]);
      if (isTerminal(state)) expect([...reachable(state)]).toEqual([state]);
      else expect(transitions.some(({ from, to }) => from === state && to !== state)).toBe(true);
    }
    expect(terminalStates).toHaveLength(5);
  });
  test('uses every action and need, produces every event of the contract, and gives every step an actor', () => {
    expect(new Set(transitions.map(({ action }) => action))).toEqual(new Set(actions));
    expect(new Set(transitions.map(({ event }) => event))).toEqual(new Set(applicationEventTypes));
    expect(new Set(transitions.flatMap((row) => row.needs ?? []))).toEqual(new Set(needs));
    for (const { by } of transitions) expect(by.length).toBeGreaterThan(0);
  });
  test('permits exactly its rows: every other step, by anybody, is refused', () => {
    for (const state of applicationStates) {
      for (const action of actions) {
        const row = transitions.find((each) => each.from === state && each.action === action);
        expect(next(state, action)).toBe(row ?? null);
        for (const actor of actors) {
          const permitted = row?.by.includes(actor) ?? false;
          expect(transition(state, action, actor, needs)).toBe(permitted ? row : null);
          expect(may(actor, action, state)).toBe(permitted);
          expect(actionsFor(actor, state).includes(action)).toBe(permitted);
        }
      }
    }
  });
});

describe('the clock of the promise', () => {
  test('runs from acceptance to decision, stands still in a special procedure, and is never started twice', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...actions), fc.constantFrom(...actors)), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (taken) => {
        let state: ApplicationState = 'draft';
        let clock: 'notStarted' | 'running' | 'paused' | 'ended' = 'notStarted';
        for (const [action, actor] of taken) {
          const row = transition(state, action, actor, needs);
          if (row === null) continue;
          state = row.to;
          if (row.clock === 'start' || row.clock === 'startFromReceipt') {
            expect(clock).toBe('notStarted');
            clock = 'running';
          } else if (row.clock === 'pause') {
            expect(clock).toBe('running');
            clock = 'paused';
          } else if (row.clock === 'resume') {
            expect(clock).toBe('paused');
            clock = 'running';
          } else if (row.clock === 'extend') {
            expect(clock).toBe('running');
          } else if (row.clock === 'end') {
            expect(['running', 'paused']).toContain(clock);
            clock = 'ended';
          }
          const shouldRun = state === 'accepted' || state === 'inReview';
          expect([state, clock === 'running']).toEqual([state, shouldRun]);
          const shouldStandStill = state === 'specialProcedure' || state === 'supplementAskedInReview';
          expect([state, clock === 'paused']).toEqual([state, shouldStandStill]);
          // A case that ended before it was accepted never had a running clock; it is over all the same.
          const said = clock === 'notStarted' && isTerminal(state) ? 'ended' : clock;
          expect([state, clockStateOf[state]]).toEqual([state, said]);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the rules people rely on', () => {
  const path = (...steps: [Action, Parameters<typeof transition>[2]][]): ApplicationState | null => {
    let state: ApplicationState = 'draft';
    for (const [action, actor] of steps) {
      const row = transition(state, action, actor);
      if (row === null) return null;
      state = row.to;
    }
    return state;
  };
  test('an application with papers owed by a department is accepted all the same', () => {
    expect(path(['submit', 'citizen'], ['recordPaperOwed', 'system'], ['accept', 'system'])).toBe('accepted');
  });
  test('a licence is delivered only when the bill is settled', () => {
    expect(transition('approved', 'deliver', 'system')).toBeNull();
    expect(transition('approved', 'deliver', 'system', ['billSettled'])?.to).toBe('delivered');
  });
  test('silence for five working days counts as acceptance, from the day of receipt', () => {
    expect(transition('submitted', 'deemAccepted', 'system')).toBeNull();
    expect(transition('submitted', 'deemAccepted', 'system', ['receiptUnanswered'])?.clock).toBe('startFromReceipt');
  });
  test('only a department refuses or rejects, and only after a review does anybody decide', () => {
    for (const actor of actors) {
      expect(may(actor, 'reject', 'inReview')).toBe(actor === 'department');
      expect(may(actor, 'refuse', 'submitted')).toBe(actor === 'department');
      expect(may(actor, 'approve', 'accepted')).toBe(false);
    }
  });
  test('what is missing is asked for once, and in time', () => {
    for (const state of ['submitted', 'accepted', 'inReview'] as const) {
      expect(transition(state, 'askSupplement', 'department')).toBeNull();
      expect(transition(state, 'askSupplement', 'department', ['supplementOpen'])).not.toBeNull();
      expect(transition(state, 'askSupplement', 'system', ['supplementOpen'])).toBeNull();
    }
  });
  test('what is added or corrected in review is reviewed again', () => {
    expect(next('inReview', 'correct')?.to).toBe('accepted');
    expect(next('supplementAskedInReview', 'giveSupplement')?.to).toBe('accepted');
  });
  test('a correction is a step exactly where some field may be corrected', () => {
    for (const state of applicationStates) {
      expect([state, may('citizen', 'correct', state)]).toEqual([state, correctableTypes[state].length > 0]);
    }
  });
  test('the clock warns and escalates only while it is a department’s turn', () => {
    for (const state of applicationStates) {
      const turn = ['submitted', 'accepted', 'inReview'].includes(state);
      for (const action of ['warnDueSoon', 'recordOverdue', 'escalate'] as const) {
        expect([state, may('system', action, state)]).toEqual([state, turn]);
      }
    }
  });
  test('what the citizen never adds ends it, once his days are over', () => {
    for (const state of applicationStates) {
      const awaited = state === 'supplementAsked' || state === 'supplementAskedInReview';
      expect([state, may('system', 'lapse', state)]).toEqual([state, awaited]);
      expect([state, may('system', 'warnSupplementDue', state)]).toEqual([state, awaited]);
      expect(transition(state, 'lapse', 'system')).toBeNull();
      expect(transition(state, 'lapse', 'department', ['supplementUnanswered'])).toBeNull();
    }
    expect(next('supplementAsked', 'lapse')?.to).toBe('terminated');
  });
  test('everything that ends but what is delivered ends without result', () => {
    const without = applicationStates.filter(endsWithoutResult);
    expect(without).toEqual(['notAccepted', 'rejected', 'withdrawn', 'terminated']);
  });
  test('the citizen, or the operator for him, may withdraw until the result is issued', () => {
    const withdrawable = applicationStates.filter((state) => may('citizen', 'withdraw', state));
    expect(withdrawable).toEqual([
      'draft',
      'submitted',
      'accepted',
      'supplementAsked',
      'supplementAskedInReview',
      'inReview',
      'specialProcedure',
      'approved',
    ]);
    for (const state of applicationStates) {
      expect(actionsFor('operator', state)).toEqual(actionsFor('citizen', state));
    }
  });
});

describe('sentences', () => {
  test('every state has one of its own in both languages', () => {
    const all = [
      ...applicationStates.map((state) => sentenceFor(state)),
      sentenceFor('approved', { awaitingPayment: true }),
    ];
    for (const { zh, en } of all) {
      expect(zh).toMatch(/。$/);
      expect(en).toMatch(/\.$/);
    }
    expect(new Set(all.map(({ zh }) => zh)).size).toBe(applicationStates.length + 1);
  });
  test('only an approved application can be awaiting payment', () => {
    expect(sentenceFor('approved', { awaitingPayment: true }).zh).toContain('缴费');
    expect(sentenceFor('inReview', { awaitingPayment: true })).toEqual(sentenceFor('inReview'));
  });
});
