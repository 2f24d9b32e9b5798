// Packs the package as it would be published and uses it as its consumers do: `node packages/sdk/consumers/check.mjs`
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromiumPath } from '../../../scripts/chromium.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const sdk = dirname(here);
const root = join(sdk, '../..');
const bin = (name, file) => join(root, 'node_modules', name, file);

const chromium = chromiumPath();
/** What consumers have installed beside the package. */
const tools = {
  [join(root, 'node_modules')]: ['rollup', '@rollup/plugin-node-resolve', 'esbuild', 'playwright-core'],
  [join(sdk, 'node_modules')]: ['webpack'],
};

/** Where the workspace has Taro. */
const taro = join(root, 'packages/miniprogram/node_modules');
const production = { ...process.env, NODE_ENV: 'production', FORCE_COLOR: '0' };

const room = mkdtempSync(join(tmpdir(), 'onetrip-consumers-'));
try {
  if (!existsSync(join(sdk, 'dist/index.js'))) run('build', [join(sdk, 'build.mjs')]);
  const tarball = pack();
  const installed = install(tarball);
  searchForLeaks(installed);
  run('publint', [bin('publint', 'src/cli.js'), 'run', installed, '--strict', '--pack', 'false']);
  // A page loads it by its address; nobody imports it, so it needs no types.
  const pageFile = ['--exclude-entrypoints', './dist/onetrip.umd.js'];
  run('attw', [bin('@arethetypeswrong/cli', 'dist/index.js'), tarball, '--format', 'ascii', '--no-emoji', ...pageFile]);
  for (const type of ['commonjs', 'module']) {
    for (const module of ['node16', 'nodenext']) {
      compile(`typed as ${type} by ${module}`, type, 'typed.ts', { module, lib: ['es2022'], types: [] });
    }
    compile(`page as ${type}`, type, 'page.ts', {
      module: 'node16',
      lib: ['es2022', 'dom', 'dom.iterable'],
      types: [],
    });
  }
  const bundled = { module: 'esnext', moduleResolution: 'bundler' };
  compile('typed for a bundler', 'module', 'typed.ts', { ...bundled, lib: ['es2022'], types: [] });
  compile('page for a bundler', 'module', 'page.ts', {
    ...bundled,
    lib: ['es2022', 'dom'],
    types: [],
  });
  for (const file of ['plain.cjs', 'plain.mjs', 'umd.cjs']) run(file, [join(room, file)]);
  run('bundlers', [join(room, 'bundlers.cjs')]);
  run('worker', ['--experimental-vm-modules', join(room, 'worker.cjs')]);
  run('phone', [join(room, 'wechat.cjs'), await bundleForPhone()]);
  run('Taro on a phone', [await bundleHarness(), compileTaro(installed)]);
  if (chromium) run('page', [join(room, 'page.cjs'), chromium]);
  else if (process.env.CI) throw new Error('No Chromium: install the package chromium');
  else console.log('skipped page: no Chromium');
  run('command', [join(installed, 'bin/onetrip.js'), '--help']);
} finally {
  rmSync(room, { recursive: true, force: true });
}

/** Runs Node; whatever it wrote is shown when it fails. */
function run(what, args, options = {}) {
  try {
    execFileSync(process.execPath, args, { cwd: room, encoding: 'utf8', stdio: 'pipe', ...options });
    console.log(`ok ${what}`);
  } catch ({ stdout, stderr }) {
    throw new Error(`${what} failed\n${stdout}${stderr}`);
  }
}

function pack() {
  run('pack', [join(root, 'scripts/pnpm.mjs'), '--dir', sdk, 'pack', '--pack-destination', room]);
  return join(
    room,
    readdirSync(room).find((name) => name.endsWith('.tgz')),
  );
}

/** Installs the tarball and what it depends on, without a registry. */
function install(tarball) {
  const modules = join(room, 'node_modules');
  const target = join(modules, '@onetrip/sdk');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', target]);
  const { dependencies } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) symlinkSync(join(sdk, 'node_modules', name), join(modules, name));
  for (const [from, names] of Object.entries(tools)) {
    for (const name of names) link(join(from, name), join(modules, name));
  }
  cpSync(here, room, { recursive: true });
  return target;
}

/** The mini-program's entry as its compiler bundles it: one file, for the engine of an older phone. */
async function bundleForPhone() {
  const outfile = join(room, 'bundles/phone.js');
  const stdin = { contents: "export * from '@onetrip/sdk/wechat';", resolveDir: room };
  await build({
    stdin,
    bundle: true,
    outfile,
    format: 'iife',
    globalName: 'OneTrip',
    target: 'es2018',
    logLevel: 'silent',
  });
  return outfile;
}

/** A Taro project with the package installed, compiled for WeChat by the Taro that the workspace has. */
function compileTaro(installed) {
  const project = join(room, 'taro');
  const modules = join(project, 'node_modules');
  for (const name of packagesIn(taro).filter((one) => !one.startsWith('@onetrip/')))
    link(join(taro, name), join(modules, name));
  link(installed, join(modules, '@onetrip/sdk'));
  const cli = join(modules, '@tarojs/cli/bin/taro');
  run('Taro compiles', [cli, 'build', '--type', 'weapp', '--no-check'], { cwd: project, env: production });
  const output = join(project, 'dist');
  // Taro ends well when it has written nothing.
  for (const file of ['app.json', 'app.js', 'base.wxml', 'pages/index/index.js']) {
    if (!existsSync(join(output, file))) throw new Error(`Taro has not written ${file}`);
  }
  return output;
}

/** The phone that the citizens' app is tested on, as one file beside the packages it needs. */
async function bundleHarness() {
  const outfile = join(room, 'taro/taroPhone.mjs');
  cpSync(join(here, 'scenario.cjs'), join(room, 'taro/scenario.cjs'));
  await build({
    entryPoints: [join(here, 'taroPhone.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'silent',
  });
  return outfile;
}

/** The packages in a folder of modules. */
function packagesIn(modules) {
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith('.')) return [];
    return name.startsWith('@') ? readdirSync(join(modules, name)).map((one) => `${name}/${one}`) : [name];
  });
}

function link(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to);
}

/** What must not be published: our private package, the schemas, paths of this machine. */
function searchForLeaks(installed) {
  const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of files) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const text = readFileSync(file, 'utf8');
    // A source map tells where a source stood in the repository, and package.json what the package was made with.
    // The testing kit checks requests as the service does, with the service's checker; nothing else carries one.
    const foreign = /(testing\.c?js|THIRD-PARTY\.txt)$/.test(file) ? [] : ['typebox'];
    const forbidden = /\.(map|json)$/.test(file) ? [root, 'workspace:'] : [root, '@onetrip/shared', ...foreign];
    const found = forbidden.find((word) => text.toLowerCase().includes(word));
    if (found) throw new Error(`${relative(installed, file)} contains ${found}`);
  }
  console.log(`ok no leak in ${files.length} files`);
}

/** Compiles one consumer with the libraries' own types checked too. */
function compile(what, type, file, options) {
  const folder = join(room, what.replaceAll(' ', '-'));
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type, private: true }));
  cpSync(join(here, file), join(folder, file));
  const compilerOptions = { target: 'es2022', strict: true, noEmit: true, skipLibCheck: false, ...options };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  run(what, [bin('typescript', 'bin/tsc'), '-p', folder]);
}
