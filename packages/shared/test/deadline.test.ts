// Deadlines against the State Council's notice of 2026, and the properties every deadline has.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import type { Term } from '../src/contract/guide.ts';
import { addTerm, hangzhouDate, isNoticePublished, isWorkingDay } from '../src/rules/deadline.ts';

const notice = JSON.parse(readFileSync(new URL('fixtures/holidays-2026.json', import.meta.url), 'utf8')) as {
  holidays: Record<string, [string, string]>;
  transfer_workdays: string[];
};
const dayMs = 86_400_000;
const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

/** The oracle: a day of 2026 by the notice itself. */
function worksIn2026(date: string): boolean {
  if (notice.transfer_workdays.includes(date)) return true;
  const isOff = Object.values(notice.holidays).some(([from, to]) => date >= from && date <= to);
  return !isOff && ![0, 6].includes(new Date(date).getUTCDay());
}

const at = (time: string): Date => new Date(time);
const working = (count: number): Term => ({ count, unit: 'workingDays' });
const calendar = (count: number): Term => ({ count, unit: 'calendarDays' });
const anyTerm = fc.record({
  count: fc.integer({ min: 0, max: 90 }),
  unit: fc.constantFrom('workingDays' as const, 'calendarDays' as const),
});
const anyTime = fc.date({ min: at('2020-01-01'), max: at('2035-12-31'), noInvalidDate: true });

describe('working days', () => {
  test('every day of 2026 is what the notice says', () => {
    for (let date = '2026-01-01'; date <= '2026-12-31'; date = dateAfter(date, 1)) {
      expect([date, isWorkingDay(date).working]).toEqual([date, worksIn2026(date)]);
    }
  });

  test('a term agrees with counting the notice by hand', () => {
    const day = fc.integer({ min: 0, max: 250 }).map((days) => dateAfter('2026-01-01', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (date, count) => {
        let counted = date;
        for (let left = count; left > 0; ) {
          counted = dateAfter(counted, 1);
          if (worksIn2026(counted)) left -= 1;
        }
        expect(addTerm(at(`${date}T10:00:00+08:00`), working(count)).date).toBe(counted);
      }),
    );
  });

  test('the day of the event is not counted, make-up days are', () => {
    // Spring Festival 2026: off from 15 to 23 February, worked on Saturday 14 and Saturday 28.
    expect(addTerm(at('2026-02-13T09:00:00+08:00'), working(1))).toEqual({ date: '2026-02-14', provisional: false });
    expect(addTerm(at('2026-02-13T09:00:00+08:00'), working(2)).date).toBe('2026-02-24');
    expect(addTerm(at('2026-02-27T09:00:00+08:00'), working(1)).date).toBe('2026-02-28');
  });

  test('on the spot is the day itself, or the next on which people work', () => {
    expect(addTerm(at('2026-03-02T09:00:00+08:00'), working(0)).date).toBe('2026-03-02');
    expect(addTerm(at('2026-10-03T09:00:00+08:00'), working(0)).date).toBe('2026-10-08');
  });
});

describe('calendar days', () => {
  test('a last day on a holiday moves to the next working day', () => {
    expect(addTerm(at('2026-08-02T09:00:00+08:00'), calendar(60)).date).toBe('2026-10-08');
    expect(addTerm(at('2026-03-02T09:00:00+08:00'), calendar(7)).date).toBe('2026-03-09');
  });
  test('a last day on a make-up Saturday stays', () => {
    expect(addTerm(at('2026-10-03T09:00:00+08:00'), calendar(7)).date).toBe('2026-10-10');
  });
});

