// Type-checks the services with the root configuration, the citizen app with its own. `npm run typecheck`
import './node-version.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './install.mjs';
import { isEntry, root, runTool } from './run.mjs';
import { main, Plain, step } from './terminal.mjs';

/** The projects that are checked. */
export const projects = ['tsconfig.json', 'packages/miniprogram/tsconfig.json'];

/** Checks one project; throws what the compiler says. */
export async function typecheck(project) {
  const { code, output } = await runTool('typescript', 'tsc', ['--noEmit', '--pretty', 'false', '-p', project]);
  if (code !== 0) throw new Plain(`${project} has type errors:\n${output.trim()}`);
}

if (isEntry(import.meta)) {
  await main(async () => {
    await install();
    for (const project of projects.filter((file) => existsSync(join(root, file)))) {
      await step(`types of ${project}`, () => typecheck(project));
    }
  });
}
