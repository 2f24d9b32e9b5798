// A client at a partner's counter: before a customer stands there, and with one whom the clerk has confirmed.
import type { Client } from '@onetrip/sdk';
import { createPartnerClient, type PartnerClient, type PrivateJwk } from '@onetrip/sdk/partner';
import type { System } from './system.ts';

/** The partner's back end, with its key. */
export function backEndOf(system: System, partner: 'bank' | 'dealer'): PartnerClient {
  const { keyId, privateKey, serviceKeys } = system.partners[partner];
  return createPartnerClient({
    baseUrl: system.gatewayUrl,
    keyId,
    privateKey: privateKey as PrivateJwk,
    serviceKeys,
  });
}

/**
 * A counter as it stands when its page has been opened: nobody is known.
 * @param matters narrows what the counter handles
 */
export async function counterOf(system: System, partner: 'bank' | 'dealer', matters?: string[]): Promise<Client> {
  const { servicePoints, origins } = system.partners[partner];
  const { clientToken } = await backEndOf(system, partner).embedSessions.create({
    servicePointId: servicePoints[0]?.servicePointId ?? '',
    operator: { id: 'e1024', name: '柜员甲' },
    origin: origins[0] ?? '',
    ...(matters ? { matters } : {}),
  });
  const client = system.client();
  client.setToken(clientToken);
  return client;
}

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
  const client = await counterOf(system, partner, matters);
  const { idNumber } = await system.phone.person(name);
  const session = await client.identity.confirmInPerson({ name, idNumber, document: 'idCard', seenByOperator: true });
  client.setToken(session.token);
  return client;
}
