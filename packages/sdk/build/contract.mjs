// Writes the contract's types out as plain interfaces, so that what is published needs neither TypeBox nor our own packages.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';
import ts from 'typescript';

/** Types that JSON Schema cannot say; the check below proves them equal to the contract's all the same. */
const handwritten = {
  SearchIndex: `{
    readonly version: 2;
    readonly matters: readonly (readonly [
      matterId: string,
      name: string,
      aliases: string,
      department: number,
      theme: number,
      marks?: number,
      weight?: number,
    ])[];
    readonly departments: readonly string[];
    readonly themes: readonly string[];
    readonly characters: Readonly<Record<string, string>>;
    readonly pairs: Readonly<Record<string, string>>;
    readonly traditional: string;
    readonly vocabulary: {
      readonly thesaurus: readonly string[];
      readonly fillers: readonly string[];
      readonly particles?: string;
      readonly usual: readonly string[];
      readonly places?: Readonly<Record<string, string>>;
      readonly departments?: Readonly<Record<string, string>>;
    };
  }`,
  Condition: '{ question: string; in: string[] } | { all: Condition[] } | { any: Condition[] } | { not: Condition }',
};

/** Names of closed sets, and the contract's lists they come from. */
const sets = {
  ApplicationEventType: 'applicationEventTypes',
  ApplicationState: 'applicationStates',
  BillState: 'billStates',
  Ending: 'endings',
  KeyPurpose: 'keyPurposes',
  MaterialKind: 'materialKinds',
  OfficerRole: 'officerRoles',
  OperationId: 'operationIds',
  PaperStatus: 'paperStatuses',
  PaymentChannel: 'paymentChannels',
  PaymentState: 'paymentStates',
  PlateKind: 'plateKinds',
  ProblemCode: 'problemCodes',
  Register: 'registers',
  RevocationReason: 'revocationReasons',
  ServicePointKind: 'servicePointKinds',
  UploadState: 'uploadStates',
  UploadType: 'uploadTypes',
};

const parts = ['params', 'query', 'body', 'result'];

/**
 * Writes `contract.d.ts` into the package's `.cache` and proves every type in it equal to the contract's own.
 * @returns the path of the file
 */
export async function generateContract(packageRoot) {
  const folder = join(packageRoot, '.cache');
  mkdirSync(folder, { recursive: true });
  const contract = await loadContract(packageRoot, folder);
  const { types, names } = await write(contract);
  const file = join(folder, 'contract.d.ts');
  writeFileSync(file, types);
  prove(packageRoot, folder, names);
  return file;
}

