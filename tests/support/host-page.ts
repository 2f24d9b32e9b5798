// A partner's page under watch: what it shows and what it is told must never name a person.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { SandboxPerson } from './phone.ts';

declare global {
  interface Window {
    heard: string[];
  }
}

/** Writes down every window message, port message and event of the tag that the host page could listen to. */
export async function eavesdrop(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window.top !== window) return;
    window.heard = [];
    const hear = (what: unknown) => window.heard.push(JSON.stringify(what) ?? '');
    window.addEventListener('message', ({ data }) => hear(data));
    const onmessage = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
    Object.defineProperty(MessagePort.prototype, 'onmessage', {
      ...onmessage,
      set(this: MessagePort, listener: ((event: MessageEvent) => void) | null) {
        onmessage?.set?.call(this, (event: MessageEvent) => {
          hear(event.data);
          listener?.call(this, event);
        });
      },
    });
    const dispatch = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (event instanceof CustomEvent) hear([event.type, event.detail]);
      return dispatch.call(this, event);
    };
  });
  await page.reload();
}

/** Neither what the host page holds nor what it heard names the person. */
export async function expectNothingPersonal(page: Page, person: SandboxPerson): Promise<string[]> {
  const { name, idNumber, mobile } = person;
  const held = await page.evaluate(() => [
    document.documentElement.outerHTML,
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    document.cookie,
    location.href,
  ]);
  const heard = await page.evaluate(() => window.heard);
  for (const text of [...held, ...heard]) {
    for (const secret of [name, idNumber, mobile, idNumber.slice(-4)]) expect(text).not.toContain(secret);
  }
  return heard;
}
