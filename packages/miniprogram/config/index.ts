// How Taro builds the app for WeChat (weapp) and for browsers (H5), from one source.
import path from 'node:path';
import { defineConfig } from '@tarojs/cli';

/** The workspace's own packages are compiled from source, so neither build waits for their output. */
const ownSources = ['shared', 'sdk'].map((name) => path.resolve(__dirname, '..', '..', name, 'src'));

/** WeChat drops every aria attribute that a component's template does not list. */
const aria = Object.fromEntries(
  [
    'aria-label',
    'aria-role',
    'aria-hidden',
    'aria-live',
    'aria-checked',
    'aria-disabled',
    'aria-expanded',
    'aria-selected',
  ].map((name) => [name, '']),
);

export default defineConfig<'webpack5'>({
  projectName: 'onetrip',
  date: '2026-11-23',
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: 'src',
  outputRoot: process.env.ONETRIP_APP_OUTPUT ?? `dist/${process.env.TARO_ENV}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  logger: { quiet: true, stats: false },
  plugins: [
    [
      '@tarojs/plugin-inject',
      {
        components: {
          View: aria,
          Text: aria,
          Button: aria,
          Input: aria,
          Image: aria,
          ScrollView: aria,
          Textarea: aria,
        },
      },
    ],
  ],
  mini: {
    compile: { include: ownSources },
    postcss: { pxtransform: { enable: false }, cssModules: { enable: false } },
    webpackChain(chain) {
      chain.resolve.set('conditionNames', ['source', '...']);
    },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    compile: { include: ownSources },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true }, cssModules: { enable: false } },
    webpackChain(chain) {
      chain.resolve.set('conditionNames', ['source', '...']);
      chain.performance.hints(false);
      // What two pages share is loaded once; by default every page would carry its own copy.
      chain.optimization.splitChunks({
        chunks: 'all',
        cacheGroups: { common: { name: 'common', minChunks: 2, reuseExistingChunk: true } },
      });
    },
  },
});
