// Embed sessions as a partner's back end asks for them.
import type { CreateEmbedSessionBody, EmbedSession } from '@onetrip/shared/contract';
import { partnerEmbedSessionRoutes } from '@onetrip/shared/routes/partner/embedSessions';
import type { WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Ask for embed sessions. */
export interface PartnerEmbedSessions {
  /**
   * Opens an embed session for one page at one counter. Give the browser the answer as it is, from a route that only a
   * signed-in operator reaches; the tag `<onetrip-service-point>` takes it from there.
   * @param body `context` prefills form fields, e.g. `{ vin }`; never identity data
   * @throws {ProblemError} `origin_not_allowed`, `matter_not_offered_here`, `forbidden`, `signature_invalid`,
   * `signature_expired`
   * @example
   * const session = await partner.embedSessions.create({
   *   servicePointId: 'branch-7', operator: { id: 'e1024', name: '柜员甲' }, origin: 'https://counter.bank.example',
   * });
   */
  create(body: CreateEmbedSessionBody, options?: WriteOptions): Promise<EmbedSession>;
}

/** How its operations are sent. */
export const PartnerEmbedSessions: Resource<PartnerEmbedSessions> = { routes: partnerEmbedSessionRoutes };
