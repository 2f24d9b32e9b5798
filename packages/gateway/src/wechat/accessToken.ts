// WeChat's access token (cgi-bin/stable_token): the same for every gateway until it lapses, so each may ask for it.
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { GatewayConfig } from '../config/index.ts';

/** The credential of calls to WeChat's server interfaces. */
export interface AccessToken {
  /** @throws WechatSilent when WeChat does not answer, or not with a token */
  get(): Promise<string>;
  /** WeChat has called a token invalid or lapsed: the next `get` asks anew. */
  refused(token: string): void;
}

/** WeChat did not answer, or not in the published form. */
export class WechatSilent extends Error {
  override name = 'WechatSilent';
}

const answer = Compile(
  Type.Object({ access_token: Type.String({ minLength: 1 }), expires_in: Type.Integer({ minimum: 1 }) }),
);
const deadlineMs = 5_000;
/** Asked for anew this long before it lapses. */
const earlyMs = 5 * 60_000;

export function createAccessToken(
  { url, appId, appSecret }: Pick<GatewayConfig['wechat'], 'url' | 'appId' | 'appSecret'>,
  now: () => Date,
): AccessToken {
  let held: { token: string; until: number } | undefined;
  let asking: Promise<string> | undefined;
  let refusedToken: string | undefined;

  async function ask(force: boolean): Promise<string> {
    let content: unknown;
    try {
      const response = await fetch(`${url.replace(/\/$/, '')}/cgi-bin/stable_token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          grant_type: 'client_credential',
          appid: appId,
          secret: appSecret,
          force_refresh: force,
        }),
        signal: AbortSignal.timeout(deadlineMs),
        redirect: 'error',
      });
      content = await response.json();
    } catch (cause) {
      throw new WechatSilent('WeChat gives no access token', { cause });
    }
    if (!answer.Check(content)) throw new WechatSilent('WeChat gives no access token');
    held = { token: content.access_token, until: now().getTime() + content.expires_in * 1000 - earlyMs };
    return content.access_token;
  }

  /** The stable token stands until it lapses; only one that WeChat itself refuses is replaced by force. */
  async function askAnew(): Promise<string> {
    const token = await ask(false);
    return token === refusedToken ? ask(true) : token;
  }

  return {
    async get() {
      if (held && now().getTime() < held.until) return held.token;
      asking ??= askAnew().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    refused(token) {
      refusedToken = token;
      if (held?.token === token) held = undefined;
    },
  };
}
