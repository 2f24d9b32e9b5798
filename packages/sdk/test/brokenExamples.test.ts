// Threat: a public method or function nobody explains; an example that does not compile against what is published.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import ts from 'typescript';
import { complaintsOf, options, programsOf } from './fixtures/examples.ts';

const sdk = new URL('..', import.meta.url).pathname;
const { exports } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8')) as {
  exports: Record<string, { source?: string } | string>;
};
const entries = Object.entries(exports).flatMap(([name, entry]) =>
  typeof entry === 'object' && entry.source
    ? [{ name: `@onetrip/sdk${name.slice(1)}`, file: join(sdk, entry.source) }]
    : [],
);

/** A public method or function, and what is said of it. */
interface Explained {
  readonly name: string;
  readonly said: string;
  readonly examples: readonly string[];
}

/** Everything callable that the entries export: functions, and the methods of resources. */
function explained(): Explained[] {
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    { ...options, noEmit: true },
  );
  const checker = program.getTypeChecker();
  const found = new Map<ts.Node, string>();
  for (const { name, file } of entries) {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    for (const exported of module ? checker.getExportsOfModule(module) : []) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      for (const declaration of symbol.declarations ?? []) {
        // Of the contract, types alone are exported.
        if (declaration.getSourceFile().fileName.includes('/shared/src/contract/')) continue;
        if (isFunction(declaration)) found.set(declaration, `${name} ${exported.name}`);
        if (!ts.isInterfaceDeclaration(declaration) || !isOfResources(declaration)) continue;
        for (const member of declaration.members) {
          if (ts.isMethodSignature(member)) found.set(member, `${exported.name}.${member.name.getText()}`);
        }
      }
    }
  }
  return [...found].map(([node, name]) => {
    const text = ts
      .getJSDocCommentsAndTags(node)
      .map((comment) => comment.getText())
      .join('\n');
    const lines = text.replace(/^\/\*\*|\*\/$/g, '').split('\n');
    const said = lines.map((line) => line.replace(/^\s*\* ?/, '')).join('\n');
    const [before = '', ...examples] = said.split('@example\n');
    return { name, said: before.trim(), examples: examples.map((example) => example.split(/^@\w/m)[0] ?? '') };
  });
}

const isFunction = (node: ts.Node): boolean =>
  ts.isFunctionDeclaration(node) ||
  (ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isArrowFunction(node.initializer));

const isOfResources = (node: ts.Node): boolean =>
  /\/src\/(resources|office|partner)\/\w+\.ts$/.test(node.getSourceFile().fileName);

let all: readonly Explained[] = [];
beforeAll(() => {
  all = explained();
});

test('every public method and function says what it does, and shows it', () => {
  expect(all.length).toBeGreaterThan(130);
  expect(all.filter(({ said }) => said === '').map(({ name }) => name)).toEqual([]);
  expect(all.filter(({ examples }) => examples.length === 0).map(({ name }) => name)).toEqual([]);
});

test('every example, and every program of the README, compiles; only what it takes from its surroundings is unknown', () => {
  const programs = all.flatMap(({ name, examples }) =>
    examples.map((example, index) => [`${name} ${index + 1}`, example] as const),
  );
  const shown = programsOf(readFileSync(join(sdk, 'README.md'), 'utf8'));
  expect(shown.length).toBeGreaterThan(9);
  const readme = shown.map((program, index) => [`README ${index + 1}`, program] as const);
  expect(complaintsOf(new Map([...programs, ...readme]))).toEqual([]);
});
