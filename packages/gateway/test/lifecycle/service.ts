// The service as the model meets it: two matters, each step as it is really taken, and how what stands there is compared.
import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import type { ApplicationState, Matter } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { firstBrokenEntry } from '@onetrip/shared/evidence';
import { transitions } from '@onetrip/shared/rules';
import { eq } from 'drizzle-orm';
import { correctForm } from '../../src/applications/correcting.ts';
import { eventsOf, hashedEntry } from '../../src/applications/events.ts';
import { applicationHandlers } from '../../src/applications/handlers.ts';
import { review } from '../../src/applications/review.ts';
import {
  accept,
  approve,
  type Decider,
  endSpecialProcedure,
  extendTerm,
  refuse,
  reject,
  startSpecialProcedure,
  terminate,
} from '../../src/applications/steps.ts';
import { askSupplement, giveSupplement } from '../../src/applications/supplementing.ts';
import type { Context, Transaction } from '../../src/context.ts';
import { applications, bills } from '../../src/database/schema/index.ts';
import type { CitizenCaller } from '../../src/http/handlers.ts';
import { ProblemError } from '../../src/http/problem.ts';
import { issueLicences } from '../../src/licences/service.ts';
import { type Ground, matterOf } from '../support/ground.ts';
import { isOpen, isOverdue, lastDay, type OracleCase, type OracleStep } from './oracle.ts';

export const cars = ['LATPAB071W1005301', '1M8GDM9AXKP042788'];
const text = (zh: string) => ({ zh, en: zh });
const form: Matter['form'] = [
  { id: 'mobile', label: text('手机号'), type: 'mobile', required: true },
  { id: 'note', label: text('说明'), type: 'text', required: false },
  { id: 'vin', label: text('车辆识别代号'), type: 'vin', required: true },
];
/** A licence with a fee and a paper of a department’s, and a free benefit: no clerk’s system, so a clerk looks first. */
export const matters = [
  matterOf({
    matterId: 'HZ-XX-001',
    immediate: false,
    promised: { count: 5, unit: 'workingDays' },
    statutory: { count: 20, unit: 'workingDays' },
    form,
    materials: [
      {
        id: 'invoice',
        name: text('购车发票'),
        kind: 'paper',
        ending: 'shared',
        source: { register: 'population', department: 'GA', label: text('人口库'), fields: ['householdAddress'] },
      },
    ],
  }),
  matterOf({
    matterId: 'HZ-XX-002',
    type: 'benefit',
    immediate: false,
    promised: { count: 10, unit: 'calendarDays' },
    statutory: { count: 20, unit: 'workingDays' },
    form,
    fees: [],
  }),
];
const clerk: Decider = { actor: 'department', officerId: 'JJ-0042' };
const reason = text('理由');
export const dayMs = 86_400_000;
const sha256 = (value: string) => createHash('sha256').update(value).digest('hex');

export interface Real {
  ground: Ground;
  context: Context;
  caller: CitizenCaller;
  mobile: number;
}

export const keep = async () => {};
const inOne =
  (work: (context: Context, tx: Transaction, applicationId: string) => Promise<unknown>) =>
  ({ context }: Real, applicationId: string) =>
    context.database.transaction((tx) => work(context, tx, applicationId));

