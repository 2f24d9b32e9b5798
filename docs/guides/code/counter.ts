// The other end of the partners' guides: the citizen app in the frame, and the clerk before it. A partner writes none of it.
import { type Client, createClient, type Plan, type PurposeKind } from '@onetrip/sdk';
import { type Person, personCalled } from './sandbox.ts';

const valuesFor = (plan: Plan, person: Person, known: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    plan.forms
      .filter(({ id, required }) => required || id in known)
      .map(({ id, type, options }) => [
        id,
        known[id] ?? (type === 'mobile' ? person.mobile : (options?.[0]?.value ?? '杭州市西湖区文三路 1 号')),
      ]),
  );

/** What a matter asks besides the person. */
const answers: Record<string, Record<string, string>> = {
  'HZ-JJ-001': { energy: 'newEnergy' },
};

async function plateFor(client: Client, vin: string): Promise<Record<string, string>> {
  const { offerId, numbers } = await client.plates.offer({ kind: 'newEnergySmall', vin });
  const { reservationId } = await client.plates.reserve({ offerId, number: numbers[0] ?? '' });
  return { vin, plateReservation: reservationId };
}

/**
 * The clerk confirms the person against his card, and files with him.
 * @param consents what he agrees to beyond the filing itself
 * @returns the application's id
 */
export async function fileAtCounter(
  clientToken: string,
  name: string,
  matterId: string,
  consents: readonly PurposeKind[] = [],
): Promise<string> {
  const client = createClient({ baseUrl: process.env.ONETRIP_URL ?? 'http://127.0.0.1:7400' });
  client.setToken(clientToken);
  const person = await personCalled(name);
  const { context } = await client.embedSessions.current();
  const { idNumber } = person;
  const seen = { name, idNumber, document: 'idCard', seenByOperator: true } as const;
  client.setToken((await client.identity.confirmInPerson(seen)).token);
  const situation = answers[matterId] ?? {};
  const plan = await client.matters.plan(matterId, { situation });
  const { noticeHash, purposes } = await client.privacy.notice(matterId, { situation });
  const { applicationId } = await client.applications.create({
    matterId,
    situation,
    form: valuesFor(plan, person, context.vin ? await plateFor(client, context.vin) : {}),
    commitments: plan.commitments.map(({ materialId }) => materialId),
    noticeAcknowledged: true,
    noticeHash,
    consents: purposes.filter(({ kind }) => consents.includes(kind)).map(({ purposeId }) => purposeId),
  });
  return applicationId;
}
