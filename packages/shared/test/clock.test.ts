// The clock against a calendar walked day by day: what is counted, what is not, and what the system does when a day comes.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ApplicationEventType } from '../src/contract/application.ts';
import { alarmsOf, isAlarm, nextAlarm } from '../src/rules/alarms.ts';
import {
  type Clock,
  clockNeeds,
  type HistoryEntry,
  lastDays,
  lastDayToReply,
  readClock,
  type Terms,
} from '../src/rules/clock.ts';
import { dateAfter, hangzhouDate, isWorkingDay, startOfDate, workingDaysBefore } from '../src/rules/deadline.ts';
import { actions, transitions } from '../src/rules/lifecycle.ts';

const at = (date: string, hour = 10): Date => new Date(startOfDate(date).getTime() + hour * 3_600_000);
const entry = (type: ApplicationEventType, when: Date, detail: Record<string, string> = {}): HistoryEntry => ({
  type,
  at: when,
  detail,
});
const working = (count: number) => ({ count, unit: 'workingDays' }) as const;
const terms = (more: Partial<Terms> = {}): Terms => ({
  promised: working(5),
  statutory: working(20),
  type: 'licence',
  ...more,
});
const works = (date: string): boolean => isWorkingDay(date).working;

/** Working days after one date, up to and including another. */
function workingDaysIn(from: string, until: string): number {
  let days = 0;
  for (let date = dateAfter(from, 1); date <= until; date = dateAfter(date, 1)) if (works(date)) days += 1;
  return days;
}

/** The oracle: walks the calendar, with a number of days left that goes down on each that counts. */
function walk(accepted: string, count: number, unit: Terms['promised']['unit'], pauses: [string, string][]): string {
  const notCounted = (date: string) => pauses.some(([from, until]) => date > from && date <= until);
  const standsStillAtNight = (date: string) => pauses.some(([from, until]) => date >= from && date < until);
  let date = accepted;
  for (let left = count; left > 0; ) {
    date = dateAfter(date, 1);
    if (!notCounted(date) && (unit === 'calendarDays' || works(date))) left -= 1;
  }
  while (standsStillAtNight(date) || !works(date)) date = dateAfter(date, 1);
  return date;
}

const anyDate = fc.integer({ min: 0, max: 3000 }).map((days) => dateAfter('2022-01-01', days));
const anyTerm = fc.record({
  count: fc.integer({ min: 0, max: 60 }),
  unit: fc.constantFrom('workingDays' as const, 'calendarDays' as const),
});
/** Steps of time between the turns of a clock: so many days and hours each. */
const anyStretches = fc.array(fc.tuple(fc.nat(12), fc.nat(12), fc.integer({ min: 0, max: 23 })), { maxLength: 6 });

/** A history accepted on a day, paused and resumed as the stretches say; what is not over at the end stays paused. */
function pausedHistory(accepted: string, stretches: [number, number, number][]) {
  const history = [entry('submitted', at(accepted, 9)), entry('accepted', at(accepted, 9))];
  const pauses: [string, string][] = [];
  let date = accepted;
  for (const [runs, stands, hour] of stretches) {
    const from = dateAfter(date, runs);
    const until = dateAfter(from, stands);
    history.push(entry('specialProcedureStarted', at(from, hour)), entry('specialProcedureEnded', at(until, 23)));
    pauses.push([from, until]);
    date = dateAfter(until, 1);
  }
  return { history, pauses };
}

