// The built desk in a real browser: an officer signs in, sees both values of a contradiction, decides, and leaves no trace.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { serveDesk } from '../packages/desk/serve.mjs';
import { chromiumArguments, chromiumPath } from '../scripts/chromium.mjs';
import { describeInBrowser } from './support/browser.ts';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { type System, startSystem } from './support/system.ts';

describeInBrowser('the desk in a browser', () => {
  let system: System;
  let desk: { url: string; close(): Promise<void> };
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  /** What the browser complained of: broken policies, failed scripts. */
  const complaints: string[] = [];
  const addresses: string[] = [];

  beforeAll(async () => {
    // The police decide in a system of their own, and at the desk what a register disputes.
    system = await startSystem({ cases: { GA: 'undisputed' } });
    desk = await serveDesk({ port: Number(new URL(system.deskUrl).port), gatewayUrl: system.gatewayUrl });
    browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
    await system?.close();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });

  const open = async (width = 1280): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('framenavigated', (frame) => addresses.push(frame.url()));
    await page.goto(desk.url);
    return page;
  };
  const signIn = async (page: Page, name: string) => {
    await page.locator('#sign-in').click();
    await page.getByRole('button', { name }).click();
    await page.locator('.queue').waitFor();
  };
  /** A residence permit, asked for by somebody who has not lived here for half a year. */
  const disputed = async (name: string) => {
    const { client, person } = await system.signedIn(name);
    const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
    await client.applications.waitFor(applicationId, { until: 'inReview', timeoutMs: 30_000 });
    return { client, person, applicationId };
  };

  test('by keys alone: open, take, reject with a template; the citizen reads the reason, and nothing stays behind', async () => {
    const { client, person, applicationId } = await disputed('赵一帆');
    const page = await open();
    await signIn(page, '韩雪梅');
    await page.locator(`#case-${applicationId}`).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('#case').waitFor();
    const row = page.locator('#evidence tr[data-material="halfYear"]');
    expect(await row.locator('.outcome').textContent()).toContain('⚠');
    expect(await row.locator('.difference tbody tr').allInnerTexts()).toEqual(['居住登记是否满半年\t是\t否']);
    expect(await page.locator('.who').textContent()).toContain(person.idNumber);
    expect(await page.locator('.actions button').allInnerTexts()).toEqual([expect.stringContaining('领取')]);

    await page.keyboard.press('t');
    await page.locator('#step-reject').waitFor();
    await page.keyboard.press('x');
    await page.locator('#template').selectOption('0');
    await page.keyboard.type('居住登记未满半年。');
    await page.keyboard.press('Control+Enter');
    await page.locator('.status', { hasText: '已办理' }).waitFor();
    await page.locator('#queue-empty').waitFor();
    expect(await page.locator('#case-state').textContent()).toBe('不予批准');
    const decided = await client.applications.get(applicationId);
    expect(decided).toMatchObject({ state: 'rejected', reason: { zh: expect.stringContaining('居住登记未满半年。') } });

    await page.locator('#sign-out').click();
    await page.locator('#sign-in').waitFor();
    const left = await page.evaluate(() => [
      document.body.textContent,
      sessionStorage.length,
      localStorage.length,
      document.cookie,
    ]);
    expect(left.slice(1)).toEqual([0, 0, '']);
    expect(left[0]).not.toContain(person.name);
    await page.goBack().catch(() => null);
    expect(await page.locator('body').textContent()).not.toContain(person.name);
  });

  test('approved at the desk with what the licence needs, and issued to the citizen', async () => {
    const { client, applicationId } = await disputed('钱梦瑶');
    const page = await open(768);
    await signIn(page, '崔颖');
    await page.locator(`#case-${applicationId}`).click();
    await page.locator('#step-take').click();
    await page.locator('#step-approve').click();
    const fields = page.locator('dialog input');
    for (let index = 0; index < (await fields.count()); index += 1) await fields.nth(index).fill(`3301${index}`);
    await page.locator('#confirm').click();
    await page.locator('.status', { hasText: '已办理' }).waitFor();
    const { licenceIds } = await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });
    expect(licenceIds).toHaveLength(1);
  });

  test('a colleague who was slower is told, and sees who has it', async () => {
    const { applicationId } = await disputed('孙婉清');
    const [first, second] = [await open(), await open()];
    await signIn(first, '韩雪梅');
    await signIn(second, '崔颖');
    for (const page of [first, second]) await page.locator(`#case-${applicationId}`).click();
    await first.locator('#step-take').click();
    await first.locator('#step-release').waitFor();
    await second.locator('#step-take').click();
    await second.locator('.status[data-tone="bad"]', { hasText: '同事' }).waitFor();
    await second.locator('.line .chip', { hasText: '同事办理中' }).waitFor();
    expect(await second.locator('#step-take').count()).toBe(0);
  });

  test('who has no desk is not let in', async () => {
    const page = await open();
    await page.locator('#sign-in').click();
    await page.getByRole('button', { name: '倪文博' }).click();
    await page.locator('main', { hasText: '没有办件权限' }).waitFor();
  });

  test('no address names a person, the browser complained of nothing but refusals, no identity number was written', async () => {
    expect(
      addresses.filter((address) => address.startsWith(desk.url)).map((address) => new URL(address).hash),
    ).not.toContain(expect.stringMatching(/./));
    for (const { name, idNumber } of await system.phone.people()) {
      expect(addresses.join('\n')).not.toContain(idNumber);
      expect(addresses.join('\n')).not.toContain(encodeURIComponent(name));
    }
    // The browser reports every 4xx: the one colleague who was slower.
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
    await expectNoIdentityNumbers(system);
  });
});
