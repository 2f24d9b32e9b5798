// The rooms' import boundaries hold because lint refuses what crosses them.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const biome = resolve('node_modules/.bin/biome');
let tree: string;
beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'onetrip-lint-'));
  copyFileSync('biome.json', join(tree, 'biome.json'));
});
afterAll(() => rmSync(tree, { recursive: true }));

/** Lints a text as if it stood in that file, by the project's own configuration. */
function lint(file: string, text: string): { refused: boolean; output: string } {
  const path = join(tree, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  const run = spawnSync(biome, ['lint', '--vcs-enabled=false', file], { cwd: tree, encoding: 'utf8' });
  return { refused: run.status !== 0, output: run.stdout + run.stderr };
}

const imports = (from: string) => `import * as other from '${from}';\nexport const used = other;\n`;
const uses = (global: string) => `export const used = typeof ${global} === 'undefined' ? 0 : ${global};\n`;

describe('import boundaries', () => {
  test.each([
    ['packages/shared/src/rules/x.ts', '@onetrip/sdk'],
    ['packages/shared/src/rules/x.ts', 'node:fs'],
    ['packages/sdk/src/core/x.ts', 'axios'],
    ['packages/sdk/src/partner/x.ts', '@onetrip/gateway'],
    ['packages/gateway/src/http/x.ts', '@onetrip/sdk'],
    ['packages/gateway/src/http/x.ts', '@onetrip/sandbox'],
    ['packages/sandbox/src/x.ts', '@onetrip/gateway'],
    ['packages/miniprogram/src/x.ts', '@onetrip/gateway'],
    ['examples/bank-branch/x.mjs', '@onetrip/shared/contract'],
  ])('%s may not import %s', (file, from) => {
    const { refused, output } = lint(file, imports(from));
    expect(output).toContain('noRestrictedImports');
    expect(refused).toBe(true);
  });

  test.each([
    ['packages/sdk/src/resources/x.ts', '@onetrip/shared/routes'],
    ['packages/gateway/src/http/x.ts', '@onetrip/shared/rules'],
    ['packages/miniprogram/src/x.ts', '@onetrip/sdk/wechat'],
    ['examples/bank-branch/x.mjs', '@onetrip/sdk/partner'],
  ])('%s may import %s', (file, from) => {
    expect(lint(file, imports(from)).output).not.toContain('noRestrictedImports');
  });
});

describe('globals that WeChat’s engine lacks', () => {
  test.each(['URL', 'fetch', 'crypto', 'TextEncoder', 'AbortController', 'globalThis', 'process'])(
    '%s is refused',
    (name) => {
      for (const file of [
        'packages/shared/src/rules/x.ts',
        'packages/sdk/src/core/x.ts',
        'packages/sdk/src/resources/x.ts',
      ]) {
        expect(lint(file, uses(name)).output).toContain('noRestrictedGlobals');
      }
      expect(lint('packages/gateway/src/http/x.ts', uses(name)).output).not.toContain('noRestrictedGlobals');
    },
  );
});
