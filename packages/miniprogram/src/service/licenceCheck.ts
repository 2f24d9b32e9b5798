// Verifying a licence on this device: the keys and the revocation list are fetched when there is a network, and kept.

import { type LicenceVerdict, verifyLicence } from '@onetrip/sdk/verify';
import type { LicenceRevocations, PublicKey } from '@onetrip/shared/contract';
import { keep, recall } from '../state/device.ts';
import { gateway } from './client.ts';

/** What licences are verified with. */
interface Trust {
  keys: PublicKey[];
  revocations: LicenceRevocations;
}

const name = 'licenceTrust';

/** Who can do without an answer does not wait long for it. */
const impatient = { maxAttempts: 1, attemptTimeoutMs: 3_000 };

/** The newest there is; what was kept before when the service cannot be reached. */
async function trust(): Promise<Trust> {
  const kept = recall<Trust>(name);
  try {
    const client = await gateway();
    const patience = kept ? impatient : {};
    const [{ keys }, revocations] = await Promise.all([
      client.licences.keys(patience),
      client.licences.revocations(patience),
    ]);
    keep(name, { keys, revocations });
    return { keys, revocations };
  } catch (cause) {
    if (kept) return kept;
    throw cause;
  }
}

/**
 * Verifies what a licence's code holds.
 * @throws what the client throws, when the service cannot be reached and nothing was kept before
 */
export async function checkLicence(code: string): Promise<LicenceVerdict> {
  const { keys, revocations } = await trust();
  return verifyLicence(code.trim(), { keys, revocations: revocations.jws, at: new Date() });
}
