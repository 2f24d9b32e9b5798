// What is published: ES modules and CommonJS for every entry, one UMD file for host pages, and plain types.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import alias from '@rollup/plugin-alias';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { dts } from 'rollup-plugin-dts';
import esbuild, { minify } from 'rollup-plugin-esbuild';
import { generateChecks } from './build/checks.mjs';
import { generateContract } from './build/contract.mjs';
import { generateExamples } from './build/examples.mjs';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const input = {
  index: 'src/index.ts',
  wechat: 'src/wechat.ts',
  core: 'src/core.ts',
  node: 'src/node.ts',
  fetch: 'src/transports/fetch.ts',
  outbox: 'src/outbox/index.ts',
  uploads: 'src/uploads/index.ts',
  partner: 'src/partner/index.ts',
  office: 'src/office/index.ts',
  embed: 'src/embed/index.ts',
  verify: 'src/verify/index.ts',
  'embed/frame': 'src/embed/frame.ts',
  testing: 'src/testing/index.ts',
};
const { dependencies, version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const external = [...Object.keys(dependencies), /^node:/];

/** `@onetrip/shared` is read from its sources and bundled in. WeChat's engine on older phones stops at ES2018. */
const plugins = [
  {
    name: 'testing',
    load(id) {
      if (id.endsWith('/shared/src/examples/index.ts')) return generateExamples(here);
      return id.endsWith('/src/testing/checking.ts') ? generateChecks(here) : null;
    },
  },
  nodeResolve({ exportConditions: ['source', 'browser', 'import', 'default'], extensions: ['.ts', '.mjs', '.js'] }),
  esbuild({
    target: 'es2018',
    // Finished already, and for Node.
    exclude: [/node_modules/, /\/testing\/checking\.ts$/],
    tsconfig: false,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    sourceMap: true,
  }),
];

const chunkNames = (extension) => ({
  entryFileNames: `[name].${extension}`,
  chunkFileNames: `parts/[name].${extension}`,
});

const scripts = {
  input,
  external,
  plugins,
  output: [
    { dir: 'dist', format: 'es', sourcemap: true, ...chunkNames('js') },
    { dir: 'dist', format: 'cjs', sourcemap: true, exports: 'named', ...chunkNames('cjs') },
  ],
};

/** What `bin/onetrip.js` runs; nobody imports it. */
const command = {
  input: { command: 'src/command/main.ts' },
  external,
  plugins,
  output: { dir: 'dist', format: 'es', sourcemap: true, ...chunkNames('js') },
};

const umd = {
  input: 'src/umd.ts',
  plugins: [
    // Axios' own choice would be its Node build, half of which is of no use in a page.
    alias({ entries: [{ find: /^axios$/, replacement: join(here, 'node_modules/axios/dist/esm/axios.js') }] }),
    ...plugins,
  ],
  output: {
    file: 'dist/onetrip.umd.js',
    format: 'umd',
    name: 'OneTrip',
    sourcemap: true,
    banner: `/*! @onetrip/sdk ${version}, Apache-2.0 */`,
    plugins: [minify({ target: 'es2018' })],
  },
};

/** Parts of `@onetrip/shared` whose types are plain already, and are written out as they stand. */
const { exports: sharedExports } = JSON.parse(readFileSync(join(here, '../shared/package.json'), 'utf8'));
const pure = Object.fromEntries(
  ['evidence', 'routes'].map((part) => [
    `@onetrip/shared/${part}`,
    join(here, '../shared', sharedExports[`./${part}`]),
  ]),
);

/** Types; the contract's are replaced by the plain ones generated from it. */
const types = (contract) => ({
  input,
  external,
  plugins: [
    { name: 'shared', resolveId: (id) => (id === '@onetrip/shared/contract' ? contract : (pure[id] ?? null)) },
    dts({
      tsconfig: join(here, '../../tsconfig.json'),
      compilerOptions: {
        stripInternal: true,
        customConditions: ['source'],
        paths: { '@onetrip/shared/contract': [contract] },
      },
    }),
  ],
  output: [
    { dir: 'dist', format: 'es', ...chunkNames('d.ts') },
    { dir: 'dist', format: 'es', ...chunkNames('d.cts') },
  ],
});

export default async () => [scripts, command, umd, types(await generateContract(here))];
