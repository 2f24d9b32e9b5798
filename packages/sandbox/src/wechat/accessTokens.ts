// WeChat's access tokens as published: cgi-bin/stable_token gives the same token until it lapses, unless forced.
import { randomBytes } from 'node:crypto';

const lifeSeconds = 7_200;
/** Forced refreshes a day. */
const forcedPerDay = 20;
const dayMs = 24 * 3_600_000;

/** What the interface answers: a token, or an error code. */
export type TokenAnswer = { access_token: string; expires_in: number } | 40002 | 40013 | 40125 | 45009 | 47001;

/** Gives tokens out, and knows those that hold. */
export class AccessTokens {
  #held: { token: string; until: number } | null = null;
  readonly #lapsed = new Set<string>();
  #forced: number[] = [];
  readonly #app: { appId: string; appSecret: string };
  readonly #now: () => number;

  constructor(app: { appId: string; appSecret: string }, now: () => number) {
    this.#app = app;
    this.#now = now;
  }

  /** Answers a request for the stable token. */
  give(body: unknown): TokenAnswer {
    if (typeof body !== 'object' || body === null) return 47001;
    const { grant_type: grantType, appid, secret, force_refresh: force = false } = body as Record<string, unknown>;
    if (grantType !== 'client_credential') return 40002;
    if (appid !== this.#app.appId) return 40013;
    if (secret !== this.#app.appSecret) return 40125;
    if (typeof force !== 'boolean') return 47001;
    const now = this.#now();
    if (force) {
      this.#forced = this.#forced.filter((at) => now - at < dayMs);
      if (this.#forced.length >= forcedPerDay) return 45009;
      this.#forced.push(now);
    }
    if (force || !this.#held || this.#held.until <= now) {
      if (this.#held) this.#lapsed.add(this.#held.token);
      this.#held = { token: randomBytes(48).toString('base64url'), until: now + lifeSeconds * 1000 };
    }
    return { access_token: this.#held.token, expires_in: Math.floor((this.#held.until - now) / 1000) };
  }

  /** Whether a token holds; else the error code. */
  check(token: string | undefined): null | 41001 | 40001 | 42001 {
    if (!token) return 41001;
    if (token === this.#held?.token) return this.#held.until > this.#now() ? null : 42001;
    return this.#lapsed.has(token) ? 42001 : 40001;
  }

  /** As if the token given out had lapsed before its time. */
  lapse(): void {
    if (this.#held) this.#lapsed.add(this.#held.token);
    this.#held = null;
  }
}
