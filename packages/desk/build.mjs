// Builds the desk: one script and one style sheet, each with a hash of its content in its name, and the page that names them.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, 'dist');

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ['src/main.ts', 'src/style.css'],
  entryNames: '[name]-[hash]',
  outdir: 'dist',
  bundle: true,
  minify: true,
  metafile: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome100', 'firefox100', 'safari15'],
  conditions: ['source'],
  logLevel: 'silent',
});
const named = (extension) => {
  const file = Object.keys(metafile.outputs).find((output) => output.endsWith(extension));
  if (file === undefined) throw new Error(`no ${extension} was built`);
  return basename(file);
};
const page = readFileSync(join(here, 'src', 'index.html'), 'utf8')
  .replace('main.ts', named('.js'))
  .replace('style.css', named('.css'));
writeFileSync(join(dist, 'index.html'), page);
cpSync(join(here, 'src', 'seal.svg'), join(dist, 'seal.svg'));
const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(`${Math.round(bytes / 1024)} KB\n`);
