// Plate numbers for a new car (号牌号码): fifty to choose from, one to take.
import type {
  CreatePlateOfferBody,
  CreatePlateReservationBody,
  PlateOffer,
  PlateReservation,
} from '@onetrip/shared/contract';
import { plateRoutes } from '@onetrip/shared/routes/plates';
import type { Core, RouteTable } from '../core/core.ts';
import type { WriteOptions } from '../core/request.ts';

/** Choose a plate number. A citizen must be signed in. */
export class Plates {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return plateRoutes;
  }

  /**
   * Fifty numbers, held for this citizen and car until `expiresAt`.
   * @throws {ProblemError} `identity_level_too_low`, `unauthenticated`
   */
  offer(body: CreatePlateOfferBody, options?: WriteOptions): Promise<PlateOffer> {
    return this.core.call('plates.offer', { body }, options);
  }

  /**
   * Takes one of the offered numbers; it lapses unless the registration is filed before `expiresAt`.
   * @throws {ProblemError} `plate_offer_expired`, `plate_taken`, `plate_not_offered`, `not_found`, `unauthenticated`
   * @example
   * const { expiresAt } = await client.plates.reserve({ offerId, number });
   */
  reserve(body: CreatePlateReservationBody, options?: WriteOptions): Promise<PlateReservation> {
    return this.core.call('plates.reserve', { body }, options);
  }
}
