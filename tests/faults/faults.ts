// The faults: what each does to what passes, and the board on which they wait for their point.
import { setTimeout as sleep } from 'node:timers/promises';

/** Something that passes a link: a request and its answer, a statement and its result. */
export interface Passage<A = unknown> {
  /** Sends it on (again, where it was sent before) and resolves with what comes back. */
  forward(): Promise<A>;
  /** Hands back what came. */
  answer(answer: A): void;
  /** Breaks the connection. */
  cut(): void;
}

/** What a fault does with what passes. */
export type Act = <A>(passage: Passage<A>, board: Board) => Promise<void>;

/** How long a delay holds something up: longer than a department is given, shorter than a phone waits. */
const delayMs = 2_500;

/** Every kind of fault. `after` is a fault of what comes back: only where something was done does it differ from `before`. */
export const kinds = {
  killBefore: { row: 'kill -9', after: false, ofStatements: true, act: kill(false) },
  killAfter: { row: 'kill -9', after: true, ofStatements: true, act: kill(true) },
  cutBefore: { row: 'cut before', after: false, ofStatements: true, act: async (passage) => passage.cut() },
  cutAfter: {
    row: 'cut after',
    after: true,
    ofStatements: true,
    act: async (passage) => {
      await passage.forward();
      passage.cut();
    },
  },
  delay: {
    row: 'delay',
    after: false,
    ofStatements: true,
    act: async (passage) => {
      await sleep(delayMs);
      passage.answer(await passage.forward());
    },
  },
  // A connection to a database repeats nothing: only what sends a request may send it twice.
  repeat: {
    row: 'repeat',
    after: false,
    ofStatements: false,
    act: async (passage) => {
      const [first] = await Promise.all([passage.forward(), passage.forward()]);
      passage.answer(first);
    },
  },
  reorder: {
    row: 'reorder',
    after: false,
    ofStatements: true,
    act: async (passage, board) => {
      await board.overtaken();
      passage.answer(await passage.forward());
    },
  },
} satisfies Record<string, { row: string; after: boolean; ofStatements: boolean; act: Act }>;

export type Kind = keyof typeof kinds;

function kill(after: boolean): Act {
  return async (passage, board) => {
    if (after) await passage.forward();
    await board.kill();
    passage.cut();
  };
}

/** A fault that waits for its point. */
export interface Fault {
  point: string;
  act: Act;
}

/** What is known of a point. */
export interface Point {
  name: string;
  statement: boolean;
  /** Whether something has been done once it has passed: a commit, a change outside of any transaction, any request. */
  settles: boolean;
}

/** How many others go first, and how long they may take about it. */
const overtakers = 3;
const overtakeWithinMs = 600;

/** The board: what passed, and what waits. */
export class Board {
  /** Every point met since `record`, in the order of their first passing. */
  readonly met = new Map<string, Point>();
  /** When a fault last did its work: a promise is to be kept within some time after that. */
  lastStruckAt = 0;
  readonly #waiting = new Set<Fault>();
  readonly #kill: () => Promise<void>;
  readonly #onPassed = new Set<() => void>();

  /** @param kill ends the gateway's process at once, and sees to it that it is started again */
  constructor(kill: () => Promise<void>) {
    this.#kill = kill;
  }

  kill(): Promise<void> {
    return this.#kill();
  }

  /** Sets a fault; it strikes the next that passes its point, once. Resolves when it has done its work. */
  arm(fault: Fault): { struck: Promise<void>; disarm(): void } {
    let disarm = () => {};
    const struck = new Promise<void>((resolve) => {
      const armed: Fault = {
        point: fault.point,
        act: async (passage, board) => {
          await fault.act(passage, board).finally(() => {
            this.lastStruckAt = Date.now();
            resolve();
          });
        },
      };
      this.#waiting.add(armed);
      disarm = () => void this.#waiting.delete(armed);
    });
    return { struck, disarm };
  }

  /** Resolves when some others have passed, or when none came. */
  overtaken(): Promise<void> {
    return new Promise((resolve) => {
      let left = overtakers;
      const passed = () => {
        left -= 1;
        if (left === 0) done();
      };
      const done = () => {
        clearTimeout(timer);
        this.#onPassed.delete(passed);
        resolve();
      };
      const timer = setTimeout(done, overtakeWithinMs);
      this.#onPassed.add(passed);
    });
  }

  /** Lets something pass a point, or lets the fault that waits there have it. */
  async pass<A>(point: Point, passage: Passage<A>): Promise<void> {
    if (!this.met.has(point.name)) this.met.set(point.name, point);
    const fault = [...this.#waiting].find((one) => one.point === point.name);
    if (fault) this.#waiting.delete(fault);
    try {
      if (fault) await fault.act(passage, this);
      else passage.answer(await passage.forward());
      for (const told of [...this.#onPassed]) told();
    } catch {
      // Whoever was to answer is gone: then nobody answers.
      passage.cut();
    }
  }
}

/** Every fault of these kinds that differs from the others, of the points met. */
export function faultsOf(points: Iterable<Point>, wanted: readonly Kind[]): Fault[] {
  return [...points].flatMap((point) =>
    wanted
      .filter((kind) => (kinds[kind].ofStatements || !point.statement) && (!kinds[kind].after || point.settles))
      .map((kind) => ({ point: point.name, act: kinds[kind].act })),
  );
}
