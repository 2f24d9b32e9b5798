// States of bills and payments, and the judgement over money that arrives: nothing is paid twice, too little or lost.
import { describe, expect, test } from '@jest/globals';
import { applicationStates, billStates, paymentStates, refundReasons, refundStates } from '@onetrip/shared/contract';
import fc from 'fast-check';
import { luhnDigit, newBillNumber } from '../src/bills/number.ts';
import { billActions, billStateAt, billTransitions, nextBillState } from '../src/bills/states.ts';
import { refundStatuses } from '../src/payments/channels/refund.ts';
import { isUnderWay, nextRefundState, refundTransitions } from '../src/payments/refundStates.ts';
import { followDelaySeconds, followDelays } from '../src/payments/service.ts';
import { judge, nextPaymentState, paymentActions, paymentTransitions } from '../src/payments/states.ts';

describe('the tables', () => {
  test('every state of the contract stands in them, and no other', () => {
    expect(Object.keys(billTransitions).sort()).toEqual([...billStates].sort());
    expect(Object.keys(paymentTransitions).sort()).toEqual([...paymentStates].sort());
  });

  test('every step is used, leads to a state of the contract, and changes it', () => {
    const bill = Object.entries(billTransitions).flatMap(([from, row]) =>
      Object.entries(row).map((to) => [from, ...to]),
    );
    const payment = Object.entries(paymentTransitions).flatMap(([from, row]) =>
      Object.entries(row).map((to) => [from, ...to]),
    );
    expect(new Set(bill.map(([, action]) => action))).toEqual(new Set(billActions));
    expect(new Set(payment.map(([, action]) => action))).toEqual(new Set(paymentActions));
    for (const [from, , to] of bill) expect([from, billStates.includes(to as never)]).toEqual([from, from !== to]);
    for (const [from, , to] of payment)
      expect([from, paymentStates.includes(to as never)]).toEqual([from, from !== to]);
  });

  test('a paid bill never changes again, and a succeeded payment only where the fee goes back', () => {
    for (const action of billActions) expect(nextBillState('paid', action)).toBeNull();
    const possible = paymentActions.filter((action) => nextPaymentState('succeeded', action) !== null);
    expect(possible).toEqual(['returnFee']);
  });

  test('every state of a refund stands in its table, and a last word of the channel is final unless it can be mended', () => {
    expect(Object.keys(refundTransitions).sort()).toEqual([...refundStates].sort());
    const last = refundStates.filter((state) => !isUnderWay(state));
    expect(last).toEqual(['succeeded', 'closed', 'abnormal']);
    for (const status of refundStatuses) {
      expect(nextRefundState('succeeded', status)).toBeNull();
      expect(nextRefundState('closed', status)).toBeNull();
    }
    expect(nextRefundState('abnormal', 'SUCCESS')).toBe('succeeded');
    expect(nextRefundState('processing', 'PROCESSING')).toBeNull();
  });

  test('money flagged for return is never turned into a payment', () => {
    expect(nextPaymentState('refunding', 'settle')).toBeNull();
    expect(nextPaymentState('refunded', 'settle')).toBeNull();
  });

  test('an unpaid bill lapses by time alone; nothing else does', () => {
    const expiresAt = new Date(1_000);
    const after = billStates.map((state) => billStateAt({ state, expiresAt }, new Date(1_000)));
    expect(after).toEqual(['expired', 'paid', 'expired', 'cancelled']);
    expect(billStateAt({ state: 'unpaid', expiresAt }, new Date(999))).toBe('unpaid');
  });
});

describe('judging money that arrived', () => {
  const fen = fc.integer({ min: 1, max: 10_000_000 });
  const given = fc.record({
    paymentState: fc.constantFrom(...paymentStates),
    billState: fc.constantFrom(...billStates),
    applicationState: fc.constantFrom(...applicationStates),
    dueFen: fen,
    lateFen: fc.integer({ min: 0, max: 1000 }),
    /** What was ordered at the channel, and what it took, as differences. */
    ordered: fc.constantFrom(0, 0, 0, 1, -1),
    taken: fc.constantFrom(0, 0, 0, 1, -1, 100),
    currency: fc.constantFrom('CNY', 'CNY', 'USD'),
    outcome: fc.constantFrom('paid' as const, 'paid' as const, 'refunded' as const),
  });
  const judged = (g: typeof given extends fc.Arbitrary<infer T> ? T : never) => {
    const amountFen = g.dueFen + g.lateFen + g.ordered;
    const trade = {
      outTradeNo: 'OT1',
      took: true as const,
      outcome: g.outcome,
      transactionId: '42',
      amountFen: amountFen + g.taken,
      currency: g.currency,
      paidAt: new Date(0),
    };
    return judge({ state: g.paymentState, amountFen }, { state: g.billState, ...g }, trade, g.applicationState);
  };

  test('only exactly what is due, for a bill that is open, is taken as paid', () => {
    fc.assert(
      fc.property(given, (g) => {
        const exact = g.ordered === 0 && g.taken === 0 && g.currency === 'CNY' && g.outcome === 'paid';
        const open = (g.billState === 'unpaid' || g.billState === 'expired') && g.applicationState === 'approved';
        const undecided = ['pending', 'closed', 'failed'].includes(g.paymentState);
        expect(judged(g) === 'settle').toBe(exact && open && undecided);
      }),
      { numRuns: 2_000 },
    );
  });

  test('money that arrives for an attempt not yet decided is always settled, returned, or known to be returned', () => {
    fc.assert(
      fc.property(given, (g) => {
        const judgement = judged(g);
        const dealtWith = ['succeeded', 'refunding', 'refunded'].includes(g.paymentState);
        expect(judgement === 'known').toBe(dealtWith);
        if (typeof judgement === 'object') expect(refundReasons).toContain(judgement.refund);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a second success on one bill goes back', () => {
    const second = { paymentState: 'pending', billState: 'paid', applicationState: 'delivered', dueFen: 1000 } as const;
    const rest = { lateFen: 0, ordered: 0, taken: 0, currency: 'CNY', outcome: 'paid' } as const;
    expect(judged({ ...second, ...rest })).toEqual({ refund: 'billSettled' });
  });
});

describe('bill numbers', () => {
  test('20 digits, of Hangzhou and the day there, with a check digit', () => {
    const number = newBillNumber(new Date('2026-03-01T16:30:00Z'));
    expect(number).toMatch(/^330100260302\d{8}$/);
    expect(luhnDigit(number.slice(0, -1))).toBe(number.at(-1));
  });

  test('the check digit is that of ISO/IEC 7812-1', () => {
    expect(luhnDigit('7992739871')).toBe('3');
  });

  test('any one wrong digit is found', () => {
    const body = fc.stringMatching(/^\d{19}$/);
    fc.assert(
      fc.property(body, fc.nat(18), fc.integer({ min: 1, max: 9 }), (digits, place, add) => {
        const changed = (Number(digits[place]) + add) % 10;
        const wrong = digits.slice(0, place) + changed + digits.slice(place + 1);
        expect(luhnDigit(wrong)).not.toBe(luhnDigit(digits));
      }),
    );
  });
});

test('a payment is asked about at 2 s, then ever less often, for ever', () => {
  expect(followDelaySeconds(0)).toBe(2);
  expect(followDelaySeconds(1e9)).toBe(300);
  const delays = followDelays.map(({ delay }) => delay);
  expect(delays).toEqual([...delays].sort((a, b) => a - b));
});
