// The built desk in a real browser: an officer signs in, sees both values of a contradiction, decides, and leaves no trace.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { sendUpload } from '@onetrip/sdk/uploads';
import pg from 'pg';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { serveDesk } from '../packages/desk/serve.mjs';
import { chromiumArguments, chromiumPath } from '../scripts/chromium.mjs';
import { describeInBrowser } from './support/browser.ts';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { serverDatabase } from './support/readyDatabases.ts';
import { type System, startSystem } from './support/system.ts';

/** A picture of one pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describeInBrowser('the desk in a browser', () => {
  let system: System;
  let desk: { url: string; close(): Promise<void> };
  let browser: Browser;
  let database: pg.Client;
  const contexts: BrowserContext[] = [];
  /** What the browser complained of: broken policies, failed scripts. */
  const complaints: string[] = [];
  const addresses: string[] = [];

  beforeAll(async () => {
    // The police decide in a system of their own, and at the desk what a register disputes.
    const DATABASE_URL = await serverDatabase('seeded');
    system = await startSystem({ database: 'postgres', env: { DATABASE_URL }, cases: { GA: 'undisputed' } });
    database = new pg.Client({ connectionString: DATABASE_URL });
    await database.connect();
    desk = await serveDesk({ port: Number(new URL(system.deskUrl).port), gatewayUrl: system.gatewayUrl });
    browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
    await database?.end();
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
  /** Narrows the list, and waits until it is. */
  const narrow = async (page: Page, filter: string) => {
    await page.locator(`#filter-${filter}`).click();
    await page.locator(`#filter-${filter}[aria-pressed="true"]`).waitFor();
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
    await page.locator('#case-state', { hasText: '不予批准' }).waitFor();
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

  test('what the citizen uploaded is seen on the page, and never run as one', async () => {
    const { client, applicationId } = await disputed('周晓岚');
    const officer = await system.officer('韩雪梅');
    await officer.cases.take(applicationId);
    const { seen, askable } = await officer.cases.get(applicationId);
    const materialId = askable.materials[0]?.id ?? '';
    const words = { zh: '租房合同' };
    await officer.cases.askSupplement(applicationId, { seen, items: [{ materialId, what: words, why: words }] });
    const read = async (offset: number, length: number) => picture.subarray(offset, offset + length);
    const { uploadId } = await sendUpload(client, { type: 'image/png', size: picture.length, read });
    const uploads = { [materialId]: uploadId };
    await client.applications.supplement(applicationId, { form: {}, commitments: [], statements: {}, uploads });
    const page = await open();
    await signIn(page, '韩雪梅');
    await page.locator(`#case-${applicationId}`).click();
    await page.locator(`#upload-${uploadId}`).click();
    const shown = page.locator('dialog img');
    await shown.waitFor();
    expect(await shown.getAttribute('src')).toBe(`data:image/png;base64,${picture.toString('base64')}`);
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  });

  test('the reform office: a term that passed is dealt with in words, and leaves the list', async () => {
    const { client } = await system.signedIn('何大海');
    const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
    // As the clock's job writes it when the day has passed.
    await database.query(
      `INSERT INTO escalations (escalation_id, application_id, department, term, last_day, escalated_at)
       VALUES ('escalation_late', $1, 'GA', 'promised', '2026-01-05', now())`,
      [applicationId],
    );
    const page = await open();
    await signIn(page, '沈若楠');
    await page.locator('#entry-escalation_late').click();
    await page.locator('#entry', { hasText: '市公安局' }).waitFor();
    await page.locator('#handle').click();
    await page.locator('#remark').fill('已约谈该处室，三日内办结。');
    await page.keyboard.press('Control+Enter');
    await page.locator('.status', { hasText: '已办理' }).waitFor();
    await page.locator('#queue-empty').waitFor();
    await narrow(page, 'handled');
    await page.locator('#entry-escalation_late').click();
    await page.locator('.handled', { hasText: '三日内办结' }).waitFor();
  });

  test('the reform office: a difference is looked at, published, and put back', async () => {
    const { version, ...guide } = await system.client().matters.get('HZ-GA-041');
    const promised = { ...guide.promised, count: guide.promised.count - 1 };
    const changes = [{ matterId: guide.matterId, matter: { ...guide, promised } }];
    const file = (content: unknown) => ({
      name: 'changes.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(content)),
    });
    const page = await open();
    await signIn(page, '沈若楠');
    await page.locator('#tab-publications').click();
    await page.locator('#changes-file').setInputFiles(file({ nothing: true }));
    await page.locator('dialog', { hasText: 'changes' }).waitFor();
    await page.locator('#cancel').click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.locator('#changes-file').setInputFiles(file({ changes }));
    await page.locator('#preview', { hasText: '承诺时限' }).waitFor();
    await page.locator('#reason').fill('承诺时限再缩短一天');
    await page.locator('#confirm').click();
    await page.locator('.status', { hasText: '已公布' }).waitFor();
    expect((await system.client().matters.get(guide.matterId)).version).toBe(version + 1);

    const lines = page.locator('.queue .line');
    expect(await lines.first().textContent()).toContain('承诺时限再缩短一天');
    await lines.last().click();
    await page.locator('#revert').click();
    await page.locator('#reason').fill('恢复上一版');
    await page.locator('#confirm').click();
    await page.locator('.status', { hasText: '已恢复' }).waitFor();
    expect((await system.client().matters.get(guide.matterId)).promised).toEqual(guide.promised);
  });

  test('the reform office: a report is returned with opinions, and no step is offered that is not its own', async () => {
    const police = await system.officer('departmentReporter', 'GA');
    const { version, promised } = await system.client().matters.get('HZ-GA-041');
    const { reformId } = await police.reform.create({
      reason: '承诺时限再缩短一天。',
      matters: [{ matterId: 'HZ-GA-041', version, promised: { ...promised, count: promised.count - 1 } }],
    });
    await police.reform.report(reformId);
    const page = await open();
    await signIn(page, '沈若楠');
    await page.locator('#tab-reformFiles').click();
    await narrow(page, 'toReply');
    await page.locator(`#entry-${reformId}`).click();
    await page.locator('#reply-return').waitFor();
    expect(await page.locator('.actions button').allInnerTexts()).toEqual(['同意', '退回']);
    await page.locator('#reply-return').click();
    await page.locator('#opinions').fill('请说明依据。\n\n请说明跨区怎么办。');
    await page.locator('#confirm').click();
    await page.locator('.status', { hasText: '已办理' }).waitFor();
    const { state, opinions } = await police.reform.get(reformId);
    expect([state, opinions.map(({ text }) => text)]).toEqual(['returned', ['请说明依据。', '请说明跨区怎么办。']]);
    await narrow(page, 'all');
    await page.locator(`#entry-${reformId}`).click();
    await page.locator('#entry', { hasText: '请说明依据。' }).waitFor();
    expect(await page.locator('.actions').count()).toBe(0);
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
