// The history cannot be rewritten unnoticed, holds nothing personal, and still verifies when a person's key is gone.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { firstBrokenEntry } from '@onetrip/shared/evidence';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { appendEvent, eventsOf, hashedEntry, openingsOf } from '../src/applications/events.ts';
import { sha256 } from '../src/database/protection.ts';
import { applicationEvents, applications, citizens } from '../src/database/schema/index.ts';
import type { CitizenCaller } from '../src/http/handlers.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

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

  test.each([
    ['changed', sql`UPDATE application_events SET actor = 'department'`],
    ['deleted', sql`DELETE FROM application_events`],
    ['emptied', sql`TRUNCATE application_events CASCADE`],
    ['anchored otherwise', sql`UPDATE anchors SET root = 'x'`],
    ['taken out of an anchor', sql`DELETE FROM anchor_leaves`],
  ])('the database refuses that it is %s', async (_what, statement) => {
    const { database } = ground.context;
    await expect(database.execute(statement)).rejects.toMatchObject({
      cause: expect.objectContaining({ code: '42501' }),
    });
    expect(broken(await entries())).toBeNull();
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
