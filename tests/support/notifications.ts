// Stands where WeChat Pay sends its notifications, so that a test can hold one back, repeat it, or forge one like it.
import { createCipheriv, createDecipheriv, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { System } from './system.ts';

/** A notification as it was sent. */
export interface Notification {
  /** Where it was sent to. */
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Catches notifications; none reaches the gateway by itself. */
export interface NotificationTrap {
  /** What the gateway names as its own address (`ONETRIP_PUBLIC_URL`). */
  url: string;
  /** The next notification caught. */
  next(): Promise<Notification>;
  close(): Promise<void>;
}

/** Starts a trap. */
export async function startTrap(): Promise<NotificationTrap> {
  const caught: Notification[] = [];
  let wake = () => {};
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const named = Object.entries(request.headers).filter(([name]) => name.startsWith('wechatpay-'));
      caught.push({
        path: request.url ?? '/',
        headers: Object.fromEntries(named) as Record<string, string>,
        body: Buffer.concat(chunks).toString(),
      });
      response.end('{"code":"SUCCESS"}');
      wake();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async next() {
      while (caught.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return caught.shift() as Notification;
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** Hands a notification to the gateway, as WeChat Pay would. */
export async function deliver(system: System, { path, headers, body }: Notification) {
  const response = await fetch(`${system.gatewayUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, answer: (await response.json()) as { code: string } };
}

/** A key nobody knows. */
export const strangersKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** The same notification with another content, encrypted and signed as WeChat Pay itself would, or with `key`. */
export function rewrite(
  { wechatPay }: System,
  original: Notification,
  change: (transaction: Record<string, unknown>) => Record<string, unknown>,
  { key = wechatPay.publicKeyPrivateKey, ageSeconds = 0 }: { key?: string | KeyObject; ageSeconds?: number } = {},
): Notification {
  const message = JSON.parse(original.body) as { resource: Record<'ciphertext' | 'nonce' | 'associated_data', string> };
  const { ciphertext, nonce, associated_data: associated } = message.resource;
  const bytes = Buffer.from(ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', wechatPay.apiV3Key, nonce).setAAD(Buffer.from(associated));
  decipher.setAuthTag(bytes.subarray(-16));
  const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString();
  const cipher = createCipheriv('aes-256-gcm', wechatPay.apiV3Key, nonce).setAAD(Buffer.from(associated));
  const changed = JSON.stringify(change(JSON.parse(text) as Record<string, unknown>));
  const sealed = Buffer.concat([cipher.update(changed), cipher.final(), cipher.getAuthTag()]).toString('base64');
  const body = JSON.stringify({ ...message, resource: { ...message.resource, ciphertext: sealed } });
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const made = createSign('RSA-SHA256').update(`${timestamp}\n${original.headers['wechatpay-nonce']}\n${body}\n`);
  return {
    path: original.path,
    headers: {
      ...original.headers,
      'wechatpay-timestamp': timestamp,
      'wechatpay-signature': made.sign(key, 'base64'),
    },
    body,
  };
}
