// Service points (服务点): where a matter is handled near somebody.
import type { NearbyServicePoints, ServicePointQuery } from '@onetrip/shared/contract';
import { servicePointRoutes } from '@onetrip/shared/routes/servicePoints';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Where matters are handled. Nobody need be signed in. */
export interface ServicePoints {
  /**
   * Service points within `within` metres of a position (GCJ-02, as WeChat gives it), or in a district; with neither,
   * only the districts to choose from. Round a position to three decimals before you send it.
   * @throws {ProblemError} `matter_not_found`, `invalid_request` for half a position or an unknown district
   * @example
   * const { items } = await client.servicePoints.nearby({ matterId: 'HZ-GA-041', lat: 30.26, lng: 120.19 });
   */
  nearby(query?: ServicePointQuery, options?: RequestOptions): Promise<NearbyServicePoints>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const ServicePoints: Resource<ServicePoints> = { routes: servicePointRoutes };
