// Webhooks as the service sends them, for a receiver under test.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { WebhookEvent } from '@onetrip/shared/contract';
import type { WebhookEventOf, WebhookEventType } from '../partner/webhooks/events.ts';

/** A webhook, ready to be posted. */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes that are signed, as text: post them as they are. */
  readonly body: string;
}

/**
 * A new secret, as `webhookEndpoints.create` answers with.
 * @example
 * const secret = newWebhookSecret();
 */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * An event of this type, about an invented case; `data` says what of it is to be otherwise.
 * @example
 * const event = testWebhookEvent('application.delivered', { operatorId: 'T0312' });
 */
export function testWebhookEvent<T extends WebhookEventType>(
  type: T,
  data: Partial<WebhookEvent['data']> = {},
): WebhookEventOf<T> {
  return {
    type,
    timestamp: '2026-03-02T09:00:00+08:00',
    data: {
      applicationId: 'app_01example',
      acceptanceNumber: 'HZ20260302000001',
      matterId: 'HZ-GA-041',
      state: 'accepted',
      seq: 2,
      servicePointId: 'SP0050',
      operatorId: 'T0312',
      ...data,
    },
  };
}

/**
 * Signs an event with each secret, as the service does (Standard Webhooks, `v1`).
 * @param id of the message; the same id is the same message
 * @param at when it is sent; default now
 * @example
 * const { headers, body } = signWebhook(testWebhookEvent('application.approved'), secret);
 * await fetch(receiver, { method: 'POST', headers, body });
 */
export function signWebhook(
  event: WebhookEvent,
  secrets: string | readonly string[],
  { id = `msg_${randomUUID()}`, at = new Date() }: { readonly id?: string; readonly at?: Date } = {},
): SignedWebhook {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = [secrets].flat().map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatures.join(' '),
    },
  };
}
