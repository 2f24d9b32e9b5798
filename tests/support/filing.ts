// A filing as the matter's plan asks for it.
import type { Client, CreateApplicationBody, Plan } from '@onetrip/sdk';

/** Answers to the questions of the matters tests file, such that the ID is enough. */
const situations: Record<string, Record<string, string>> = {
  'HZ-GA-041': { basis: 'employment' },
  'HZ-JJ-026': {},
};

/** Values for everything the form requires: what is `known` by field id, else something plausible. */
export function fillForm(plan: Plan, mobile: string, known: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    plan.forms
      .filter(({ id, required }) => required || known[id] !== undefined)
      .map(({ id, type, options }) => {
        const plausible = type === 'mobile' ? mobile : (options?.[0]?.value ?? '杭州市西湖区文三路 1 号');
        return [id, known[id] ?? plausible];
      }),
  );
}

/** A complete filing of a matter, commitments confirmed. */
export async function filingOf(client: Client, matterId: string): Promise<CreateApplicationBody> {
  const situation = situations[matterId] ?? {};
  const plan = await client.matters.plan(matterId, { situation });
  return {
    matterId,
    situation,
    form: fillForm(plan, '13900001234'),
    commitments: plan.commitments.map(({ materialId }) => materialId),
    noticeAcknowledged: true,
  };
}
