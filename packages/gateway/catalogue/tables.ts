// Reads and writes tables of national rows: CSV, JSON and XLSX, told apart by the file's name.
import { readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { NationalRow } from './national.ts';

/** A row with its number in the file, as a spreadsheet shows it; the first row of a JSON list is 1. */
export interface NumberedRow {
  number: number;
  cells: NationalRow;
}

/** A file that is no table, in a sentence. */
export class TableError extends Error {
  override name = 'TableError';
}

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value).trim();
};

/** UTF-8, or GB 18030 as government systems still export it. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Rows of cells under a line of column names. */
function underHeadings([headings = [], ...rows]: readonly (readonly unknown[])[]): NumberedRow[] {
  const names = headings.map(cell);
  return rows
    .map((row, index) => ({
      number: index + 2,
      cells: Object.fromEntries(names.map((name, column) => [name, cell(row[column])])),
    }))
    .filter(({ cells }) => Object.values(cells).some(Boolean));
}

/** A JSON list of matters, each with its materials inside, as one row a material. */
function fromJson(value: unknown): NumberedRow[] {
  if (!Array.isArray(value)) throw new TableError('A JSON file of matters is a list.');
  return value.flatMap((entry: unknown, index) => {
    if (typeof entry !== 'object' || entry === null) throw new TableError(`Entry ${index + 1} is no matter.`);
    const { materials = [], ...rest } = entry as Record<string, unknown>;
    const matter = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, cell(part)]));
    const list = Array.isArray(materials) && materials.length > 0 ? (materials as Record<string, unknown>[]) : [{}];
    return list.map((material) => ({
      number: index + 1,
      cells: { ...matter, ...Object.fromEntries(Object.entries(material).map(([key, part]) => [key, cell(part)])) },
    }));
  });
}

/**
 * Reads a table.
 * @throws TableError for a file that is none
 */
export async function readTable(file: string): Promise<NumberedRow[]> {
  const bytes = readFileSync(file);
  switch (extname(file).toLowerCase()) {
    case '.csv':
      return underHeadings(parse(decoded(bytes), { bom: true, relaxColumnCount: true }));
    case '.json': {
      try {
        return fromJson(JSON.parse(decoded(bytes)));
      } catch (error) {
        if (error instanceof SyntaxError) throw new TableError(`${file} is not JSON: ${error.message}`);
        throw error;
      }
    }
    case '.xlsx': {
      const { readSheet } = await import('read-excel-file/node');
      return underHeadings(await readSheet(bytes));
    }
    default:
      throw new TableError(`${file} is neither .csv, .json nor .xlsx.`);
  }
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A matter with its materials, as it goes into a table. */
export interface NationalMatter {
  matter: NationalRow;
  materials: NationalRow[];
}

/** One row a material, with the matter's cells on each; a matter without materials has one row. */
const rowsOf = ({ matter, materials }: NationalMatter): NationalRow[] =>
  materials.length === 0 ? [matter] : materials.map((material) => ({ ...matter, ...material }));

/** JSON, each matter with its materials inside. */
export const toJson = (matters: readonly NationalMatter[]): string =>
  JSON.stringify(
    matters.map(({ matter, materials }) => ({ ...matter, materials })),
    null,
    2,
  );

/**
 * Writes a table.
 * @throws TableError for a name that is of none
 */
export async function writeTable(
  file: string,
  columns: readonly string[],
  matters: readonly NationalMatter[],
): Promise<void> {
  const rows = matters.flatMap(rowsOf).map((row) => columns.map((column) => row[column] ?? ''));
  switch (extname(file).toLowerCase()) {
    case '.csv':
      // With a byte order mark, by which spreadsheets know UTF-8.
      writeFileSync(file, `\ufeff${[columns, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`);
      return;
    case '.json':
      writeFileSync(file, `${toJson(matters)}\n`);
      return;
    case '.xlsx': {
      const { default: writeExcelFile } = await import('write-excel-file/node');
      const heading = columns.map((value) => ({ value, fontWeight: 'bold' as const }));
      await writeExcelFile([heading, ...rows.map((row) => row.map((value) => ({ value, type: String })))]).toFile(file);
      return;
    }
    default:
      throw new TableError(`${file} is neither .csv, .json nor .xlsx.`);
  }
}
