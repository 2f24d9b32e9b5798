// Calls departments make of themselves: who calls is proved before anything is read, each call counts once and is kept.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context, Transaction } from '../context.ts';
import { useNonce } from '../database/nonces.ts';
import { jsonIn } from '../jsonIn.ts';
import { DepartmentUnavailable } from './client.ts';
import { signedHeaders } from './exchange.ts';
import { type NewExchange, recordIn } from './journal.ts';
import type { CallSignature } from './signing.ts';

/** What a door answers. Anything but 204 makes the department call again. */
export type DoorStatus = 204 | 400 | 401 | 404 | 409;

/** What is kept of a call beside what every call shows. */
export type CallKept = Pick<NewExchange, 'kind' | 'subjectId' | 'asker'> & { items: readonly string[] } & Partial<
    Pick<NewExchange, 'register' | 'purpose' | 'applicationId' | 'sent'>
  >;

/** A call that a department made, beyond doubt. */
export interface ProvedCall {
  department: string;
  /** The body as it came. */
  body: string;
  /** The body as JSON; null where it is none. */
  content: unknown;
  /**
   * Keeps the call and does what follows from it, in one transaction. A nonce that was used before does nothing, and is
   * answered 401: a repetition is signed anew.
   */
  once<T>(kept: CallKept, work: (tx: Transaction) => Promise<T>): Promise<T | 401>;
}

/** A request to a door; the department's code stands in its path. */
export type DoorRequest = FastifyRequest<{ Params: { code: string } }>;

/**
 * Proves that the department named in the path makes this call. The server keeps the raw body, which is what the
 * signature covers.
 * @returns null where it does not; that is logged, and to be answered 401
 */
export async function provedCall(context: Context, request: DoorRequest): Promise<ProvedCall | null> {
  const { method, url, headers, rawBody = Buffer.alloc(0), params } = request;
  const department = params.code;
  const askedAt = context.now();
  const refused = (reason: string) => context.log.warn({ department, reason }, 'call of a department refused');
  let signed: CallSignature;
  try {
    signed = await context.departments.verifyCall(department, { method, url, headers, body: rawBody });
  } catch (error) {
    if (!(error instanceof DepartmentUnavailable)) throw error;
    refused(error.message);
    return null;
  }
  const body = rawBody.toString('utf8');
  return {
    department,
    body,
    content: jsonIn(body),
    once: (kept, work) =>
      context.database.transaction(async (tx) => {
        if (!(await useNonce(tx, signed))) {
          refused('nonce used before');
          return 401;
        }
        const shown = { department, outcome: 'answered', askedAt, endedAt: context.now() } as const;
        await recordIn(tx, {
          ...kept,
          items: [...kept.items],
          ...shown,
          request: { method, path: url, headers: signedHeaders(headers) },
        });
        return work(tx);
      }),
  };
}

/** Where a department finds a door. @param path with `:code` in it, below the gateway's public address */
export const doorAddress = (publicUrl: string, path: string, department: string): string =>
  `${publicUrl}${path.replace(':code', encodeURIComponent(department))}`;

/** Opens a door to which departments bring something. */
export function registerDoor(
  app: FastifyInstance,
  context: Context,
  path: string,
  take: (context: Context, call: ProvedCall) => Promise<DoorStatus>,
): void {
  app.post<{ Params: { code: string } }>(path, async (request, reply) => {
    const call = await provedCall(context, request);
    return reply.code(call === null ? 401 : await take(context, call)).send();
  });
}
