// A partner's registration, as its back end sees it.
import type { Registration } from '@onetrip/shared/contract';
import { registrationRoutes } from '@onetrip/shared/routes/partner/registration';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Read what you are registered with. */
export interface PartnerRegistration {
  /**
   * What you may do here – counters, pages, matters – and the keys that may sign for you: while you change keys, two.
   * @throws {ProblemError} `signature_invalid`, `signature_expired`
   * @example
   * const { keyIds } = await partner.registration.get();
   * if (!keyIds.includes('bank-2026')) throw new Error('The new key is not in force yet');
   */
  get(options?: RequestOptions): Promise<Registration>;
}

/** How its operations are sent. */
export const PartnerRegistration: Resource<PartnerRegistration> = { routes: registrationRoutes };
