// Builds the app: `node build.mjs weapp h5`. Builds aside, checks that the result is whole, holds the size of WeChat's main
// package to its budget, and only then puts it in the old one's place. Taro ends with success when it has written nothing,
// so the checks are ours.
import { spawn } from 'node:child_process';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
/** The main package of the mini-program, in KB of 1024 bytes; WeChat's own limit is 2048. */
const budgetKb = 700;

const targets = {
  weapp: { whole: ['app.json', 'app.js', 'app.wxss', 'base.wxml'], check: checkMainPackage },
  h5: { whole: ['index.html'], check: async () => {} },
};

async function sizeOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The main package is everything that stands in no sub-package. */
async function checkMainPackage(folder) {
  const { subPackages = [] } = JSON.parse(await readFile(join(folder, 'app.json'), 'utf8'));
  const apart = await Promise.all(subPackages.map(({ root }) => sizeOf(join(folder, root))));
  const kb = ((await sizeOf(folder)) - apart.reduce((sum, size) => sum + size, 0)) / 1024;
  console.log(`weapp main package: ${kb.toFixed(1)} KB (budget ${budgetKb} KB)`);
  if (kb > budgetKb) throw new Error(`the main package is larger than ${budgetKb} KB`);
}

/** Runs Taro without its schema check, which would fetch from outside; its output is shown only when it fails. */
function runTaro(target, output) {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@tarojs/cli/package.json')), 'bin', 'taro');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, 'build', '--type', target, '--no-check'], {
      cwd: here,
      env: { ...process.env, NODE_ENV: 'production', FORCE_COLOR: '0', ONETRIP_APP_OUTPUT: output },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`Taro ended with code ${code}\n${said}`))));
  });
}

/** Builds one target into `dist/<target>`. */
async function build(target) {
  const { whole, check } = targets[target];
  const output = `dist/.${target}-${process.pid}`;
  const aside = join(here, output);
  const folder = join(here, 'dist', target);
  const started = Date.now();
  try {
    await runTaro(target, output);
    for (const name of whole) {
      const found = await stat(join(aside, name)).catch(() => null);
      if (!found?.size) throw new Error(`${target}: ${name} is missing or empty`);
    }
    await check(aside);
    await rm(folder, { recursive: true, force: true });
    await rename(aside, folder);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  console.log(`${target}: built in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((target) => !(target in targets));
try {
  if (unknown.length > 0) throw new Error(`unknown target: ${unknown.join(', ')}`);
  for (const target of wanted.length > 0 ? wanted : Object.keys(targets)) await build(target);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
