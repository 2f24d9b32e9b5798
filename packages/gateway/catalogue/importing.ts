// Imports matters from another system's table: every refused row is reported, and nothing changes when one is.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { checkCatalogue } from './check.ts';
import { consultPhones, usualPhones } from './defaults.ts';
import { textOf } from './expand.ts';
import type { WrittenMatter, WrittenText } from './format.ts';
import { type CatalogueFiles, type FiledMatter, loadCatalogue } from './load.ts';
import { catalogCodeOf, type YesNoTable } from './national.ts';
import { type ReadMatter, readMatter } from './nationalMatter.ts';
import type { NumberedRow } from './tables.ts';

/** A row that was refused. */
export interface Refusal {
  row: number;
  name: string;
  reason: string;
}

/** What an import did, or would have done. */
export interface ImportReport {
  /** Ids of matters changed and added. */
  changed: string[];
  added: string[];
  unchanged: number;
  refused: Refusal[];
  /** Whether anything was written. */
  written: boolean;
}

/** Rows of one matter; those with a material only continue the matter above. */
interface Group {
  row: number;
  cells: NumberedRow['cells'][];
  known: FiledMatter | undefined;
}

function knownMatter(cells: NumberedRow['cells'], files: CatalogueFiles): FiledMatter | undefined {
  const { matter_id: id, task_code: task, catalog_code: code, task_name: name, dept_code: department } = cells;
  const { matters, departments } = files;
  const first = (test: (filed: FiledMatter) => boolean) => matters.find(test);
  // Whoever names an id means that matter, or a new one.
  if (id) return first(({ written }) => written.matterId === id);
  return (
    (task ? first(({ written }) => written.taskCode === task) : undefined) ??
    (code ? first(({ written, department: of }) => catalogCodeOf(written, of, departments) === code) : undefined) ??
    (name
      ? first(({ written, department: of }) => written.name.zh === name && (!department || of === department))
      : undefined)
  );
}

const identityOf = ({ matter_id, task_code, catalog_code, task_name, dept_code, dept_name }: NumberedRow['cells']) =>
  matter_id || task_code || catalog_code || (task_name ? [dept_code, dept_name, task_name].join(' ') : '');

function grouped(rows: readonly NumberedRow[], files: CatalogueFiles): Group[] {
  const groups = new Map<string, Group>();
  let current = '';
  for (const { number, cells } of rows) {
    current = identityOf(cells) || current;
    const group = groups.get(current);
    if (group) group.cells.push(cells);
    else groups.set(current, { row: number, cells: [cells], known: knownMatter(cells, files) });
  }
  return [...groups.values()];
}

/** What a matter must say to be new. */
const needed = ['name', 'type', 'levels', 'statutory', 'promised', 'feeText', 'theme'] as const;

/** A change of one department's file: a matter's keys, or a new matter. */
interface Change {
  group: Group;
  department: string;
  matterId: string;
  kind: 'changed' | 'added' | 'unchanged';
  keys: Partial<WrittenMatter>;
}

const sameText = (a: WrittenText | undefined, b: WrittenText): boolean =>
  a !== undefined && textOf(a).zh === textOf(b).zh;
const textFields: readonly string[] = ['name', 'feeText', 'visitReason'];

/** What differs from the matter that is here; a text that reads the same keeps its English. */
function differences(known: FiledMatter, read: ReadMatter): Partial<WrittenMatter> {
  const { written, department } = known;
  const here: Record<string, unknown> = {
    ...written,
    consultPhone: written.consultPhone ?? consultPhones[department] ?? usualPhones.consultPhone,
    complaintPhone: written.complaintPhone ?? usualPhones.complaintPhone,
  };
  const differing = Object.entries(read.said).filter(([key, value]) =>
    textFields.includes(key)
      ? !sameText(here[key] as WrittenText | undefined, value as WrittenText)
      : JSON.stringify(here[key]) !== JSON.stringify(value),
  );
  const switched = Object.entries(read.channels) as [WrittenMatter['channels'][number], boolean][];
  const on = switched.filter(([channel, open]) => open && !written.channels.includes(channel));
  const off = switched.filter(([channel, open]) => !open && written.channels.includes(channel));
  const channels = [
    ...written.channels.filter((channel) => !off.some(([closed]) => closed === channel)),
    ...on.map(([channel]) => channel),
  ];
  return {
    ...Object.fromEntries(differing),
    ...(on.length + off.length > 0 ? { channels } : {}),
    ...(read.materials.length > 0 ? { materials: read.materials } : {}),
  };
}

