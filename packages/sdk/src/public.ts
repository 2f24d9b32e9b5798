// What every entry of the package exports beside its own client.
export type { Client, ClientOptions } from './client.ts';
export type { CommonOptions, ConnectionOptions, SessionControls, SessionOptions } from './core/client.ts';
export * from './core/public.ts';
export type { Anchors } from './resources/anchors.ts';
export type { ApplicationGetOptions, Applications } from './resources/applications.ts';
export type { Batches } from './resources/batches.ts';
export type { Bills } from './resources/bills.ts';
export type { Delegations } from './resources/delegations.ts';
export type { Deliveries } from './resources/deliveries.ts';
export type { Drafts } from './resources/drafts.ts';
export type { EmbedSessions } from './resources/embedSessions.ts';
export type { Identity } from './resources/identity.ts';
export type { Insights } from './resources/insights.ts';
export type { Keys } from './resources/keys.ts';
export type { Licences } from './resources/licences.ts';
export type { Matters } from './resources/matters.ts';
export type { Notices } from './resources/notices.ts';
export type { Payments } from './resources/payments.ts';
export type { Plates } from './resources/plates.ts';
export type { Privacy } from './resources/privacy.ts';
export type { ServicePoints } from './resources/servicePoints.ts';
export type { AppendOptions, Uploads } from './resources/uploads.ts';
export type {
  ApplicationWaiting,
  ApplicationWaitOptions,
  PaymentWaiting,
  PaymentWaitOptions,
} from './resources/waiting.ts';
