// The service as an officer at the command line reaches it: signed in by a token at hand, or through the staff directory.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { BegunSignIn, OfficerSession, Problem, PublicationSummary } from '@onetrip/shared/contract';
import { type OperationId, type Route, routes } from '@onetrip/shared/routes';
import { Slip, type Surroundings } from './command.ts';

/** Holds an officer's token. */
export const tokenVariable = 'ONETRIP_OFFICER_TOKEN';
/** Where the staff directory sends the browser back to; one of `ONETRIP_STAFF_REDIRECTS`. */
export const usualRedirect = 'http://127.0.0.1:7499/signed-in';
const signInMs = 10 * 60_000;

/** What the service refused, in its own words. */
export class Refused extends Error {
  readonly code: string;

  constructor({ code, title, nextStep, fields }: Problem) {
    super(
      [`${code}: ${title} ${nextStep}`, ...fields.map(({ field, message }) => `  ${field} ${message.zh}`)].join('\n'),
    );
    this.code = code;
  }
}

/** Calls operations of officers. */
export interface OfficerDoor {
  /** @throws Refused, or Slip where nobody answers at the address */
  ask<T>(
    operation: OperationId,
    given?: { params?: Record<string, string>; query?: string; body?: unknown },
  ): Promise<T>;
  /** The publication in force, then those before it. */
  publications(): AsyncIterable<PublicationSummary>;
}

function doorOf(gateway: string, token: string | undefined): OfficerDoor {
  const ask: OfficerDoor['ask'] = async (operation, { params = {}, query = '', body } = {}) => {
    const { method, path, write }: Route = routes[operation];
    const place = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const answer = await fetch(`${gateway.replace(/\/$/, '')}${place}${query}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(write ? { 'idempotency-key': randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new Slip(`Nobody answers at ${gateway}.`, { cause });
    });
    const content = await answer.json();
    if (!answer.ok) throw new Refused(content as Problem);
    return content;
  };
  return {
    ask,
    async *publications() {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const query: string = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
        const page: { items: PublicationSummary[]; nextCursor: string | null } = await ask('publications.list', {
          query,
        });
        yield* page.items;
        cursor = page.nextCursor;
      }
    },
  };
}

/** Waits at the redirect address for the browser; resolves with the code it brings. */
function codeAt(redirect: string): Promise<string> {
  const { hostname, port, pathname } = new URL(redirect);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Slip('Nobody signed in.'))), signInMs);
    const server = createServer((request, response) => {
      const { pathname: asked, searchParams } = new URL(request.url ?? '/', redirect);
      const code = searchParams.get('code');
      response.writeHead(asked === pathname && code ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(code ? '已登录，请回到命令行。 Signed in; go back to the command line.\n' : '');
      if (asked === pathname && code) end(() => resolve(code));
    });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      server.close();
      server.closeAllConnections();
      settle();
    };
    server.once('error', () =>
      end(() => reject(new Slip(`${redirect} cannot be listened on; name another by --redirect.`))),
    );
    server.listen(Number(port), hostname);
  });
}

/**
 * Opens the service to an officer: by the token of the environment, or by a link he signs in through.
 * @throws Slip where he does not sign in
 */
export async function openDoor(gateway: string, redirect: string, { err }: Surroundings): Promise<OfficerDoor> {
  const token = process.env[tokenVariable];
  if (token) return doorOf(gateway, token);
  const outside = doorOf(gateway, undefined);
  const body = { redirectAddress: redirect };
  const { address, state } = await outside.ask<BegunSignIn>('officers.beginSignIn', { body });
  const code = codeAt(redirect);
  err(`Sign in here:\n  ${address}`);
  const session = await outside.ask<OfficerSession>('officers.signIn', { body: { code: await code, state } });
  return doorOf(gateway, session.token);
}
