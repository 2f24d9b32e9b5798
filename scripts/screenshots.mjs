// Takes every page at 375 and 1280 px into docs/screenshots/, from a system of its own. `npm run screenshots`
import './node-version.mjs';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from './build.mjs';
import { chromiumArguments, chromiumPath } from './chromium.mjs';
import { takeFolder } from './data-folder.mjs';
import { install } from './install.mjs';
import { load } from './load.mjs';
import { root } from './run.mjs';
import { freePorts } from './services.mjs';
import { startSystem } from './system.mjs';
import { main, Plain, step } from './terminal.mjs';

const folder = join(root, 'docs', 'screenshots');
const sizes = [
  { width: 375, height: 812 },
  { width: 1280, height: 800 },
];

/** An officer's screen, and a tablet. */
const deskSizes = [
  { width: 1280, height: 800 },
  { width: 768, height: 1024 },
];

/** Who walks through the app, for what, and the pages only this walk shows. */
const walks = [
  { matterId: 'HZ-GA-041', name: '陈雨桐', words: '居住证', answers: { basis: 'employment' } },
  { matterId: 'HZ-JJ-026', name: '王思远', words: 'jiashizheng', answers: {}, only: /guide|pay|paid|licence/ },
];

/** Everything a page loads stands on this machine; whatever would leave it is refused. */
async function newPage(browser, { width, height }, options = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    ...options,
  });
  await context.route('**/*', (route) =>
    /^(http:\/\/127\.0\.0\.1:|data:)/.test(route.request().url()) ? route.continue() : route.abort(),
  );
  return context.newPage();
}

/** Waits until the page has slid in, then takes it whole. */
async function take(page, name, width) {
  await page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth).catch(() => undefined);
  await page.waitForTimeout(350);
  await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
}

async function takeApp(browser, url, phone, walkApp, size) {
  for (const { matterId, name, words, answers, only } of walks) {
    const page = await newPage(browser, size);
    await page.goto(url.citizenApp);
    const person = await phone.person(name);
    await walkApp(page, phone, { matterId, person, words, answers }, async (at) => {
      if (!only) await take(page, at, size.width);
      else if (only.test(at)) await take(page, `${at}-driving`, size.width);
    });
    if (!only) {
      for (const at of ['applications', 'mine/notices', 'mine/privacy', 'mine/delegations', 'licence-check', 'about']) {
        await page.goto(`${url.citizenApp}/#/pages/${at}/index`);
        await page.waitForTimeout(800);
        await take(page, at.split('/').at(-1), size.width);
      }
      await takeVariants(page, url, size);
    }
    await page.context().close();
  }
}

