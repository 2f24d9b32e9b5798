// The SDK's reference as Markdown, made by TypeDoc from the types as they are published.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../run.mjs';
import { Plain } from '../terminal.mjs';

const sdk = join(root, 'packages/sdk');

/** What an entry is for: the first line of its source. */
const purposeOf = (source) => /^\/\/ (.*)$/m.exec(readFileSync(join(sdk, source), 'utf8'))?.[1] ?? '';

/** The published entries: what is imported, what it is for, and its declarations. */
export function entries() {
  const { name, exports } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'));
  return Object.entries(exports).flatMap(([path, { source, import: published }]) => {
    if (published?.types === undefined) return [];
    const module = published.types.replace(/^\.\/dist\/(.*)\.d\.ts$/, '$1');
    return [
      { specifier: path.replace(/^\./, name), purpose: purposeOf(source), module, types: join(sdk, published.types) },
    ];
  });
}

/** Writes the reference into `folder`, which must be new: TypeDoc empties what it writes to. */
export async function writeReference(folder) {
  const out = resolve(folder);
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new Error(`${out} holds something; nothing is written there`);
  mkdirSync(out, { recursive: true });
  const files = entries().map(({ types }) => types);
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Plain(`${missing[0]} is missing: build the SDK first.`);
  const tsconfig = `${out}.tsconfig.json`;
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2023', 'DOM'],
    module: 'ESNext',
    moduleResolution: 'bundler',
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    skipLibCheck: true,
    noEmit: true,
  };
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files }));
  const { Application } = await import('typedoc');
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: files,
    tsconfig,
    outputs: [{ name: 'markdown', path: out }],
    router: 'member',
    readme: 'none',
    excludePrivate: true,
    excludeInternal: true,
    disableSources: true,
    disableGit: true,
    skipErrorChecking: true,
    hideGenerator: true,
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    groupOrder: ['Classes', 'Functions', 'Methods', 'Properties', '*', 'Accessors', 'Constructors'],
    logLevel: 'Error',
  });
  const project = await app.convert();
  if (!project) throw new Plain('TypeDoc could not read the SDK’s declarations.');
  await app.generateOutputs(project);
}
