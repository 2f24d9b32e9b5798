// Bundles the contract's own checks, with the schemas and the checker they need, for the testing kit and nothing else.
import { build } from 'esbuild';

/** @returns the module `src/testing/checking.ts`, with all it imports */
export async function generateChecks(packageRoot) {
  const { outputFiles } = await build({
    absWorkingDir: packageRoot,
    entryPoints: ['src/testing/checking.ts'],
    bundle: true,
    minify: true,
    // Both modules of the package, CommonJS among them, hold it: the checker itself is published as ES modules only.
    format: 'esm',
    target: 'node20',
    platform: 'node',
    conditions: ['source'],
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}
