// The public keys of the service: fetch them once, from the service itself, and verify offline with them.
import type { PublicKeys } from '@onetrip/shared/contract';
import { keyRoutes } from '@onetrip/shared/routes/keys';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions } from '../core/request.ts';

/** Read the public keys. */
export class Keys {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return keyRoutes;
  }

  /**
   * Every public key of the service, old and new (RFC 7517): what `onetrip verify --keys` takes.
   * @example
   * writeFileSync('keys.json', JSON.stringify(await client.keys.list()));
   */
  list(options?: RequestOptions): Promise<PublicKeys> {
    return this.core.call('keys.list', {}, options);
  }
}
