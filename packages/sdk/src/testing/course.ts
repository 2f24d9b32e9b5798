// A filing that goes through its states as the test's clock goes.
import type { Application, ApplicationEvent, ApplicationState, CreateApplicationBody } from '@onetrip/shared/contract';
import { exampleAnswers } from '@onetrip/shared/examples';
import { clockStateOf, type Transition, transitions } from '@onetrip/shared/lifecycle';
import { sentenceFor } from '@onetrip/shared/rules';
import type { TestClock } from './clock.ts';

/** A state, and how long after filing it is reached, in milliseconds. */
export interface CourseStep {
  readonly afterMs: number;
  readonly state: ApplicationState;
}

const minute = 60_000;

/** What happens to a filing when nothing else is asked for: accepted, reviewed, approved, delivered, within an hour. */
export const usualCourse: readonly CourseStep[] = [
  { afterMs: 0, state: 'submitted' },
  { afterMs: minute, state: 'accepted' },
  { afterMs: 5 * minute, state: 'inReview' },
  { afterMs: 30 * minute, state: 'approved' },
  { afterMs: 60 * minute, state: 'delivered' },
];

/** The step of the law of states that leads from one to the other. @throws {TypeError} where there is none */
function stepTo(state: ApplicationState, from: ApplicationState = 'draft'): Transition {
  const step = transitions.find((one) => one.from === from && one.to === state);
  if (!step) throw new TypeError(`No application goes from ${from} to ${state}`);
  return step;
}

/** Filings of one service. */
export interface Filings {
  /** Files it; it takes the course that is set now. */
  create(body: CreateApplicationBody): Application;
  /** As it stands now; undefined where nobody filed it here. */
  find(applicationId: string): Application | undefined;
  /** Newest first. */
  all(): Application[];
  /** Its history so far. */
  events(applicationId: string): ApplicationEvent[];
  /** Ends it now. */
  withdraw(applicationId: string): Application | undefined;
  /** What later filings go through. @throws {TypeError} for a course that no application can take */
  setCourse(course: readonly CourseStep[]): void;
}

interface Filed {
  readonly made: Application;
  readonly filedAt: number;
  course: readonly CourseStep[];
}

/** Keeps filings that move with the clock. */
export function createFilings(clock: TestClock): Filings {
  const filed = new Map<string, Filed>();
  let course = usualCourse;
  const iso = (at: number): string => new Date(at).toISOString();
  const passed = ({ filedAt, course: steps }: Filed): readonly CourseStep[] =>
    steps.filter(({ afterMs }) => filedAt + afterMs <= clock.now().getTime());

  function standing(one: Filed): Application {
    const last = passed(one).at(-1) ?? { afterMs: 0, state: one.made.state };
    const { state } = last;
    const decidedAt = passed(one).find((step) => step.state === 'approved' || step.state === 'rejected');
    return {
      ...one.made,
      state,
      sentence: sentenceFor(state),
      updatedAt: iso(one.filedAt + last.afterMs),
      decidedAt: decidedAt ? iso(one.filedAt + decidedAt.afterMs) : null,
      clock: clockStateOf[state],
    };
  }

  return {
    create({ matterId, situation }) {
      const number = filed.size + 1;
      const now = clock.now().getTime();
      const example = exampleAnswers['applications.create'].body as Application;
      const made: Application = {
        ...example,
        applicationId: `app_test${number}`,
        acceptanceNumber: `HZ20260302${String(number).padStart(6, '0')}`,
        matterId,
        situation,
        state: 'submitted',
        filedAt: iso(now),
        updatedAt: iso(now),
        decidedAt: null,
        reason: null,
        remedy: null,
        billId: null,
        licenceIds: [],
        assistance: null,
        delegation: null,
      };
      const one = { made, filedAt: now, course };
      filed.set(made.applicationId, one);
      return standing(one);
    },
    find(applicationId) {
      const one = filed.get(applicationId);
      return one && standing(one);
    },
    all: () => [...filed.values()].map(standing).reverse(),
    events(applicationId) {
      const one = filed.get(applicationId);
      if (!one) return [];
      return passed(one).map(({ afterMs, state }, index, steps) => {
        const { event, by } = stepTo(state, steps[index - 1]?.state);
        return {
          seq: index + 1,
          type: event,
          at: iso(one.filedAt + afterMs),
          actor: by[0] ?? 'system',
          sentence: sentenceFor(state),
          hash: '0'.repeat(64),
          previousHash: '0'.repeat(64),
        };
      });
    },
    withdraw(applicationId) {
      const one = filed.get(applicationId);
      if (!one) return undefined;
      one.course = [...passed(one), { afterMs: clock.now().getTime() - one.filedAt, state: 'withdrawn' }];
      return standing(one);
    },
    setCourse(next) {
      for (const [index, { state }] of next.entries()) stepTo(state, next[index - 1]?.state);
      course = next;
    },
  };
}
