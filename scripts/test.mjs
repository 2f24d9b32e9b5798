// Everything that can be proved on this machine. `npm test`; the last line is `N passed, N failed`.
import './node-version.mjs';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from './build.mjs';
import { chromiumPath } from './chromium.mjs';
import { install } from './install.mjs';
import { lint, unused } from './lint.mjs';
import { root, run, runTool, tool } from './run.mjs';
import { scanAll } from './scan.mjs';
import { begin, bold, main, Plain, red, say } from './terminal.mjs';
import { projects, typecheck } from './typecheck.mjs';

const inCi = Boolean(process.env.CI);
const count = { passed: 0, failed: 0 };
const skippedBecause = [];

/** One check that is no jest test; later checks run even when it fails. */
async function check(name, work) {
  const line = begin(name);
  try {
    const note = await work(line);
    count.passed += 1;
    line.done(typeof note === 'string' ? note : undefined);
    return true;
  } catch (error) {
    count.failed += 1;
    line.failed();
    say(`\n${error instanceof Plain ? error.message : error.stack}\n`);
    return false;
  }
}

/** Fails, or in CI fails the run, for what cannot be shown here. */
function skipped(what, why) {
  skippedBecause.push(`${what}: ${why}`);
  if (inCi) count.failed += 1;
}

/** What the packed SDK looks like to those who install it. */
async function published() {
  const { code, output } = await runTool('publint', 'publint', ['packages/sdk', '--strict', '--pack', 'npm']);
  if (code !== 0) throw new Plain(output.trim());
}

/** What the systems of a run emit and store, a file each; scanned when all tests have ended. */
const emitted = join(root, '.cache', 'emitted');

const testName = ({ ancestorTitles, title }) => [...ancestorTitles, title].join(' › ');

/** Jest over the whole tree; each test counts. */
async function tests(browser) {
  const report = join(root, '.cache', 'jest.json');
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  rmSync(emitted, { recursive: true, force: true });
  const line = begin('tests');
  let files = 0;
  const { output } = await run(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      tool('jest'),
      '--json',
      `--outputFile=${report}`,
      '--testLocationInResults',
    ],
    {
      env: { NODE_OPTIONS: '', FORCE_COLOR: '0', ONETRIP_EMITTED: emitted },
      onLine: (text) => {
        const file = /^(PASS|FAIL) (\S+)/.exec(text);
        if (!file) return;
        files += 1;
        if (file[1] === 'FAIL') say(`\n  ${red('✗')} ${file[2]}`);
        line.detail(`${files} files, ${file[2]}`);
      },
    },
  );
  if (!existsSync(report)) {
    count.failed += 1;
    line.failed();
    say(output);
    return;
  }
  const { testResults, numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not even load counts as one failure.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  count.passed += numPassedTests;
  count.failed += numFailedTests + broken.length;
  const pending = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'pending' || status === 'todo'),
  );
  for (const test of pending) skipped(testName(test), browser ? 'its test says so' : 'no Chromium on this machine');
  const failed = numFailedTests + broken.length;
  const summary = `${numPassedTests} passed in ${testResults.length} files${numPendingTests ? `, ${numPendingTests} skipped` : ''}`;
  if (failed === 0) line.done(summary);
  else {
    line.failed(`${failed} failed, ${summary}`);
    for (const { name, message } of testResults.filter(({ status }) => status === 'failed')) {
      say(`\n${bold(name.replace(`${root}/`, ''))}\n${message}`);
    }
  }
}

await main(async () => {
  say('');
  // Without packages and builds nothing else can be shown.
  if ((await check('install', install)) && (await check('build', () => buildAll()))) {
    for (const project of projects) await check(`types of ${project}`, () => typecheck(project));
    await check('style and boundaries', () => lint());
    await check('nothing unused', unused);
    await check('published package', published);
    const browser = chromiumPath();
    if (!browser) say('  no Chromium was found: what needs a browser is skipped');
    await tests(browser);
    await check('nobody named in logs, addresses, metrics, jobs or databases', async () => scanAll(emitted));
  }
  if (skippedBecause.length > 0) {
    say(`\n  ${inCi ? 'Skipped, which fails in CI' : 'Skipped'}:`);
    for (const reason of skippedBecause) say(`    ${reason}`);
  }
  if (count.failed > 0) process.exitCode = 1;
  process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`);
});
