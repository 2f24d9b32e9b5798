// The API reference: complete, readable without a script, and with nothing from outside.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operationIds, problemCodes } from '@onetrip/shared/contract';
import { openApiDocument } from '@onetrip/shared/openapi';
import { referencePage } from '../packages/gateway/src/reference/page.ts';
import { startSystem } from './support/system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;
let response: Response;
let page: string;
beforeAll(async () => {
  system = await startSystem();
  response = await fetch(`${system.gatewayUrl}/docs/api`);
  page = await response.text();
});
afterAll(() => system.close());

const all = (pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([, found]) => found ?? '');

describe('the API reference', () => {
  test('holds every operation, every problem with both sentences, and every schema of the document', async () => {
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    const ids = new Set(all(/ id="([^"]+)"/g));
    const api = (await (await fetch(`${system.gatewayUrl}/v1/openapi.json`)).json()) as {
      components: { schemas: Record<string, unknown> };
    };
    for (const id of operationIds) expect(ids).toContain(id);
    for (const code of problemCodes) expect(ids).toContain(`problem-${code}`);
    for (const name of Object.keys(api.components.schemas)) expect(ids).toContain(`schema-${name}`);
    expect(page).toContain('短信暂时发不出去。');
    expect(page).toContain('The message could not be sent.');
  });

  test('every link leads somewhere on the page, to the document or to the guides', () => {
    const ids = new Set(all(/ id="([^"]+)"/g));
    const links = all(/href="([^"]+)"/g);
    expect(links.length).toBeGreaterThan(200);
    const others = ['/v1/openapi.json', '/docs/'];
    expect(links.filter((link) => !others.includes(link) && !ids.has(link.replace(/^#/, '')))).toEqual([]);
  });

  test('loads nothing, runs nothing, and says so in its policy', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|src=/);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; frame-ancestors 'none'$/);
  });

  test('what stands in the document is text, never markup', () => {
    const sly = openApiDocument({ version: '1</title><script>alert(1)</script>' });
    const written = referencePage({ ...sly, info: { ...sly.info, description: 'a `<b>` & "c"' } });
    expect(written).not.toContain('<script>');
    expect(written).toContain('a <code>&lt;b&gt;</code> &amp; &quot;c&quot;');
  });
});
