// Builds the documentation as a static site, which the gateway serves at `/docs`. `npm run docs [-- --force]`
import './node-version.mjs';
import { buildAll } from './build.mjs';
import { install } from './install.mjs';
import { main, say } from './terminal.mjs';

await main(async () => {
  await install();
  await buildAll({ only: ['sdk', 'documentation'], force: process.argv.includes('--force') });
  say('  dist/docs/index.html; a running service shows it at /docs/');
});
