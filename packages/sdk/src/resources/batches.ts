// Batches (公布批次): what the reform published when, each with its public list.
import type { Batch, BatchList } from '@onetrip/shared/contract';
import { batchRoutes } from '@onetrip/shared/routes/batches';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** The batches in which abolished proofs, ID-only matters and matters on the phone were published. Nobody need be signed in. */
export interface Batches {
  /**
   * Every batch, without what it lists.
   * @throws {ProblemError} `rate_limited`
   * @example
   * const { items } = await client.batches.list();
   */
  list(options?: RequestOptions): Promise<BatchList>;

  /**
   * One batch with its list.
   * @throws {ProblemError} `batch_not_found`, `rate_limited`
   * @example
   * const { name, matters } = await client.batches.get('idOnly-1');
   */
  get(batchId: string, options?: RequestOptions): Promise<Batch>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Batches: Resource<Batches> = { routes: batchRoutes };
