// Delegations in the database: so many proposals wait, a child’s ends with its childhood, and nothing is left of who agreed.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ProposeDelegationBody } from '@onetrip/shared/contract';
import { eq } from 'drizzle-orm';
import type { Context } from '../src/context.ts';
import { citizens, delegations } from '../src/database/schema/index.ts';
import { accept, propose, revoke } from '../src/delegations/service.ts';
import type { CitizenCaller } from '../src/http/handlers.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

const keep = async () => undefined;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** An identity number of somebody born on a day (GB 11643). */
const numbered = (born: string, serial: number): string => {
  const digits = `330106${born.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (weights[at] ?? 0), 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
};

describe.each(databaseKinds)('delegations on %s', (kind) => {
  let ground: Ground | undefined;
  afterEach(async () => {
    await ground?.close();
    ground = undefined;
  });

  /** Somebody checked, seen in person. Today is 2 March 2026; the registers say yes to whatever they are asked. */
  async function somebody(name: string, idNumber: string): Promise<{ context: Context; caller: CitizenCaller }> {
    ground ??= await layGround(kind);
    const laid = ground.context;
    const { protection } = laid;
    const context = {
      ...laid,
      catalogue: { ...laid.catalogue, mostUsed: { matters: [], ordered: 0 } },
      departments: { query: async () => ({ outcome: 'yes', asOf: laid.now().toISOString() }) },
    } as unknown as Context;
    const caller = { ...(await ground.citizen({ name })), level: 3 };
    const [citizen] = await context.database.select().from(citizens).where(eq(citizens.citizenId, caller.citizenId));
    await context.database
      .update(citizens)
      .set({
        idNumberHash: protection.lookup('idNumber', idNumber),
        idNumberSealed: protection.seal(citizen?.wrappedKey ?? '', 'idNumber', idNumber),
      })
      .where(eq(citizens.citizenId, caller.citizenId));
    return { context, caller };
  }
  const proposal = (other: ProposeDelegationBody['other'], more: Partial<ProposeDelegationBody> = {}) => ({
    ...{ side: 'principal' as const, scope: {}, power: 'see' as const, until: '2026-06-30', other, ...more },
  });
  const stranger = (serial: number) => ({ name: `邻居${serial}`, idNumber: numbered('1980-01-01', serial) });

  test('twenty proposals of one citizen wait at a time, and no more; one that is ended makes room', async () => {
    const { context, caller } = await somebody('王小明', numbered('1990-01-01', 1));
    const made = [];
    for (let serial = 1; serial <= 20; serial += 1)
      made.push(await propose(context, caller, proposal(stranger(serial)), keep));
    const another = () => propose(context, caller, proposal(stranger(21)), keep);
    await expect(another()).rejects.toMatchObject({
      code: 'delegation_not_offered',
      fields: [{ field: 'other.idNumber', message: { en: expect.stringContaining('20') } }],
    });
    const { delegationId = '' } = made[0] ?? {};
    await context.database.transaction((tx) => revoke(context, tx, caller, delegationId));
    expect(await another()).toMatchObject({ state: 'proposed' });
    await expect(propose(context, caller, proposal(stranger(22)), keep)).rejects.toMatchObject({
      code: 'delegation_not_offered',
    });
  });

  test('once agreed, neither hash nor name of the other side is left: he is the account that agreed', async () => {
    const agentNumber = numbered('1985-05-05', 7);
    const { context, caller: principal } = await somebody('王小明', numbered('1990-01-01', 1));
    const { caller: agent } = await somebody('李文博', agentNumber);
    const { delegationId } = await propose(
      context,
      principal,
      proposal({ name: '李文博', idNumber: agentNumber }),
      keep,
    );
    const kept = async () => (await context.database.select().from(delegations))[0];
    expect((await kept())?.otherHash).not.toBeNull();
    await context.database.transaction((tx) => accept(context, tx, agent, delegationId));
    expect(await kept()).toMatchObject({
      principalId: principal.citizenId,
      agentId: agent.citizenId,
      otherHash: null,
      otherSealed: null,
    });
  });

  test.each([
    ['the day before', '2026-03-14', '2026-03-14T16:00:00.000Z'],
    ['that very day', '2026-03-15', '2026-03-14T16:00:00.000Z'],
    ['later', '2026-06-30', '2026-03-14T16:00:00.000Z'],
    ['long before', '2026-03-10', '2026-03-10T16:00:00.000Z'],
  ])(
    'a guardian’s ends before the fourteenth birthday in Hangzhou, asked for until %s',
    async (_when, until, expiresAt) => {
      const { context, caller } = await somebody('王小明', numbered('1990-01-01', 1));
      const other = { name: '王小小', idNumber: numbered('2012-03-15', 3) };
      const body = proposal(other, { side: 'agent', guardian: true, until });
      expect(await propose(context, caller, body, keep)).toMatchObject({
        kind: 'guardian',
        state: 'active',
        expiresAt,
      });
    },
  );

  test('from the birthday on, by Hangzhou’s clock, the other side must agree himself', async () => {
    const { context, caller } = await somebody('王小明', numbered('1990-01-01', 1));
    const proposed = (born: string) => {
      const other = { name: '王小小', idNumber: numbered(born, 3) };
      return propose(context, caller, proposal(other, { side: 'agent', guardian: true }), keep);
    };
    // Half past midnight of 3 March in Hangzhou, and still 2 March by the clock of London.
    ground?.pass(15.5 * 3_600_000);
    await expect(proposed('2012-03-03')).rejects.toMatchObject({ fields: [{ field: 'guardian' }] });
    expect(await proposed('2012-03-04')).toMatchObject({ state: 'active', expiresAt: '2026-03-03T16:00:00.000Z' });
  });
});
