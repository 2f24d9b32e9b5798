// Keys in the hands of the operator.
import type { KeyRotation, KeyStatus, RotateKeyBody } from '@onetrip/shared/contract';
import { officeKeyRoutes } from '@onetrip/shared/routes/office/keys';
import type { RequestOptions, WriteOptions } from '../core/request.ts';
import type { Resource } from '../core/resource.ts';

/** See how keys stand, and rotate them while the service runs. */
export interface OfficeKeys {
  /**
   * How all keys stand: which sign, and how much each master key still wraps. Nothing secret.
   * @throws {ProblemError} `forbidden`, `unauthenticated`
   * @example
   * const { signingKeys, masterKeys } = await office.keys.status();
   */
  status(options?: RequestOptions): Promise<KeyStatus>;

  /**
   * Rotates a key. What was signed stays valid; what the former master key wraps is rewrapped in the background.
   * @throws {ProblemError} `master_key_missing` when no new key stands in the master key file, `forbidden`,
   *   `unauthenticated`
   * @example
   * const { kid, activeFrom } = await office.keys.rotate({ purpose: 'licence' });
   */
  rotate(body: RotateKeyBody, options?: WriteOptions): Promise<KeyRotation>;
}

/** How its operations are sent. */
export const OfficeKeys: Resource<OfficeKeys> = { routes: officeKeyRoutes };
