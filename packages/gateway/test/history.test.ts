// The history cannot be rewritten unnoticed, holds nothing personal, and still verifies when a person's key is gone.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { firstBrokenEntry } from '@onetrip/shared/evidence';
import { eq, getTableName, is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import fc from 'fast-check';
import { appendEvent, eventsOf, hashedEntry, openingsOf } from '../src/applications/events.ts';
import { allowExpunging, appendOnlyTables } from '../src/database/appendOnly.ts';
import { sha256 } from '../src/database/protection.ts';
import * as schema from '../src/database/schema/index.ts';
import { accesses, applicationEvents, applications, citizens, exchanges } from '../src/database/schema/index.ts';
import { createJournal } from '../src/departments/journal.ts';
import type { CitizenCaller } from '../src/http/handlers.ts';
import { recordAccess } from '../src/privacy/accesses.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

const tableOf = (name: string): PgTable => {
  const found = Object.values(schema).find((entry: unknown) => is(entry, PgTable) && getTableName(entry) === name);
  if (!is(found, PgTable)) throw new Error(`no table ${name}`);
  return found;
};

describe.each(databaseKinds)('the history on %s', (kind) => {
  let ground: Ground;
  let caller: CitizenCaller;
  let applicationId: string;
  beforeAll(async () => {
    ground = await layGround(kind);
    caller = await ground.citizen();
    applicationId = await ground.application(caller);
    for (let number = 0; number < 6; number += 1) {
      await ground.context.database.transaction((tx) =>
        appendEvent(ground.context, tx, applicationId, {
          type: 'paperReceived',
          actor: 'system',
          detail: { materialId: `m${number}`, department: 'RS' },
          personal: `{"months":${number},"number":"11010519491231002X"}`,
        }),
      );
    }
  });
  afterAll(() => ground.close());
  const entries = async () => (await eventsOf(ground.context.database, applicationId)).map(hashedEntry);
  const broken = (written: Awaited<ReturnType<typeof entries>>) => firstBrokenEntry(sha256, written);

  test('verifies as it was written, and says nothing personal', async () => {
    const written = await entries();
    expect(written.length).toBeGreaterThanOrEqual(6);
    expect(broken(written)).toBeNull();
    expect(JSON.stringify(written)).not.toContain('11010519491231002X');
    expect(new Set(written.map(({ personalHash }) => personalHash)).size).toBeGreaterThanOrEqual(6);
  });

  test('whatever is changed, removed, doubled or moved is found', async () => {
    const written = await entries();
    const at = fc.integer({ min: 0, max: written.length - 1 });
    const changes = fc.oneof(
      at.map((index) => written.map((entry, i) => (i === index ? { ...entry, actor: 'department' as const } : entry))),
      at.map((index) => written.map((entry, i) => (i === index ? { ...entry, detail: { materialId: 'x' } } : entry))),
      at.map((index) =>
        written.map((entry, i) => (i === index ? { ...entry, at: '1970-01-01T00:00:00.000Z' } : entry)),
      ),
      at.map((index) => written.map((entry, i) => (i === index ? { ...entry, personalHash: 'x' } : entry))),
      fc.integer({ min: 0, max: written.length - 2 }).map((index) => written.filter((_, i) => i !== index)),
      at.map((index) => written.flatMap((entry, i) => (i === index ? [entry, entry] : [entry]))),
      fc
        .integer({ min: 1, max: written.length - 1 })
        .map((shift) => [...written.slice(shift), ...written.slice(0, shift)]),
    );
    fc.assert(fc.property(changes, (changed) => broken(changed) !== null));
  });

  test('two that append at once do not write the same entry', async () => {
    const append = () =>
      ground.context.database.transaction((tx) =>
        appendEvent(ground.context, tx, applicationId, { type: 'paperOwed', actor: 'system' }),
      );
    await Promise.all(Array.from({ length: 8 }, append));
    expect(broken(await entries())).toBeNull();
  });

  const refused = { cause: expect.objectContaining({ code: '42501' }) };

  test.each(appendOnlyTables)('the database refuses to change, delete or empty %s', async (table) => {
    const { database } = ground.context;
    const name = sql.identifier(table);
    const [column] = getTableConfig(tableOf(table)).columns;
    const first = sql.identifier(column?.name ?? '');
    for (const statement of [
      sql`UPDATE ${name} SET ${first} = ${first}`,
      sql`DELETE FROM ${name}`,
      sql`TRUNCATE ${name} CASCADE`,
    ])
      await expect(database.execute(statement)).rejects.toMatchObject(refused);
    expect(broken(await entries())).toBeNull();
  });

  test('a look is never changed, and goes when its term is over, not before', async () => {
    const { context } = ground;
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
    const forget = (allowed: Date | null) =>
      database.transaction(async (tx) => {
        if (allowed) await allowExpunging(tx, allowed);
        await tx.delete(accesses);
      });
    await expect(database.update(accesses).set({ partyId: 'S2' })).rejects.toMatchObject(refused);
    await expect(database.execute(sql`TRUNCATE accesses`)).rejects.toMatchObject(refused);
    await expect(forget(null)).rejects.toMatchObject(refused);
    await expect(forget(context.now())).rejects.toMatchObject(refused);
    await forget(new Date(context.now().getTime() + 1));
    // What one transaction may, the next may not.
    await recordAccess(context, database, {
      citizenId: caller.citizenId,
      party: 'partner',
      partyId: 'bank',
      partyName: { zh: '银行' },
      what: { zh: '办理进度' },
      operation: 'handOvers.list',
      basis: 'consent',
      applicationId,
    });
    await expect(database.delete(accesses)).rejects.toMatchObject(refused);
  });

  test('an exchange stays as it was signed; only what was said is emptied, when its term is over', async () => {
    const { context } = ground;
    const { database } = context;
    await createJournal(database).record({
      kind: 'query',
      department: 'GA',
      subjectId: 'query_1',
      items: ['?resident'],
      asker: {
        applicationId,
        citizenId: caller.citizenId,
        questionHash: null,
        seal: (text) => `sealed ${text.length}`,
      },
      outcome: 'answered',
      askedAt: context.now(),
      endedAt: context.now(),
      sent: '{}',
    });
    const set = (change: object, allowed: Date | null) =>
      database.transaction(async (tx) => {
        if (allowed) await allowExpunging(tx, allowed);
        await tx.update(exchanges).set(change);
      });
    const later = new Date(context.now().getTime() + 1);
    await expect(set({ outcome: 'refused' }, later)).rejects.toMatchObject(refused);
    await expect(set({ contentSealed: 'something else' }, later)).rejects.toMatchObject(refused);
    await expect(set({ contentSealed: null, items: [] }, later)).rejects.toMatchObject(refused);
    await expect(set({ contentSealed: null }, null)).rejects.toMatchObject(refused);
    await expect(set({ contentSealed: null }, context.now())).rejects.toMatchObject(refused);
    await expect(database.delete(exchanges)).rejects.toMatchObject(refused);
    await set({ contentSealed: null }, later);
    expect(await database.select().from(exchanges)).toMatchObject([{ contentSealed: null, outcome: 'answered' }]);
  });

  test('the values are kept sealed beside it, and open to their hashes', async () => {
    const { database } = ground.context;
    const [citizen] = await database.select().from(citizens).where(eq(citizens.citizenId, caller.citizenId));
    if (!citizen) throw new Error('no citizen');
    const opened = await openingsOf(ground.context, database, applicationId, citizen);
    expect(opened.map(({ value }) => (JSON.parse(value) as { months: number }).months)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(opened.map(({ salt }) => salt)).size).toBe(6);
  });

  test('an erased person leaves a history that verifies', async () => {
    const { database } = ground.context;
    await database.update(citizens).set({ wrappedKey: 'destroyed' }).where(eq(citizens.citizenId, caller.citizenId));
    expect(broken(await entries())).toBeNull();
    const [row] = await database.select().from(applications).where(eq(applications.applicationId, applicationId));
    expect(() => ground.context.protection.open('destroyed', 'form', row?.formSealed ?? '')).toThrow();
  });

  test('an entry changed past the guard is found', async () => {
    const { database } = ground.context;
    await database.execute(sql`ALTER TABLE application_events DISABLE TRIGGER application_events_append_only`);
    await database.update(applicationEvents).set({ actor: 'department' }).where(eq(applicationEvents.seq, 2));
    expect(broken(await entries())).toBe(2);
  });
});
