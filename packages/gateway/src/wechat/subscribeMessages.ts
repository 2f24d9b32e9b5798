// WeChat's subscribe messages (cgi-bin/message/subscribe/send): a registered template, filled with a notice.
import { type NoticeTemplate, noticeTemplates, OneOf } from '@onetrip/shared/contract';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { GatewayConfig } from '../config/index.ts';
import type { Message } from '../notices/message.ts';
import { type AccessToken, WechatSilent } from './accessToken.ts';

/** What a template may be filled with. */
const fillings = {
  matter: ({ matter }: Message) => matter,
  number: ({ number }: Message) => number,
  status: ({ words }: Message) => words.phrase,
  next: ({ words }: Message) => words.short,
  at: ({ at }: Message) => hangzhouTime(at),
} as const;
const fillingNames = Object.keys(fillings) as (keyof typeof fillings)[];

/** A template as it is registered with WeChat: its id, and what fills each of its keywords (`thing1`, `phrase2`, …). */
export interface WechatTemplate {
  template: NoticeTemplate;
  templateId: string;
  keywords: Record<string, keyof typeof fillings>;
}

/** Form of the file of templates. */
export const wechatTemplatesFile = Type.Array(
  Type.Object({
    template: OneOf(noticeTemplates),
    templateId: Type.String({ minLength: 1, maxLength: 64 }),
    keywords: Type.Record(
      Type.String({ pattern: '^(thing|character_string|phrase|time)[0-9]{1,2}$' }),
      OneOf(fillingNames),
    ),
  }),
);

/**
 * How it went. `refused`: he does not want it · `faulty`: it can never be sent as it is · `unanswered`: perhaps sent ·
 * `busy`: certainly not sent, may be later. `answer` is WeChat's code.
 */
export interface WechatOutcome {
  kind: 'sent' | 'refused' | 'faulty' | 'unanswered' | 'busy';
  answer: string;
}

/** Sends subscribe messages. */
export interface SubscribeMessages {
  /** Never throws. */
  send(openid: string, message: Message): Promise<WechatOutcome>;
}

/** 40001, 40014: invalid access token; 42001: lapsed. */
const tokenRefused = new Set([40001, 40014, 42001]);
/** By errcode; any other is `faulty`: 40003 openid, 40037 template, 41030 page, 45009 the day's quota, 47003 argument. */
const meanings: ReadonlyMap<number, WechatOutcome['kind']> = new Map([
  [0, 'sent'],
  [43101, 'refused'],
  [-1, 'busy'],
]);
/** Longest value by kind of keyword; WeChat refuses a longer one with 47003. */
const longest: Record<string, number> = { thing: 20, character_string: 32, phrase: 5 };
const deadlineMs = 5_000;
const answerForm = Compile(Type.Object({ errcode: Type.Integer() }));
/** Where the message leads. */
const page = 'pages/progress/index';

const hangzhouTime = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

function fitting(keyword: string, text: string): string {
  const most = longest[keyword.replace(/\d+$/, '')] ?? text.length;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** @param token of the same mini-program */
export function createSubscribeMessages(
  { url, templates }: Pick<GatewayConfig['wechat'], 'url' | 'templates'>,
  token: AccessToken,
): SubscribeMessages {
  const bodyFor = (openid: string, { templateId, keywords }: WechatTemplate, message: Message): string =>
    JSON.stringify({
      touser: openid,
      template_id: templateId,
      page: `${page}?applicationId=${message.applicationId}`,
      miniprogram_state: 'formal',
      lang: 'zh_CN',
      data: Object.fromEntries(
        Object.entries(keywords).map(([keyword, filling]) => [
          keyword,
          { value: fitting(keyword, fillings[filling](message)) },
        ]),
      ),
    });

  async function post(accessToken: string, body: string): Promise<number | 'unanswered' | 'busy'> {
    let response: Response;
    try {
      response = await fetch(
        `${url.replace(/\/$/, '')}/cgi-bin/message/subscribe/send?access_token=${encodeURIComponent(accessToken)}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          signal: AbortSignal.timeout(deadlineMs),
          redirect: 'error',
        },
      );
    } catch (error) {
      return neverArrived(error) ? 'busy' : 'unanswered';
    }
    // Turned away at the door, before anything was done.
    if (response.status === 429 || response.status === 503) return 'busy';
    const content: unknown = await response.json().catch(() => null);
    return answerForm.Check(content) ? content.errcode : 'unanswered';
  }

  return {
    async send(openid, message) {
      const template = templates.find((one) => one.template === message.words.template);
      if (!template) return { kind: 'faulty', answer: 'noTemplate' };
      const body = bodyFor(openid, template, message);
      try {
        for (let first = true; ; first = false) {
          const accessToken = await token.get();
          const answer = await post(accessToken, body);
          if (typeof answer === 'string') return { kind: answer, answer };
          const refusedToken = tokenRefused.has(answer);
          if (refusedToken) token.refused(accessToken);
          if (!refusedToken || !first) {
            return { kind: refusedToken ? 'busy' : (meanings.get(answer) ?? 'faulty'), answer: String(answer) };
          }
        }
      } catch (error) {
        // Without a token nothing was sent.
        if (error instanceof WechatSilent) return { kind: 'busy', answer: 'noToken' };
        throw error;
      }
    },
  };
}

/** Whether a request certainly never left: no connection was made. */
const neverArrived = (error: unknown): boolean => {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(String(cause?.code));
};
