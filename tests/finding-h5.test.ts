// Finding in the built H5, in a real browser: by keyboard, without a network, near by, and never wider than the phone.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { serveCitizenApp } from '../packages/miniprogram/serve.mjs';
import { chromiumArguments, chromiumPath } from '../scripts/chromium.mjs';
import { freePorts } from '../scripts/services.mjs';
import { describeInBrowser } from './support/browser.ts';
import { type System, startSystem } from './support/system.ts';

describeInBrowser('finding in a browser', () => {
  let system: System;
  let app: { url: string; close(): Promise<void> };
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    const port = await freePorts(1);
    system = await startSystem({ env: { ONETRIP_CITIZEN_APP_URL: `http://127.0.0.1:${port}` } });
    app = await serveCitizenApp({ port, gatewayUrl: system.gatewayUrl });
    browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await system?.close();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });

  const onPhone = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({
      viewport: { width: 375, height: 760 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
      ...options,
    });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
        complaints.push(message.text());
    });
    await page.goto(app.url);
    await see(page, '#most-used .row').waitFor();
    return page;
  };
  /** The one that is in sight: the pages below stay in the document. */
  const see = (page: Page, selector: string) => page.locator(`${selector}:visible`).first();
  const indexKept = (page: Page) => page.waitForFunction(() => localStorage.getItem('onetrip.index') !== null);

  test('by keyboard: the arrows walk through the suggestions, Escape closes them, Enter opens one', async () => {
    const page = await onPhone();
    await see(page, '#search').pressSequentially('驾驶证');
    await see(page, '#suggestions').waitFor();
    expect(await see(page, '#search').getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await see(page, '#search').getAttribute('aria-activedescendant')).toBe('suggestion-1');
    expect(await see(page, '#suggestion-1').getAttribute('aria-selected')).toBe('true');
    expect(await see(page, '#suggestion-1 .hit').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.locator('#suggestions').waitFor({ state: 'detached' });
    await page.keyboard.type(' ');
    await see(page, '#suggestions').waitFor();
    await page.keyboard.press('ArrowUp');
    const last = (await page.locator('[id^="suggestion-"][role="option"]:visible').count()) - 1;
    expect(await see(page, '#search').getAttribute('aria-activedescendant')).toBe(`suggestion-${last}`);
    await page.keyboard.press('Enter');
    await see(page, '.guide .heading-1').waitFor();
  }, 60_000);

  test('typing on cancels what was asked before', async () => {
    const page = await onPhone();
    const cancelled: string[] = [];
    page.on('requestfailed', (request) => cancelled.push(new URL(request.url()).searchParams.get('q') ?? ''));
    await page.route('**/v1/matters/suggestions*', async (route) => {
      if (new URL(route.request().url()).searchParams.get('q') === '居住')
        await new Promise((go) => setTimeout(go, 3_000));
      await route.continue().catch(() => undefined);
    });
    await see(page, '#search').fill('居住');
    await page.waitForRequest(/suggestions/);
    await see(page, '#search').fill('居住证');
    await see(page, '#suggestions').waitFor();
    expect(cancelled).toContain('居住');
  }, 60_000);

  test('without a network: searched on the phone, and the guide read before is there', async () => {
    const page = await onPhone();
    await indexKept(page);
    await page.goto(`${app.url}/#/pages/guide/index?matterId=HZ-GA-041`);
    await see(page, '#not-asked').waitFor();
    await page.goto(`${app.url}/#/pages/home/index`);
    await see(page, '#most-used .row').waitFor();
    await page.context().route(`${system.gatewayUrl}/**`, (route) => route.abort('internetdisconnected'));
    await see(page, '#search').fill('jiazhao diu le');
    await see(page, '#suggestion-0').waitFor();
    await see(page, '#search').press('Enter');
    await see(page, '#results #matter-HZ-JJ-026').waitFor();
    expect(await see(page, '#from-phone').textContent()).toContain('存在本机');
    await page.goto(`${app.url}/#/pages/guide/index?matterId=HZ-GA-041`);
    await see(page, '#from-phone').waitFor();
    expect(await see(page, '.answer').textContent()).toMatch(/^只需身份证/);
  }, 60_000);

  test('near by: the position is turned into GCJ-02, rounded, and asked for only by a tap', async () => {
    const page = await onPhone({
      permissions: ['geolocation'],
      geolocation: { latitude: 30.274_6, longitude: 120.158_4 },
    });
    const places: URLSearchParams[] = [];
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === '/v1/matters' && searchParams.has('lat')) places.push(searchParams);
    });
    await see(page, '#search').fill('社保');
    await see(page, '#search').press('Enter');
    await see(page, '#facet-near').click();
    expect(places).toEqual([]);
    await see(page, '#near-here').click();
    await page.getByText('我附近 3 公里').first().waitFor();
    await page.waitForFunction(() => document.querySelector('#results') !== null);
    const [lat, lng] = [Number(places[0]?.get('lat')), Number(places[0]?.get('lng'))];
    // Some 500 m from what the satellites said, and no closer than a hundred.
    expect([lat, lng]).toEqual([30.272, 120.163]);
  }, 60_000);

  test('a phone that keeps its position to itself is offered districts', async () => {
    const page = await onPhone();
    await see(page, '#search').fill('社保');
    await see(page, '#search').press('Enter');
    await see(page, '#facet-near').click();
    await see(page, '#near-here').click();
    await page.getByText('请选一个区县').first().waitFor();
    await see(page, '#near-district-330106').click();
    await page.getByText('西湖区').first().waitFor();
  }, 60_000);

  test.each(['standard', 'large'])(
    'nothing is wider than the phone, nothing to press smaller than a finger: %s',
    async (type) => {
      const page = await onPhone();
      if (type === 'large') await see(page, '#large-type').click();
      const least = type === 'large' ? 56 : 44;
      const hold = async (place: string) => {
        // A page that slides in stands beside the screen for a moment.
        await page.waitForTimeout(400);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        const small = await page
          .locator('.toggle:visible, .suggestion:visible, .theme:visible, .call:visible, .search-clear:visible')
          .evaluateAll(
            (elements, smallest) =>
              elements
                .filter((element) => element.getBoundingClientRect().height < smallest - 0.5)
                .map((element) => element.id || element.className),
            least,
          );
        expect([place, wide, small]).toEqual([place, false, []]);
      };
      await hold('home');
      await see(page, '#search').fill('余杭 居住证');
      await see(page, '#suggestions').waitFor();
      await hold('suggestions');
      await see(page, '#search').press('Enter');
      await see(page, '#facets').waitFor();
      await see(page, '#facet-department').click();
      await hold('results');
      await page.goto(`${app.url}/#/pages/guide/index?matterId=HZ-GA-010`);
      await see(page, '#nearest').waitFor();
      await hold('guide');
    },
    60_000,
  );

  test('nothing broke', () => expect(complaints).toEqual([]));
});
