// Kind, access and path of every operation, without schemas. A client's bundle takes single tables, the service all of them.
import { anchorRoutes } from './anchors.ts';
import { applicationRoutes } from './applications.ts';
import { batchRoutes } from './batches.ts';
import { billRoutes } from './bills.ts';
import { delegationRoutes } from './delegations.ts';
import { deliveryRoutes } from './deliveries.ts';
import { draftRoutes } from './drafts.ts';
import { embedSessionRoutes } from './embedSessions.ts';
import { identityRoutes } from './identity.ts';
import { insightRoutes } from './insights.ts';
import { keyRoutes } from './keys.ts';
import { licenceRoutes } from './licences.ts';
import { matterRoutes } from './matters.ts';
import { noticeRoutes } from './notices.ts';
import { officeAnchorRoutes } from './office/anchors.ts';
import { caseRoutes } from './office/cases.ts';
import { escalationRoutes } from './office/escalations.ts';
import { faceReviewRoutes } from './office/faceReviews.ts';
import { officeKeyRoutes } from './office/keys.ts';
import { officeLicenceRoutes } from './office/licences.ts';
import { officerRoutes } from './office/officers.ts';
import { publicationRoutes } from './office/publications.ts';
import { reformRoutes } from './office/reform.ts';
import { partnerEmbedSessionRoutes } from './partner/embedSessions.ts';
import { handOverRoutes } from './partner/handOvers.ts';
import { registrationRoutes } from './partner/registration.ts';
import { partnerWebhookDeliveryRoutes } from './partner/webhookDeliveries.ts';
import { partnerWebhookEndpointRoutes } from './partner/webhookEndpoints.ts';
import { paymentRoutes } from './payments.ts';
import { plateRoutes } from './plates.ts';
import { privacyRoutes } from './privacy.ts';
import { type Access, type RouteLine, type RouteOf, readRoute } from './route.ts';
import { servicePointRoutes } from './servicePoints.ts';
import { uploadRoutes } from './uploads.ts';

export type { Access, Kind, Route, RouteLine } from './route.ts';

/** Every operation by its id, `resource.verb`, in the order of the reference. */
const lines = {
  ...matterRoutes,
  ...servicePointRoutes,
  ...insightRoutes,
  ...batchRoutes,
  ...identityRoutes,
  ...privacyRoutes,
  ...delegationRoutes,
  ...applicationRoutes,
  ...draftRoutes,
  ...uploadRoutes,
  ...billRoutes,
  ...paymentRoutes,
  ...deliveryRoutes,
  ...noticeRoutes,
  ...licenceRoutes,
  ...officeLicenceRoutes,
  ...anchorRoutes,
  ...officeAnchorRoutes,
  ...keyRoutes,
  ...officeKeyRoutes,
  ...plateRoutes,
  ...registrationRoutes,
  ...partnerEmbedSessionRoutes,
  ...embedSessionRoutes,
  ...handOverRoutes,
  ...partnerWebhookEndpointRoutes,
  ...partnerWebhookDeliveryRoutes,
  ...officerRoutes,
  ...faceReviewRoutes,
  ...caseRoutes,
  ...escalationRoutes,
  ...publicationRoutes,
  ...reformRoutes,
} as const satisfies Record<string, RouteLine>;

/** The id of an operation, `resource.verb`. */
export type OperationId = keyof typeof lines;

/** Every operation's route. */
export const routes = Object.fromEntries(
  Object.entries(lines).map(([id, line]) => [id, readRoute(line)]),
) as unknown as { readonly [K in OperationId]: RouteOf<(typeof lines)[K]> };

/** The line of an operation. */
export type LineOf<K extends OperationId> = (typeof lines)[K];

/** The ids of the operations with this access. */
export type OperationOf<A extends Access> = {
  [K in OperationId]: (typeof lines)[K] extends `${string} ${A} ${string}` ? K : never;
}[OperationId];

/** All operation ids, in the order of the reference. */
export const operationIds = Object.keys(routes) as OperationId[];