/** Each step as the service takes it. */
export const real: Record<Exclude<OracleStep, 'dayComes'>, (real: Real, applicationId: string) => Promise<unknown>> = {
  withdraw: ({ context, caller }, applicationId) =>
    applicationHandlers(context)['applications.withdraw']({
      params: { applicationId },
      query: undefined,
      body: undefined,
      caller,
      requestId: 'test',
      prove: async () => caller,
      keep,
    }),
  correct: (given, applicationId) => {
    given.mobile += 1;
    return correctForm(given.context, given.caller, applicationId, { mobile: String(given.mobile) }, keep);
  },
  supplement: ({ context, caller }, applicationId) =>
    giveSupplement(context, caller, applicationId, { form: { note: '已补' }, commitments: [], statements: {} }, keep),
  accept: inOne((context, tx, id) => accept(context, tx, id, clerk)),
  refuse: inOne((context, tx, id) => refuse(context, tx, id, clerk, reason)),
  askSupplement: inOne((context, tx, id) =>
    askSupplement(context, tx, id, clerk, [{ field: 'note', what: text('说明用途'), why: text('核对需要') }]),
  ),
  review: ({ context }, applicationId) => review(context, { applicationId }),
  startSpecialProcedure: inOne((context, tx, id) =>
    startSpecialProcedure(context, tx, id, clerk, {
      procedure: 'inspection',
      expectedUntil: hangzhouDate(new Date(context.now().getTime() + 5 * dayMs)),
    }),
  ),
  endSpecialProcedure: inOne((context, tx, id) => endSpecialProcedure(context, tx, id, clerk)),
  extendTerm: inOne((context, tx, id) => extendTerm(context, tx, id, clerk, { days: 4, reason })),
  approve: inOne((context, tx, id) => approve(context, tx, id, clerk)),
  reject: inOne((context, tx, id) => reject(context, tx, id, clerk, { reason })),
  terminate: inOne((context, tx, id) => terminate(context, tx, id, clerk, reason)),
  deliver: ({ context }, applicationId) => issueLicences(context, applicationId),
};

export const steps = Object.keys(real) as Exclude<OracleStep, 'dayComes'>[];

/** The problem a step ends with; null when it is taken. Anything else that is thrown is a fault of the service. */
export async function problemOf(work: Promise<unknown>): Promise<ProblemError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** The application stands as the oracle says, its history verifies, and no step in it is outside the table. */
export async function compare(one: OracleCase, { context: { database } }: Real): Promise<void> {
  const { applicationId } = one;
  const [row] = await database.select().from(applications).where(eq(applications.applicationId, applicationId));
  expect({ state: row?.state, due: row?.dueDate, open: row?.open }).toEqual({
    state: one.state,
    due: lastDay(one),
    open: isOpen(one),
  });
  const history = await eventsOf(database, applicationId);
  expect(firstBrokenEntry(sha256, history.map(hashedEntry))).toBeNull();
  let state: ApplicationState = 'draft';
  for (const { type, actor } of history) {
    const step = transitions.find(({ from, event, by }) => from === state && event === type && by.includes(actor));
    expect([state, type, actor, step !== undefined]).toEqual([state, type, actor, true]);
    state = step?.to ?? state;
  }
  expect(state).toBe(one.state);
  const [bill] = await database.select().from(bills).where(eq(bills.applicationId, applicationId));
  if (bill) expect([one.state, bill.state === 'unpaid']).toEqual([one.state, one.billOpen]);
}

/** After the clocks were seen to: what is overdue was recorded and told to the lead, once; what is not, was not. */
export async function compareAlarms(one: OracleCase, today: string, { context }: Real): Promise<void> {
  const history = await eventsOf(context.database, one.applicationId);
  const term = one.state === 'submitted' ? 'reply' : 'promised';
  const date = one.state === 'submitted' ? null : lastDay(one);
  const told = (type: string, to?: string) =>
    history.filter(
      (entry) =>
        entry.type === type &&
        entry.detail.term === term &&
        entry.detail.to === to &&
        (date === null || entry.detail.date === date),
    ).length;
  if (isOverdue(one, today)) {
    expect([one.state, told('overdue') >= 1, told('escalated', 'departmentLead') >= 1]).toEqual([
      one.state,
      true,
      true,
    ]);
  }
  const keys = history
    .filter(({ type }) => type === 'dueSoon' || type === 'overdue' || type === 'escalated')
    .map(({ type, detail }) => `${type} ${detail.term} ${detail.date} ${detail.to ?? ''}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const entry of history) {
    if (entry.type === 'overdue') expect((entry.detail.date ?? '') < today).toBe(true);
  }
}
