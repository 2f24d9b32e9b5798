// Style and import boundaries (Biome), and what nobody uses (knip). `npm run lint [-- --fix]`
import './node-version.mjs';
import { install } from './install.mjs';
import { isEntry, runTool } from './run.mjs';
import { main, Plain, step } from './terminal.mjs';

/** Formatting, lint rules, import boundaries. */
export async function lint({ fix = false } = {}) {
  const { code, output } = await runTool(
    '@biomejs/biome',
    'biome',
    fix ? ['check', '--write', '.'] : ['ci', '--colors=off', '.'],
  );
  if (code !== 0) throw new Plain(output.trim());
}

/** Files, exports and dependencies that nobody uses. */
export async function unused() {
  const { code, output } = await runTool('knip', 'knip', ['--no-progress']);
  if (code !== 0) throw new Plain(output.trim());
}

if (isEntry(import.meta)) {
  await main(async () => {
    await install();
    await step('style and boundaries', () => lint({ fix: process.argv.includes('--fix') }));
    await step('nothing unused', unused);
  });
}
