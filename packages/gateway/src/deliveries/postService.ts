// The post (EMS): takes an order once, and tells how a parcel stands. The protocol stands in docs/protocols.md.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { OneOf, type PostAddress } from '@onetrip/shared/contract';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { GatewayConfig } from '../config/index.ts';

/** Where the post calls back, below the gateway's public address. */
export const callbackPath = '/callbacks/post';

/** What the post says happened to a parcel. */
const parcelEvents = ['collected', 'inTransit', 'signed', 'returned'] as const;
export type ParcelEvent = (typeof parcelEvents)[number];

/** One line of a parcel's track. */
export interface TrackLine {
  /** Counts up within a parcel. */
  seq: number;
  event: ParcelEvent;
  at: string;
}

/** Somebody the post goes to. */
export interface PostParty {
  name: string;
  mobile: string;
  address: string;
}

/** What is to be carried. The same order id is one parcel, however often it is asked for. */
export interface PostOrder {
  orderId: string;
  sender: PostParty;
  recipient: PostParty;
  callback: string;
}

/** The post does not answer, or not in the agreed form. */
class PostUnavailable extends Error {
  override name = 'PostUnavailable';
}

/** The post. */
export interface PostService {
  /** Orders a parcel. @returns its waybill number @throws PostUnavailable */
  order(order: PostOrder): Promise<string>;
  /** A parcel's track so far. @throws PostUnavailable */
  track(orderId: string): Promise<TrackLine[]>;
  /** Reads a call-back. @returns null when it is not the post's, too old, or not in the agreed form */
  readCall(headers: Record<string, string | string[] | undefined>, body: Buffer): ParcelCall | null;
}

/** What a call-back brings. */
export interface ParcelCall {
  orderId: string;
  waybill: string;
  lines: TrackLine[];
}

const line = Type.Object({
  seq: Type.Integer({ minimum: 1 }),
  event: OneOf(parcelEvents),
  at: Type.String({ maxLength: 40 }),
});
/** A UPU S10 number of the express service of China. */
const waybill = Type.String({ pattern: '^E[A-Z]\\d{9}CN$' });
const ordered = Compile(Type.Object({ orderId: Type.String(), waybill }));
const tracked = Compile(Type.Object({ lines: Type.Array(line, { maxItems: 500 }) }));
const called = Compile(Type.Object({ orderId: Type.String(), waybill, lines: Type.Array(line, { maxItems: 500 }) }));

const deadlineMs = 5_000;
/** A call-back older than this, or from further ahead, is refused. */
const skewSeconds = 300;

/** An address as the post writes it. */
export const partyAt = ({ name, mobile, province, city, district, street }: PostAddress): PostParty => ({
  name,
  mobile,
  address: `${province}${city}${district}${street}`,
});

/** Signature of a call-back: HMAC-SHA256 over time and body, hexadecimal. */
const signatureOf = (key: string, timestamp: string, body: Buffer): string =>
  createHmac('sha256', key).update(`${timestamp}\n`).update(body).digest('hex');

export function createPostService({ url, key }: { url: string; key: string }, now: () => Date): PostService {
  async function ask(path: string, init: RequestInit): Promise<unknown> {
    try {
      const response = await fetch(`${url.replace(/\/$/, '')}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(deadlineMs),
        redirect: 'error',
      });
      const content: unknown = await response.json();
      if (response.ok) return content;
    } catch (cause) {
      throw new PostUnavailable('the post does not answer', { cause });
    }
    throw new PostUnavailable('the post refuses');
  }
  return {
    async order(order) {
      const answer = await ask('/orders', { method: 'POST', body: JSON.stringify(order) });
      if (!ordered.Check(answer) || answer.orderId !== order.orderId) throw new PostUnavailable('not an order');
      return answer.waybill;
    },
    async track(orderId) {
      const answer = await ask(`/orders/${encodeURIComponent(orderId)}/track`, { method: 'GET' });
      if (!tracked.Check(answer)) throw new PostUnavailable('not a track');
      return answer.lines;
    },
    readCall(headers, body) {
      const timestamp = String(headers['post-timestamp'] ?? '');
      const given = Buffer.from(String(headers['post-signature'] ?? ''));
      const expected = Buffer.from(signatureOf(key, timestamp, body));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      if (Math.abs(now().getTime() / 1000 - Number(timestamp)) > skewSeconds) return null;
      const content = parsed(body);
      return called.Check(content) ? content : null;
    },
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

/** The post as configured; undefined where there is none. */
export const postServiceOf = ({ post }: Pick<GatewayConfig, 'post'>, now: () => Date): PostService | undefined =>
  post && createPostService(post, now);
