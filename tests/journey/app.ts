// The citizen's journey through the app as a browser shows it: what a thumb does, page by page.
import type { Locator, Page } from 'playwright-core';
import type { Phone, SandboxPerson } from '../support/phone.ts';

/** Who goes, and for what. */
export interface AppJourney {
  matterId: string;
  person: SandboxPerson;
  /** What he types into the search. */
  words: string;
  /** Answers to the situation, by question. */
  answers: Record<string, string>;
}

/** Called when a page stands, with its name. */
export type OnPage = (name: string) => Promise<void>;

/** From the first page to the licence; resolves with the licence's text. */
export async function walkApp(
  page: Page,
  phone: Phone,
  journey: AppJourney,
  onPage: OnPage = async () => {},
): Promise<string> {
  const { matterId, person, words, answers } = journey;
  // Pages left behind stay in the document, hidden.
  const on = (selector: string): Locator => page.locator(`${selector}:visible`).first();

  await on('#search').waitFor();
  await on('#most-used').waitFor();
  await onPage('home');
  await on('#search').fill(words);
  await on('#suggestions').waitFor();
  await onPage('search');
  await on('#search-go').click();
  await on(`#results #matter-${matterId}`).waitFor();
  await onPage('results');
  await on(`#results #matter-${matterId}`).click();

  await on('#not-asked').waitFor();
  for (const [question, value] of Object.entries(answers)) await on(`#question-${question}-${value}`).click();
  await page.waitForTimeout(500);
  await onPage('guide');
  await on('#file').click();

  await signIn(page, on, phone, person, onPage);

  for (const [question, value] of Object.entries(answers)) {
    const choice = on(`#question-${question}-${value}`);
    if ((await choice.count()) > 0) await choice.click();
  }
  await on('#notice-agree').waitFor();
  await onPage('filing');
  const mobile = on('#field-mobile');
  if ((await mobile.count()) > 0 && (await mobile.inputValue()) === '') await mobile.fill(person.mobile);
  await on('#notice-agree').click();
  for (const commitment of await page.locator('[id^="commit-"]:visible').all()) await commitment.click();
  await on('#submit').click();

  await on('#papers').waitFor();
  await onPage('progress');
  const next = page.locator('#pay-now:visible, #see-licence:visible').first();
  await next.waitFor();
  if ((await next.getAttribute('id')) === 'pay-now') {
    await onPage('progress-to-pay');
    await next.click();
    await on('#scan img').waitFor();
    await onPage('payment');
    await phone.pay(await phone.codeOnScreen(), person.idNumber);
    await on('#see-progress').waitFor();
    await onPage('paid');
    await on('#see-progress').click();
  }
  await on('#see-licence').waitFor();
  await page.waitForTimeout(800);
  await onPage('progress-done');
  await on('#see-licence').click();
  await on('#licence').waitFor();
  await page.waitForTimeout(800);
  await onPage('licence');
  return (await on('#licence').textContent()) ?? '';
}

/** Signs in by SMS code and confirms who he is, where the app asks for it. */
async function signIn(
  page: Page,
  on: (selector: string) => Locator,
  phone: Phone,
  person: SandboxPerson,
  onPage: OnPage,
): Promise<void> {
  await page.locator('#mobile:visible, #notice-agree:visible').first().waitFor();
  if ((await on('#mobile').count()) === 0) return;
  await onPage('sign-in');
  const before = await phone.lastCode(person.mobile);
  await on('#mobile').fill(person.mobile);
  await on('#send-code').click();
  await on('#code').fill(await phone.loginCode(person.mobile, before));
  await on('#sign-in').click();
  await page.locator('#id-number:visible, #notice-agree:visible').first().waitFor();
  if ((await on('#id-number').count()) === 0) return;
  await onPage('verify');
  await on('#name').fill(person.name);
  await on('#id-number').fill(person.idNumber);
  await on('#verify').click();
}