describe('the zone', () => {
  test('the day changes at midnight in Hangzhou, not in UTC', () => {
    expect(hangzhouDate(at('2026-03-02T15:59:59Z'))).toBe('2026-03-02');
    expect(hangzhouDate(at('2026-03-02T16:00:00Z'))).toBe('2026-03-03');
    expect(addTerm(at('2026-03-02T15:59:59Z'), working(1)).date).toBe('2026-03-03');
    expect(addTerm(at('2026-03-02T16:00:00Z'), working(1)).date).toBe('2026-03-04');
  });

  test('the machine’s own zone changes nothing', () => {
    const { outputFiles } = buildSync({
      stdin: {
        contents: `import { addTerm } from './deadline.ts';
          const dates = [];
          for (let day = 0; day < 900; day += 7) {
            const from = new Date(Date.UTC(2026, 0, 1 + day, 2));
            dates.push(addTerm(from, { count: 10, unit: 'workingDays' }), addTerm(from, { count: 60, unit: 'calendarDays' }));
          }
          console.log(JSON.stringify(dates));`,
        resolveDir: fileURLToPath(new URL('../src/rules', import.meta.url)),
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      write: false,
    });
    const code = outputFiles[0]?.text ?? '';
    const datesIn = (zone: string): string =>
      execFileSync(process.execPath, ['-e', code], { env: { ...process.env, TZ: zone }, encoding: 'utf8' });
    const inHangzhou = datesIn('Asia/Shanghai');
    expect(JSON.parse(inHangzhou)).toHaveLength(258);
    for (const zone of ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati']) expect(datesIn(zone)).toBe(inHangzhou);
  });
});

describe('a year without notice', () => {
  test('is computed from weekends and statutory holidays, and said to be provisional', () => {
    expect(isNoticePublished(2026)).toBe(true);
    expect(isNoticePublished(2031)).toBe(false);
    expect(isWorkingDay('2031-10-01')).toEqual({ working: false, provisional: true });
    expect(isWorkingDay('2031-10-08')).toEqual({ working: true, provisional: true });
    // 除夕 2031 is 22 January, 端午 24 June, 中秋 1 October; 清明 5 April is a Saturday.
    expect(isWorkingDay('2031-01-22').working).toBe(false);
    expect(isWorkingDay('2031-06-24').working).toBe(false);
    expect(addTerm(at('2031-09-30T09:00:00+08:00'), working(1))).toEqual({ date: '2031-10-06', provisional: true });
  });
  test('makes a term that reaches into it provisional, and only that', () => {
    const last = [2026, 2027, 2028, 2029, 2030].filter(isNoticePublished).pop();
    expect(addTerm(at(`${last}-11-30T09:00:00+08:00`), working(5)).provisional).toBe(false);
    expect(addTerm(at(`${last}-12-20T09:00:00+08:00`), working(30)).provisional).toBe(true);
  });
  test('the last days of December wait for it too: New Year has moved them before', () => {
    const last = [2026, 2027, 2028, 2029, 2030].filter(isNoticePublished).pop();
    expect(isWorkingDay(`${last}-12-27`).provisional).toBe(false);
    expect(isWorkingDay(`${last}-12-28`).provisional).toBe(true);
  });
});

describe('pauses', () => {
  test('days of an inspection do not count; the day it began does', () => {
    const pause = { from: at('2026-03-04T09:00:00+08:00'), until: at('2026-03-06T17:00:00+08:00') };
    expect(addTerm(at('2026-03-02T09:00:00+08:00'), working(5)).date).toBe('2026-03-09');
    expect(addTerm(at('2026-03-02T09:00:00+08:00'), working(5), [pause]).date).toBe('2026-03-11');
  });
  test('never bring a deadline forward', () => {
    fc.assert(
      fc.property(
        anyTime,
        anyTerm,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (from, term, begins, lasts) => {
          const pause = {
            from: new Date(from.getTime() + begins * dayMs),
            until: new Date(from.getTime() + (begins + lasts) * dayMs),
          };
          expect(addTerm(from, term, [pause]).date >= addTerm(from, term).date).toBe(true);
        },
      ),
    );
  });
});

describe('every deadline', () => {
  test('lands on a working day, on or after the event', () => {
    fc.assert(
      fc.property(anyTime, anyTerm, (from, term) => {
        const { date } = addTerm(from, term);
        expect(isWorkingDay(date).working).toBe(true);
        expect(date >= hangzhouDate(from)).toBe(true);
      }),
    );
  });
  test('is no earlier for a later event or a longer term', () => {
    fc.assert(
      fc.property(anyTime, anyTerm, fc.nat(40), fc.nat(1000), (from, term, more, hours) => {
        const later = new Date(from.getTime() + hours * 3_600_000);
        expect(addTerm(later, term).date >= addTerm(from, term).date).toBe(true);
        expect(addTerm(from, { ...term, count: term.count + more }).date >= addTerm(from, term).date).toBe(true);
      }),
    );
  });
});
