// Threat: the page around the frame reads what it must not, the frame trusts the wrong page, or nobody says what is wrong.
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import type { Browser, Frame, Page } from 'playwright-core';
import { hasBrowser, startBrowser } from './browser.ts';
import { type Arrived, json, problem, type ScriptedServer, startServer } from './scriptedServer.ts';

const bundle = async (file: string, define: Record<string, string> = {}) => {
  const entry = fileURLToPath(new URL(file, import.meta.url));
  const conditions = ['source', 'browser'];
  const output = await build({ entryPoints: [entry], bundle: true, write: false, format: 'esm', define, conditions });
  return output.outputFiles[0]?.text ?? '';
};

(hasBrowser ? describe : describe.skip)('in Chromium', () => {
  let browser: Browser;
  let tagScript: string;
  let page: Page;
  let gateway: ScriptedServer;
  let app: ScriptedServer;
  let bank: ScriptedServer;
  let requested: string[];
  /** The origin the gateway says each session was made for. */
  let madeFor: string;
  let sessionUrlFails: boolean;
  let attributes: string;
  let frameUrl: string;

  beforeAll(async () => {
    browser = await startBrowser();
    tagScript = await bundle('../src/embed/index.ts');
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    gateway = await startServer((request, response) => {
      const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*, authorization' };
      if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end();
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      if (!token.startsWith('token-')) return json(response, 401, problem('unauthenticated', 401, false), cors);
      const assistance = { servicePointName: '延安路支行', operatorName: '柜员甲' };
      json(response, 200, { embedSessionId: `session of ${token}`, origin: madeFor, assistance }, cors);
    });
    const appScript = await bundle('fixtures/frameApp.ts', { gatewayUrl: JSON.stringify(gateway.url) });
    app = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><body style="margin:0"><script type="module">${appScript}</script>`);
    });
    bank = await startServer((request, response) => answerForBank(request, response));
    madeFor = bank.url;
    frameUrl = `${app.url}/embed`;
    sessionUrlFails = false;
    attributes = 'session-url="/counter/session" lang="en" theme="dark" label="Window 3"';
    requested = [];
    page = await browser.newPage();
    page.on('request', (request) => requested.push(request.url()));
  });
  afterEach(async () => {
    await page.close();
    await Promise.all([gateway.close(), app.close(), bank.close()]);
  });

  let sessions = 0;
  function answerForBank(request: Arrived, response: Parameters<typeof json>[0]): void {
    if (request.url === '/counter/session') {
      if (sessionUrlFails || request.method !== 'POST') json(response, 500, {});
      else {
        sessions += 1;
        json(response, 200, { clientToken: `token-${sessions}`, frameUrl });
      }
      return;
    }
    const csp = "default-src 'none'; script-src 'unsafe-inline'; connect-src 'self'; frame-src http:";
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': csp });
    response.end(`<!doctype html><html><body>
      <onetrip-service-point ${attributes}></onetrip-service-point>
      <script type="module">${tagScript}</script>
      <script type="module">
        window.seen = [];
        const tag = document.querySelector('onetrip-service-point');
        for (const type of ['ready', 'resize', 'filed', 'completed', 'expired', 'failed'])
          tag.addEventListener(type, (event) => window.seen.push({ type, detail: event.detail }));
      </script>`);
  }

  interface Seen {
    type: string;
    detail: Record<string, unknown> | null;
  }
  const seen = (type: string): Promise<Seen[]> =>
    page.evaluate(
      (wanted) => (window as unknown as { seen: Seen[] }).seen.filter((event) => event.type === wanted),
      type,
    );
  const inFrame = () => page.frameLocator('onetrip-service-point iframe');
  const open = async () => {
    await page.goto(bank.url);
    await inFrame().locator('#where').waitFor();
  };

  test('the frame learns where it stands; the token stands in no URL and nowhere in the page', async () => {
    await open();
    expect(await inFrame().locator('#where').textContent()).toBe('延安路支行 柜员甲');
    expect(await inFrame().locator('#settings').textContent()).toBe('en dark Window 3');
    expect(requested.filter((url) => url.includes('token-'))).toEqual([]);
    expect(await page.content()).not.toContain('token-');
    const frame = page.locator('onetrip-service-point iframe');
    expect(await frame.getAttribute('sandbox')).toBe('allow-scripts allow-same-origin allow-forms');
    expect(await frame.getAttribute('referrerpolicy')).toBe('no-referrer');
    expect(await frame.getAttribute('allow')).toContain("camera 'none'");
    expect(await frame.getAttribute('title')).toBe('Window 3');
    expect(app.arrived[0]?.headers.referer).toBeUndefined();
    expect(await seen('ready')).toHaveLength(1);
  });

  test('the page hears what was filed, and nothing about the person', async () => {
    await open();
    await inFrame().locator('#file').click();
    await page.waitForFunction(() =>
      (window as unknown as { seen: Seen[] }).seen.some(({ type }) => type === 'completed'),
    );
    expect(await seen('filed')).toEqual([{ type: 'filed', detail: { applicationId: 'a1', state: 'submitted' } }]);
    expect(await seen('completed')).toEqual([
      { type: 'completed', detail: { applicationId: 'a1', state: 'delivered' } },
    ]);
    expect(JSON.stringify(await page.evaluate(() => (window as unknown as { seen: Seen[] }).seen))).not.toContain(
      '1101051949',
    );
  });

  test('a lapsed session is asked for again, and the frame goes on with it', async () => {
    await open();
    const before = sessions;
    await inFrame().locator('#expire').click();
    await inFrame()
      .getByText(`session of token-${before + 1}`)
      .waitFor();
    expect(await seen('expired')).toHaveLength(1);
    expect(app.arrived).toHaveLength(1);
  });

  test('a session is asked for once: when the tag is placed, and when several requests find it lapsed', async () => {
    const before = sessions;
    await open();
    expect(sessions).toBe(before + 1);
    await inFrame().locator('#expire').dblclick();
    await inFrame()
      .getByText(`session of token-${before + 2}`)
      .waitFor();
    expect(await seen('failed')).toEqual([]);
  });

  test('when no other session can be had, what is in the frame stays, and trying again helps', async () => {
    await open();
    sessionUrlFails = true;
    await inFrame().locator('#expire').click();
    await page.getByRole('alert').waitFor();
    expect(await inFrame().locator('#where').textContent()).toBe('延安路支行 柜员甲');
    sessionUrlFails = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await inFrame().getByText('session of token-').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(app.arrived).toHaveLength(1);
  });

  test('a frame that is reloaded is connected again', async () => {
    await open();
    await page.frames()[1]?.evaluate(() => location.reload());
    await page.waitForFunction(() => {
      const { seen } = window as unknown as { seen: Seen[] };
      return seen.filter(({ type }) => type === 'ready').length === 2;
    });
  });

  test('a frame shown by another page than the session was made for does not use the token', async () => {
    madeFor = 'https://another.example';
    await page.goto(bank.url);
    await inFrame().getByText('HostError wrongHost').waitFor();
    expect(await seen('ready')).toEqual([]);
  });

  test('a greeting from anywhere but the frame and its origin gets no port and no token', async () => {
    const stranger = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<script>
        let ports = 0;
        addEventListener('message', (event) => {
          ports += event.ports.length;
          if (event.data === 'echo') document.title = 'ports: ' + ports;
        });
        parent.postMessage({ protocol: 'onetrip/1', type: 'hello' }, '*');
      </script>`);
    });
    await open();
    // Registered after the tag's own listener, so that a port, if one were given, would arrive before the echo.
    await page.evaluate(() => {
      addEventListener('message', ({ source }) => (source as Window).postMessage('echo', '*'));
    });
    const portsOf = async (frame: Frame | undefined) => {
      await frame?.waitForFunction(() => document.title !== '');
      return frame?.title();
    };
    const arrives = page.waitForEvent('frameattached');
    await page.evaluate((src) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src }));
    }, stranger.url);
    expect(await portsOf(await arrives)).toBe('ports: 0');
    // Nor did the stranger take the port from the frame that has it.
    await inFrame().locator('#file').click();
    await page.waitForFunction(() => (window as unknown as { seen: Seen[] }).seen.some(({ type }) => type === 'filed'));
    // The frame itself, taken to another origin.
    await page.frames()[1]?.goto(stranger.url);
    expect(await portsOf(page.frames()[1])).toBe('ports: 0');
    await stranger.close();
  });

  test('the page’s CSS stays outside', async () => {
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          '* { color: rgb(255, 0, 0) !important; font-size: 3px !important } p { display: none !important }',
        );
        document.adoptedStyleSheets = [sheet];
      });
    });
    sessionUrlFails = true;
    await page.goto(bank.url);
    const sentence = page.locator('onetrip-service-point p');
    await sentence.waitFor({ state: 'visible' });
    expect(await sentence.evaluate((element) => getComputedStyle(element).fontSize)).toBe('17px');
  });

  test('a branch system that is down is told in words, and trying again helps', async () => {
    sessionUrlFails = true;
    await page.goto(bank.url);
    await page.getByRole('alert').getByText('branch’s system does not answer').waitFor();
    expect(await seen('failed')).toEqual([{ type: 'failed', detail: { reason: 'sessionUnavailable' } }]);
    sessionUrlFails = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await inFrame().locator('#where').waitFor();
  });

  test('a frame out of reach is told in words', async () => {
    frameUrl = 'http://127.0.0.1:9/embed';
    attributes = 'session-url="/counter/session"';
    await page.clock.install();
    await page.goto(bank.url);
    await page.locator('onetrip-service-point iframe').waitFor({ state: 'attached' });
    await page.clock.fastForward(20_000);
    await page.getByRole('alert').getByText('政务服务页面暂时打不开').waitFor();
    expect(await seen('failed')).toEqual([{ type: 'failed', detail: { reason: 'frameUnreachable' } }]);
  });

  test('a frame of the page’s own origin is refused', async () => {
    frameUrl = `${bank.url}/embed`;
    await page.goto(bank.url);
    await page.getByRole('alert').getByText('address of the government service').waitFor();
    expect(await page.locator('onetrip-service-point iframe').count()).toBe(0);
  });

  test('a page may hand over the session itself, and another when it lapses', async () => {
    attributes = '';
    await page.goto(bank.url);
    const give = (clientToken: string) =>
      page.evaluate(
        (session) => {
          const tag = document.querySelector('onetrip-service-point');
          if (tag) Object.assign(tag, { session });
        },
        { clientToken, frameUrl },
      );
    await give('token-a');
    await inFrame().locator('#where').waitFor();
    await page.evaluate(() => {
      document.querySelector('onetrip-service-point')?.addEventListener('expired', (event) => {
        const tag = event.currentTarget as HTMLElement & { session: { clientToken: string; frameUrl: string } };
        tag.session = { ...tag.session, clientToken: 'token-b' };
      });
    });
    await inFrame().locator('#expire').click();
    await inFrame().getByText('session of token-b').waitFor();
    expect(app.arrived).toHaveLength(1);
  });
});
