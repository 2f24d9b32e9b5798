// Bills (缴款单) of the unified public payment.
import type { Bill } from '@onetrip/shared/contract';
import { billRoutes } from '@onetrip/shared/routes/bills';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Read bills. A citizen must be signed in. */
export interface Bills {
  /**
   * A bill with its items. Amounts are in fen.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const bill = await client.bills.get(application.billId);
   * console.log(`${(bill.dueFen + bill.lateFen) / 100} 元`);
   */
  get(billId: string, options?: RequestOptions): Promise<Bill>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Bills: Resource<Bills> = { routes: billRoutes };
