// Keys in the hands of the operator.
import type { KeyRotation, KeyStatus, RotateKeyBody } from '@onetrip/shared/contract';
import { officeKeyRoutes } from '@onetrip/shared/routes/office/keys';
import type { Core, RouteTable } from '../core/core.ts';
import type { RequestOptions, WriteOptions } from '../core/request.ts';

/** See how keys stand, and rotate them while the service runs. */
export class OfficeKeys {
  private readonly core: Core;

  /** @internal */
  constructor(core: Core) {
    this.core = core;
  }

  /** How its operations are sent: what `createClient` of `@onetrip/sdk/core` reads. */
  static get routes(): RouteTable {
    return officeKeyRoutes;
  }

  /**
   * How all keys stand: which sign, and how much each master key still wraps. Nothing secret.
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   */
  status(options?: RequestOptions): Promise<KeyStatus> {
    return this.core.call('keys.status', {}, options);
  }

  /**
   * Rotates a key. What was signed stays valid; what the former master key wraps is rewrapped in the background.
   * @throws {ProblemError} `master_key_missing` when no new key stands in the master key file, `forbidden`,
   *   `unauthenticated`
   */
  rotate(body: RotateKeyBody, options?: WriteOptions): Promise<KeyRotation> {
    return this.core.call('keys.rotate', { body }, options);
  }
}
