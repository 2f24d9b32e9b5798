// Threat: the README shows what does not run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { programsOf } from './fixtures/examples.ts';

const sdk = new URL('..', import.meta.url).pathname;
const programs = programsOf(readFileSync(join(sdk, 'README.md'), 'utf8'));

test('every program of the README runs, one after the other, against a service that answers as the contract says', async () => {
  const room = join(sdk, '.cache/readme');
  mkdirSync(room, { recursive: true });
  try {
    for (const [index, program] of programs.entries()) {
      const here = program.replaceAll("'https://api.example.gov.cn'", 'publicUrl');
      writeFileSync(join(room, `${index}.ts`), `${here}\nexport {};`);
    }
    const steps = programs.map((_, index) => `await import('./${index}.ts');`).join('\n');
    writeFileSync(
      join(room, 'all.ts'),
      `import { finish } from '../../test/fixtures/readmeWorld.ts';\n${steps}\nconsole.log(JSON.stringify(await finish()));\nprocess.exit(0);`,
    );
    const outfile = join(room, 'all.mjs');
    await build({
      entryPoints: [join(room, 'all.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      conditions: ['source'],
      logLevel: 'silent',
      external: ['axios', 'express', 'fastify', 'http-message-signatures', 'tweetnacl'],
    });
    const env = { ...process.env, NODE_OPTIONS: '' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [outfile], { cwd: sdk, encoding: 'utf8', env });
    expect([status, stderr]).toEqual([0, '']);
    const done = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(done).toEqual({ session: ['clientToken', 'expiresAt', 'frameUrl'], received: 204, told: 1 });
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}, 60_000);
