// Webhooks (Standard Webhooks): what a partner's back end is told of the cases filed at its own counters.
import { type Static, Type } from 'typebox';
import { type ApplicationEventType, applicationStates } from './application.ts';
import { Id, Nullable, OneOf, Page, PageQuery, Time } from './text.ts';

/** Events of an application that its partner may be told of. What a register answered is none of his business. */
const toldToPartners = [
  'submitted',
  'accepted',
  'deemedAccepted',
  'notAccepted',
  'supplementAsked',
  'supplementGiven',
  'corrected',
  'approved',
  'rejected',
  'billIssued',
  'billPaid',
  'licenceIssued',
  'delivered',
  'withdrawn',
  'terminated',
] as const satisfies readonly ApplicationEventType[];

/** Types of webhook events, `application.<event>`. */
export const webhookEventTypes = toldToPartners.map((type) => `application.${type}` as const);
export type WebhookEventType = `application.${(typeof toldToPartners)[number]}`;

/** The webhook event an entry of the history becomes; null where partners are not told. */
export const webhookTypeOf = (type: ApplicationEventType): WebhookEventType | null =>
  (toldToPartners as readonly ApplicationEventType[]).includes(type)
    ? (`application.${type}` as WebhookEventType)
    : null;

/** What is sent. It says which case and how it stands, and nothing of the citizen. */
export const WebhookEvent = Type.Object(
  {
    type: OneOf(webhookEventTypes),
    timestamp: Time('When it happened'),
    data: Type.Object({
      applicationId: Type.String(),
      acceptanceNumber: Type.String(),
      matterId: Type.String(),
      state: OneOf(applicationStates, { description: 'The state after the event' }),
      seq: Type.Integer({
        minimum: 1,
        description: 'Number of the entry in the history: events may arrive out of order, the highest is the latest',
      }),
      servicePointId: Type.String({ description: 'The counter where it was filed' }),
      operatorId: Type.String({ description: 'The clerk who filed it' }),
    }),
  },
  {
    title: 'WebhookEvent',
    description: 'A webhook’s payload (Standard Webhooks); nothing in it identifies a citizen.',
  },
);
export type WebhookEvent = Static<typeof WebhookEvent>;

/** Register an address. */
export const CreateWebhookEndpointBody = Type.Object(
  {
    url: Type.String({ format: 'uri', maxLength: 500, description: 'https, on the public Internet, without a login' }),
    events: Type.Optional(
      Type.Array(OneOf(webhookEventTypes), { minItems: 1, uniqueItems: true, description: 'Default: every type' }),
    ),
  },
  { title: 'CreateWebhookEndpointBody', additionalProperties: false },
);
export type CreateWebhookEndpointBody = Static<typeof CreateWebhookEndpointBody>;

/** An address that is told. */
export const WebhookEndpoint = Type.Object(
  {
    endpointId: Type.String(),
    url: Type.String(),
    events: Type.Array(OneOf(webhookEventTypes)),
    createdAt: Time('Registered'),
    disabledAt: Nullable(Time('Since when nothing is sent there'), {
      description: 'The address answered 410 Gone: nothing is sent there any more',
    }),
    formerSecretUntil: Nullable(Time('Until when the former secret signs too'), {
      description: 'After a rotation: until then messages carry a signature under either secret',
    }),
  },
  { title: 'WebhookEndpoint', description: 'An address of a partner that is told of its cases.' },
);
export type WebhookEndpoint = Static<typeof WebhookEndpoint>;

/** An address with its secret, which is shown once. */
export const WebhookEndpointWithSecret = Type.Object(
  {
    ...WebhookEndpoint.properties,
    secret: Type.String({ description: '`whsec_…`: verifies the `v1` signatures; shown this once' }),
  },
  { title: 'WebhookEndpointWithSecret', description: 'An address and its secret, which is shown this once.' },
);
export type WebhookEndpointWithSecret = Static<typeof WebhookEndpointWithSecret>;

/** A partner's addresses. */
export const WebhookEndpoints = Type.Object({ items: Type.Array(WebhookEndpoint) }, { title: 'WebhookEndpoints' });
export type WebhookEndpoints = Static<typeof WebhookEndpoints>;

/** How a message stands. */
export const webhookDeliveryStates = ['pending', 'delivered', 'dead'] as const;
export type WebhookDeliveryState = (typeof webhookDeliveryStates)[number];

/** One message to one address. */
export const WebhookDelivery = Type.Object(
  {
    deliveryId: Type.String({ description: 'The header `webhook-id`: the same at every attempt' }),
    endpointId: Type.String(),
    state: OneOf(webhookDeliveryStates, {
      description:
        '`pending`: is being tried · `delivered` · `dead`: every attempt failed, see `webhookDeliveries.replay`',
    }),
    attempts: Type.Integer({ minimum: 0 }),
    lastStatus: Nullable(Type.Integer(), { description: 'HTTP status of the last attempt; null where none came' }),
    nextAttemptAt: Nullable(Time('When it is tried next')),
    createdAt: Time('Made'),
    event: WebhookEvent,
  },
  { title: 'WebhookDelivery', description: 'One message to one address, with its attempts.' },
);
export type WebhookDelivery = Static<typeof WebhookDelivery>;

/** Messages, newest first. */
export const WebhookDeliveryPage = Page('WebhookDeliveryPage', WebhookDelivery);
export type WebhookDeliveryPage = Static<typeof WebhookDeliveryPage>;

/** Query of `webhookDeliveries.list`. */
export const WebhookDeliveryQuery = Type.Object({
  state: Type.Optional(OneOf(webhookDeliveryStates, { description: 'Only these; `dead` lists the dead letters' })),
  endpointId: Type.Optional(Id('Only to this address')),
  ...PageQuery,
});
export type WebhookDeliveryQuery = Static<typeof WebhookDeliveryQuery>;
