// A real browser against a whole system as processes: how the pages are tested.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs';
import { freePorts } from '../../scripts/services.mjs';
import { startSystem } from '../../scripts/system.mjs';
import { provisionAlike } from './cities.ts';
import { createPhone, type Phone } from './phone.ts';
import { embeddedDatabase } from './readyDatabases.ts';

const executablePath = chromiumPath();

/** `describe` where there is a Chromium, else skipped; `npm test` says so, and in CI a skip fails. */
export const describeInBrowser = executablePath ? describe : describe.skip;

/** Addresses of the six services. */
interface Addresses {
  gateway: string;
  citizenApp: string;
  bank: string;
  dealer: string;
  sandbox: string;
  desk: string;
}

/** A running system and a browser beside it. */
export interface Stage {
  url: Addresses;
  phone: Phone;
  /** A new page; whatever leaves this machine is refused, and what the page complains of is kept. */
  open(address: string, viewport?: { width: number; height: number }): Promise<{ page: Page; complaints: string[] }>;
  /** Everything the six services logged. */
  logs(): string;
  close(): Promise<void>;
}

/** Starts the six services, which must be built, and a browser. */
export async function startStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-stage-'));
  await Promise.all([
    embeddedDatabase('seeded', join(folder, 'database')),
    provisionAlike({ dir: join(folder, 'city') }),
  ]);
  const system = await startSystem({ port: await freePorts(6), folder, quiet: true });
  const browser: Browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: chromiumArguments,
  });
  const url = system.url as unknown as Addresses;
  return {
    url,
    phone: createPhone(url.sandbox),
    async open(address, viewport = { width: 1280, height: 800 }) {
      const context = await browser.newContext({ viewport, locale: 'zh-CN' });
      await context.route('**/*', (route) =>
        new URL(route.request().url()).hostname === '127.0.0.1' || route.request().url().startsWith('data:')
          ? route.continue()
          : route.abort(),
      );
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(address);
      return { page, complaints };
    },
    logs: () =>
      readdirSync(join(folder, 'logs'))
        .map((file) => readFileSync(join(folder, 'logs', file), 'utf8'))
        .join('\n'),
    async close() {
      await browser.close();
      await system.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
