// The built H5 in a real browser, against the whole system: on a phone's screen, and in a frame at a bank's counter.
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createPartnerClient, type PrivateJwk } from '@onetrip/sdk/partner';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from 'playwright-core';
import { serveCitizenApp } from '../packages/miniprogram/serve.mjs';
import { chromiumArguments, chromiumPath } from '../scripts/chromium.mjs';
import { backEndOf } from './support/atCounter.ts';
import { describeInBrowser } from './support/browser.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import type { SandboxPerson } from './support/phone.ts';
import { type System, startSystem } from './support/system.ts';

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

describeInBrowser('the app in a browser', () => {
  let system: System;
  let app: { url: string; close(): Promise<void> };
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  /** Addresses asked for that are neither the app's nor the gateway's. */
  const strangers: string[] = [];
  /** What the browser complained of: broken policies, failed scripts. */
  const complaints: string[] = [];

  const partnerOrigins = () => Object.values(system.partners).flatMap(({ origins }) => origins);

  beforeAll(async () => {
    const port = await freePort();
    system = await startSystem({ env: { ONETRIP_CITIZEN_APP_URL: `http://127.0.0.1:${port}` } });
    app = await serveCitizenApp({
      port,
      gatewayUrl: system.gatewayUrl,
      frameAncestors: partnerOrigins(),
    });
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: [
        ...chromiumArguments,
        // The partner's page is played by the test and has no address on this machine, so its frame would be a stranger's.
        '--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessForNavigations',
      ],
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await system?.close();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });

  const openContext = async (width: number, height: number) => {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'reduce' });
    contexts.push(context);
    await context.route(
      (url) => url.protocol.startsWith('http') && ![app.url, system.gatewayUrl].includes(url.origin),
      (route) => {
        strangers.push(route.request().url());
        return route.abort();
      },
    );
    return context;
  };
  const openPage = async (context: BrowserContext) => {
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
        complaints.push(message.text());
    });
    return page;
  };
  const onPhone = async () => openPage(await openContext(375, 760));
  /** The one that is in sight: the pages below stay in the document. */
  const see = (page: Page | FrameLocator, selector: string) => page.locator(`${selector}:visible`).first();

  const findMatter = async (page: Page, words: string, matterId: string) => {
    await page.goto(app.url);
    await see(page, '#search').fill(words);
    await see(page, '#search').press('Enter');
    await see(page, `#results #matter-${matterId}`).click();
  };
  const signIn = async (page: Page, { name, idNumber, mobile }: SandboxPerson) => {
    const before = await system.phone.lastCode(mobile);
    await see(page, '#mobile').fill(mobile);
    await see(page, '#send-code').click();
    await see(page, '#code').fill(await system.phone.loginCode(mobile, before));
    await see(page, '#sign-in').click();
    await page.locator('#id-number:visible, #notice-agree:visible').first().waitFor();
    if (await see(page, '#id-number').isVisible()) {
      await see(page, '#name').fill(name);
      await see(page, '#id-number').fill(idNumber);
      await see(page, '#id-number').press('Enter');
    }
    await see(page, '#notice-agree').waitFor();
  };

  test('a residence permit on a phone: the answer first, a draft that survives, one filing, a licence', async () => {
    const chen = await system.phone.person('陈雨桐');
    const page = await onPhone();
    await findMatter(page, '居住证', 'HZ-GA-041');
    await see(page, '#question-basis-employment').click();
    expect(await see(page, '.answer').textContent()).toMatch(/^只需身份证/);
    expect(await see(page, '#not-asked').textContent()).toContain('就业证明');
    await see(page, '#file').click();
    await signIn(page, chen);
    await see(page, '#notice-agree').click();

    await page.reload();
    await see(page, '#notice-agree').waitFor();
    expect(await see(page, '#notice-agree').getAttribute('aria-checked')).toBe('true');
    if (await see(page, '#field-mobile').isVisible()) await see(page, '#field-mobile').fill(chen.mobile);

    const filings: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/v1/applications')) filings.push(request.url());
    });
    await see(page, '#submit').dblclick();
    await see(page, '#sentence').waitFor();
    await see(page, '#see-licence').click({ timeout: 40_000 });
    await see(page, '#licence .code').waitFor();
    expect(await see(page, '#licence').textContent()).toContain('浙江省居住证');
    expect(filings).toHaveLength(1);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      chen.idNumber,
    );
    expect(page.url()).not.toContain(chen.idNumber);
  }, 120_000);

  test('a lost driving licence on a phone: the code is scanned, the page sees it paid, the seal is pressed', async () => {
    const wang = await system.phone.person('王思远');
    const page = await onPhone();
    await findMatter(page, '驾驶证遗失', 'HZ-JJ-026');
    await see(page, '#file').click();
    await signIn(page, wang);
    await see(page, '#submit').click();
    expect(await see(page, '#notice .field-error').textContent()).toContain('告知');
    await see(page, '#notice-agree').click();
    await see(page, '#commit-loss').click();
    await see(page, '#submit').click();
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/v1/payments') && response.status() === 201, {
        timeout: 60_000,
      }),
      see(page, '#pay-now').click({ timeout: 40_000 }),
    ]);
    await see(page, '#scan').waitFor();
    const { codeUrl } = (await answer.json()) as { codeUrl: string };
    expect(await system.phone.pay(codeUrl, wang.idNumber)).toBe('paid');
    await see(page, '#paid').waitFor({ timeout: 20_000 });
    await see(page, '#see-progress').click();
    await see(page, '#see-licence').waitFor({ timeout: 40_000 });
    expect(await see(page, '.progress-head .seal').getAttribute('class')).toContain('pressed');
  }, 120_000);

  /** A partner's page with the tag on it, played in the browser under the partner's own origin. */
  const openCounter = async (partner: System['partners']['bank'], matters: string[]) => {
    const origin = partner.origins[0] ?? '';
    const session = await createPartnerClient({
      baseUrl: system.gatewayUrl,
      keyId: partner.keyId,
      privateKey: partner.privateKey as PrivateJwk,
      serviceKeys: partner.serviceKeys,
    }).embedSessions.create({
      servicePointId: partner.servicePoints[0]?.servicePointId ?? '',
      operator: { id: 'T03', name: '沈柜员' },
      origin,
      matters,
    });
    const tag = await build({
      stdin: { contents: "import '@onetrip/sdk/embed';", resolveDir: import.meta.dirname },
      bundle: true,
      write: false,
      format: 'iife',
      conditions: ['source'],
    });
    const context = await openContext(1280, 900);
    await context.route(`${origin}/**`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!DOCTYPE html><html lang="zh"><body><onetrip-service-point label="3 号窗口"></onetrip-service-point>
<script>window.told = []; const point = document.querySelector('onetrip-service-point');
for (const type of ['ready', 'filed', 'completed', 'expired', 'failed']) point.addEventListener(type, (event) => told.push({ type, detail: event.detail }));</script>
<script>${tag.outputFiles[0]?.text}</script>
<script>point.session = ${JSON.stringify(session)};</script></body></html>`,
      }),
    );
    const page = await openPage(context);
    await page.goto(`${origin}/counter`);
    const told = () => page.evaluate(() => JSON.stringify((window as unknown as { told: unknown }).told));
    const frame = page.frameLocator('iframe');
    /** The Enter key, and where it must have led before the next key is struck. */
    const enter = async (leadsTo: string) => {
      await page.keyboard.press('Enter');
      await frame.locator(leadsTo).waitFor({ timeout: 20_000 });
    };
    return { page, frame, told, enter };
  };

  test('at a bank counter, by keyboard: confirmed in person, filed, and nothing left when the customer goes', async () => {
    const customer = await system.phone.person('李文博');
    const counter = await openCounter(system.partners.bank, ['HZ-JJ-026']);
    const { page, frame, enter } = counter;
    await frame.locator('#name:focus').waitFor();
    await page.keyboard.type(customer.name);
    await enter('#id-number:focus');
    await page.keyboard.type(customer.idNumber);
    await enter('#seen:focus');
    await enter('#field-mobile:focus');
    expect(await see(frame, '#customer').textContent()).toMatch(/李\*博/);
    await page.keyboard.type(customer.mobile);
    await enter('#notice-agree:focus');
    await enter('#commit-loss:focus');
    await enter('#sentence');
    await see(frame, '#pay-now').waitFor({ timeout: 40_000 });
    await see(frame, '#finish').click();
    await see(frame, '#confirmation').waitFor();

    const told = await counter.told();
    expect(told).toContain('"ready"');
    expect(told).toContain('"filed"');
    for (const secret of [customer.idNumber, customer.name, customer.mobile]) expect(told).not.toContain(secret);
    const left = await frame
      .locator('body')
      .evaluate((body) => body.textContent + JSON.stringify({ ...localStorage, ...sessionStorage }));
    for (const secret of ['李*博', customer.name, customer.idNumber, customer.mobile])
      expect(left).not.toContain(secret);
    // The Enter key consents to nothing: what he was asked and did not answer counts as a no.
    expect((await backEndOf(system, 'bank').handOvers.list()).items).toEqual([]);
  }, 120_000);

  test('only partners may frame the counter’s page, nobody the citizen’s', async () => {
    const policyOf = async (path: string) => (await fetch(app.url + path)).headers.get('content-security-policy') ?? '';
    expect(await policyOf('/')).toContain("frame-ancestors 'none'");
    expect(await policyOf('/embed.html')).toContain(`frame-ancestors ${partnerOrigins().join(' ')}`);
    expect((await fetch(`${app.url}/..%2f..%2fpackage.json`)).status).toBe(404);
    expect(await (await fetch(`${app.url}/config.json`)).json()).toEqual({ gatewayUrl: system.gatewayUrl });
  });

  test('nothing was asked of anybody else, and nothing broke', async () => {
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
    await expectNoIdentityNumbers(system);
  });
});
