// Writes docs/openapi.json from the contract: `node scripts/openapi.mjs`.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);
const { version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));

const bundle = await build({
  entryPoints: [fileURLToPath(new URL('packages/shared/src/contract/openapi.ts', root))],
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const code = Buffer.from(bundle.outputFiles[0].contents).toString('base64');
const { openApiDocument } = await import(`data:text/javascript;base64,${code}`);

await writeFile(new URL('docs/openapi.json', root), `${JSON.stringify(openApiDocument({ version }), null, 2)}\n`);
