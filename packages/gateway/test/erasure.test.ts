// What becomes of personal data in time: expunged by the table, erased with the key; and the history verifies all the same.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { RetentionKind } from '@onetrip/shared/contract';
import { entryHash } from '@onetrip/shared/evidence';
import { retention } from '@onetrip/shared/rules';
import { eq, getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { advance } from '../src/applications/advance.ts';
import { eventsOf, hashedEntry, openingsOf } from '../src/applications/events.ts';
import { openForm } from '../src/applications/gathering.ts';
import { sha256 } from '../src/database/protection.ts';
import * as schema from '../src/database/schema.ts';
import { accesses, applications, citizens, exchanges } from '../src/database/schema.ts';
import { citizenById } from '../src/identity/citizens.ts';
import { recordAccess } from '../src/privacy/accesses.ts';
import { erase } from '../src/privacy/erasure.ts';
import { expungeData } from '../src/privacy/expunging.ts';
import { keptTables } from '../src/privacy/kept.ts';
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
    await verifies(applicationId);
    expect(await database.$count(exchanges)).toBe(0);
  });
});

describe('the table of what is kept', () => {
  const tables = Object.values(schema)
    .flatMap((entry: unknown) => (is(entry, PgTable) ? [entry] : []))
    .map((table) => ({ name: getTableName(table), columns: getTableConfig(table).columns.map(({ name }) => name) }));
  const personal = tables.filter(({ columns }) =>
    columns.some((name) => /_sealed$|citizen_id$|mobile_hash$|principal_id$/.test(name)),
  );

  test('names every table with personal data, and its term', () => {
    expect(personal.map(({ name }) => name).filter((name) => !(name in keptTables))).toEqual([]);
    expect(Object.keys(keptTables).filter((name) => !tables.some((table) => table.name === name))).toEqual([]);
    for (const { kind } of Object.values(keptTables))
      if (kind in retention) expect(retention[kind as RetentionKind].count).toBeGreaterThan(0);
      else expect(['account', 'history', 'accounting', 'service']).toContain(kind);
  });
});
