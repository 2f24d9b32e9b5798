// What becomes of personal data in time: expunged by the table, erased with the key; and the history verifies all the same.
import { afterEach, describe, expect, test } from '@jest/globals';
import { entryHash } from '@onetrip/shared/evidence';
import { eq } from 'drizzle-orm';
import { advance } from '../src/applications/advance.ts';
import { eventsOf, hashedEntry, openingsOf } from '../src/applications/events.ts';
import { openForm } from '../src/applications/gathering.ts';
import { sealReason } from '../src/applications/store.ts';
import { caseHandlers } from '../src/cases/handlers.ts';
import { sha256 } from '../src/database/protection.ts';
import * as schema from '../src/database/schema/index.ts';
import { accesses, applications, citizens, exchanges } from '../src/database/schema/index.ts';
import type { OfficerCaller } from '../src/http/handlers.ts';
import { once } from '../src/http/idempotency.ts';
import { citizenById } from '../src/identity/citizens.ts';
import { recordAccess } from '../src/privacy/accesses.ts';
import { erase } from '../src/privacy/erasure.ts';
import { expungeData } from '../src/privacy/expunging.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

const yearMs = 366 * 86_400_000;

describe.each(databaseKinds)('erasure and retention on %s', (kind) => {
  let ground: Ground;
  afterEach(() => ground.close());

  /** Somebody seen in person, with an application that was withdrawn. */
  async function withdrawn() {
    ground = await layGround(kind);
    const caller = { ...(await ground.citizen({ level: 2, name: '王小明' })), level: 3 };
    const applicationId = await ground.application(caller, { state: 'submitted' });
    const { context } = ground;
    await context.database.transaction(async (tx) => {
      await advance(context, tx, applicationId, 'withdraw', 'citizen', { personal: 'said' });
    });
    return { caller, applicationId, context };
  }
  const verifies = async (applicationId: string) => {
    const entries = await eventsOf(ground.context.database, applicationId);
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) {
      const { hash, ...hashed } = hashedEntry(entry);
      expect(entryHash(sha256, hashed)).toBe(hash);
    }
  };

  test('a law that bids it be kept stands before erasure; afterwards the key goes, and the chain still verifies', async () => {
    const { caller, applicationId, context } = await withdrawn();
    const forget = () => context.database.transaction((tx) => erase(context, tx, caller));
    await expect(forget()).rejects.toMatchObject({ code: 'erasure_not_yet', until: expect.any(Date) });
    ground.pass(3 * yearMs);
    await forget();
    const citizen = await citizenById(context.database, caller.citizenId);
    expect(citizen).toMatchObject({ wrappedKey: '', idNumberHash: null, mobileHash: null, nameSealed: null });
    expect(await openingsOf(context, context.database, applicationId, citizen)).toEqual([]);
    await verifies(applicationId);
  });

  test('at the desk an erased person’s case is said to be so; of it the history is left, and no sealed word', async () => {
    const { caller, applicationId, context } = await withdrawn();
    const { database } = context;
    await database.update(applications).set({ desk: 'JJ' }).where(eq(applications.applicationId, applicationId));
    const officer: OfficerCaller = {
      ...{ kind: 'officer', officerId: 'JJ-0042', name: '办案人', department: 'JJ', roles: ['caseOfficer'] },
      ...{ tokenHash: '', expiresAt: context.now() },
    };
    const catalogue = { ...context.catalogue, departmentName: (code: string) => ({ zh: code }) };
    const cases = caseHandlers({ ...context, catalogue });
    const request = {
      ...{ params: { applicationId }, query: undefined, requestId: 'r1' },
      ...{ caller: officer, prove: async () => officer, keep: async () => undefined },
    };
    ground.pass(3 * yearMs);
    await database.transaction((tx) => erase(context, tx, caller));
    const open = cases['cases.get']({ ...request, body: undefined });
    await expect(open).rejects.toMatchObject({ code: 'applicant_erased' });
    await expect(cases['cases.take']({ ...request, body: undefined })).rejects.toMatchObject({
      code: 'application_state_conflict',
    });
    await expect(cases['cases.approve']({ ...request, body: { seen: 2 } })).rejects.toMatchObject({
      code: 'application_state_conflict',
    });
    const [row] = await database.select().from(applications).where(eq(applications.applicationId, applicationId));
    expect(row).toMatchObject({ formSealed: '', situation: {}, expungedAt: context.now(), state: 'withdrawn' });
    expect(await database.$count(schema.applicationEventValues)).toBe(0);
    await verifies(applicationId);
  });

  test('what others keep of the erased goes too: answers about him, and proposals to his number', async () => {
    ground = await layGround(kind);
    const { context } = ground;
    const { database, protection } = context;
    const caller = { ...(await ground.citizen({ level: 2, name: '王小明' })), level: 3 };
    const proposer = await ground.citizen({ level: 2 });
    const idNumberHash = protection.lookup('idNumber', '330102199001011234');
    await database.update(citizens).set({ idNumberHash }).where(eq(citizens.citizenId, caller.citizenId));
    const byAgent = { scope: `citizen:${proposer.citizenId} for d1 drafts.save`, key: 'k1', request: {} };
    const atCounter = { scope: 'embed:e1 identity.confirmInPerson', key: 'k2', request: {} };
    const another = { scope: `citizen:${proposer.citizenId} drafts.save`, key: 'k3', request: {} };
    await once(context, { ...byAgent, subjectId: caller.citizenId }, async () => '王小明');
    await once(context, atCounter, (keep) => database.transaction(async (tx) => keep(tx, '王小明', caller.citizenId)));
    await once(context, { ...another, subjectId: proposer.citizenId }, async () => null);
    await database.insert(schema.delegations).values({
      delegationId: 'delegation_1',
      kind: 'agreed',
      principalId: proposer.citizenId,
      proposedBySide: 'principal',
      otherHash: idNumberHash,
      otherSealed: 'sealed for the proposer',
      scope: {},
      power: 'see',
      proposedAt: context.now(),
      expiresAt: new Date(context.now().getTime() + yearMs),
    });
    await database.transaction((tx) => erase(context, tx, caller));
    expect((await database.select().from(schema.idempotencyKeys)).map(({ key }) => key)).toEqual(['k3']);
    expect(await database.select().from(schema.delegations)).toEqual([
      expect.objectContaining({ otherHash: null, otherSealed: null, revokedAt: context.now() }),
    ]);
  });

  test('an application under way stands before erasure, whatever time has passed', async () => {
    ground = await layGround(kind);
    const caller = { ...(await ground.citizen({ level: 2 })), level: 3 };
    await ground.application(caller, { state: 'submitted' });
    ground.pass(20 * yearMs);
    const { context } = ground;
    await expect(context.database.transaction((tx) => erase(context, tx, caller))).rejects.toMatchObject({
      code: 'erasure_not_yet',
      until: undefined,
    });
  });

  test('the job expunges what is over its term, and nothing before', async () => {
    const { caller, applicationId, context } = await withdrawn();
    const { database } = context;
    await recordAccess(context, database, {
      citizenId: caller.citizenId,
      party: 'officer',
      partyId: 'S1',
      partyName: { zh: '公安' },
      what: { zh: '案卷' },
      operation: 'cases.get',
      basis: 'statutoryDuty',
      applicationId,
    });
    const counts = async () => ({
      accesses: await database.$count(accesses, eq(accesses.citizenId, caller.citizenId)),
      values: await database.$count(schema.applicationEventValues),
      expunged: (await database.select().from(applications))[0]?.expungedAt !== null,
    });
    const reasonSealed = await sealReason(context, database, caller, { zh: '材料与登记不符。' });
    await database.update(applications).set({ reasonSealed }).where(eq(applications.applicationId, applicationId));
    await expungeData(context);
    ground.pass(2 * yearMs);
    await expungeData(context);
    expect(await counts()).toMatchObject({ accesses: 1, expunged: false });
    ground.pass(2 * yearMs);
    await expungeData(context);
    expect(await counts()).toEqual({ accesses: 0, values: 0, expunged: true });
    const [row] = await database.select().from(applications).where(eq(applications.applicationId, applicationId));
    const [citizen] = await database.select().from(citizens).where(eq(citizens.citizenId, caller.citizenId));
    if (!row || !citizen) throw new Error('gone altogether');
    expect(openForm(context, citizen, row)).toEqual({});
    expect(row.reasonSealed).toBeNull();
    await verifies(applicationId);
    expect(await database.$count(exchanges)).toBe(0);
  });
});
