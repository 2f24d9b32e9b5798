// One signed call to one department: a deadline, another attempt where that is safe, held back while it is down, and kept as evidence.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../config/index.ts';
import type { Metrics } from '../http/metrics.ts';
import { jsonIn } from '../jsonIn.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { type ExchangeOutcome, type SignedParts, signedHeaders } from './exchange.ts';
import { createLimit, type Limit } from './limit.ts';
import { DepartmentUnavailable, UnknownThere } from './messages.ts';
import type { DepartmentConfig } from './settings.ts';
import { createRequestSigner, createResponseVerifier, type IncomingResponse } from './signing.ts';

/** A call. Every one is safe to repeat: questions, files and cases carry an id that makes them the same again. */
export interface Call<T> {
  method: 'GET' | 'POST';
  /** Below the department's address. */
  path: string;
  content?: unknown;
  /** A write: its id, covered by the signature. */
  writeKey?: string;
  timeoutMs: number;
  attempts: number;
  /** Reads the verified content; throws an Error where it is not what was asked for. */
  read(content: unknown, status: number): T;
}

/** What is kept of one attempt. */
export interface Attempt {
  outcome: ExchangeOutcome;
  askedAt: Date;
  endedAt: Date;
  request: SignedParts;
  response: SignedParts | null;
  /** Bodies as they went. */
  sent: string;
  received: string | null;
}

/** A well department that will not answer this question: an error of ours, and no reason to hold others back. */
class QuestionRefused extends Error {}
/** No answer, but another attempt may bring one at once: the connection broke, or the system stumbled. */
class Stumbled extends Error {}

const callsAtOnce = 8;
/** Before another attempt, half to one and a half times this. */
const pauseMs = 120;

/** One department's line. */
export interface Line {
  readonly config: DepartmentConfig;
  isDown(): boolean;
  /**
   * Calls, and hands every attempt to `keep` before the outcome is acted on.
   * @throws DepartmentUnavailable when there is no trustworthy answer in time; UnknownThere for a 404
   */
  call<T>(call: Call<T>, keep: (attempt: Attempt) => Promise<void>): Promise<T>;
}

/** @param log is told the code of the department and what went wrong, never what was asked or answered */
export function createLine(
  department: DepartmentConfig,
  config: Pick<GatewayConfig, 'departmentKey'>,
  { log, metrics, now }: { log: Logger; metrics: Metrics; now: () => Date },
): Line {
  const { code } = department;
  const sign = createRequestSigner(() => config.departmentKey);
  const verify = createResponseVerifier(department);
  const breaker: Breaker = createBreaker(Date.now, department.breaker);
  const limit: Limit = createLimit(department.concurrency ?? callsAtOnce);

  async function attempt<T>(call: Call<T>, keep: (attempt: Attempt) => Promise<void>): Promise<T> {
    const { method, path, content, writeKey, timeoutMs } = call;
    const requestId = randomUUID();
    const url = new URL(`${department.url.replace(/\/$/, '')}${path}`);
    const body = Buffer.from(content === undefined ? '' : JSON.stringify(content));
    const headers = await sign({ method, url, body, requestId, ...(writeKey ? { idempotencyKey: writeKey } : {}) });
    const kept = {
      askedAt: now(),
      request: { method, path: `${url.pathname}${url.search}`, headers: signedHeaders(headers) },
      sent: body.toString('utf8'),
    };
    let answered: IncomingResponse | null = null;
    let outcome: ExchangeOutcome = 'unavailable';
    try {
      answered = await send(url, { method, headers, body, timeoutMs, hasBody: content !== undefined });
      const mayTryAgain = answered.status >= 500 && answered.headers['retry-after'] === undefined;
      if (answered.status >= 500) throw new (mayTryAgain ? Stumbled : Error)(`answered ${answered.status}`);
      await verify(answered, requestId);
      if (answered.status === 404) {
        outcome = 'refused';
        throw new UnknownThere(code, 'knows nothing of it');
      }
      if (answered.status >= 300) {
        outcome = 'refused';
        throw new QuestionRefused(`refused the question with ${answered.status}`);
      }
      const result = call.read(jsonIn(answered.body.toString('utf8')), answered.status);
      outcome = answered.status === 202 ? 'later' : 'answered';
      return result;
    } finally {
      const response = answered && { status: answered.status, headers: signedHeaders(answered.headers) };
      const received = answered?.body.toString('utf8') ?? null;
      await keep({ ...kept, outcome, endedAt: now(), response, received });
    }
  }

  async function persist<T>(call: Call<T>, keep: (attempt: Attempt) => Promise<void>): Promise<T> {
    for (let left = call.attempts; ; left -= 1) {
      try {
        return await attempt(call, keep);
      } catch (error) {
        // One that was silent until the deadline is not asked at once again: that would only load it more.
        if (!(error instanceof Stumbled) || left <= 1) throw error;
        await wait(pauseMs * (0.5 + Math.random()));
      }
    }
  }

  return {
    config: department,
    isDown: () => breaker.isOpen(),
    call: (call, keep) =>
      limit(async () => {
        if (breaker.isOpen()) throw new DepartmentUnavailable(code, 'does not answer; calls are held back');
        const end = metrics.departmentSeconds.startTimer({ department: code });
        try {
          const result = await persist(call, keep);
          end({ outcome: 'answered' });
          breaker.record(true);
          return result;
        } catch (error) {
          const isWell = error instanceof QuestionRefused || error instanceof UnknownThere;
          end({ outcome: error instanceof UnknownThere ? 'answered' : 'failed' });
          breaker.record(isWell);
          if (error instanceof UnknownThere) throw error;
          const reason = error instanceof Error ? error.message : 'failed';
          log.warn({ department: code, reason }, 'department did not answer');
          throw new DepartmentUnavailable(code, reason, { cause: error });
        } finally {
          metrics.departmentDown.set({ department: code }, breaker.isOpen() ? 1 : 0);
        }
      }),
  };
}

interface Outgoing {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: Buffer<ArrayBuffer>;
  hasBody: boolean;
  timeoutMs: number;
}

async function send(url: URL, { method, headers, body, hasBody, timeoutMs }: Outgoing): Promise<IncomingResponse> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
      ...(method === 'POST' ? { body } : {}),
      redirect: 'error',
      signal,
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    };
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Stumbled(error instanceof Error ? error.message : 'the connection broke', { cause: error });
  }
}
