// Deliveries (寄递、领取): how a result reaches the citizen, and where it is.
import type { ArriveBody, Delivery, DeliveryOptions, HandOverBody, KeptResult } from '@onetrip/shared/contract';
import { deliveryRoutes } from '@onetrip/shared/routes/deliveries';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** Say how a result is to come, follow it, and hand it over at a service point. */
export class Deliveries {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return deliveryRoutes;
  }

  /**
   * How the result of a matter may reach the citizen; chosen in `applications.create({ …, delivery })`.
   * @throws {ProblemError} `matter_not_found`
   */
  options(matterId: string, options?: RequestOptions): Promise<DeliveryOptions> {
    return this.core.call('deliveries.options', { params: { matterId } }, options);
  }

  /**
   * How the result of an application reaches the citizen, where it is, and the code to fetch it with.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const { consignments } = await client.deliveries.get(applicationId);
   */
  get(applicationId: string, options?: RequestOptions): Promise<Delivery> {
    return this.core.call('deliveries.get', { params: { applicationId } }, options);
  }

  /**
   * At a service point, with the token of its embed session: a result has come; the citizen is told.
   * @throws {ProblemError} `not_found` for one that is not to be fetched here, `unauthenticated`
   */
  arrive(body: ArriveBody, options?: WriteOptions): Promise<KeptResult> {
    return this.core.call('deliveries.arrive', { body }, options);
  }

  /**
   * At a service point, with the token of its embed session: hands a result over to whoever tells its code.
   * @throws {ProblemError} `pick_up_code_wrong`, `pick_up_locked` after five of them, `not_found`, `unauthenticated`
   */
  handOver(body: HandOverBody, options?: WriteOptions): Promise<KeptResult> {
    return this.core.call('deliveries.handOver', { body }, options);
  }
}
