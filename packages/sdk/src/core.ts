// The parts to build a client of your own from: choose the resources and the transport, and nothing else is bundled.
export {
  type ClientOf,
  type ConnectionOptions,
  type CoreOptions,
  createClient,
  type SessionControls,
} from './core/client.ts';
export { createLog, type Observer } from './core/logging.ts';
export { type Lists, pagesOf } from './core/pagination.ts';
export * from './core/public.ts';
export type { Answer } from './core/response.ts';
export { createSharing, type Share } from './core/sharing.ts';
export { createTrace, type Trace } from './core/trace.ts';
export { Anchors } from './resources/anchors.ts';
export { type ApplicationGetOptions, Applications } from './resources/applications.ts';
export { Batches } from './resources/batches.ts';
export { Bills } from './resources/bills.ts';
export { Delegations } from './resources/delegations.ts';
export { Deliveries } from './resources/deliveries.ts';
export { Drafts } from './resources/drafts.ts';
export { EmbedSessions } from './resources/embedSessions.ts';
export { Identity } from './resources/identity.ts';
export { Insights } from './resources/insights.ts';
export { Keys } from './resources/keys.ts';
export { Licences } from './resources/licences.ts';
export { Matters } from './resources/matters.ts';
export { Notices } from './resources/notices.ts';
export { Payments } from './resources/payments.ts';
export { Plates } from './resources/plates.ts';
export { Privacy } from './resources/privacy.ts';
export { ServicePoints } from './resources/servicePoints.ts';
export { type AppendOptions, Uploads } from './resources/uploads.ts';
export {
  type ApplicationWaitOptions,
  type PaymentWaitOptions,
  waitForApplication,
  waitForPayment,
} from './resources/waiting.ts';
