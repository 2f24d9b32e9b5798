// Embed sessions as the frame sees them: where it stands, who operates it.
import type { CurrentEmbedSession } from '@onetrip/shared/contract';
import { embedSessionRoutes } from '@onetrip/shared/routes/embedSessions';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions } from '../core/request.ts';

/** The embed session a frame runs in. */
export class EmbedSessions {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return embedSessionRoutes;
  }

  /**
   * Where the frame stands: service point, operator, matters, prefilled fields, and the host page's origin. The client's
   * token, or `options.token`, must be the client token.
   * @throws {ProblemError} `unauthenticated`
   */
  current(options?: RequestOptions): Promise<CurrentEmbedSession> {
    return this.core.call('embedSessions.current', {}, options);
  }
}