describe('the last day', () => {
  test('agrees with a calendar walked day by day, through any number of special procedures', () => {
    fc.assert(
      fc.property(anyDate, anyTerm, anyStretches, (accepted, term, stretches) => {
        const { history, pauses } = pausedHistory(accepted, stretches);
        const days = lastDays(readClock(history), { promised: term, statutory: working(20) });
        expect(days?.promised.date).toBe(walk(accepted, term.count, term.unit, pauses));
        expect(days?.statutory.date).toBe(walk(accepted, 20, 'workingDays', pauses));
      }),
      { numRuns: 500 },
    );
  });

  test('moves by exactly the working days it stood still, when it runs on on a working day', () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(15),
        fc.nat(15),
        (accepted, count, begins, lasts) => {
          const before = walk(accepted, count, 'workingDays', []);
          const from = dateAfter(accepted, begins);
          const until = dateAfter(from, lasts);
          fc.pre(from <= before && works(until));
          const { history } = pausedHistory(accepted, [[begins, lasts, 10]]);
          const moved = lastDays(readClock(history), terms({ promised: working(count) }))?.promised.date ?? '';
          expect(workingDaysIn(before, moved)).toBe(workingDaysIn(from, until));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('there is none before acceptance, and asking for a supplement then pauses nothing', () => {
    const history = [entry('submitted', at('2026-03-02')), entry('supplementAsked', at('2026-03-03'))];
    expect(lastDays(readClock(history), terms())).toBeNull();
    const accepted = [...history, entry('supplementGiven', at('2026-03-20')), entry('accepted', at('2026-03-23'))];
    expect(readClock(accepted)).toMatchObject({ state: 'running', pauses: [] });
    expect(lastDays(readClock(accepted), terms())?.promised.date).toBe('2026-03-30');
  });

  test('waiting for a supplement after acceptance does not count', () => {
    const history = [
      entry('submitted', at('2026-03-02')),
      entry('accepted', at('2026-03-02')),
      entry('supplementAsked', at('2026-03-04')),
      entry('supplementGiven', at('2026-03-11')),
    ];
    // Two days counted, 3 and 4 March; three are left from 12 March on.
    expect(lastDays(readClock(history), terms())?.promised.date).toBe('2026-03-16');
  });

  test('is put off by an extension, once', () => {
    const history = [
      entry('submitted', at('2026-03-02')),
      entry('accepted', at('2026-03-02')),
      entry('termExtended', at('2026-03-05'), { days: '10' }),
    ];
    const clock = readClock(history);
    expect(lastDays(clock, terms())?.promised.date).toBe('2026-03-23');
    expect(clockNeeds(clock, { type: 'licence' }, '2026-03-06')).not.toContain('extensionOpen');
    expect(clockNeeds(readClock(history.slice(0, 2)), { type: 'licence' }, '2026-03-06')).toContain('extensionOpen');
    expect(clockNeeds(readClock(history.slice(0, 2)), { type: 'benefit' }, '2026-03-06')).not.toContain(
      'extensionOpen',
    );
  });
});

describe('the days to say what is missing', () => {
  const filed = readClock([entry('submitted', at('2026-02-12'))]);
  test('are five working days, make-up days among them', () => {
    // Off from 15 to 23 February; people work on Saturday the 14th.
    expect(lastDayToReply(filed)?.date).toBe('2026-02-26');
  });
  test('while they last a supplement may be asked for; afterwards silence is acceptance, for a licence', () => {
    expect(clockNeeds(filed, { type: 'licence' }, '2026-02-26')).toEqual(['supplementOpen', 'extensionOpen']);
    expect(clockNeeds(filed, { type: 'licence' }, '2026-02-27')).toEqual(['receiptUnanswered', 'extensionOpen']);
    expect(clockNeeds(filed, { type: 'benefit' }, '2026-02-27')).toEqual([]);
  });
  test('begin anew with the supplement, which is asked for once', () => {
    const asked = readClock([entry('submitted', at('2026-02-12')), entry('supplementAsked', at('2026-02-13'))]);
    expect(lastDayToReply(asked)).toBeNull();
    expect(clockNeeds(asked, { type: 'licence' }, '2026-03-15')).toEqual(['extensionOpen']);
    const given = readClock([
      entry('submitted', at('2026-02-12')),
      entry('supplementAsked', at('2026-02-13')),
      entry('supplementGiven', at('2026-03-02')),
    ]);
    expect(clockNeeds(given, { type: 'licence' }, '2026-03-03')).not.toContain('supplementOpen');
    expect(clockNeeds(given, { type: 'licence' }, '2026-03-10')).toContain('receiptUnanswered');
  });
  test('deemed accepted, the terms run from the day of receipt', () => {
    const clock = readClock([entry('submitted', at('2026-03-02')), entry('deemedAccepted', at('2026-03-10', 0))]);
    expect(clock.acceptedAt).toEqual(at('2026-03-02'));
    expect(lastDays(clock, terms())?.promised.date).toBe('2026-03-09');
  });
});

describe('alarms', () => {
  const running = (accepted: string): HistoryEntry[] => [
    entry('submitted', at(accepted)),
    entry('accepted', at(accepted)),
  ];
  const told = (history: HistoryEntry[], more: Partial<Terms> = {}) =>
    alarmsOf(readClock(history), terms(more)).map(({ action, at: when, detail }) =>
      [action, hangzhouDate(when), detail.term, detail.to ?? ''].join(' ').trim(),
    );

  test('warn before, record after, and go up: the lead, then the reform office', () => {
    expect(told(running('2026-03-02'))).toEqual([
      'warnDueSoon 2026-03-06 promised',
      'recordOverdue 2026-03-10 promised',
      'escalate 2026-03-10 promised departmentLead',
      'escalate 2026-03-13 promised reformOffice',
      'recordOverdue 2026-03-31 statutory',
      'escalate 2026-03-31 statutory reformOffice',
    ]);
  });
  test('what is promised on the spot is not warned of, and one term is enough when both end on one day', () => {
    expect(told(running('2026-03-02'), { promised: working(0), statutory: working(0) })).toEqual([
      'recordOverdue 2026-03-03 promised',
      'escalate 2026-03-03 promised departmentLead',
      'escalate 2026-03-06 promised reformOffice',
    ]);
  });
  test('before acceptance: a licence is deemed accepted, of anything else the lead is told', () => {
    expect(told([entry('submitted', at('2026-03-02'))])).toEqual([
      'warnDueSoon 2026-03-06 reply',
      'deemAccepted 2026-03-10 reply',
    ]);
    expect(told([entry('submitted', at('2026-03-02'))], { type: 'benefit' })).toEqual([
      'warnDueSoon 2026-03-06 reply',
      'recordOverdue 2026-03-10 reply',
      'escalate 2026-03-10 reply departmentLead',
      'escalate 2026-03-13 reply reformOffice',
    ]);
  });
  test('while the citizen is awaited he is warned, and what he never gives ends it; nobody else is', () => {
    const before = [entry('submitted', at('2026-03-02')), entry('supplementAsked', at('2026-03-03'))];
    const after = [...running('2026-03-02'), entry('supplementAsked', at('2026-03-03'))];
    for (const awaited of [before, after]) {
      expect(told(awaited)).toEqual(['warnSupplementDue 2026-03-30 supplement', 'lapse 2026-04-03 supplement']);
      const clock = readClock(awaited);
      expect(clockNeeds(clock, { type: 'licence' }, '2026-04-02')).not.toContain('supplementUnanswered');
      expect(clockNeeds(clock, { type: 'licence' }, '2026-04-03')).toContain('supplementUnanswered');
      const given = readClock([...awaited, entry('supplementGiven', at('2026-04-02'))]);
      expect(clockNeeds(given, { type: 'licence' }, '2026-06-01')).not.toContain('supplementUnanswered');
      expect(alarmsOf(given, terms()).map(({ action }) => action)).not.toContain('lapse');
    }
  });
  test('none while something is tested, or it is over', () => {
    const still: HistoryEntry[][] = [
      [],
      [...running('2026-03-02'), entry('specialProcedureStarted', at('2026-03-03'))],
      [...running('2026-03-02'), entry('supplementAsked', at('2026-03-03')), entry('withdrawn', at('2026-03-04'))],
      [...running('2026-03-02'), entry('approved', at('2026-03-03'))],
      [entry('submitted', at('2026-03-02')), entry('withdrawn', at('2026-03-03'))],
    ];
    for (const history of still) expect(told(history)).toEqual([]);
  });
  test('each is acted on once; a day that moved is warned of again', () => {
    const history = running('2026-03-02');
    const done: string[] = [];
    let now = at('2026-03-02');
    for (let alarm = nextAlarm(readClock(history), terms(), history, now); alarm; ) {
      now = alarm.at;
      expect(isAlarm(alarm.action)).toBe(true);
      done.push(`${alarm.action} ${alarm.detail.term} ${alarm.detail.to ?? ''}`.trim());
      const event = transitions.find(({ action }) => action === alarm?.action)?.event;
      if (event === undefined) throw new Error(`${alarm.action} is no step`);
      history.push(entry(event, alarm.at, { ...alarm.detail }));
      alarm = nextAlarm(readClock(history), terms(), history, now);
    }
    expect(done).toHaveLength(6);
    expect(new Set(done).size).toBe(6);

    const warned = [
      ...running('2026-03-02'),
      entry('dueSoon', at('2026-03-06'), { term: 'promised', date: '2026-03-09' }),
    ];
    const moved = [
      ...warned,
      entry('specialProcedureStarted', at('2026-03-06')),
      entry('specialProcedureEnded', at('2026-03-16')),
    ];
    expect(nextAlarm(readClock(warned), terms(), warned, at('2026-03-06'))?.action).toBe('recordOverdue');
    expect(nextAlarm(readClock(moved), terms(), moved, at('2026-03-16'))).toMatchObject({ action: 'warnDueSoon' });
    expect(nextAlarm(readClock(moved), terms(), moved, at('2026-04-16'))).toMatchObject({ action: 'recordOverdue' });
  });
  test('only six steps are the clock’s own', () => {
    expect(actions.filter(isAlarm)).toEqual([
      'deemAccepted',
      'warnDueSoon',
      'recordOverdue',
      'escalate',
      'warnSupplementDue',
      'lapse',
    ]);
  });
});

describe('any history at all', () => {
  const types = [
    'submitted',
    'supplementAsked',
    'supplementGiven',
    'accepted',
    'specialProcedureStarted',
    'specialProcedureEnded',
    'termExtended',
    'approved',
    'paperReceived',
  ] as const;
  test('is read without fault: pauses have an end, lie behind one another, and days are working days', () => {
    const anyHistory = fc.array(fc.tuple(fc.constantFrom(...types), fc.nat(5)), { maxLength: 30 });
    fc.assert(
      fc.property(anyHistory, (steps) => {
        let date = '2026-01-05';
        const history = steps.map(([type, days]) => {
          date = dateAfter(date, days);
          return entry(type, at(date), { days: '3' });
        });
        const clock: Clock = readClock(history);
        for (const [index, pause] of clock.pauses.entries()) {
          expect(pause.until >= pause.from).toBe(true);
          const before = clock.pauses[index - 1];
          if (before) expect(pause.from >= before.until).toBe(true);
        }
        const days = lastDays(clock, terms());
        expect(days === null).toBe(clock.acceptedAt === null);
        if (days) expect([works(days.promised.date), works(days.statutory.date)]).toEqual([true, true]);
        for (const alarm of alarmsOf(clock, terms())) expect(Number.isNaN(alarm.at.getTime())).toBe(false);
      }),
    );
  });
  test('so many working days before a date are so many after it', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(30), (date, count) => {
        fc.pre(works(date));
        expect(workingDaysIn(workingDaysBefore(date, count), date)).toBe(count);
      }),
    );
  });
});
