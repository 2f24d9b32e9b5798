// `export`: the catalogue in national field names.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { mattersOf } from '../diff.ts';
import { exportMatters } from '../exporting.ts';
import { loadCatalogue } from '../load.ts';
import { materialColumns, matterColumns } from '../national.ts';
import { toJson, writeTable } from '../tables.ts';
import { codesTable } from './codes.ts';
import type { Command, Surroundings } from './command.ts';

async function run(args: string[], { folder, out }: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      department: { type: 'string' },
      codes: { type: 'string', default: 'national' },
      published: { type: 'boolean', default: false },
    },
  });
  const files = loadCatalogue(folder);
  const [file] = positionals;
  if (values.published) {
    const published = mattersOf(files).filter(
      ({ department }) => values.department === undefined || department.code === values.department,
    );
    const text = JSON.stringify(published, null, 2);
    if (file === undefined) out(text);
    else writeFileSync(file, `${text}\n`);
    return 0;
  }
  const matters = exportMatters(files, codesTable(values.codes), values.department);
  if (file === undefined) {
    out(toJson(matters));
    return 0;
  }
  await writeTable(file, [...matterColumns, ...materialColumns], matters);
  out(`${matters.length} matters written to ${file}`);
  return 0;
}

/** Exports the catalogue, or one department of it. */
export const exportFile: Command = {
  usage: [
    ['export [FILE]', 'the catalogue in national field names; JSON on standard output where no file is named'],
    ['[--department CODE]', 'one department only'],
    ['[--codes reversed]', 'yes is 0 and no is 1'],
    ['[--published]', 'as the service publishes the matters, in JSON; diff reads it'],
  ],
  run,
};
