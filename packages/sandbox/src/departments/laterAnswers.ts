// Registers that answer later: by a signed call-back, or a whole file of questions at once. Played as strictly as life does it.
import type { Switches } from '../switches.ts';
import type { Answer } from './queries.ts';

/** Delivers one answer to the address the question named; true when it was taken. */
export type Deliver = (department: string, address: string, queryId: string, body: Answer['body']) => Promise<boolean>;

/** A question that waits for its answer. */
interface Waiting {
  content: string;
  readyAt: number;
  answer: Answer['body'];
}

/** A file of questions. */
interface Batch {
  content: string;
  readyAt: number;
  answers: Answer['body'][];
}

/** Waits between tries to deliver one answer, in ms. */
const triesAfterMs = [0, 200, 1000, 5000, 20_000];

/** Holds the questions put to asynchronous registers and the batches, of all departments. */
export class LaterAnswers {
  readonly #waiting = new Map<string, Waiting>();
  readonly #batches = new Map<string, Batch>();
  readonly #held = new Map<string, (() => void)[]>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #delayMs: number;
  readonly #now: () => number;
  readonly #switchesOf: (department: string) => Switches;
  readonly #deliver: Deliver;

  constructor(
    delayMs: number,
    { now, switchesOf, deliver }: { now: () => number; switchesOf: (department: string) => Switches; deliver: Deliver },
  ) {
    this.#delayMs = delayMs;
    this.#now = now;
    this.#switchesOf = switchesOf;
    this.#deliver = deliver;
  }

  /** Takes a question once; the same again is told how it stands, another under its id is refused. */
  ask(department: string, question: { queryId: string; answerTo?: string }, content: string, answer: Answer): Answer {
    const { queryId, answerTo } = question;
    const key = `${department}/${queryId}`;
    const known = this.#waiting.get(key);
    if (known && known.content !== content) return { status: 409, body: { error: 'query_differs' } };
    if (!known) {
      const { answersLateMs } = this.#switchesOf(department);
      const waits = this.#delayMs + answersLateMs;
      this.#waiting.set(key, { content, readyAt: this.#now() + waits, answer: answer.body });
      if (answerTo !== undefined) this.#after(waits, () => this.#send(department, answerTo, queryId, answer.body));
    }
    return this.standing(department, queryId);
  }

  /** How a question stands: the answer, not yet, or never asked. */
  standing(department: string, queryId: string): Answer {
    const known = this.#waiting.get(`${department}/${queryId}`);
    if (!known) return { status: 404, body: { error: 'unknown_query' } };
    if (this.#now() < known.readyAt || this.#switchesOf(department).answersNever)
      return { status: 202, body: { queryId, status: 'pending' } };
    return { status: 200, body: known.answer };
  }

  /** Brings something by itself after a while, as answers are brought. */
  bring(department: string, address: string, id: string, content: () => Answer['body'], afterMs: number): void {
    const waits = afterMs + this.#switchesOf(department).answersLateMs;
    this.#after(waits, () => this.#send(department, address, id, content()));
  }

  /** Takes a file of questions once. */
  file(department: string, batchId: string, content: string, answers: Answer['body'][]): Answer {
    const key = `${department}/${batchId}`;
    const known = this.#batches.get(key);
    if (known && known.content !== content) return { status: 409, body: { error: 'batch_differs' } };
    if (!known) {
      const readyAt = this.#now() + this.#delayMs + this.#switchesOf(department).answersLateMs;
      // A file's answers come in whatever order the register finds them.
      this.#batches.set(key, { content, readyAt, answers: answers.toReversed() });
    }
    return { status: 202, body: { batchId, status: 'received' } };
  }

  /** The answers to a file, not yet, or never sent. */
  batch(department: string, batchId: string): Answer {
    const known = this.#batches.get(`${department}/${batchId}`);
    if (!known) return { status: 404, body: { error: 'unknown_batch' } };
    if (this.#now() < known.readyAt || this.#switchesOf(department).answersNever)
      return { status: 202, body: { batchId, status: 'received' } };
    return { status: 200, body: { batchId, answers: known.answers } };
  }

  /** Sends nothing more. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  #send(department: string, address: string, queryId: string, body: Answer['body'], tries = 0): void {
    const { answersNever, answersOutOfOrder, twice, down } = this.#switchesOf(department);
    if (answersNever) return;
    const go = async () => {
      const taken = !down && (await this.#deliver(department, address, queryId, body));
      if (taken && twice) await this.#deliver(department, address, queryId, body);
      const next = triesAfterMs[tries + 1];
      if (!taken && next !== undefined)
        this.#after(next, () => this.#send(department, address, queryId, body, tries + 1));
    };
    if (!answersOutOfOrder) return void go();
    // The last of several goes first; one alone goes after a while all the same.
    const held = this.#held.get(department) ?? [];
    held.unshift(() => void go());
    this.#held.set(department, held);
    const release = () => {
      for (const one of held.splice(0)) one();
    };
    if (held.length > 1) release();
    else this.#after(this.#delayMs * 2, release);
  }
}
