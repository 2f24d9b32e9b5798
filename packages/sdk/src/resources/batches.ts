// Batches (公布批次): what the reform published when, each with its public list.
import type { Batch, BatchList } from '@onetrip/shared/contract';
import { batchRoutes } from '@onetrip/shared/routes/batches';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions } from '../core/request.ts';

/** The batches in which abolished proofs, ID-only matters and matters on the phone were published. Nobody need be signed in. */
export class Batches {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return batchRoutes;
  }

  /**
   * Every batch, without what it lists.
   * @throws {ProblemError} `rate_limited`
   * @example
   * const { items } = await client.batches.list();
   */
  list(options?: RequestOptions): Promise<BatchList> {
    return this.core.call('batches.list', {}, options);
  }

  /**
   * One batch with its list.
   * @throws {ProblemError} `batch_not_found`, `rate_limited`
   * @example
   * const { name, matters } = await client.batches.get('idOnly-1');
   */
  get(batchId: string, options?: RequestOptions): Promise<Batch> {
    return this.core.call('batches.get', { params: { batchId } }, options);
  }
}