async function loadContract(packageRoot, folder) {
  const outfile = join(folder, 'contract.mjs');
  const { metafile } = await build({
    absWorkingDir: packageRoot,
    entryPoints: ['../shared/src/contract/index.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    metafile: true,
    conditions: ['source'],
    logLevel: 'silent',
  });
  const { bytes } = Object.values(metafile.outputs)[0];
  return import(`${outfile}?${bytes}-${Date.now()}`);
}

async function write(contract) {
  const setNames = new Map(Object.entries(sets).map(([name, list]) => [contract[list].join(), name]));
  const schemas = Object.entries(contract).filter(([name, value]) => isNamedSchema(name, value));
  const known = { names: new Set(schemas.map(([name]) => name)), sets: setNames };
  const operations = Object.fromEntries(
    Object.entries(contract.operations).map(([id, operation]) => [
      id,
      closed(
        Object.fromEntries(
          parts.map((part) => [part, operation[part] ? plain(operation[part], known) : { tsType: 'undefined' }]),
        ),
      ),
    ]),
  );
  const definitions = Object.fromEntries(schemas.map(([name, schema]) => [name, define(name, schema, known)]));
  definitions.Operations = { ...closed(operations), description: 'What every operation takes and answers.' };
  const text = await compile({ $defs: definitions }, 'Contract', {
    bannerComment: '',
    additionalProperties: false,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  const sections = [
    '// The contract, as plain types.',
    text
      // The library notes who refers to whom, and declares its root; neither helps a reader.
      .replace(/( \*\n)? \* This interface was referenced by [\s\S]*?"\.\n/g, '')
      .replace(/\/\*\*\n \*\/\n/g, '')
      .replace(/export interface Contract \{[^}]*\}\n/, ''),
    ...Object.entries(sets).map(([name, list]) => `export type ${name} =\n${union(contract[list])};`),
    ...parts.map((part) => `export type ${capital(part)}Of<K extends OperationId> = Operations[K]['${part}'];`),
  ];
  return { types: `${sections.join('\n')}\n`, names: [...known.names, ...Object.keys(sets)] };
}

const isNamedSchema = (name, value) =>
  /^[A-Z]/.test(name) && typeof value === 'object' && (value.title !== undefined || value.type === 'object');

function define(name, schema, known) {
  const definition = name in handwritten ? { tsType: handwritten[name] } : plain(schema, known, true);
  return { ...definition, title: name, description: schema.description };
}

/** JSON Schema without TypeBox's marks and without bounds TypeScript cannot say; what has a name is referred to by it. */
function plain(schema, known, isDefinition = false) {
  if (Array.isArray(schema)) return schema.map((item) => plain(item, known));
  if (typeof schema !== 'object' || schema === null) return schema;
  if (!isDefinition && known.names.has(schema.title)) return { $ref: `#/$defs/${schema.title}` };
  if (Array.isArray(schema.items))
    return { ...schema, tsType: `[${schema.items.map(({ type }) => numberOr(type)).join(', ')}]` };
  // The bytes of a file, which JSON Schema calls a string.
  if (schema.format === 'binary') return { tsType: 'Uint8Array', description: schema.description };
  const set = schema.enum && known.sets.get(schema.enum.join());
  if (set) return { tsType: set, description: schema.description };
  const kept = Object.entries(schema).filter(
    ([key]) => !key.startsWith('~') && !['minItems', 'maxItems', 'title', 'default'].includes(key),
  );
  const copy = Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'properties' ? mapValues(value, known) : plain(value, known)]),
  );
  if (copy.patternProperties) {
    const [value] = Object.values(copy.patternProperties);
    return { ...copy, tsType: `Record<string, ${value.$ref?.split('/').at(-1) ?? 'string'}>` };
  }
  // What is said of a value that may be null is said of the field.
  return copy.anyOf ? { ...copy, description: copy.description ?? copy.anyOf[0].description } : copy;
}

const mapValues = (properties, known) =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, plain(schema, known)]));
const numberOr = (type) => (type === 'integer' ? 'number' : type);
const closed = (properties) => ({ type: 'object', properties, required: Object.keys(properties) });
const union = (values) => values.map((value) => `  | '${value}'`).join('\n');
const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Compiles one assertion for each name and each part of each operation; any difference ends the build. */
function prove(packageRoot, folder, names) {
  const file = join(folder, 'equality.ts');
  const assertions = names.map((name) => `  ${name}: Equal<Generated.${name}, Contract.${name}>;`);
  const partAssertions = parts.map(
    (part) =>
      `  ${part}: { [K in Contract.OperationId]: Equal<Generated.${capital(part)}Of<K>, Contract.${capital(part)}Of<K>> extends true ? never : K }[Contract.OperationId];`,
  );
  writeFileSync(
    file,
    [
      "import type * as Contract from '@onetrip/shared/contract';",
      "import type * as Generated from './contract.d.ts';",
      'type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;',
      `interface Named {\n${assertions.join('\n')}\n}`,
      `interface Different {\n${partAssertions.join('\n')}\n}`,
      'export const named: { [N in keyof Named as Named[N] extends true ? never : N]: N } = {};',
      'export const different: { [P in keyof Different as [Different[P]] extends [never] ? never : P]: Different[P] } = {};',
    ].join('\n'),
  );
  const { config } = ts.readConfigFile(join(packageRoot, '../../tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, join(packageRoot, '../..'));
  const program = ts.createProgram([file], { ...options, noEmit: true, types: [] });
  const source = program.getSourceFile(file);
  const problems = [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics(source)];
  if (problems.length === 0) return;
  const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => packageRoot, getNewLine: () => '\n' };
  throw new Error(`The generated types differ from the contract:\n${ts.formatDiagnostics(problems, host)}`);
}
