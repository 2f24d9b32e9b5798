// Where Chromium stands on this machine, if anywhere.
import { existsSync } from 'node:fs';

/** Path of a Chromium, or undefined; ONETRIP_CHROMIUM names one that stands elsewhere. */
export const chromiumPath = () =>
  [
    process.env.ONETRIP_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path) => path && existsSync(path));

/** What it is started with: no sandbox of its own (containers), and nothing that calls home. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
