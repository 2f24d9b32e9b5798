// Operations of identity: sign in, who am I, real-name check, face check, confirmation in person, sign out.
import type { Assistance, Session } from '@onetrip/shared/contract';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { sessions } from '../database/schema/index.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { type CitizenRow, citizenById, showCitizen } from './citizens.ts';
import { checkCode, sendCode, useCode } from './codes.ts';
import { finishFaceCheck, startFaceCheck } from './faceChecks.ts';
import { cardBefore, identityBy } from './presented.ts';
import { citizenOfMobile, citizenOfWechat, citizenSeen, confirmIdentity, settlingRaces } from './service.ts';
import { assistanceAt, type Counter, inPersonLevel, openSession } from './sessions.ts';

type IdentityOperation = Extract<keyof Handlers, `identity.${string}`>;

/** Handlers of `identity.*`. */
export function identityHandlers(context: Context): Pick<Handlers, IdentityOperation> {
  const { database, protection, wechat } = context;

  async function welcome(
    tx: Transaction,
    citizen: CitizenRow,
    at: { counter: Counter; assistance: Assistance; identification: 'cardReader' | 'typed' } | null = null,
  ): Promise<Session> {
    const { counter = null, identification = null } = at ?? {};
    const { token, expiresAt } = await openSession(context, tx, citizen.citizenId, counter, identification);
    return {
      token,
      expiresAt: expiresAt.toISOString(),
      citizen: showCitizen(protection, citizen, { level: at ? inPersonLevel : citizen.level, atCounter: at !== null }),
      assistance: at && assistanceAt(at.assistance, identification),
    };
  }

  const me = (citizen: CitizenRow, caller: CitizenCaller) => ({
    citizen: showCitizen(protection, citizen, {
      level: Math.max(caller.level, citizen.level),
      atCounter: caller.assistance !== null,
    }),
    assistance: caller.assistance,
    expiresAt: caller.expiresAt.toISOString(),
  });

  return {
    'identity.sendCode': ({ body, caller }) => sendCode(context, body.mobile, caller.from ?? ''),

    'identity.signIn': async ({ body, caller, keep }) => {
      const { kind, code, mobile, wechatCode } = body;
      if (kind === 'wechat') {
        const openid = await wechat.openidOf(code);
        return settlingRaces(() =>
          database.transaction(async (tx) => {
            const session = await welcome(tx, await citizenOfWechat(context, tx, openid));
            await keep(tx, session, session.citizen.citizenId);
            return session;
          }),
        );
      }
      if (mobile === undefined) {
        const message = { zh: '请填写手机号码。', en: 'Mobile number: please fill this in.' };
        throw new ProblemError('invalid_request', { fields: [{ field: 'mobile', message }] });
      }
      await checkCode(context, mobile, code, caller.from ?? '');
      const openid = wechatCode === undefined ? null : await wechat.openidOf(wechatCode);
      return settlingRaces(() =>
        database.transaction(async (tx) => {
          await useCode(context, tx, mobile, code, caller.from ?? '');
          const session = await welcome(tx, await citizenOfMobile(context, tx, mobile, openid));
          await keep(tx, session, session.citizen.citizenId);
          return session;
        }),
      );
    },

    'identity.signOut': async ({ caller }) => {
      await database.delete(sessions).where(eq(sessions.tokenHash, caller.tokenHash));
      return undefined;
    },

    'identity.me': async ({ caller }) => me(await citizenById(database, caller.citizenId), caller),

    'identity.verify': async ({ body, caller, keep }) => {
      const identity = await identityBy(context, body);
      return settlingRaces(() =>
        database.transaction(async (tx) => {
          const answer = me(await confirmIdentity(context, tx, caller.citizenId, identity), caller);
          await keep(tx, answer);
          return answer;
        }),
      );
    },

    'identity.startFaceCheck': ({ body, caller }) => startFaceCheck(context, caller, body),

    'identity.finishFaceCheck': ({ body, caller, keep }) =>
      settlingRaces(() =>
        finishFaceCheck(context, caller, body, (citizen, level) => me(citizen, { ...caller, level }), keep),
      ),

    'identity.confirmInPerson': async ({ body, caller, keep }) => {
      const { presented, identification } = await cardBefore(context, caller, body);
      const identity = await identityBy(context, presented);
      return settlingRaces(() =>
        database.transaction(async (tx) => {
          const session = await welcome(tx, await citizenSeen(context, tx, identity), {
            counter: caller,
            assistance: caller.assistance,
            identification,
          });
          await keep(tx, session, session.citizen.citizenId);
          return session;
        }),
      );
    },
  };
}
