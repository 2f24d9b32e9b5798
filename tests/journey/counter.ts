// The journey at a counter, inside the frame on a partner's page: what clerk and customer do, step by step.
import type { FrameLocator, Page } from 'playwright-core';
import type { Phone, SandboxPerson } from '../support/phone.ts';

/** The frame inside the tag. */
export const frameOf = (page: Page): FrameLocator => page.frameLocator('onetrip-service-point iframe');

/** The clerk confirms the person before him against the card. */
export async function confirmInPerson(frame: FrameLocator, { name, idNumber }: SandboxPerson): Promise<void> {
  await frame.locator('#name').fill(name);
  await frame.locator('#id-number').fill(idNumber);
  await frame.locator('#seen').click();
  await frame.locator('#confirm').click();
}

/** What the customer answers when he is asked whether the partner may be told. */
export interface Answers {
  handOverProgress?: 'yes' | 'no';
  handOverResult?: 'yes' | 'no';
}

/** Consents answered, notice read, commitments made, filed. */
export async function agreeAndFile(frame: FrameLocator, answers: Answers = {}): Promise<void> {
  for (const [purpose, answer] of Object.entries(answers)) await frame.locator(`#consent-${purpose}-${answer}`).click();
  await frame.locator('#notice-agree').click();
  for (const commitment of await frame.locator('[id^="commit-"]').all()) await commitment.click();
  await frame.locator('#submit').click();
}

/** The person scans the code on the screen with his own phone. */
export async function payByPhone(frame: FrameLocator, phone: Phone, person: SandboxPerson): Promise<void> {
  await frame.locator('#pay-now:visible').click();
  await frame.locator('#scan img').first().waitFor();
  const codeUrl = await phone.codeOnScreen();
  await phone.pay(codeUrl, person.idNumber);
  await frame.locator('#see-progress:visible').click();
}
