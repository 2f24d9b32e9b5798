// A client at a partner's counter, the person confirmed by the clerk; he may do what that counter handles.
import type { Client } from '@onetrip/sdk';
import { createPartnerClient, type PrivateJwk } from '@onetrip/sdk/partner';
import type { System } from './system.ts';

/**
 * @param name one of the invented people
 * @param matters narrows what the counter handles
 */
export async function atCounter(
  system: System,
  partner: 'bank' | 'dealer',
  name: string,
  matters?: string[],
): Promise<Client> {
  const { keyId, privateKey, serviceKeys, servicePoints, origins } = system.partners[partner];
  const backEnd = createPartnerClient({
    baseUrl: system.gatewayUrl,
    keyId,
    privateKey: privateKey as PrivateJwk,
    serviceKeys,
  });
  const { clientToken } = await backEnd.embedSessions.create({
    servicePointId: servicePoints[0]?.servicePointId ?? '',
    operator: { id: 'e1024', name: '柜员甲' },
    origin: origins[0] ?? '',
    ...(matters ? { matters } : {}),
  });
  const { idNumber } = await system.phone.person(name);
  const client = system.client();
  client.setToken(clientToken);
  const session = await client.identity.confirmInPerson({ name, idNumber, document: 'idCard', seenByOperator: true });
  client.setToken(session.token);
  return client;
}
