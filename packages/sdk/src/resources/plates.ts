// Plate numbers for a new car (号牌号码): fifty to choose from, one to take.
import type {
  CreatePlateOfferBody,
  CreatePlateReservationBody,
  PlateOffer,
  PlateReservation,
} from '@onetrip/shared/contract';
import { plateRoutes } from '@onetrip/shared/routes/plates';
import type { WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Choose a plate number. A citizen must be signed in. */
export interface Plates {
  /**
   * Fifty numbers, held for this citizen and car until `expiresAt`.
   * @throws {ProblemError} `identity_level_too_low`, `unauthenticated`
   * @example
   * const { offerId, numbers } = await client.plates.offer({ kind: 'newEnergySmall', vin });
   */
  offer(body: CreatePlateOfferBody, options?: WriteOptions): Promise<PlateOffer>;

  /**
   * Takes one of the offered numbers; it lapses unless the registration is filed before `expiresAt`.
   * @throws {ProblemError} `plate_offer_expired`, `plate_taken`, `plate_not_offered`, `not_found`, `unauthenticated`
   * @example
   * const { expiresAt } = await client.plates.reserve({ offerId, number: numbers[0] });
   */
  reserve(body: CreatePlateReservationBody, options?: WriteOptions): Promise<PlateReservation>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Plates: Resource<Plates> = { routes: plateRoutes };
