// What every operation takes and answers. Gateway validation, OpenAPI and the SDK's types come from this table.
import type { Static, TSchema } from 'typebox';
import type { OperationId } from '../routes/index.ts';
import { anchorOperations } from './anchors.ts';
import { applicationOperations } from './applications.ts';
import { batchOperations } from './batches.ts';
import { billOperations } from './bills.ts';
import { caseOperations } from './cases.ts';
import { delegationOperations } from './delegations.ts';
import { deliveryOperations } from './deliveries.ts';
import { draftOperations } from './drafts.ts';
import { embedSessionOperations } from './embedSessions.ts';
import { escalationOperations } from './escalations.ts';
import { faceReviewOperations } from './faceReviews.ts';
import { handOverOperations } from './handOvers.ts';
import { identityOperations } from './identity.ts';
import { insightOperations } from './insights.ts';
import { keyOperations } from './keys.ts';
import { licenceOperations } from './licences.ts';
import { matterOperations } from './matters.ts';
import { noticeOperations } from './notices.ts';
import { officerOperations } from './officers.ts';
import type { Operation } from './operation.ts';
import { paymentOperations } from './payments.ts';
import { plateOperations } from './plates.ts';
import { privacyOperations } from './privacy.ts';
import { publicationOperations } from './publications.ts';
import { reformOperations } from './reform.ts';
import { registrationOperations } from './registration.ts';
import { servicePointOperations } from './servicePoints.ts';
import { uploadOperations } from './uploads.ts';
import { webhookDeliveryOperations } from './webhookDeliveries.ts';
import { webhookEndpointOperations } from './webhookEndpoints.ts';

export { PlanBody } from './matters.ts';
export { commonProblems, type Operation } from './operation.ts';

/** Every operation's schemas, by the id it has in `routes`. */
export const operations = {
  ...matterOperations,
  ...servicePointOperations,
  ...insightOperations,
  ...batchOperations,
  ...identityOperations,
  ...privacyOperations,
  ...delegationOperations,
  ...faceReviewOperations,
  ...applicationOperations,
  ...draftOperations,
  ...uploadOperations,
  ...billOperations,
  ...paymentOperations,
  ...deliveryOperations,
  ...noticeOperations,
  ...licenceOperations,
  ...anchorOperations,
  ...keyOperations,
  ...plateOperations,
  ...registrationOperations,
  ...embedSessionOperations,
  ...webhookEndpointOperations,
  ...webhookDeliveryOperations,
  ...handOverOperations,
  ...officerOperations,
  ...caseOperations,
  ...escalationOperations,
  ...publicationOperations,
  ...reformOperations,
} as const satisfies Record<OperationId, Operation>;

type Operations = typeof operations;
type Part<K extends OperationId, P extends string> =
  Operations[K] extends Record<P, infer S extends TSchema> ? Static<S> : undefined;

/** Path parameters of an operation. */
export type ParamsOf<K extends OperationId> = Part<K, 'params'>;
/** Query of an operation. */
export type QueryOf<K extends OperationId> = Part<K, 'query'>;
/** Body of an operation. */
export type BodyOf<K extends OperationId> = Part<K, 'body'>;
/** What an operation answers with. */
export type ResultOf<K extends OperationId> = Operations[K] extends { result: infer S extends TSchema }
  ? Static<S>
  : undefined;
