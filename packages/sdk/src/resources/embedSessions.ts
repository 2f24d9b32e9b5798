// Embed sessions as the frame sees them: where it stands, who operates it.
import type { CurrentEmbedSession } from '@onetrip/shared/contract';
import { embedSessionRoutes } from '@onetrip/shared/routes/embedSessions';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** The embed session a frame runs in. */
export interface EmbedSessions {
  /**
   * Where the frame stands: service point, operator, matters, prefilled fields, and the host page's origin. The client's
   * token, or `options.token`, must be the client token.
   * @throws {ProblemError} `unauthenticated`
   * @example
   * const { assistance, matters, context } = await client.embedSessions.current({ token: clientToken });
   */
  current(options?: RequestOptions): Promise<CurrentEmbedSession>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const EmbedSessions: Resource<EmbedSessions> = { routes: embedSessionRoutes };
