// What goes out: notices, results by post or at a counter, messages to partners.
import type {
  CarriedKind,
  DeliveryDirection,
  DeliveryState,
  NoticeChannel,
  NoticeKind,
  NoticeTemplate,
  SendingState,
  WebhookDeliveryState,
  WebhookEventType,
} from '@onetrip/shared/contract';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { applications } from './applications.ts';
import { at } from './columns.ts';

/** Notices (通知): the inbox. One a cause at the most; what it says follows from its kind. */
export const notices = pgTable(
  'notices',
  {
    noticeId: text('notice_id').primaryKey(),
    citizenId: text('citizen_id').notNull(),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.applicationId),
    /** What brought it: an entry of the history, or a step of a delivery. */
    cause: text('cause').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    at: at('at').notNull(),
    readAt: at('read_at'),
  },
  (t) => [
    uniqueIndex('notices_cause').on(t.applicationId, t.cause),
    index('notices_citizen').on(t.citizenId, t.at),
    index('notices_unread').on(t.citizenId).where(sql`read_at IS NULL`),
  ],
);

/** The outbox of notices: one row a channel beside the inbox. */
export const noticeSendings = pgTable(
  'notice_sendings',
  {
    noticeId: text('notice_id')
      .notNull()
      .references(() => notices.noticeId),
    channel: text('channel').$type<NoticeChannel>().notNull(),
    state: text('state').$type<SendingState>().notNull(),
    /** What the channel answered, by its code. */
    answer: text('answer'),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.channel] })],
);

/** Channels a citizen allows; without a row, all. */
export const noticePreferences = pgTable('notice_preferences', {
  citizenId: text('citizen_id').primaryKey(),
  wechat: boolean('wechat').notNull(),
  sms: boolean('sms').notNull(),
  updatedAt: at('updated_at').notNull(),
});

/** WeChat messages a citizen has permitted, one for each acceptance in a tap. */
export const wechatSubscriptions = pgTable(
  'wechat_subscriptions',
  {
    citizenId: text('citizen_id').notNull(),
    template: text('template').$type<NoticeTemplate>().notNull(),
    remaining: integer('remaining').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.citizenId, t.template] })],
);

/** What travels for an application: the result to the citizen, his originals to the department. */
export const deliveries = pgTable(
  'deliveries',
  {
    deliveryId: text('delivery_id').primaryKey(),
    applicationId: text('application_id')
      .notNull()
      .references(() => applications.applicationId),
    direction: text('direction').$type<DeliveryDirection>().notNull(),
    kind: text('kind').$type<CarriedKind>().notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    addressSealed: text('address_sealed'),
    servicePointId: text('service_point_id'),
    codeSealed: text('code_sealed'),
    wrongCodes: integer('wrong_codes').notNull().default(0),
    waybill: text('waybill'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('deliveries_application').on(t.applicationId, t.direction),
    index('deliveries_ready').on(t.updatedAt).where(sql`state = 'ready'`),
  ],
);

/** Tracks of deliveries: entries are added, never changed. */
export const deliveryEvents = pgTable(
  'delivery_events',
  {
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => deliveries.deliveryId),
    seq: integer('seq').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.seq] })],
);

/** Addresses of partners that are told of their cases. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    endpointId: text('endpoint_id').primaryKey(),
    partnerId: text('partner_id').notNull(),
    url: text('url').notNull(),
    events: jsonb('events').$type<WebhookEventType[]>().notNull(),
    secretSealed: text('secret_sealed').notNull(),
    /** Signs too until then. */
    formerSecretSealed: text('former_secret_sealed'),
    formerSecretUntil: at('former_secret_until'),
    createdAt: at('created_at').notNull(),
    disabledAt: at('disabled_at'),
  },
  (t) => [index('webhook_endpoints_partner').on(t.partnerId)],
);

/** The outbox of webhooks: one row an address. `payload` is the text that is signed, the same at every attempt. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    deliveryId: text('delivery_id').primaryKey(),
    endpointId: text('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.endpointId, { onDelete: 'cascade' }),
    applicationId: text('application_id').notNull(),
    seq: integer('seq').notNull(),
    payload: text('payload').notNull(),
    state: text('state').$type<WebhookDeliveryState>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Attempts of the round now under way; a replay begins another. */
    round: integer('round').notNull().default(0),
    lastStatus: integer('last_status'),
    nextAttemptAt: at('next_attempt_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('webhook_deliveries_entry').on(t.endpointId, t.applicationId, t.seq),
    index('webhook_deliveries_endpoint').on(t.endpointId, t.createdAt),
  ],
);
