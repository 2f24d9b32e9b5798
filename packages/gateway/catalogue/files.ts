// Reads one file of the catalogue: JSON with comments, refused where it does not fit its format, with the line at fault.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNodeAtLocation, type Node, type ParseError, parse, parseTree, printParseErrorCode } from 'jsonc-parser';
import Schema from 'typebox/schema';
import { definitions, fileSchema } from './fileSchema.ts';
import type { FileTypes } from './format.ts';

/** A file that cannot be read as what it should be; the message names file, line and place. */
export class CatalogueError extends Error {
  override name = 'CatalogueError';
}

/** The way to a part of a file: keys and indexes. */
export type Path = readonly (string | number)[];

const validators = new Map(
  definitions.map((name) => [name, Schema.Compile({ ...fileSchema, $ref: `#/$defs/${name}` })] as const),
);

/** Number of the line an offset stands in; the first is 1. */
const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Finds lines in a text; the tree is built when the first is asked for. */
export function lineFinder(text: string): (path: Path) => number {
  let tree: Node | undefined;
  return (path) => {
    tree ??= parseTree(text, [], { allowTrailingComma: true });
    // Where a part is missing or was expanded from a short form, the part it would stand in.
    for (let length = path.length; tree && length >= 0; length--) {
      const node = findNodeAtLocation(tree, [...path.slice(0, length)]);
      if (node) return lineAt(text, node.offset);
    }
    return 1;
  };
}

/** The place of a fault, with the matter named where there is one: `matters/3 (HZ-GA-004)/materials/0/kind`. */
function placeOf(path: Path, value: unknown): string {
  let here: unknown = value;
  return path
    .map((key) => {
      here = typeof here === 'object' && here !== null ? (here as Record<string | number, unknown>)[key] : undefined;
      const id = typeof here === 'object' && here !== null && 'matterId' in here ? here.matterId : undefined;
      return id === undefined ? `${key}` : `${key} (${String(id)})`;
    })
    .join('/');
}

interface SchemaFault {
  instancePath: string;
  message: string;
  params: object;
}

/** The deepest fault of each entry, which is the one to mend: those above it only follow from it. */
function faultsOf(faults: readonly SchemaFault[]): { path: Path; message: string }[] {
  const byEntry = new Map<string, { path: Path; message: string }>();
  for (const { instancePath, message, params } of faults) {
    const path = instancePath
      .split('/')
      .slice(1)
      .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const entry = path.slice(0, 2).join('/');
    const allowed = 'allowedValues' in params ? `: ${(params.allowedValues as unknown[]).join(' ')}` : '';
    const clear = message === 'schema is false' ? 'is not known here' : `${message}${allowed}`;
    if (path.length > (byEntry.get(entry)?.path.length ?? -1)) byEntry.set(entry, { path, message: clear });
  }
  const deepest = Math.max(...[...byEntry.values()].map(({ path }) => path.length));
  return [...byEntry.values()].filter(({ path }) => path.length > 1 || deepest <= 1);
}

/** One file as read: its content and where each part stands. */
export interface ReadFile<T> {
  content: T;
  lineOf: (path: Path) => number;
}

/**
 * Reads a file and holds it against its format.
 * @throws CatalogueError naming file, line and place
 */
export function readCatalogueFile<D extends keyof FileTypes>(
  folder: string,
  file: string,
  definition: D,
): ReadFile<FileTypes[D]> {
  let text: string;
  try {
    text = readFileSync(join(folder, file), 'utf8');
  } catch (error) {
    throw new CatalogueError(`${file} cannot be read.`, { cause: error });
  }
  return readCatalogueText(text, file, definition);
}

/**
 * The same for a text that is at hand.
 * @throws CatalogueError naming file, line and place
 */
export function readCatalogueText<D extends keyof FileTypes>(
  text: string,
  file: string,
  definition: D,
): ReadFile<FileTypes[D]> {
  const slips: ParseError[] = [];
  const value: unknown = parse(text, slips, { allowTrailingComma: true });
  const [slip] = slips;
  if (slip) {
    throw new CatalogueError(`${file}:${lineAt(text, slip.offset)} is not JSON: ${printParseErrorCode(slip.error)}`);
  }
  const lineOf = lineFinder(text);
  const validator = validators.get(definition);
  if (!validator?.Check(value)) {
    const said = faultsOf(validator?.Errors(value)[1] ?? []).map(({ path, message }) =>
      [`${file}:${lineOf(path)}`, placeOf(path, value), message].filter(Boolean).join(' '),
    );
    throw new CatalogueError(said.join('\n'));
  }
  return { content: value as FileTypes[D], lineOf };
}
