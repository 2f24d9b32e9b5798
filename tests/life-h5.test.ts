// After the filing, in a real browser: seen by the camera and back where he was; every page fits the phone and the finger.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PersonalDataExport } from '@onetrip/sdk';
import { uploadPartBytes } from '@onetrip/shared/contract';
import { type Browser, chromium, type Page } from 'playwright-core';
import { serveCitizenApp } from '../packages/miniprogram/serve.mjs';
import { chromiumArguments, chromiumPath } from '../scripts/chromium.mjs';
import { atCounter, backEndOf } from './support/atCounter.ts';
import { describeInBrowser } from './support/browser.ts';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import type { SandboxPerson } from './support/phone.ts';
import { type System, startSystem } from './support/system.ts';
import { type PageOutcome, type PageUpload, uploadPage } from './support/uploadPage.ts';

type SendFile = (given: PageUpload) => Promise<PageOutcome>;

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

describeInBrowser('after the filing, in a browser', () => {
  let system: System;
  let app: { url: string; close(): Promise<void> };
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    const port = await freePort();
    system = await startSystem({ cases: { GA: false }, env: { ONETRIP_CITIZEN_APP_URL: `http://127.0.0.1:${port}` } });
    app = await serveCitizenApp({ port, gatewayUrl: system.gatewayUrl });
    browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await system?.close();
  });

  const see = (page: Page, selector: string) => page.locator(`${selector}:visible`).first();
  /** A phone on a page of the app, signed in by mobile number on the way. */
  const onPhone = async (path: string, mobile: string) => {
    const context = await browser.newContext({
      viewport: { width: 375, height: 760 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    const next = encodeURIComponent(path);
    await page.goto(`${app.url}/#/pages/sign-in/index?next=${next}`);
    const before = await system.phone.lastCode(mobile);
    await see(page, '#mobile').fill(mobile);
    await see(page, '#send-code').click();
    await see(page, '#code').fill(await system.phone.loginCode(mobile, before));
    await see(page, '#sign-in').click();
    return page;
  };

  /** Stands before the camera, which the app opens by itself or by a tap. */
  const showFace = async (page: Page, face: 'oneself' | 'photograph') => {
    await see(page, '#face-check').click();
    await page.waitForURL(`${system.sandboxUrl}/**`);
    await page.locator(`button[value="${face}"]`).click();
  };
  /** A phone whose owner has shown his face, on his data. */
  const onHisData = async ({ mobile }: SandboxPerson) => {
    const next = encodeURIComponent('/pages/mine/privacy/index');
    const page = await onPhone(`/pages/verify/index?level=3&next=${next}`, mobile);
    await showFace(page, 'oneself');
    await see(page, '#erasure').waitFor();
    return page;
  };

  test('a higher level is needed: the camera sees him, and he is back where he was', async () => {
    const { person } = await system.signedIn('陈雨桐');
    const next = encodeURIComponent('/pages/applications/index');
    const page = await onPhone(`/pages/verify/index?level=3&next=${next}`, person.mobile);
    await showFace(page, 'photograph');
    await see(page, '#face-outcome').waitFor();
    expect(page.url()).not.toContain('faceCheck');
    await showFace(page, 'oneself');
    await see(page, '.applications #to-notices').waitFor();
    const kept = await page.evaluate(() => localStorage.getItem('onetrip.session'));
    expect(kept).toMatch(/level\W+3/);
    expect(page.url()).not.toContain('faceCheck');
    await page.context().close();
  }, 90_000);

  test('his data: what he agreed to at the bank ends there, all is taken along, and what must be kept is kept', async () => {
    const clerk = await atCounter(system, 'bank', '陈雨桐', ['HZ-GA-041']);
    const filing = await filingOf(clerk, 'HZ-GA-041');
    const { noticeHash, purposes } = await clerk.privacy.notice('HZ-GA-041', { situation: filing.situation });
    const consents = purposes.filter(({ basis }) => basis !== 'statutoryDuty').map(({ purposeId }) => purposeId);
    const { applicationId } = await clerk.applications.create({ ...filing, noticeHash, consents });
    const handed = async () =>
      (await backEndOf(system, 'bank').handOvers.list()).items.some((one) => one.applicationId === applicationId);
    expect(await handed()).toBe(true);

    const person = await system.phone.person('陈雨桐');
    const page = await onHisData(person);
    const { items } = await clerk.privacy.consents();
    for (const [before, { consentId, text }] of items.entries()) {
      await see(page, '#consents').getByText(text.zh).waitFor();
      await see(page, `#withdraw-${consentId}`).click();
      await see(page, `#withdraw-${consentId}-yes`).click();
      await see(page, '#consents').getByText('已撤回').nth(before).waitFor();
    }
    expect(await handed()).toBe(false);

    const [download] = await Promise.all([page.waitForEvent('download'), see(page, '#export').click()]);
    const taken = JSON.parse(readFileSync(await download.path(), 'utf8')) as PersonalDataExport;
    expect(taken.citizen.name).toBe(person.name);
    expect(taken.consents.every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true);

    await see(page, '#erase').click();
    await see(page, '#erase-yes').click();
    await see(page, '#erasure #fault').waitFor();
    expect(await see(page, '#erasure .note').textContent()).toBeTruthy();
    await page.context().close();
  }, 90_000);

  test('who has nothing that must be kept is forgotten, and his phone with him', async () => {
    const { client, person } = await system.signedIn('马晓彤');
    const page = await onHisData(person);
    await see(page, '#erase').click();
    await see(page, '#erase-yes').click();
    await see(page, '#erased').waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => /session|draft/.test(name)))).toEqual(
      [],
    );
    await expect(client.identity.me()).rejects.toMatchObject({ code: 'unauthenticated' });
    await page.context().close();
  }, 90_000);

  test.each(['standard', 'large'])(
    'nothing is wider than the phone, nothing to press smaller than a finger: %s',
    async (type) => {
      const { client, person } = await system.signedIn('王思远');
      const filed = (await client.applications.list()).items[0];
      const { applicationId } =
        filed ?? (await client.applications.create({ ...(await filingOf(client, 'HZ-GA-041')) }));
      const page = await onPhone('/pages/home/index', person.mobile);
      await see(page, '#most-used .row').waitFor();
      if (type === 'large') await see(page, '#large-type').click();
      const least = type === 'large' ? 56 : 44;
      for (const path of [
        `/pages/case/correction/index?applicationId=${applicationId}`,
        `/pages/progress/index?applicationId=${applicationId}`,
        '/pages/mine/notices/index',
        '/pages/mine/privacy/index',
        '/pages/mine/delegations/index',
        `/pages/case/delivery/index?applicationId=${applicationId}`,
        '/pages/applications/index',
        '/pages/filing/index?matterId=HZ-JJ-026',
        '/pages/licence-check/index',
      ]) {
        await page.goto('about:blank');
        await page.goto(`${app.url}/#${path}`);
        await page.waitForTimeout(1_200);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        const small = await page
          .locator('.button:visible, .choice:visible, .row:visible, .row-act:visible, .consent:visible')
          .evaluateAll(
            (elements, smallest) =>
              elements
                .filter((element) => element.getBoundingClientRect().height < smallest - 0.5)
                .map((element) => element.id || element.className),
            least,
          );
        const faults = await page.locator('#fault:visible').count();
        expect([path, wide, small, faults]).toEqual([path, false, [], 0]);
      }
      await page.context().close();
    },
    90_000,
  );

  test('a file sent from a page tells its progress, is cut off, and goes on from there', async () => {
    const { mobile } = await system.phone.person('王思远');
    const before = await system.phone.lastCode(mobile);
    await system.client().identity.sendCode({ mobile });
    const code = await system.phone.loginCode(mobile, before);
    const { token } = await system.client().identity.signIn({ kind: 'mobile', mobile, code });
    // Beside the app, on its origin: the only one the gateway lets in.
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(app.url);
    await page.addScriptTag({ content: await uploadPage() });
    const devtools = await context.newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_000_000 };
    await devtools.send('Network.emulateNetworkConditions', slow);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(new URL(request.url()).pathname.replace(/.*\/(uploads\/[^/]+)/, ''));
    });
    const send = (more: object = {}) =>
      page.evaluate((given) => (globalThis as unknown as { sendFile: SendFile }).sendFile(given), {
        baseUrl: system.gatewayUrl,
        token,
        size: 3 * uploadPartBytes,
        ...more,
      });

    const second = `**/parts/${uploadPartBytes}`;
    await page.route(second, (route) => route.abort('connectionreset'));
    const cut = await send();
    expect(cut).toMatchObject({ failed: 'network', state: null, byXhr: true });
    await page.unroute(second);
    sent.length = 0;
    const { uploadId } = cut;
    const whole = await send({ uploadId });
    expect(whole).toMatchObject({
      uploadId,
      failed: null,
      state: 'complete',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(sent).toEqual([`/parts/${uploadPartBytes}`, `/parts/${2 * uploadPartBytes}`, '/completion']);
    expect(whole.progress).toEqual([...whole.progress].sort((a, b) => a - b));
    expect(whole.progress.at(-1)).toBe(3 * uploadPartBytes);
    // Not only part by part: the browser itself told how much had left.
    expect(whole.progress.some((bytes) => bytes % uploadPartBytes !== 0)).toBe(true);
    await context.close();
  }, 60_000);

  test('nothing broke', async () => {
    expect(complaints).toEqual([]);
    await expectNoIdentityNumbers(system);
  });
});
