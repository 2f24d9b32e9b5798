// What the operations of `webhookDeliveries` take and answer.
import { Type } from 'typebox';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import { WebhookDelivery, WebhookDeliveryPage, WebhookDeliveryQuery } from '../webhook.ts';
import type { Operation } from './operation.ts';

export const webhookDeliveryOperations = {
  'webhookDeliveries.list': {
    summary: 'Messages to the partner’s addresses, newest first; the dead letters among them',
    query: WebhookDeliveryQuery,
    status: 200,
    result: WebhookDeliveryPage,
    problems: ['signature_invalid', 'signature_expired'],
  },
  'webhookDeliveries.replay': {
    summary: 'Send a message again, under its old id',
    params: Type.Object({ deliveryId: Id('The message') }),
    status: 200,
    result: WebhookDelivery,
    problems: ['signature_invalid', 'signature_expired', 'not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
