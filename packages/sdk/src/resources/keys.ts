// The public keys of the service: fetch them once, from the service itself, and verify offline with them.
import type { PublicKeys } from '@onetrip/shared/contract';
import { keyRoutes } from '@onetrip/shared/routes/keys';
import type { RequestOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** Read the public keys. */
export interface Keys {
  /**
   * Every public key of the service, old and new (RFC 7517): what `onetrip verify --keys` takes.
   * @example
   * writeFileSync('keys.json', JSON.stringify(await client.keys.list()));
   */
  list(options?: RequestOptions): Promise<PublicKeys>;
}

/** Choose it for `createClient` of `@onetrip/sdk/core`. */
export const Keys: Resource<Keys> = { routes: keyRoutes };
