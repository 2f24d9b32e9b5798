// A residence permit asked for by somebody who has not lived in the city for half a year: a case for the desk.
import { type Client, createClient } from '@onetrip/sdk';
import { filingOf } from './filing.ts';
import type { Phone } from './phone.ts';

/** Files it for the invented person with this name, and waits until an officer is to decide it. */
export async function fileDisputed(gatewayUrl: string, phone: Phone, name: string): Promise<Client> {
  const client = createClient({ baseUrl: gatewayUrl });
  const { mobile, name: fullName, idNumber } = await phone.person(name);
  const before = await phone.lastCode(mobile);
  await client.identity.sendCode({ mobile });
  const code = await phone.loginCode(mobile, before);
  const { token, citizen } = await client.identity.signIn({ kind: 'mobile', mobile, code });
  client.setToken(token);
  if (citizen.level < 2) await client.identity.verify({ name: fullName, idNumber });
  const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
  await client.applications.waitFor(applicationId, { until: 'inReview', timeoutMs: 60_000 });
  return client;
}