/** Numbers given out so far, so that two new matters of a department differ. */
function nextId(department: string, files: CatalogueFiles, taken: Set<string>): string {
  const numbers = [...files.matters.map(({ written }) => written.matterId), ...taken]
    .filter((id) => id.split('-')[1] === department)
    .map((id) => Number(id.split('-')[2]));
  return `HZ-${department}-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}

/** The change a group asks for, or the reasons why it is refused. */
function changeOf(group: Group, files: CatalogueFiles, codes: YesNoTable, taken: Set<string>): Change | string[] {
  const { known, cells } = group;
  const read = readMatter(cells, files, codes, known);
  const { department, said, reasons } = read;
  if (known) {
    const names = new Set((known.written.materials ?? []).map(({ name }) => name.zh));
    const strange = known.written.materials ? read.materialNames.filter((name) => !names.has(name)) : [];
    reasons.push(...strange.map((name) => `${name} is not in the list here; its ending is decided in the file`));
    if (department !== known.department) reasons.push(`it belongs to ${known.department} here, not to ${department}`);
    if (reasons.length > 0) return reasons;
    const keys = differences(known, read);
    const kind = Object.keys(keys).length > 0 ? 'changed' : 'unchanged';
    return { group, department: known.department, matterId: known.written.matterId, kind, keys };
  }
  reasons.push(...needed.filter((key) => said[key] === undefined).map((key) => `a new matter needs its ${key}`));
  if (reasons.length > 0 || department === undefined) return reasons;
  const given = cells[0]?.matter_id;
  const matterId = given || nextId(department, files, taken);
  taken.add(matterId);
  const opened = (Object.entries(read.channels) as [WrittenMatter['channels'][number], boolean][]).flatMap(
    ([channel, open]) => (open ? [channel] : []),
  );
  const keys = {
    matterId,
    ...said,
    channels: ['counter', ...opened] as WrittenMatter['channels'],
    ...(read.materials.length > 0 ? { materials: read.materials } : {}),
  };
  return { group, department, matterId, kind: 'added', keys };
}

const style = { formattingOptions: { insertSpaces: true, tabSize: 2 } };

/** The department's files with the changes made; comments and everything else stay as they are. */
function edited(changes: readonly Change[], files: CatalogueFiles, folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { department, matterId, kind, keys } of changes) {
    if (kind === 'unchanged') continue;
    const file = `departments/${department}.jsonc`;
    let text = texts.get(file) ?? readFileSync(join(folder, file), 'utf8');
    const inFile = files.matters.filter((one) => one.file === file);
    if (kind === 'added') {
      text = applyEdits(text, modify(text, ['matters', -1], keys, { ...style, isArrayInsertion: true }));
    } else {
      const at = inFile.findIndex(({ written }) => written.matterId === matterId);
      for (const [key, value] of Object.entries(keys)) {
        text = applyEdits(text, modify(text, ['matters', at, key], value, style));
      }
    }
    texts.set(file, text);
  }
  return texts;
}

/** What the linter would say of the catalogue with these files, by matter id. */
function faultsWith(texts: ReadonlyMap<string, string>, folder: string): { matterId: string; message: string }[] {
  const scratch = mkdtempSync(join(tmpdir(), 'onetrip-import-'));
  try {
    cpSync(folder, scratch, { recursive: true });
    for (const [file, text] of texts) writeFileSync(join(scratch, file), text);
    const unread: { matterId: string; message: string }[] = [];
    const files = loadCatalogue(scratch, ({ message }) => {
      for (const line of message.split('\n')) {
        unread.push({ matterId: /[A-Z]+-[A-Z]+-\d{3}/.exec(line)?.[0] ?? '', message: line });
      }
    });
    return [...unread, ...checkCatalogue(files)];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Imports rows into a catalogue's folder. A matter that is known is changed where a column says otherwise; one that is not
 * is added. The materials of a matter that has them are never touched: their endings are decided in the file.
 * @param partial write what is accepted even where rows are refused
 */
export function importRows(
  rows: readonly NumberedRow[],
  folder: string,
  { codes, partial }: { codes: YesNoTable; partial: boolean },
): ImportReport {
  const files = loadCatalogue(folder);
  const refused: Refusal[] = [];
  const refuse = ({ row, cells, known }: Group, reason: string) =>
    refused.push({ row, name: cells[0]?.task_name || known?.written.name.zh || '', reason });

  const taken = new Set<string>();
  let changes = grouped(rows, files).flatMap((group): Change[] => {
    const change = changeOf(group, files, codes, taken);
    if (!Array.isArray(change)) return [change];
    for (const reason of change) refuse(group, reason);
    return [];
  });

  // What the linter finds after the change is a reason too; a finding that names no row of ours stops all of it.
  for (;;) {
    const ours = new Map(changes.filter(({ kind }) => kind !== 'unchanged').map((one) => [one.matterId, one] as const));
    if (ours.size === 0) break;
    const faults = faultsWith(edited(changes, files, folder), folder).filter(({ matterId }) => ours.has(matterId));
    if (faults.length === 0) break;
    for (const { matterId, message } of faults) {
      const change = ours.get(matterId);
      if (change) refuse(change.group, message);
    }
    const faulty = new Set(faults.map(({ matterId }) => matterId));
    changes = changes.filter(({ matterId }) => !faulty.has(matterId));
  }

  const of = (kind: Change['kind']) => changes.filter((one) => one.kind === kind).map(({ matterId }) => matterId);
  const written = refused.length === 0 || partial;
  if (written) {
    for (const [file, text] of edited(changes, files, folder)) writeFileSync(join(folder, file), text);
  }
  return { changed: of('changed'), added: of('added'), unchanged: of('unchanged').length, refused, written };
}
