// Reads the catalogue's files, refuses what does not fit the format, and resolves them into the contract's matters.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeeItem, LocalText, Matter } from '@onetrip/shared/contract';
import { isIdOnly } from '@onetrip/shared/rules';
import Schema from 'typebox/schema';
import { type CatalogueMatter, type DepartmentList, type FileTypes, fileSchema, type RegisterList } from './format.ts';
import { fewestVisits } from './situations.ts';

/** Shown wherever the catalogue is shown. */
export const disclaimer: LocalText = {
  zh: '编制示例，非官方清单。办理前请以主管部门公布的指南为准。',
  en: 'A compiled example, not an official list. Check the department’s own guide before you act on it.',
};

/** A matter as published, but for the version it gets when it is seeded. */
export type ResolvedMatter = Omit<Matter, 'version'>;

/** A matter with the file it came from. */
export interface FiledMatter {
  file: string;
  department: string;
  written: CatalogueMatter;
}

/** Everything the files say. */
export interface CatalogueFiles {
  departments: DepartmentList;
  registers: RegisterList;
  fees: ReadonlyMap<string, FeeItem>;
  matters: FiledMatter[];
  /** Matter ids, the most used first. */
  mostUsed: readonly string[];
  /** Everyday names by matter id. */
  aliases: Readonly<Record<string, readonly string[]>>;
}

/** A file that cannot be read as what it should be; the message names file and place. */
export class CatalogueError extends Error {
  override name = 'CatalogueError';
}

type Definition = keyof FileTypes;
const definitions = Object.keys(fileSchema.$defs).filter((name) => name !== 'Condition') as Definition[];
const validators = new Map(
  definitions.map((name) => [name, Schema.Compile({ ...fileSchema, $ref: `#/$defs/${name}` })] as const),
);

/** The place of a fault, with the matter named where there is one: `matters/3 (HZ-GA-004)/materials/0/kind`. */
function place(path: string, value: unknown): string {
  let here: unknown = value;
  return path
    .split('/')
    .slice(1)
    .map((key) => {
      here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[key] : undefined;
      const id = typeof here === 'object' && here !== null && 'matterId' in here ? here.matterId : undefined;
      return id === undefined ? key : `${key} (${String(id)})`;
    })
    .join('/');
}

function readText(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (error) {
    throw new CatalogueError(`${file} cannot be read.`, { cause: error });
  }
}

function read<D extends Definition>(folder: string, file: string, definition: D): FileTypes[D] {
  const text = readText(folder, file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CatalogueError(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  const validator = validators.get(definition);
  if (!validator?.Check(value)) {
    const faults = validator?.Errors(value)[1] ?? [];
    // The deepest fault is the one to mend; those above it only follow from it.
    const deepest = [...faults].sort((a, b) => b.instancePath.length - a.instancePath.length)[0];
    throw new CatalogueError(`${file}: ${place(deepest?.instancePath ?? '', value)} ${deepest?.message ?? ''}`);
  }
  return value as FileTypes[D];
}

/**
 * Reads every file of a catalogue's folder.
 * @throws CatalogueError naming the file, the matter and the place at fault
 */
export function loadCatalogue(folder: string): CatalogueFiles {
  const departments = read(folder, 'departments.json', 'DepartmentList');
  const { mostUsed, aliases } = read(folder, 'vocabulary.json', 'Vocabulary');
  const matters = readdirSync(join(folder, 'departments'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const file = `departments/${name}`;
      const content = read(folder, file, 'DepartmentFile');
      if (name !== `${content.department}.json`) {
        throw new CatalogueError(`${file} says it is of department ${content.department}.`);
      }
      const listed = departments.find(({ code }) => code === content.department)?.name.zh;
      if (listed !== content.name.zh) {
        throw new CatalogueError(`${file} calls the department ${content.name.zh}, departments.json ${listed}.`);
      }
      return content.matters.map((written) => ({ file, department: content.department, written }));
    });
  return {
    departments,
    registers: read(folder, 'registers.json', 'RegisterList'),
    fees: new Map(
      read(folder, 'fees.json', 'FeeList').map(({ effective: _effective, ...item }) => [item.feeId, item] as const),
    ),
    matters,
    mostUsed,
    aliases,
  };
}

/**
 * A matter as the contract has it. Whether it is id-only, immediate, and how many visits it takes is computed here,
 * never written; null where its materials are not compiled yet.
 */
export function resolveMatter({ department, written }: FiledMatter, departments: DepartmentList): ResolvedMatter {
  const { in2018: _in2018, nameSource: _nameSource, materials, questions = [], online = false, ...rest } = written;
  const compiled = materials === undefined ? null : { questions, materials, online };
  return {
    ...rest,
    department: {
      code: department,
      name: departments.find(({ code }) => code === department)?.name ?? { zh: department },
    },
    idOnly: compiled && isIdOnly(compiled),
    visits: compiled && fewestVisits(compiled),
    online,
    byLaw: rest.byLaw ?? '',
    where: rest.where ?? '',
    // 即办 ⇔ promised on the spot.
    immediate: rest.promised.count === 0,
    identityLevel: rest.identityLevel ?? 2,
    questions,
    materials: materials ?? [],
    form: rest.form ?? [],
    fees: rest.fees ?? [],
    results: rest.results ?? [],
    disclaimer,
  };
}
