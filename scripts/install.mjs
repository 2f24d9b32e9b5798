// Installs from the lockfile, only when it changed since the last time. `node scripts/install.mjs`
import './node-version.mjs';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinned, pnpm } from './pnpm.mjs';
import { isEntry, root } from './run.mjs';
import { main, Plain, step } from './terminal.mjs';

const stamp = join(root, 'node_modules', '.onetrip-installed');

const wanted = () => {
  const hash = createHash('sha256').update(pinned).update(process.versions.modules).update(process.platform);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
};

/** Tries again twice, within seconds: whoever waits should know soon that there is no network. */
const patience = { npm_config_fetch_retry_mintimeout: '1000', npm_config_fetch_retry_maxtimeout: '5000' };

/** Failures of a package manager that mean the registry, not the project. */
const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL|network request to|ENOTCACHED/;

const explain = (output) => {
  if (unreachable.test(output)) {
    return 'The package registry cannot be reached: check the network (or the proxy npm is set to use), then run the command again.';
  }
  if (output.includes('ENOSPC')) return 'The disk is full: free about 2 GB, then run the command again.';
  if (output.includes('ERR_PNPM_OUTDATED_LOCKFILE')) {
    return 'A package.json asks for something the lockfile does not hold: run `node scripts/pnpm.mjs install` and commit pnpm-lock.yaml.';
  }
  return undefined;
};

/** Installs when stale; throws `Plain` with one sentence where the cause is known. */
export async function install() {
  const hash = wanted();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await step('packages installed', async (line) => {
    line.detail(`fetching ${pinned}`);
    const { code, output } = await pnpm(
      ['install', '--frozen-lockfile', '--reporter=append-only', '--config.confirm-modules-purge=false'],
      { env: { CI: 'true', ...patience }, onLine: (text) => line.detail(text.replace(/^Progress: /, '').slice(0, 70)) },
    );
    if (code === 0) {
      writeFileSync(stamp, hash);
      return;
    }
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(join(root, '.cache', 'install.log'), output);
    throw new Plain(
      explain(output) ??
        `The packages could not be installed (all of it in .cache/install.log): ${output.trim().split('\n').slice(-6).join('\n  ')}`,
    );
  });
}

if (isEntry(import.meta)) await main(install);
