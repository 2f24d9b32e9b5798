// Builds the package into `dist/`: `node packages/sdk/build.mjs`
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rollup } from 'rollup';
import configure from './rollup.config.mjs';

process.chdir(import.meta.dirname ?? new URL('.', import.meta.url).pathname);

// Written elsewhere and put in place whole, so that nobody reads half a build.
const staging = '.cache/dist';
rmSync(staging, { recursive: true, force: true });
for (const { output, ...options } of await configure()) {
  const bundle = await rollup({ ...options, onwarn: ({ message }) => fail(message) });
  for (const target of [output].flat()) {
    await bundle.write({ ...target, ...staged(target) });
    console.log(target.file ?? `${target.dir}/${target.entryFileNames}`);
  }
  await bundle.close();
}
writeFileSync(`${staging}/THIRD-PARTY.txt`, licences());
rmSync('dist', { recursive: true, force: true });
renameSync(staging, 'dist');

function staged({ dir, file }) {
  // One folder deeper than where it ends, which the source maps must not say.
  const sourcemapPathTransform = (path) => path.replace('../', '');
  const place = file ? { file: file.replace('dist', staging) } : { dir: dir.replace('dist', staging) };
  return { ...place, sourcemapPathTransform };
}

/** What is bundled in of others, and the licences that ask to go with it. */
function licences() {
  const bundled = [
    ['onetrip.umd.js contains axios', 'node_modules/axios/LICENSE'],
    ['testing.js and testing.cjs contain TypeBox', 'node_modules/typebox/license'],
  ];
  return bundled.map(([what, file]) => `${what}:\n\n${readFileSync(file, 'utf8').trim()}\n`).join('\n---\n\n');
}

/** A warning of the bundler is a mistake of ours: a missing dependency, a circle of imports. */
function fail(message) {
  throw new Error(message);
}
