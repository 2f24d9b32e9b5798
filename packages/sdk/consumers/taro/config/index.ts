// As `taro init` writes it: nothing is set up for the SDK.
import { defineConfig } from '@tarojs/cli';

export default defineConfig<'webpack5'>({
  projectName: 'taro-consumer',
  date: '2026-11-23',
  designWidth: 750,
  deviceRatio: { 750: 1 },
  sourceRoot: 'src',
  outputRoot: 'dist',
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  logger: { quiet: true, stats: false },
  mini: {},
});
