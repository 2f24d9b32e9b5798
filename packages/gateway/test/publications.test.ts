// The chain of publications: what a start publishes, and that nothing can be altered unseen.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { type CatalogueFiles, loadCatalogue } from '../catalogue/load.ts';
import type { OpenDatabase } from '../src/database/connection.ts';
import { matters, publications } from '../src/database/schema/index.ts';
import { createLog } from '../src/log.ts';
import { type Catalogue, catalogueFolder, openCatalogue } from '../src/matters/service.ts';
import { audit } from '../src/publications/chain.ts';
import { publishChanges, revertTo } from '../src/publications/service.ts';
import { latestPublication, listPublications } from '../src/publications/store.ts';
import { openTestDatabase } from './support/databases.ts';

const at = new Date('2026-11-23T09:00:00+08:00');
const now = () => at;
const files = loadCatalogue(catalogueFolder);
const permit = 'HZ-GA-041';

/** The files with another promise for one matter. */
const promising = (count: number): CatalogueFiles => ({
  ...files,
  matters: files.matters.map((filed) =>
    filed.written.matterId === permit
      ? { ...filed, written: { ...filed.written, promised: { ...filed.written.promised, count } } }
      : filed,
  ),
});

describe.each(['pglite', 'postgres'] as const)('publications on %s', (kind) => {
  let open: OpenDatabase;
  let lines: string[];
  beforeAll(async () => {
    open = await openTestDatabase(kind);
  });
  afterAll(() => open.close());

  const log = createLog('info', { write: (line) => void lines.push(line) });
  const start = (catalogue: CatalogueFiles): Promise<Catalogue> => {
    lines = [];
    return openCatalogue(open.database, at, catalogue, null, log);
  };
  const count = async () => (await listPublications(open.database, null, 100)).length;

  test('a start publishes the files when they have changed, until an officer has published', async () => {
    await start(files);
    await start(files);
    expect(await count()).toBe(1);
    const catalogue = await start(promising(14));
    expect(await count()).toBe(2);
    expect((await latestPublication(open.database))?.changes).toMatchObject([{ matterId: permit, from: 1, to: 2 }]);

    const { version: _version, ...guide } = catalogue.get(permit);
    await open.database.transaction((tx) =>
      publishChanges({ catalogue, log, now }, tx, {
        reason: '缩短承诺时限',
        officerId: 'S1001',
        changes: [{ matterId: permit, matter: { ...guide, promised: { count: 9, unit: 'workingDays' } } }],
      }),
    );
    await catalogue.refresh();
    expect(catalogue.get(permit)).toMatchObject({ version: 3, promised: { count: 9 } });

    const again = await start(promising(14));
    expect(again.get(permit).promised.count).toBe(9);
    expect(lines).toEqual([]);
    const newer = await start(promising(12));
    expect(newer.get(permit).promised.count).toBe(9);
    expect(await count()).toBe(3);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(permit);
    expect(lines[0]).toContain('catalogue -- publish');
  });

  test('a reversion is a publication of its own', async () => {
    const catalogue = await start(files);
    const [, , first] = await listPublications(open.database, null, 3);
    await open.database.transaction(async (tx) => {
      const base = (await latestPublication(tx))?.publicationId ?? '';
      await revertTo({ catalogue, log, now }, tx, first?.publicationId ?? '', {
        base,
        reason: '改回',
        officerId: 'S1001',
      });
    });
    await catalogue.refresh();
    expect(catalogue.get(permit)).toMatchObject({ version: 1, promised: { count: 15 } });
    const [latest] = await listPublications(open.database, null, 1);
    expect(latest).toMatchObject({ number: 4, reverts: 1, versions: first?.versions });
  });

  test('what is done over one edition sees that edition to its end', async () => {
    const catalogue = await start(files);
    const seen = await catalogue.steady(async () => {
      const before = catalogue.get(permit).version;
      const { version: _version, ...guide } = catalogue.get(permit);
      const changes = [{ matterId: permit, matter: { ...guide, where: '别处' } }];
      await open.database.transaction((tx) =>
        publishChanges({ catalogue, log, now }, tx, { reason: '换地方', officerId: 'S1001', changes }),
      );
      await catalogue.refresh();
      return [before, catalogue.get(permit).version];
    });
    expect(seen[1]).toBe(seen[0]);
    expect(catalogue.get(permit).version).toBeGreaterThan(seen[0] ?? 0);
  });

  test('whatever is altered afterwards is seen', async () => {
    const { database } = open;
    expect((await audit(database)).firstBroken).toBeNull();
    // Past the guards, as only the owner of the tables could.
    for (const table of ['publications', 'matters'])
      await database.execute(sql.raw(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_append_only`));
    const reasonOf = async (number: number, reason: string) =>
      void (await database.update(publications).set({ reason }).where(eq(publications.number, number)));
    const [second] = await listPublications(database, 3, 1);
    await reasonOf(2, '另一个理由');
    expect((await audit(database)).firstBroken).toBe(2);
    await reasonOf(2, second?.reason ?? '');
    expect((await audit(database)).firstBroken).toBeNull();

    const alter = (where: string) =>
      database.execute(
        sql`update ${matters} set content = jsonb_set(content, '{where}', ${JSON.stringify(where)}::jsonb) where matter_id = ${permit} and version = 3`,
      );
    const [row] = await database.select().from(matters).where(eq(matters.version, 3));
    await alter('改过的地方');
    expect((await audit(database)).firstBroken).toBe(3);
    await alter(row?.content.where ?? '');
    expect((await audit(database)).firstBroken).toBeNull();

    await database.delete(publications).where(eq(publications.number, 2));
    expect((await audit(database)).firstBroken).toBe(2);
  });
});
