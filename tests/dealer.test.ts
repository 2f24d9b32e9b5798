// At the car dealer's, in a real browser: a new car registered, a plate chosen, three fees paid, two licences; the dealer's page learns nothing.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { agreeAndFile, confirmInPerson, frameOf, payByPhone } from './journey/counter.ts';
import { describeInBrowser, type Stage, startStage } from './support/browser.ts';
import { eavesdrop, expectNothingPersonal } from './support/host-page.ts';

describeInBrowser('the car dealer', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  }, 120_000);
  afterAll(() => stage.close());

  test('an electric car: the buyer confirmed, a green plate taken, 120 yuan paid, plate and papers issued', async () => {
    const person = await stage.phone.person('周晓岚');
    const { page, complaints } = await stage.open(stage.url.dealer);
    await eavesdrop(page);
    await page.locator('.car', { hasText: 'YF7000' }).click();
    const frame = frameOf(page);
    await confirmInPerson(frame, person);
    await frame.locator('[id$="-newEnergy"]').first().click();
    await frame.locator('#plate-offer').click();
    const plates = frame.locator('#plates button');
    await plates.first().waitFor();
    expect(await plates.count()).toBe(50);
    await plates.nth(7).click();
    await frame.locator('#plate-taken').waitFor();
    const plate = ((await frame.locator('#plate-taken').textContent()) ?? '').replaceAll(
      /[^\p{Script=Han}A-Z0-9]/gu,
      '',
    );
    await frame.locator('#field-mobile').fill(person.mobile);
    await agreeAndFile(frame, { handOverProgress: 'yes', handOverResult: 'no' });
    await payByPhone(frame, stage.phone, person);
    await frame.locator('#see-licence:visible').first().click();
    await frame.locator('#licence').first().waitFor();
    expect(((await frame.locator('#licence').first().textContent()) ?? '').replaceAll(/[\s·]/g, '')).toContain(plate);

    // He consented to how far it is, and not to what was issued.
    const told = page.locator('#cases-told li').first();
    await told.getByText('已办结').waitFor();
    expect(await told.locator('small').count()).toBe(0);

    const heard = await expectNothingPersonal(page, person);
    expect(heard.some((text) => text.startsWith('["completed"'))).toBe(true);
    expect(await page.locator('.car', { hasText: 'YF7000' }).textContent()).toContain('已提交');
    expect(complaints).toEqual([]);
  }, 120_000);

  test('a car without an invoice opens nothing; another shop’s car gets no session', async () => {
    const { page } = await stage.open(stage.url.dealer);
    await page.locator('.car', { hasText: 'YF6480' }).click({ force: true });
    expect(await page.locator('onetrip-service-point').count()).toBe(0);
    const answer = await fetch(`${stage.url.dealer}/onetrip-session?vin=1M8GDM9AXKP042788`, {
      method: 'POST',
      headers: { origin: stage.url.dealer },
    });
    expect(answer.status).toBe(422);
  }, 60_000);
});
