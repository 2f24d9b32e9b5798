// Every history is anchored daily; a case file proves one of them offline, and one changed byte is found.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { caseFileText, readAnchor, type VerificationKey, verifyCase } from '@onetrip/shared/evidence';
import { and, eq, getTableColumns, notInArray, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { appendEvent } from '../src/applications/events.ts';
import { type ApplicationRow, findApplication } from '../src/applications/store.ts';
import { sha256 } from '../src/database/protection.ts';
import { anchorLeaves, anchorNodes, anchors, applications, citizens } from '../src/database/schema/index.ts';
import { anchorHistories, dueAnchor } from '../src/evidence/anchors.ts';
import { caseFileOf } from '../src/evidence/caseFile.ts';
import type { CitizenCaller } from '../src/http/handlers.ts';
import { ed25519 } from '../src/keys/ed25519.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

const dayMs = 86_400_000;

describe.each(databaseKinds)('on %s', (kind) => {
  let ground: Ground;
  let caller: CitizenCaller;
  let keys: VerificationKey[];
  beforeAll(async () => {
    ground = await layGround(kind);
    keys = ground.context.keys.published('anchor');
  });
  beforeEach(async () => {
    caller = await ground.citizen();
  });
  afterAll(() => ground.close());

  const append = (applicationId: string, personal?: string) =>
    ground.context.database.transaction((tx) =>
      appendEvent(ground.context, tx, applicationId, {
        type: 'paperReceived',
        actor: 'system',
        detail: { materialId: 'm1' },
        ...(personal === undefined ? {} : { personal }),
      }),
    );
  const filed = async (personal?: string): Promise<string> => {
    const applicationId = await ground.application(caller);
    await ground.context.database.transaction((tx) =>
      appendEvent(ground.context, tx, applicationId, {
        type: 'submitted',
        actor: 'citizen',
        personal: personal ?? 'x',
      }),
    );
    await append(applicationId, personal);
    return applicationId;
  };
  const anchorTonight = async () => {
    ground.pass(dayMs);
    await anchorHistories(ground.context);
    const rows = await ground.context.database.select().from(anchors).orderBy(anchors.anchorNumber);
    return rows.at(-1) ?? (undefined as never);
  };
  const exported = async (applicationId: string) => {
    const application = (await findApplication(ground.context.database, applicationId)) as ApplicationRow;
    return caseFileText(await caseFileOf(ground.context, application));
  };
  const verify = (text: string, trusted = keys) => verifyCase(text, { sha256, ed25519, keys: trusted });

  test('an anchor a day, linked to the one before, over the histories that grew, and no others', async () => {
    const first = await anchorTonight();
    const many = await Promise.all(Array.from({ length: 5 }, () => filed()));
    const second = await anchorTonight();
    expect(second).toMatchObject({
      anchorNumber: first.anchorNumber + 1,
      leaves: many.length,
      previousHash: sha256(first.jws),
    });
    expect(readAnchor(second.jws, keys)).toMatchObject({
      fault: null,
      claims: { number: second.anchorNumber, root: second.root, leaves: 5, previousHash: sha256(first.jws) },
    });
    const quiet = await anchorTonight();
    expect(quiet).toMatchObject({ anchorNumber: second.anchorNumber + 1, leaves: 0, root: sha256('') });
    await append(many[2] ?? '');
    expect((await anchorTonight()).leaves).toBe(1);
  });

  test('once a day, however often and by however many it is tried', async () => {
    const { anchorNumber } = await anchorTonight();
    await Promise.all([anchorHistories(ground.context), anchorHistories(ground.context), dueAnchor(ground.context)]);
    expect(await ground.context.database.select().from(anchors)).toHaveLength(anchorNumber);
    expect(ground.jobs.filter(({ queue }) => queue === 'anchorHistories')).toEqual([]);
    ground.pass(dayMs);
    await dueAnchor(ground.context);
    expect(ground.jobs.filter(({ queue }) => queue === 'anchorHistories')).toHaveLength(1);
  });

  test('a case file verifies before its anchor and after, and when the history has grown beyond it', async () => {
    const others = await Promise.all(Array.from({ length: 6 }, () => filed()));
    const applicationId = others[3] ?? '';
    expect(verify(await exported(applicationId))).toMatchObject({ valid: true, anchored: null, trusted: true });
    const { anchorNumber } = await anchorTonight();
    await append(applicationId);
    for (const each of others) {
      const verdict = verify(await exported(each));
      expect(verdict).toMatchObject({ valid: true, anchored: { claims: { number: anchorNumber }, seq: 2 } });
    }
    const byItself = verifyCase(await exported(applicationId), { sha256, ed25519 });
    expect(byItself).toMatchObject({ valid: true, trusted: false });
  });

  test('among thousands of histories of one night, a case file reads a row a level and verifies', async () => {
    const { database } = ground.context;
    const applicationId = await filed();
    const count = 3_000;
    const columns = Object.values(getTableColumns(applications)).map(({ name }) => name);
    const own = ['application_id', 'acceptance_number', 'subject_hash'];
    const copied = columns.map((name) => sql.raw(own.includes(name) ? `${name} || '-' || n` : name));
    await database.execute(sql`
      INSERT INTO applications (${sql.raw(columns.join(', '))})
      SELECT ${sql.join(copied, sql`, `)} FROM applications, generate_series(1, ${count}) AS n
      WHERE application_id = ${applicationId}`);
    await database.execute(sql`
      INSERT INTO application_events (application_id, seq, type, at, actor, detail, previous_hash, hash)
      SELECT application_id || '-' || n, seq, type, at, actor, detail, previous_hash, md5(n::text)
      FROM application_events, generate_series(1, ${count}) AS n
      WHERE application_id = ${applicationId} AND seq = 1`);
    const { anchorNumber, leaves } = await anchorTonight();
    expect(leaves).toBeGreaterThan(count);
    // What stands between leaves and root, and no more: a tree has about as many nodes as leaves.
    const nodes = await database.$count(anchorNodes, eq(anchorNodes.anchorNumber, anchorNumber));
    expect(nodes).toBeLessThan(leaves + Math.ceil(Math.log2(leaves)));
    const verdict = verify(await exported(applicationId));
    expect(verdict).toMatchObject({ valid: true, anchored: { claims: { number: anchorNumber, leaves } } });
    // Whatever is not beside the way up is not read: with all of it gone, the file is the same.
    const [leaf] = await database.select().from(anchorLeaves).where(eq(anchorLeaves.applicationId, applicationId));
    const position = leaf?.position ?? 0;
    for (const table of ['anchor_leaves', 'anchor_nodes'])
      await database.execute(sql.raw(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_append_only`));
    await database
      .delete(anchorLeaves)
      .where(
        and(eq(anchorLeaves.anchorNumber, anchorNumber), notInArray(anchorLeaves.position, [position, position ^ 1])),
      );
    await database
      .delete(anchorNodes)
      .where(and(eq(anchorNodes.anchorNumber, anchorNumber), sql`position <> ((${position}::int >> level) # 1)`));
    for (const table of ['anchor_leaves', 'anchor_nodes'])
      await database.execute(sql.raw(`ALTER TABLE ${table} ENABLE TRIGGER ${table}_append_only`));
    const left = await database.$count(anchorNodes, eq(anchorNodes.anchorNumber, anchorNumber));
    expect(left).toBeLessThan(Math.ceil(Math.log2(leaves)));
    expect(verify(await exported(applicationId))).toMatchObject({ valid: true, anchored: { claims: { leaves } } });
  }, 60_000);

  test('its owner can prove what he filed; without his key the chain still verifies, and nothing can be opened', async () => {
    const applicationId = await filed('{"number":"11010519491231002X"}');
    await anchorTonight();
    const whole = verify(await exported(applicationId));
    expect(whole).toMatchObject({ valid: true });
    if (!whole.valid) return;
    expect(whole.case.openings.map(({ value }) => value)).toEqual(Array(2).fill('{"number":"11010519491231002X"}'));
    expect(JSON.stringify(whole.case.entries)).not.toContain('11010519491231002X');
    const { database } = ground.context;
    await database.update(citizens).set({ wrappedKey: '' }).where(eq(citizens.citizenId, caller.citizenId));
    const erased = verify(await exported(applicationId));
    expect(erased).toMatchObject({ valid: true, anchored: { seq: 2 }, case: { openings: [] } });
  });

  test('every byte counts: whichever is changed, dropped or doubled, the file is refused', async () => {
    const applicationId = await filed('{"地址":"西湖区 1 号"}');
    await filed();
    await anchorTonight();
    const bytes = Buffer.from(await exported(applicationId));
    const accepted = (changed: Buffer): boolean => {
      try {
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(changed);
        return verify(text).valid;
      } catch {
        return false;
      }
    };
    expect(accepted(bytes)).toBe(true);
    const changes = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.constantFrom('set', 'drop', 'double', 'add'));
    fc.assert(
      fc.property(changes, ([place, value, how]) => {
        const [before, at, after] = [
          bytes.subarray(0, place),
          bytes.subarray(place, place + 1),
          bytes.subarray(place + 1),
        ];
        const middle = { set: [Buffer.of(value)], drop: [], double: [at, at], add: [Buffer.of(value), at] }[
          how
        ] as Buffer[];
        const changed = Buffer.concat([before, ...middle, after]);
        return changed.equals(bytes) || !accepted(changed);
      }),
      { numRuns: 400 },
    );
    // Each byte once, by one bit.
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect([place, accepted(changed)]).toEqual([place, false]);
    }
  });

  test('a forger’s file, whole in itself, is believed only by who trusts the keys in it', async () => {
    const applicationId = await filed();
    const forger = await layGround(kind);
    try {
      const theirs = forger.context.keys.published('anchor').map((key) => ({ ...key, kid: 'of-a-forger' }));
      const text = await exported(applicationId);
      expect(verify(text, theirs)).toEqual({ valid: false, fault: 'unknownKey' });
      const sameName = forger.context.keys.published('anchor');
      expect(verify(text, sameName)).toEqual({ valid: false, fault: 'sealBroken' });
    } finally {
      await forger.close();
    }
  });
});
