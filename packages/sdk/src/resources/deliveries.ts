// Deliveries (寄递、领取): how a result reaches the citizen, and where it is.
import type {
  ArriveBody,
  Delivery,
  DeliveryChoice,
  DeliveryOptions,
  HandOverBody,
  KeptResult,
} from '@onetrip/shared/contract';
import { deliveryRoutes } from '@onetrip/shared/routes/deliveries';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Say how a result is to come, follow it, and hand it over at a service point. */
export interface Deliveries {
  /**
   * How the result of a matter may reach the citizen; chosen in `applications.create({ …, delivery })`.
   * @throws {ProblemError} `matter_not_found`
   * @example
   * const { kinds, pickUpPoints } = await client.deliveries.options('HZ-GA-041');
   */
  options(matterId: string, options?: RequestOptions): Promise<DeliveryOptions>;

  /**
   * How the result of an application reaches the citizen, where it is, and the code to fetch it with.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { consignments } = await client.deliveries.get(applicationId);
   */
  get(applicationId: string, options?: RequestOptions): Promise<Delivery>;

  /**
   * Chooses, or chooses anew, how the result comes: until it is on its way; once it is issued, where nothing was chosen.
   * @throws {ProblemError} `invalid_request` naming what is wrong with the choice, `delivery_under_way`, `not_found`,
   * `unauthenticated`
   * @example
   * await client.deliveries.choose(applicationId, { kind: 'pickUp', servicePointId });
   */
  choose(applicationId: string, choice: DeliveryChoice, options?: WriteOptions): Promise<Delivery>;

  /**
   * At a service point, with the token of its embed session: a result has come; the citizen is told.
   * @throws {ProblemError} `not_found` for one that is not to be fetched here, `unauthenticated`
   * @example
   * const { state } = await client.deliveries.arrive({ acceptanceNumber });
   */
  arrive(body: ArriveBody, options?: WriteOptions): Promise<KeptResult>;

  /**
   * At a service point, with the token of its embed session: hands a result over to whoever tells its code.
   * @throws {ProblemError} `pick_up_code_wrong`, `pick_up_locked` after five of them, `not_found`, `unauthenticated`
   * @example
   * const { state } = await client.deliveries.handOver({ acceptanceNumber, code });
   */
  handOver(body: HandOverBody, options?: WriteOptions): Promise<KeptResult>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Deliveries: Resource<Deliveries> = { routes: deliveryRoutes };
