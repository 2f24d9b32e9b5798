// What the operations of `webhookEndpoints` take and answer.
import { Type } from 'typebox';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import { CreateWebhookEndpointBody, WebhookEndpoints, WebhookEndpointWithSecret } from '../webhook.ts';
import type { Operation } from './operation.ts';

const webhookEndpointParams = Type.Object({ endpointId: Id('The address') });

export const webhookEndpointOperations = {
  'webhookEndpoints.create': {
    summary: 'Register an address that is told of the partner’s own cases (Standard Webhooks)',
    body: CreateWebhookEndpointBody,
    status: 201,
    result: WebhookEndpointWithSecret,
    problems: ['signature_invalid', 'signature_expired', 'webhook_endpoints_full'],
  },
  'webhookEndpoints.list': {
    summary: 'The partner’s addresses',
    status: 200,
    result: WebhookEndpoints,
    problems: ['signature_invalid', 'signature_expired'],
  },
  'webhookEndpoints.rotateSecret': {
    summary: 'A new secret; for a day the former one signs too',
    params: webhookEndpointParams,
    status: 201,
    result: WebhookEndpointWithSecret,
    problems: ['signature_invalid', 'signature_expired', 'not_found'],
  },
  'webhookEndpoints.delete': {
    summary: 'Forget an address and its messages; one that is gone already stays gone',
    params: webhookEndpointParams,
    status: 204,
    problems: ['signature_invalid', 'signature_expired'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
