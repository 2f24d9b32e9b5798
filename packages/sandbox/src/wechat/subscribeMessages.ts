// WeChat's one-time subscribe messages as published: each acceptance in a tap permits one message of one template.
import type { FastifyInstance } from 'fastify';
import { obeySwitches, type SwitchBoard } from '../switches.ts';
import { rfc3339 } from '../time.ts';
import type { AccessTokens } from './accessTokens.ts';
import { type RegisteredTemplate, registeredTemplates } from './templates.ts';

/** A message as WeChat shows it. */
export type WechatMessage = { title: string; page: string; lines: { label: string; value: string }[]; at: string };

/** What each kind of keyword may hold. */
const holds: Record<string, RegExp> = {
  thing: /^[^\n]{1,20}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  phrase: /^\p{Script=Han}{1,5}$/u,
  time: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/,
};

const errors = {
  0: 'ok',
  40001: 'invalid credential, access_token is invalid or not latest',
  40003: 'invalid openid',
  40037: 'invalid template_id',
  41001: 'access_token missing',
  41030: 'invalid page',
  42001: 'access_token expired',
  43101: 'user refuse to accept the msg',
  47001: 'data format error',
  47003: 'argument invalid!',
} as const;
type Errcode = keyof typeof errors;

const readTemplate = (body: unknown): Record<string, unknown> | null =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null;

/** The server side of subscriptions: who accepted what, and the messages that arrived. */
export class Subscriptions {
  readonly #accepted = new Map<string, number>();
  readonly #messages = new Map<string, WechatMessage[]>();
  readonly #isOpenid: (openid: string) => boolean;
  readonly #now: () => number;

  constructor(isOpenid: (openid: string) => boolean, now: () => number) {
    this.#isOpenid = isOpenid;
    this.#now = now;
  }

  /** The person taps, is asked for these templates, and accepts or rejects; answers as `wx.requestSubscribeMessage`. */
  ask(openid: string, templateIds: readonly string[], decision: 'accept' | 'reject'): Record<string, string> {
    const answers: Record<string, string> = { errMsg: 'requestSubscribeMessage:ok' };
    for (const templateId of templateIds) {
      const known = registeredTemplates.some((one) => one.templateId === templateId);
      answers[templateId] = known ? decision : 'filter';
      if (!known || decision === 'reject') continue;
      const key = `${openid} ${templateId}`;
      this.#accepted.set(key, (this.#accepted.get(key) ?? 0) + 1);
    }
    return answers;
  }

  /** He switches the app's messages off in WeChat's settings: nothing he accepted counts any more. */
  switchOff(openid: string): void {
    for (const { templateId } of registeredTemplates) this.#accepted.delete(`${openid} ${templateId}`);
  }

  /** A person's messages, newest first. */
  of(openid: string): readonly WechatMessage[] {
    return this.#messages.get(openid) ?? [];
  }

  /** Takes one message, or answers an error code. */
  take(given: unknown): Errcode {
    const body = readTemplate(given);
    if (!body) return 47001;
    const { touser, template_id: templateId, page, data } = body;
    if (typeof touser !== 'string' || !this.#isOpenid(touser)) return 40003;
    const template = registeredTemplates.find((one) => one.templateId === templateId);
    if (!template) return 40037;
    if (typeof page !== 'string' || !/^pages\/[\w/-]+(\?[\w=&-]*)?$/.test(page)) return 41030;
    const lines = linesOf(template, data);
    if (lines === null) return 47003;
    const key = `${touser} ${template.templateId}`;
    const left = this.#accepted.get(key) ?? 0;
    if (left === 0) return 43101;
    this.#accepted.set(key, left - 1);
    const message = { title: template.title, page, lines, at: rfc3339(this.#now()) };
    this.#messages.set(touser, [message, ...this.of(touser)].slice(0, 50));
    return 0;
  }
}

/** Every keyword must be there, no other, and each hold what its kind may; null where not. */
function linesOf(template: RegisteredTemplate, data: unknown): WechatMessage['lines'] | null {
  if (typeof data !== 'object' || data === null) return null;
  const given = data as Record<string, { value?: unknown } | undefined>;
  if (Object.keys(given).some((keyword) => !(keyword in template.keywords))) return null;
  const lines: WechatMessage['lines'] = [];
  for (const [keyword, { label }] of Object.entries(template.keywords)) {
    const value = given[keyword]?.value;
    if (typeof value !== 'string' || !holds[keyword.replace(/\d+$/, '')]?.test(value)) return null;
    lines.push({ label, value });
  }
  return lines;
}

/** Mounts `/wechat/cgi-bin/stable_token` and `/wechat/cgi-bin/message/subscribe/send`. Errors come with status 200. */
export function playSubscribeMessages(
  app: FastifyInstance,
  { tokens, subscriptions, board }: { tokens: AccessTokens; subscriptions: Subscriptions; board: SwitchBoard },
): void {
  obeySwitches(app, board, () => 'wechat');
  app.post('/wechat/cgi-bin/stable_token', async ({ body }) => {
    const answer = tokens.give(body);
    return typeof answer === 'number' ? { errcode: answer, errmsg: 'refused' } : answer;
  });
  app.post<{ Querystring: { access_token?: string } }>(
    '/wechat/cgi-bin/message/subscribe/send',
    async ({ query, body }) => {
      const errcode = tokens.check(query.access_token) ?? subscriptions.take(body);
      return { errcode, errmsg: errors[errcode] };
    },
  );
}
