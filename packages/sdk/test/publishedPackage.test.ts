// Threat: what is published differs from what is tested here – it does not load, does not compile, or grew unnoticed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';

const sdk = fileURLToPath(new URL('..', import.meta.url));

function run(script: string): { code: number | null; output: string } {
  // Jest's module flags are not the script's.
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: sdk, encoding: 'utf8', env });
  return { code: status, output: stdout + stderr };
}

beforeAll(() => {
  if (!existsSync(`${sdk}dist/index.js`)) expect(run('build.mjs')).toMatchObject({ code: 0 });
}, 120_000);

test.each([
  ['CommonJS, ES module, UMD and strict TypeScript consumers can use the packed tarball', 'consumers/check.mjs'],
  ['the API report says what the types say', 'build/apiReport.mjs'],
  ['every entry keeps within its size', 'build/sizes.mjs'],
])(
  '%s',
  (_what, script) => {
    const { code, output } = run(script);
    expect(code === 0 ? '' : output).toBe('');
  },
  180_000,
);
