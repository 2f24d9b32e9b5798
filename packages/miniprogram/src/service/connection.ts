// How a browser reaches the gateway: the address from its own origin's /config.json, requests through axios.
import { type Client, createClient } from '@onetrip/sdk';
import { AddressMissing } from './address.ts';

export { createAbort, isOneTripError } from '@onetrip/sdk';

/** Reads the gateway's address and makes a client, which acts under a delegation where one is named. */
export async function connect(onBehalfOf?: string): Promise<Client> {
  const answer = await fetch('/config.json', { cache: 'no-cache' }).catch(() => null);
  const config: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
  const baseUrl = (config as { gatewayUrl?: unknown } | null)?.gatewayUrl;
  if (typeof baseUrl !== 'string') throw new AddressMissing();
  return createClient({ baseUrl, onBehalfOf });
}
