// The gateway's public keys as departments know them: one by agreement, later ones from where the gateway publishes them.
import type { KeyedJwk, SandboxOptions } from '../options.ts';

/** How long an answer is waited for, in ms. */
const deadlineMs = 2000;

/** Finds a key by its id; null where the gateway publishes none of that name. */
export function followGatewayKeys({
  gatewayKey,
  gatewayUrl,
}: Pick<SandboxOptions, 'gatewayKey' | 'gatewayUrl'>): (keyId: string) => Promise<KeyedJwk | null> {
  const known = new Map([[gatewayKey.kid, gatewayKey]]);
  return async (keyId) => {
    if (!known.has(keyId) && gatewayUrl !== undefined) {
      const response = await fetch(`${gatewayUrl}/v1/keys`, { signal: AbortSignal.timeout(deadlineMs) });
      const { keys } = (await response.json()) as { keys: (KeyedJwk & { purpose: string })[] };
      for (const key of keys) if (key.purpose === 'departments') known.set(key.kid, key);
    }
    return known.get(keyId) ?? null;
  };
}
