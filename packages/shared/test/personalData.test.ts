// Purposes, terms, delegations, faces: each decision over plain data, its table complete, its bounds exact.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { retentionKinds } from '../src/contract/privacy.ts';
import {
  asksConsent,
  delegationState,
  endOfDay,
  expungedBefore,
  faceCheckTable,
  inScope,
  isChild,
  judgeFace,
  keptUntil,
  latestUntil,
  noticeText,
  purposesOf,
  retention,
} from '../src/rules/index.ts';
import { dogLicence } from './fixtures/matter.ts';

const moments = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2090-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const labelOf = (_department: string, _register: string, item: string) => ({ zh: item });
const counter = { partnerId: 'bank', partnerName: { zh: '某银行', en: 'A bank' } };

describe('purposes', () => {
  const matter = dogLicence;
  const purposes = (where: typeof counter | null, child: boolean) =>
    purposesOf(matter, {}, { counter: where, child, labelOf });

  test('a department in its duty tells; only whoever else is handed data asks, separately where it is sensitive', () => {
    expect(purposes(null, false).every(({ basis }) => basis === 'statutoryDuty')).toBe(true);
    expect(purposes(null, true).every(({ basis }) => basis === 'statutoryDuty')).toBe(true);
    const asked = purposes(counter, false).filter(asksConsent);
    expect(asked.map(({ kind, basis }) => [kind, basis])).toEqual([
      ['handOverProgress', 'consent'],
      ['handOverResult', 'separateConsent'],
    ]);
    expect(asked.every(({ recipient }) => recipient.kind === 'partner')).toBe(true);
    const ofChild = purposes(counter, true).filter(asksConsent);
    expect(new Set(ofChild.map(({ basis }) => basis))).toEqual(new Set(['guardianConsent']));
  });

  test('the notice holds every purpose in its very words, told apart from asked', () => {
    const stated = purposes(counter, false);
    const { zh, en } = noticeText(stated);
    for (const { text } of stated) {
      expect(zh).toContain(text.zh);
      expect(en).toContain(text.en);
    }
    expect(noticeText(purposes(null, false)).zh).not.toContain('同意：');
  });
});

describe('retention', () => {
  test('names a law and a term for every kind', () => {
    expect(Object.keys(retention).sort()).toEqual([...retentionKinds].sort());
    for (const { law, count } of Object.values(retention)) {
      expect(law.length).toBeGreaterThan(4);
      expect(Number.isInteger(count) && count > 0).toBe(true);
    }
  });

  test('nothing is expunged before its term is over', () => {
    fc.assert(
      fc.property(moments, moments, fc.constantFrom(...retentionKinds), (from, now, kind) => {
        if (from < expungedBefore(kind, now))
          expect(keptUntil(kind, from).getTime()).toBeLessThanOrEqual(now.getTime() + 86_400_000);
        if (keptUntil(kind, from).getTime() + 2 * 86_400_000 < now.getTime())
          expect(from.getTime()).toBeLessThan(expungedBefore(kind, now).getTime());
      }),
    );
  });
});

describe('delegations', () => {
  const row = {
    proposedAt: new Date('2026-03-01T00:00:00Z'),
    acceptedAt: null,
    expiresAt: endOfDay('2026-06-30'),
    revokedAt: null,
  };

  test('end at once when revoked, by themselves on their last day, and as proposals after thirty days', () => {
    const on = (day: string, more: object = {}) =>
      delegationState({ ...row, ...more }, new Date(`${day}T12:00:00+08:00`));
    const acceptedAt = new Date('2026-03-02T00:00:00Z');
    expect(on('2026-03-10')).toBe('proposed');
    expect(on('2026-04-10')).toBe('lapsed');
    expect(on('2026-04-10', { acceptedAt })).toBe('active');
    expect(on('2026-06-30', { acceptedAt })).toBe('active');
    expect(on('2026-07-01', { acceptedAt })).toBe('lapsed');
    expect(on('2026-04-10', { acceptedAt, revokedAt: acceptedAt })).toBe('revoked');
  });

  test('never last longer than a year', () => {
    fc.assert(
      fc.property(moments, (now) => {
        const days = (Date.parse(`${latestUntil(now)}T00:00:00Z`) - now.getTime()) / 86_400_000;
        expect(days).toBeLessThanOrEqual(366.5);
      }),
    );
  });

  test('cover what they name, and everything where they name nothing', () => {
    const one = { matterId: 'HZ-GA-041', theme: '居住证' };
    expect(inScope({}, one)).toBe(true);
    expect(inScope({ themes: ['居住证'] }, one)).toBe(true);
    expect(inScope({ matters: ['HZ-GA-041'] }, one)).toBe(true);
    expect(inScope({ matters: ['HZ-JJ-026'], themes: ['社保'] }, one)).toBe(false);
    expect(inScope({ matters: ['HZ-JJ-026'] }, one)).toBe(false);
  });

  test('a child is one until the morning of the fourteenth birthday, in Hangzhou', () => {
    const born = '330106201203150012';
    expect(isChild(born, new Date('2026-03-14T23:59:00+08:00'))).toBe(true);
    expect(isChild(born, new Date('2026-03-15T00:00:00+08:00'))).toBe(false);
    expect(isChild('ABC123456789012', new Date())).toBe(false);
  });
});

describe('faces', () => {
  const code = fc.option(fc.integer({ min: 0, max: 3000 }), { nil: null });

  test('only somebody alive who is plainly the same passes, and only somebody alive is doubted', () => {
    fc.assert(
      fc.property(
        code,
        code,
        code,
        fc.float({ min: 0, max: 100, noNaN: true }),
        (errCode, liveStatus, compareStatus, likeness) => {
          const { state } = judgeFace({ errCode, liveStatus, compareStatus, likeness });
          if (state === 'passed') {
            expect([errCode, liveStatus, compareStatus]).toEqual([0, 0, 0]);
            expect(likeness).toBeGreaterThanOrEqual(faceCheckTable.passFrom);
          }
          if (state === 'review') expect(liveStatus).toBe(0);
        },
      ),
    );
  });

  test.each(faceCheckTable.noPhoto)('without a photo to compare with (%d) a person looks', (compareStatus) => {
    expect(judgeFace({ errCode: compareStatus, liveStatus: 0, compareStatus, likeness: 0 })).toEqual({
      state: 'review',
      reason: 'noPhotoOnFile',
    });
  });
});
