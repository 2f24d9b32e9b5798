// WeChat's login as published: wx.login gives a code, sns/jscode2session exchanges it once within five minutes.
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { obeySwitches, type SwitchBoard } from '../switches.ts';

const codeLifeMs = 5 * 60_000;
/** Calls a user may make in a minute. */
const callsPerMinute = 100;

/** The errors of jscode2session and of every interface, by code. */
const errors = {
  40002: 'invalid grant_type',
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40163: 'code been used',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  45011: 'api minute-quota reach limit  mustslower  retry next minute',
} as const;

/** The login server: gives out codes for people and exchanges them. */
export class WechatLogin {
  readonly #codes = new Map<string, { openid: string; givenAt: number; used: boolean }>();
  readonly #calls = new Map<string, number[]>();
  readonly #sessionKeys = new Map<string, string>();
  readonly #app: { appId: string; appSecret: string };
  readonly #now: () => number;

  constructor(app: { appId: string; appSecret: string }, now: () => number) {
    this.#app = app;
    this.#now = now;
  }

  /** The openid a person has in this app: the same each time, saying nothing of him. */
  openidOf(personId: string): string {
    const hash = createHash('sha256').update(`${this.#app.appId}/${personId}`).digest('base64url');
    return `o${hash.slice(0, 27)}`;
  }

  /** What `wx.login` gives a person's phone. */
  giveCode(personId: string): string {
    const code = randomBytes(24).toString('base64url');
    this.#codes.set(code, { openid: this.openidOf(personId), givenAt: this.#now(), used: false });
    return code;
  }

  /** Exchanges a code, or answers an error code. */
  exchange(query: Record<string, string | undefined>): { openid: string; session_key: string } | keyof typeof errors {
    const { appid, secret, js_code: jsCode, grant_type: grantType } = query;
    if (!appid) return 41002;
    if (!secret) return 41004;
    if (!jsCode) return 41008;
    if (grantType !== 'authorization_code') return 40002;
    if (appid !== this.#app.appId) return 40013;
    if (secret !== this.#app.appSecret) return 40125;
    const given = this.#codes.get(jsCode);
    const now = this.#now();
    if (!given || now - given.givenAt > codeLifeMs) return 40029;
    if (given.used) return 40163;
    const recent = (this.#calls.get(given.openid) ?? []).filter((at) => now - at < 60_000);
    if (recent.length >= callsPerMinute) return 45011;
    this.#calls.set(given.openid, [...recent, now]);
    given.used = true;
    const sessionKey = this.#sessionKeys.get(given.openid) ?? randomBytes(16).toString('base64');
    this.#sessionKeys.set(given.openid, sessionKey);
    return { openid: given.openid, session_key: sessionKey };
  }
}

/** Mounts `/wechat/sns/jscode2session`. Errors come with status 200, as they do there. */
export function playWechatLogin(app: FastifyInstance, login: WechatLogin, board: SwitchBoard): void {
  obeySwitches(app, board, () => 'wechat');
  app.get<{ Querystring: Record<string, string | undefined> }>(
    '/wechat/sns/jscode2session',
    async ({ query }, reply) => {
      const answer = login.exchange(query);
      reply.type('text/plain'); // The real one answers JSON under this type.
      if (typeof answer !== 'number') return JSON.stringify(answer);
      const rid = `${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`;
      return JSON.stringify({ errcode: answer, errmsg: `${errors[answer]}, rid: ${rid}` });
    },
  );
}