/** The main pages large, dark and in English; the page is signed in. */
async function takeVariants(page, url, { width }) {
  const mainPages = { home: '/#/pages/home/index', guide: '/#/pages/guide/index?matterId=HZ-GA-041' };
  const visit = async (variant) => {
    for (const [name, path] of Object.entries(mainPages)) {
      await page.goto('about:blank');
      await page.goto(url.citizenApp + path);
      await page.locator('#brand:visible').first().waitFor();
      await page.waitForTimeout(700);
      await take(page, `${name}-${variant}`, width);
    }
  };
  const press = async (id) => {
    await page.locator(`${id}:visible`).first().click();
    await page.waitForTimeout(300);
  };
  await page.emulateMedia({ colorScheme: 'dark' });
  await visit('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await press('#large-type');
  await visit('large');
  await press('#large-type');
  await press('#language');
  await visit('english');
  await press('#language');
}

async function takeBank(browser, url, phone, walk, size) {
  const page = await newPage(browser, size);
  const person = await phone.person('李文博');
  await page.goto(url.bank);
  await page.locator('#next').waitFor();
  await take(page, 'bank-waiting', size.width);
  await page.locator('#next').click();
  const frame = walk.frameOf(page);
  await frame.locator('#name').waitFor();
  await take(page, 'bank-confirm', size.width);
  await frame.locator('#to-results').click();
  await frame.locator('#number:visible').waitFor();
  await take(page, 'bank-results', size.width);
  await frame.locator('#back:visible').click();
  await walk.confirmInPerson(frame, person);
  await frame.locator('#matter-HZ-JJ-026').waitFor();
  await take(page, 'bank-matters', size.width);
  await frame.locator('#matter-HZ-JJ-026').click();
  await frame.locator('#field-mobile').fill(person.mobile);
  await frame.locator('#consent-handOverProgress').waitFor();
  await take(page, 'bank-filing', size.width);
  await page.context().close();
}

async function takeDealer(browser, url, phone, walk, size) {
  const page = await newPage(browser, size);
  const person = await phone.person('周晓岚');
  await page.goto(url.dealer);
  await page.locator('.car').first().waitFor();
  await take(page, 'dealer-cars', size.width);
  await page.locator('.car', { hasText: 'YF7000' }).click();
  const frame = walk.frameOf(page);
  await walk.confirmInPerson(frame, person);
  await frame.locator('[id$="-newEnergy"]').first().click();
  await frame.locator('#plate-offer').click();
  await frame.locator('#plates button').first().waitFor();
  await take(page, 'dealer-plates', size.width);
  await frame.locator('#plates button').nth(7).click();
  await frame.locator('#plate-taken').waitFor();
  await frame.locator('#field-mobile').fill(person.mobile);
  await take(page, 'dealer-filing', size.width);
  await page.context().close();
}

/** The desk: a residence permit disputed by the register of residence, as the officer who decides finds it. */
async function takeDesk(browser, url, size) {
  const page = await newPage(browser, size);
  await page.goto(url.desk);
  await page.locator('#sign-in').waitFor();
  await take(page, 'desk-door', size.width);
  await page.locator('#sign-in').click();
  await page.getByRole('button', { name: '韩雪梅' }).click();
  await page.locator('.line').first().click();
  await page.locator('#evidence').waitFor();
  const taken = page.locator('#step-take');
  if ((await taken.count()) > 0) await taken.click();
  await page.locator('#step-reject').waitFor();
  await take(page, 'desk', size.width);
  await page.emulateMedia({ colorScheme: 'dark' });
  await take(page, 'desk-dark', size.width);
  await page.keyboard.press('x');
  await page.locator('#reason').waitFor();
  await take(page, 'desk-reject-dark', size.width);
  await page.context().close();
}

/** Pages of the gateway and the sandbox. */
async function takeOthers(browser, url, size) {
  const page = await newPage(browser, size);
  for (const [name, address] of Object.entries({
    phone: `${url.sandbox}/phone`,
    sandbox: `${url.sandbox}/`,
    'api-reference': `${url.gateway}/docs/api`,
  })) {
    await page.goto(address);
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, `${name}-${size.width}.png`) });
  }
  await page.context().close();
}

await main(async () => {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Plain('No Chromium was found; install one, or name it in ONETRIP_CHROMIUM.');
  await install();
  await buildAll({ only: ['sdk', 'sandbox', 'gateway', 'citizen app, H5', 'desk'] });
  const { chromium } = await import('playwright-core');
  const [{ walkApp }, { createPhone }, counter, { fileDisputed }] = await Promise.all([
    load('tests/journey/app.ts'),
    load('tests/support/phone.ts'),
    load('tests/journey/counter.ts'),
    load('tests/support/disputed.ts'),
  ]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { folder: data, release } = takeFolder(mkdtempSync(join(tmpdir(), 'onetrip-screenshots-')));
  const system = await startSystem({ port: await freePorts(6), folder: data, quiet: true });
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  const phone = createPhone(system.url.sandbox);
  try {
    for (const size of sizes) {
      await step(`citizen app at ${size.width} px`, () => takeApp(browser, system.url, phone, walkApp, size));
      await step(`bank page at ${size.width} px`, () => takeBank(browser, system.url, phone, counter, size));
      await step(`dealer page at ${size.width} px`, () => takeDealer(browser, system.url, phone, counter, size));
      await step(`phone and reference at ${size.width} px`, () => takeOthers(browser, system.url, size));
    }
    await fileDisputed(system.url.gateway, phone, '赵一帆');
    for (const size of deskSizes) await step(`desk at ${size.width} px`, () => takeDesk(browser, system.url, size));
  } finally {
    await browser.close();
    await system.stop();
    release();
    rmSync(data, { recursive: true, force: true });
  }
});
