// Notices: the table of who is told what is complete, what they say fits where it goes, and nobody's phone rings at night.
import { describe, expect, test } from '@jest/globals';
import { applicationEventTypes, noticeKinds } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { deliverySteps, noticeOfStep } from '@onetrip/shared/delivery';
import { channelsFor, noticeFor, noticeTable, noticeWords, quietUntil, smsWaits } from '@onetrip/shared/notices';
import { transitions } from '@onetrip/shared/rules';
import fc from 'fast-check';

const all = { wechat: true, sms: true };

describe('who is told what', () => {
  test('every event has its row, and every notice is brought by an event that can happen', () => {
    expect(Object.keys(noticeTable).sort()).toEqual([...applicationEventTypes].sort());
    const brought = new Set(
      transitions.flatMap(({ event, by }) => by.flatMap((actor) => noticeFor(event, actor) ?? [])),
    );
    for (const step of deliverySteps) brought.add(noticeOfStep('toCitizen', step) ?? 'delivered');
    expect([...brought].sort()).toEqual([...noticeKinds].sort());
  });

  test('a citizen is never told of what he did himself, and always of what a clerk did in his name', () => {
    const byCitizens = transitions.filter(({ by }) => by.includes('citizen'));
    for (const { event, to } of byCitizens) {
      expect([event, noticeFor(event, 'citizen')]).toEqual([event, null]);
      // A commitment goes with the filing, of which he is told.
      if (to !== 'draft' && event !== 'commitmentMade') expect(noticeFor(event, 'operator')).not.toBeNull();
    }
  });

  test('what a department decides against him, or asks of him, is told on paper and by SMS', () => {
    for (const event of ['supplementAsked', 'rejected', 'licenceRevoked'] as const) {
      const kind = noticeFor(event, 'department');
      expect(kind && noticeWords[kind].sms).toBe('always');
    }
  });
});

describe('what they say', () => {
  test.each(noticeKinds)('%s says what happens next and who must act, and fits into a WeChat template', (kind) => {
    const { phrase, short, sentence, title, nextActor } = noticeWords[kind];
    expect([...phrase].length).toBeLessThanOrEqual(5);
    expect(phrase).toMatch(/^\p{Script=Han}+$/u);
    expect([...short].length).toBeLessThanOrEqual(20);
    expect(title.en && sentence.en).toBeTruthy();
    const says = { citizen: /请|您可以/, department: /部门|单位|退回/, nobody: /不用|请立即/ };
    expect(sentence.zh).toMatch(says[nextActor]);
    expect(sentence.zh).toContain('您');
  });
});

describe('where they go', () => {
  test('only where he allows it and can be reached', () => {
    expect(channelsFor('rejected', all, all)).toEqual(['wechat', 'sms']);
    expect(channelsFor('rejected', { ...all, sms: false }, all)).toEqual(['wechat']);
    expect(channelsFor('rejected', all, { ...all, wechat: false })).toEqual(['sms']);
    expect(channelsFor('accepted', all, all)).toEqual(['wechat']);
    expect(channelsFor('rejected', { wechat: false, sms: false }, all)).toEqual([]);
  });

  test('an SMS waits for WeChat only where it stands in for it', () => {
    expect(smsWaits('delivered', ['wechat', 'sms'])).toBe(true);
    expect(smsWaits('delivered', ['sms'])).toBe(false);
    expect(smsWaits('rejected', ['wechat', 'sms'])).toBe(false);
  });
});

describe('quiet hours', () => {
  const at = (time: string) => new Date(`2026-03-02T${time}+08:00`);

  test('from ten at night until eight in the morning no SMS is sent', () => {
    expect(quietUntil(at('07:59:59'))).toEqual(at('08:00:00'));
    expect(quietUntil(at('08:00:00'))).toBeNull();
    expect(quietUntil(at('21:59:59'))).toBeNull();
    expect(quietUntil(at('22:00:00'))).toEqual(new Date('2026-03-03T08:00:00+08:00'));
  });

  test('whenever it is, the moment it may be sent is not quiet, and comes within ten hours', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }), (now) => {
        const until = quietUntil(now);
        if (until === null) return true;
        const wait = until.getTime() - now.getTime();
        expect(hangzhouDate(until) >= hangzhouDate(now)).toBe(true);
        return wait > 0 && wait <= 10 * 3_600_000 && quietUntil(until) === null;
      }),
    );
  });
});
