// `import`: takes matters from a file with the national field names.
import { parseArgs } from 'node:util';
import { importRows } from '../importing.ts';
import { readTable } from '../tables.ts';
import { codesTable } from './codes.ts';
import { type Command, Slip, type Surroundings } from './command.ts';

async function run(args: string[], { folder, out }: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { partial: { type: 'boolean', default: false }, codes: { type: 'string', default: 'national' } },
  });
  const [file] = positionals;
  if (file === undefined) throw new Slip('import needs a file.');
  const report = importRows(await readTable(file), folder, {
    codes: codesTable(values.codes),
    partial: values.partial,
  });
  for (const { row, name, reason } of report.refused) out(`refused  row ${row} ${name}: ${reason}`);
  for (const matterId of report.changed) out(`changed  ${matterId}`);
  for (const matterId of report.added) out(`added    ${matterId}`);
  const { changed, added, unchanged, refused, written } = report;
  const rows = new Set(refused.map(({ row }) => row)).size;
  out(`${changed.length} changed, ${added.length} added, ${unchanged} unchanged, ${rows} refused`);
  if (!written) out('Nothing was written. With --partial, what is not refused is.');
  return refused.length > 0 ? 1 : 0;
}

/** Imports a file. */
export const importFile: Command = {
  usage: [
    ['import FILE', 'take matters from a .csv, .json or .xlsx with the national field names; nothing changes when'],
    ['[--partial]', 'a row is refused, unless partial; rows refused are listed with their reasons'],
    ['[--codes reversed]', 'yes is 0 and no is 1, as some systems have it'],
  ],
  run,
};
