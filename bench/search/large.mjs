// Search over HTTP among the matters of several cities: a gateway with the list in memory, beside one of a single city.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../../scripts/build.mjs';
import { buildSearch } from '../../scripts/matters-build.mjs';
import { root } from '../../scripts/run.mjs';
import { step } from '../../scripts/terminal.mjs';
import { mattersOf, queriesOf } from './corpus.mjs';
import { writeCountry } from './large/country.mjs';
import { measureGateway } from './large/gateway.mjs';
import { measurePostgres } from './large/postgres.mjs';

/**
 * @param rows implementations in all
 * @param ownNames how many of a hundred have a name nobody else has: each is indexed by itself
 * @param clients how many ask at once
 * @param postgres whether PostgreSQL is asked beside it
 */
export async function run({ rows, ownNames, clients, postgres }) {
  await buildAll({ only: ['sandbox', 'gateway'] });
  const { index } = await buildSearch();
  const matters = mattersOf(JSON.parse(readFileSync(join(root, index), 'utf8')));
  const names = new Set(matters.map(({ name }) => name));
  const queries = queriesOf('packages/gateway/test/fixtures/queries-development.csv').filter(({ expected }) =>
    [...expected].some((name) => names.has(name)),
  );
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-bench-list-'));
  const file = join(folder, 'implementations.csv');
  try {
    const divisions = await writeCountry(file, matters, rows, ownNames);
    const common = { matters, queries, clients };
    const one = { ...common, rows: matters.length, divisions: [undefined] };
    const tables = [
      await step('one city', () => measureGateway(one)),
      await step(`${rows} rows`, () => measureGateway({ ...common, file, rows, divisions })),
    ];
    if (postgres) tables.push(await step('PostgreSQL', () => measurePostgres({ ...common, file, rows, divisions })));
    return tables.flat();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
