// What citizens, departments, jobs and time do to applications, each beside what the oracle says of it.
import { expect } from '@jest/globals';
import type { Matter } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { advance } from '../../src/applications/advance.ts';
import { clocks } from '../../src/applications/clocks.ts';
import { fileApplication } from '../../src/applications/filing.ts';
import { applicationPapers, bills } from '../../src/database/schema/index.ts';
import { isOpen, type OracleCase, type OracleStep, oracle } from './oracle.ts';
import { cars, compare, compareAlarms, dayMs, keep, matters, problemOf, type Real, real, steps } from './service.ts';

export interface Model {
  cases: OracleCase[];
}
export type Command = fc.AsyncCommand<Model, Real>;

/** Takes one step with one application. */
async function take(one: OracleCase, step: Exclude<OracleStep, 'dayComes'>, given: Real) {
  const before = one.state;
  const expected = oracle[step](one, hangzhouDate(given.context.now()));
  const problem = await problemOf(real[step](given, one.applicationId));
  const told = [problem?.code ?? null, problem?.currentState ?? null];
  expect([step, before, ...told]).toEqual(
    expected ? [step, before, null, null] : [step, before, 'application_state_conflict', before],
  );
  if (problem) expect(problem.possibleSteps).toBeDefined();
  await compare(one, given);
}

/** Somebody takes a step, whether or not he may. */
export class Take implements Command {
  private readonly step: Exclude<OracleStep, 'dayComes'>;
  private readonly which: number;
  constructor(step: Exclude<OracleStep, 'dayComes'>, which: number) {
    this.step = step;
    this.which = which;
  }
  check = ({ cases }: Readonly<Model>) => cases.length > 0;
  run = ({ cases }: Model, given: Real) => take(cases[this.which % cases.length] as OracleCase, this.step, given);
  toString = () => `${this.step}(${this.which})`;
}

/** Steps that end a life too soon for much to happen in it. */
const abrupt: readonly OracleStep[] = ['withdraw', 'terminate', 'refuse', 'reject'];

/** Somebody takes a step that leads on, so that lives get anywhere; where none does, a mistake is corrected. */
export class GetOn implements Command {
  private readonly pick: number;
  private readonly which: number;
  constructor(pick: number, which: number) {
    this.pick = pick;
    this.which = which;
  }
  check = ({ cases }: Readonly<Model>) => cases.some(isOpen);
  async run(model: Model, given: Real) {
    const open = model.cases.filter(isOpen);
    const one = open[this.which % open.length] as OracleCase;
    const today = hangzhouDate(given.context.now());
    const may = steps.filter((step) => {
      const tried = structuredClone(one);
      return !abrupt.includes(step) && oracle[step](tried, today) && JSON.stringify(tried) !== JSON.stringify(one);
    });
    await take(one, may[this.pick % may.length] ?? 'correct', given);
  }
  toString = () => `getOn(${this.pick}, ${this.which})`;
}

export class File implements Command {
  private readonly matter: Matter;
  private readonly car: string;
  constructor(matter: Matter, car: string) {
    this.matter = matter;
    this.car = car;
  }
  check = () => true;
  async run({ cases }: Model, given: Real) {
    const { context, caller } = given;
    const { matterId, type, promised } = this.matter;
    const terms = { licence: type === 'licence', promised };
    const taken = cases.some((one) => one.terms.licence === terms.licence && one.car === this.car && isOpen(one));
    const body = {
      matterId,
      situation: {},
      form: { mobile: '13900001234', vin: this.car },
      commitments: [],
      noticeAcknowledged: true,
    };
    let applicationId = '';
    const filing = fileApplication(context, caller, body, keep).then((filed) => {
      applicationId = filed.applicationId;
    });
    expect((await problemOf(filing))?.code ?? null).toBe(taken ? 'application_open_already' : null);
    if (taken) return;
    const one: OracleCase = {
      applicationId,
      terms,
      car: this.car,
      paperMissing: terms.licence,
      state: 'submitted',
      received: hangzhouDate(context.now()),
      accepted: null,
      pauses: [],
      extra: 0,
      supplementAsked: false,
      asked: '',
      billOpen: false,
    };
    cases.push(one);
    await compare(one, given);
  }
  toString = () => `file(${this.matter.matterId}, ${this.car})`;
}

export class PaperArrives implements Command {
  private readonly which: number;
  constructor(which: number) {
    this.which = which;
  }
  check = ({ cases }: Readonly<Model>) => cases.some((one) => isOpen(one) && one.paperMissing);
  async run({ cases }: Model, given: Real) {
    const waiting = cases.filter((one) => isOpen(one) && one.paperMissing);
    const one = waiting[this.which % waiting.length] as OracleCase;
    const { applicationId } = one;
    await given.context.database.transaction(async (tx) => {
      const paper = eq(applicationPapers.applicationId, applicationId);
      await tx.update(applicationPapers).set({ status: 'received' }).where(paper);
      const detail = { materialId: 'invoice' };
      await advance(given.context, tx, applicationId, 'recordPaperReceived', 'system', { detail });
    });
    one.paperMissing = false;
    await compare(one, given);
  }
  toString = () => `paperArrives(${this.which})`;
}

export class Pay implements Command {
  private readonly which: number;
  constructor(which: number) {
    this.which = which;
  }
  check = ({ cases }: Readonly<Model>) => cases.some(({ billOpen }) => billOpen);
  async run({ cases }: Model, given: Real) {
    const owing = cases.filter(({ billOpen }) => billOpen);
    const one = owing[this.which % owing.length] as OracleCase;
    await given.context.database.update(bills).set({ state: 'paid' }).where(eq(bills.applicationId, one.applicationId));
    one.billOpen = false;
    await compare(one, given);
  }
  toString = () => `pay(${this.which})`;
}

export class Pass implements Command {
  private readonly days: number;
  constructor(days: number) {
    this.days = days;
  }
  check = () => true;
  async run({ cases }: Model, given: Real) {
    given.ground.pass(this.days * dayMs);
    await clocks(given.context);
    const today = hangzhouDate(given.context.now());
    for (const one of cases) {
      oracle.dayComes(one, today);
      await compare(one, given);
      await compareAlarms(one, today, given);
    }
    const open = cases.filter(isOpen).map(({ terms, car }) => `${terms.licence} ${car}`);
    expect(new Set(open).size).toBe(open.length);
  }
  toString = () => `pass(${this.days} days)`;
}

const which = fc.nat(5);
export const anyCommand: fc.Arbitrary<Command>[] = [
  fc.tuple(fc.constantFrom(...matters), fc.constantFrom(...cars)).map(([matter, car]) => new File(matter, car)),
  fc.integer({ min: 0, max: 12 }).map((days) => new Pass(days)),
  which.map((index) => new PaperArrives(index)),
  which.map((index) => new Pay(index)),
  fc.tuple(fc.constantFrom(...steps), which).map(([step, index]) => new Take(step, index)),
  ...Array.from({ length: 4 }, () => fc.tuple(fc.nat(30), which).map(([pick, index]) => new GetOn(pick, index))),
];
