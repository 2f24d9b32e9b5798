// WeChat login: exchanges the code of `wx.login` for the person's openid (code2session).
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { GatewayConfig } from '../config/index.ts';
import { ProblemError } from '../http/problem.ts';

/** Who is in WeChat. */
export interface WechatLogin {
  /**
   * @param code of `wx.login`; good once, for five minutes
   * @throws ProblemError `code_wrong` when WeChat does not know the code, `wechat_unavailable` when it does not answer
   */
  openidOf(code: string): Promise<string>;
}

const answer = Compile(
  Type.Object({
    openid: Type.Optional(Type.String({ minLength: 1 })),
    errcode: Type.Optional(Type.Integer()),
  }),
);
/** 40029: invalid code; 40163: the code has been used. */
const codeRefused = [40029, 40163];
const deadlineMs = 5_000;

export function createWechatLogin({ url, appId, appSecret }: GatewayConfig['wechat']): WechatLogin {
  return {
    async openidOf(code) {
      const query = new URLSearchParams({
        appid: appId,
        secret: appSecret,
        js_code: code,
        grant_type: 'authorization_code',
      });
      let content: unknown;
      try {
        const response = await fetch(`${url.replace(/\/$/, '')}/sns/jscode2session?${query}`, {
          signal: AbortSignal.timeout(deadlineMs),
          redirect: 'error',
        });
        content = await response.json();
      } catch (cause) {
        throw new ProblemError('wechat_unavailable', { cause });
      }
      if (!answer.Check(content)) throw new ProblemError('wechat_unavailable');
      if (content.openid) return content.openid;
      throw new ProblemError(codeRefused.includes(content.errcode ?? 0) ? 'code_wrong' : 'wechat_unavailable');
    },
  };
}
