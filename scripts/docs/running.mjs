// Runs the program of a guide as its reader would: a process of its own, beside the SDK and nothing else of ours.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../run.mjs';

/** The readers the guides are written for, each with a program `docs/guides/code/<name>.ts`. */
export const guides = ['citizen-app', 'bank', 'dealer', 'operator'];

const sdk = join(root, 'packages/sdk');

/**
 * Runs one guide's program.
 * @param env where the service and the sandbox answer, and a partner's credentials: see `docs/guides/code/`
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function runGuide(name, env) {
  const { build } = await import('esbuild');
  const { dependencies } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'));
  // Beside the package whose dependencies it needs.
  const outfile = join(sdk, '.cache', `guide-${name}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, 'docs/guides/code', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['source'],
    logLevel: 'silent',
    external: Object.keys(dependencies ?? {})
      .filter((one) => !one.startsWith('@onetrip/'))
      .flatMap((one) => [one, `${one}/*`]),
  });
  try {
    return await run(process.execPath, [outfile], { env });
  } finally {
    rmSync(outfile, { force: true });
  }
}
