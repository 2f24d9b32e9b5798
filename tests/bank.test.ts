// At the bank counter, in a real browser: a clerk helps a customer from card to licence; the bank's page learns nothing about him.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@onetrip/sdk';
import { agreeAndFile, confirmInPerson, frameOf, payByPhone } from './journey/counter.ts';
import { describeInBrowser, type Stage, startStage } from './support/browser.ts';
import { filingOf } from './support/filing.ts';
import { eavesdrop, expectNothingPersonal } from './support/host-page.ts';

describeInBrowser('the bank counter', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  }, 120_000);
  afterAll(() => stage.close());

  test('a lost driving licence: confirmed by the clerk, filed, paid by phone, replaced', async () => {
    const person = await stage.phone.person('王思远');
    const { page, complaints } = await stage.open(stage.url.bank);
    await eavesdrop(page);
    await page.locator('#next').waitFor();
    await page.keyboard.press('Enter');
    const frame = frameOf(page);
    await confirmInPerson(frame, person);
    await frame.locator('#matter-HZ-JJ-026').click();
    await frame.locator('#field-mobile').fill(person.mobile);
    await agreeAndFile(frame, { handOverProgress: 'yes', handOverResult: 'yes' });
    await payByPhone(frame, stage.phone, person);
    await frame.locator('#see-licence:visible').click();
    await frame.locator('#licence').waitFor();
    const licence = await frame.locator('#licence').textContent();
    expect(licence).toContain('驾驶证');

    // By webhook and hand-over: what he consented to, and no more.
    const told = page.locator('#cases-told li').first();
    await told.getByText('已办结').waitFor();
    expect(licence).toContain(((await told.locator('small').textContent()) ?? '-').replace('证照 ', ''));

    const heard = await expectNothingPersonal(page, person);
    expect(heard.some((text) => /^\["filed",\{"applicationId":"[\w-]+","state":"\w+"\}\]$/.test(text))).toBe(true);
    expect(heard.some((text) => text.startsWith('["completed"'))).toBe(true);
    expect(complaints).toEqual([]);
    expect(stage.logs()).not.toContain(person.idNumber);
  }, 120_000);

  test('a result that came to the branch is booked in, and handed to whoever tells its code', async () => {
    const person = await stage.phone.person('许志坚');
    const client = createClient({ baseUrl: stage.url.gateway });
    await client.identity.sendCode({ mobile: person.mobile });
    const code = await stage.phone.loginCode(person.mobile);
    client.setToken((await client.identity.signIn({ kind: 'mobile', mobile: person.mobile, code })).token);
    await client.identity.verify({ name: person.name, idNumber: person.idNumber });
    const delivery = { kind: 'pickUp', servicePointId: 'SP0050' } as const;
    const filing = { ...(await filingOf(client, 'HZ-JJ-026')), delivery };
    const { applicationId, acceptanceNumber } = await client.applications.create(filing);
    const { billId } = await client.applications.waitFor(applicationId, { until: ({ billId }) => billId !== null });
    const { codeUrl } = await client.payments.create({ billId: billId ?? '', channel: 'wechatNative' });
    await stage.phone.pay(codeUrl ?? '', person.idNumber);
    await client.applications.waitFor(applicationId, { until: 'delivered' });

    const { page, complaints } = await stage.open(stage.url.bank);
    await eavesdrop(page);
    await page.locator('#next').click();
    const frame = frameOf(page);
    await frame.locator('#to-results').click();
    await frame.locator('#step-arrive').click();
    await frame.locator('#number:visible').fill(acceptanceNumber);
    await page.keyboard.press('Enter');
    await frame.getByText('已登记，已通知客户').waitFor();
    const [ready] = (await client.deliveries.get(applicationId)).consignments;
    await frame.locator('#step-handOver').click();
    await frame.locator('#number:visible').fill(acceptanceNumber);
    await frame.locator('#code:visible').fill(ready?.pickUpCode === '000000' ? '000001' : '000000');
    await page.keyboard.press('Enter');
    await frame.locator('#code-error').waitFor();
    await frame.locator('#code:visible').fill(ready?.pickUpCode ?? '');
    await page.keyboard.press('Enter');
    await frame.getByText('已交给客户').waitFor();
    const [over] = (await client.deliveries.get(applicationId)).consignments;
    expect(over?.state).toBe('handedOver');
    await expectNothingPersonal(page, person);
    expect(complaints.filter((text) => !text.includes('422') && !text.includes('403'))).toEqual([]);
  }, 120_000);

  test('when the customer turns away nothing of him is left', async () => {
    const person = await stage.phone.person('陈雨桐');
    const { page } = await stage.open(stage.url.bank);
    await eavesdrop(page);
    await page.locator('#next').click();
    await confirmInPerson(frameOf(page), person);
    await frameOf(page).locator('#matter-HZ-GA-041').waitFor();
    await page.locator('#finish').click();
    expect(await page.locator('onetrip-service-point').count()).toBe(0);
    await page.locator('#next').click();
    await frameOf(page).locator('#name').waitFor();
    expect(await frameOf(page).locator('#name').inputValue()).toBe('');
    expect(await frameOf(page).locator('body').textContent()).not.toContain(person.idNumber.slice(-4));
    await expectNothingPersonal(page, person);
  }, 60_000);

  test('the page speaks English too, and only our page may open a session', async () => {
    const { page } = await stage.open(stage.url.bank);
    await page.locator('#language').click();
    expect(await page.locator('h1').textContent()).toContain('Example Bank');
    const foreign = await fetch(`${stage.url.bank}/onetrip-session`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(foreign.status).toBe(404);
    for (const origin of [stage.url.bank, stage.url.dealer]) expect((await fetch(`${origin}//`)).status).toBe(404);
  }, 60_000);

  test('a page that may not frame the service point shows none', async () => {
    const answer = await fetch(`${stage.url.citizenApp}/embed.html`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${stage.url.bank} ${stage.url.dealer}`);
  });
});
