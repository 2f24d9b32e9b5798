// Operations of officers: begin to sign in, come back with the directory's answer, who am I, sign out.
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { officerSessions } from '../database/schema/index.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { officerOf, openOfficerSession } from './sessions.ts';
import type { SignInSecrets } from './staffDirectory.ts';

type OfficerOperation = Extract<keyof Handlers, `officers.${string}`>;

/** How long one may take at the directory. */
const signInMs = 10 * 60_000;
const sealedAs = 'officers.signIn';

/** Handlers of `officers.*`. */
export function officerHandlers(context: Context): Pick<Handlers, OfficerOperation> {
  const { config, database, log, now, protection, staffDirectory } = context;

  /** @throws ProblemError `sign_in_refused` when the state is none of ours, or too old */
  function opened(state: string): SignInSecrets {
    try {
      const { until, ...secrets } = JSON.parse(protection.openForService(sealedAs, state));
      if (now().getTime() < until) return secrets;
    } catch {
      // A state that cannot be opened is no better than a stale one.
    }
    throw new ProblemError('sign_in_refused');
  }

  return {
    'officers.beginSignIn': async ({ body: { redirectAddress } }) => {
      if (config.staff && !config.staff.redirectAddresses.includes(redirectAddress)) {
        const message = { zh: '该返回地址未登记。', en: 'This redirect address is not registered.' };
        throw new ProblemError('invalid_request', { fields: [{ field: 'redirectAddress', message }] });
      }
      const { address, secrets } = await staffDirectory.begin(redirectAddress);
      const until = now().getTime() + signInMs;
      return {
        address,
        state: protection.sealForService(sealedAs, JSON.stringify({ ...secrets, until })),
        expiresAt: new Date(until).toISOString(),
      };
    },

    'officers.signIn': async ({ body, keep }) => {
      const member = await staffDirectory.finish(body.code, opened(body.state));
      const officer = officerOf(
        member,
        config.departments.map(({ code }) => code),
      );
      return database.transaction(async (tx) => {
        const { token, expiresAt } = await openOfficerSession(context, tx, officer);
        const session = { token, expiresAt: expiresAt.toISOString(), officer };
        await keep(tx, session);
        log.info({ officerId: officer.officerId, roles: officer.roles }, 'officer signed in');
        return session;
      });
    },

    'officers.signOut': async ({ caller }) => {
      await database.delete(officerSessions).where(eq(officerSessions.tokenHash, caller.tokenHash));
      return undefined;
    },

    'officers.me': async ({ caller: { officerId, name, department, roles, expiresAt } }) => ({
      officer: { officerId, name, department, roles },
      expiresAt: expiresAt.toISOString(),
    }),
  };
}
