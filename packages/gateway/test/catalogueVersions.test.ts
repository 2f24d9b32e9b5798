// Publishing: the same catalogue again changes nothing, a changed matter becomes a new version, and old versions stay.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { type CatalogueFiles, loadCatalogue } from '../catalogue/load.ts';
import { type OpenDatabase, openDatabase } from '../src/database/connection.ts';
import { catalogueFolder, openCatalogue } from '../src/matters/service.ts';

const log = pino({ level: 'silent' });
const now = new Date('2026-11-23T09:00:00+08:00');
const files = loadCatalogue(catalogueFolder);

/** The catalogue with another promise for one matter. */
function promising(matterId: string, count: number): CatalogueFiles {
  const matters = files.matters.map((filed) =>
    filed.written.matterId === matterId
      ? { ...filed, written: { ...filed.written, promised: { ...filed.written.promised, count } } }
      : filed,
  );
  return { ...files, matters };
}

async function serverDatabase(): Promise<string> {
  const door = process.env.ONETRIP_TEST_POSTGRES;
  if (!door) throw new Error('the run has no PostgreSQL server: start tests through jest.config.mjs');
  const { url, error } = (await (await fetch(door, { method: 'POST' })).json()) as { url?: string; error?: string };
  if (!url) throw new Error(error);
  return url;
}

describe.each(['pglite', 'postgres'] as const)('publishing on %s', (kind) => {
  let folder: string;
  let open: OpenDatabase;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onetrip-versions-'));
    open = await openDatabase(
      kind === 'postgres' ? { kind: 'postgres', url: await serverDatabase() } : { kind: 'embedded', folder },
      log,
    );
  });
  afterAll(async () => {
    await open.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const publish = (catalogue: CatalogueFiles) => openCatalogue(open.database, now, catalogue);

  test('versions', async () => {
    const first = await publish(files);
    expect(first.get('HZ-GA-041')).toMatchObject({ version: 1, promised: { count: 15 } });
    expect((await publish(files)).get('HZ-GA-041').version).toBe(1);

    const second = await publish(promising('HZ-GA-041', 10));
    expect(second.get('HZ-GA-041')).toMatchObject({ version: 2, promised: { count: 10 } });
    expect(second.get('HZ-JJ-026').version).toBe(1);
    expect(await second.version('HZ-GA-041', 1)).toMatchObject({ version: 1, promised: { count: 15 } });
    // Another process, still on the old catalogue, meets an application of the new version.
    expect(await first.version('HZ-GA-041', 2)).toMatchObject({ version: 2, promised: { count: 10 } });
    await expect(second.version('HZ-GA-041', 3)).rejects.toMatchObject({ code: 'matter_not_found' });

    const without = { ...files, matters: files.matters.filter(({ written }) => written.matterId !== 'HZ-QX-001') };
    const third = await publish({ ...without, aliases: {} });
    expect(() => third.get('HZ-QX-001')).toThrow('matter_not_found');
    expect(await third.version('HZ-QX-001', 1)).toMatchObject({ matterId: 'HZ-QX-001' });
    expect((await publish(files)).get('HZ-QX-001').version).toBe(2);
  });

  test('two processes that start at once publish one version', async () => {
    const catalogue = promising('HZ-GA-048', 3);
    const both = await Promise.all([publish(catalogue), publish(catalogue)]);
    expect(both.map((one) => one.get('HZ-GA-048').version)).toEqual([2, 2]);
  });

  test('a catalogue with something to mend is not published', async () => {
    await expect(publish(promising('HZ-GA-041', 99))).rejects.toThrow('departments/GA.jsonc HZ-GA-041');
    expect((await publish(files)).get('HZ-GA-041').promised.count).toBe(15);
  });
});
