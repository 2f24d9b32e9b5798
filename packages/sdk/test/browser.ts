// A real Chromium for the tests of the tag, and nothing that leaves the machine.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
);

/** Whether there is a browser; where nothing may be skipped (CI) its absence is a failure, not a skip. */
export const hasBrowser = executablePath !== undefined || process.env.CI !== undefined;

/** Starts it. */
export function startBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('No Chromium: install the package chromium');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  return chromium.launch({ executablePath, args: [...args, '--disable-component-update', '--disable-sync'] });
}
