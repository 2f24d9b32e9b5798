// Bills (缴款单) of the unified public payment.
import type { Bill } from '@onetrip/shared/contract';
import { billRoutes } from '@onetrip/shared/routes/bills';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions } from '../core/request.ts';

/** Read bills. A citizen must be signed in. */
export class Bills {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return billRoutes;
  }

  /**
   * A bill with its items. Amounts are in fen.
   * @throws {ProblemError} `not_found`, `unauthenticated`
   * @example
   * const bill = await client.bills.get(application.billId);
   * console.log(`${(bill.dueFen + bill.lateFen) / 100} 元`);
   */
  get(billId: string, options?: RequestOptions): Promise<Bill> {
    return this.core.call('bills.get', { params: { billId } }, options);
  }
}
