// The documentation's site: whole, without scripts, and served by the gateway with nothing beside it.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SystemHere, startSystem } from './support/system.ts';

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? '');

describe('the site as it was built', () => {
  const site = new URL('../dist/docs/', import.meta.url).pathname;
  const pages = new Map<string, string>();
  beforeAll(() => {
    if (!existsSync(site)) throw new Error('dist/docs is missing: run `npm run docs`');
    for (const file of readdirSync(site, { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.html')) pages.set(file, readFileSync(join(site, file), 'utf8'));
    }
  });

  test('every link leads to a page of it, and to a place on that page', () => {
    const ids = new Map([...pages].map(([file, html]) => [file, new Set(all(html, / id="([^"]+)"/g))]));
    const dead = [...pages].flatMap(([file, html]) =>
      all(html, /<a [^>]*href="([^"]+)"/g)
        .filter((href) => !/^(?:https?:|\/docs\/api$)/.test(href))
        .filter((href) => {
          const [path = '', fragment] = href.split('#', 2);
          const target = path === '' ? file : posix.join(posix.dirname(file), path);
          const there = ids.get(target);
          return !there || (fragment !== undefined && !there.has(decodeURIComponent(fragment)));
        })
        .map((href) => `${file}: ${href}`),
    );
    expect(dead).toEqual([]);
  });

  test('guides stand in both languages, and every entry of the SDK in the reference', () => {
    const { exports } = JSON.parse(readFileSync(join(site, '../../packages/sdk/package.json'), 'utf8')) as {
      exports: Record<string, { import?: { types?: string } }>;
    };
    for (const name of ['index', 'citizen-app', 'bank', 'dealer', 'operator']) {
      expect([...pages.keys()]).toEqual(expect.arrayContaining([`zh/${name}.html`, `en/${name}.html`]));
    }
    for (const [path, entry] of Object.entries(exports)) {
      const module = entry.import?.types?.replace(/^\.\/dist\/(.*)\.d\.ts$/, '$1');
      if (module) expect(pages.get(`reference/${module}/index.html`)).toContain(`@onetrip/sdk${path.slice(1)}</h1>`);
    }
  });

  test('nothing in it runs, is styled in place, or comes from elsewhere', () => {
    for (const [file, html] of pages) {
      const found = /<script|<style| style=| on\w+=|src="https?:|href="https?:[^"]*\.css/.exec(html)?.[0];
      expect([file, found]).toEqual([file, undefined]);
    }
  });
});

describe('the site as it is served', () => {
  let folder: string;
  let system: SystemHere;
  /** Asks for a path as it stands; `fetch` would tidy it up. */
  const ask = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const { hostname, port } = new URL(system.gatewayUrl);
      request({ hostname, port, path, headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          body += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      })
        .on('error', reject)
        .end();
    });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onetrip-docs-'));
    writeFileSync(join(folder, 'secret.html'), 'outside');
    system = await startSystem({ env: { ONETRIP_DOCS_FOLDER: join(folder, 'docs') } });
  });
  afterAll(async () => {
    await system.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('says how it is built while it is not', async () => {
    const { status, body } = await ask('/docs/');
    expect(status).toBe(404);
    expect(body).toContain('npm run docs');
  });

  describe('once it is built', () => {
    beforeAll(() => {
      mkdirSync(join(folder, 'docs/zh'), { recursive: true });
      writeFileSync(join(folder, 'docs/index.html'), '<h1>start</h1>');
      writeFileSync(join(folder, 'docs/zh/index.html'), '<h1>指南</h1>');
      writeFileSync(join(folder, 'docs/look.css'), 'body{}');
      writeFileSync(join(folder, 'docs/.hidden.html'), 'hidden');
      writeFileSync(join(folder, 'docs/notes.txt'), 'another kind');
    });

    test('pages are there, under a policy that lets nothing run', async () => {
      const { status, headers, body } = await ask('/docs/');
      expect([status, body]).toEqual([200, '<h1>start</h1>']);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
      });
      expect((await ask('/docs/zh/')).body).toBe('<h1>指南</h1>');
      expect((await ask('/docs/look.css')).headers['content-type']).toBe('text/css; charset=utf-8');
      expect(await ask('/docs')).toMatchObject({ status: 308, headers: { location: '/docs/' } });
      expect((await ask('/docs/api')).body).toContain('OneTrip');
    });

    test('a page that has not changed is not sent again', async () => {
      const { headers } = await ask('/docs/');
      const again = await ask('/docs/', { 'if-none-match': String(headers.etag) });
      expect([again.status, again.body]).toEqual([304, '']);
      writeFileSync(join(folder, 'docs/index.html'), '<h1>anew</h1>');
      expect((await ask('/docs/', { 'if-none-match': String(headers.etag) })).body).toBe('<h1>anew</h1>');
    });

    test.each([
      '/docs/../secret.html',
      '/docs/%2e%2e/secret.html',
      '/docs/..%2fsecret.html',
      '/docs/zh/..%2f..%2fsecret.html',
      '/docs/%2e%2e%5csecret.html',
      '/docs//etc/passwd',
      '/docs/.hidden.html',
      '/docs/notes.txt',
      '/docs/zh',
      '/docs/secret.html%00.css',
      '/docs/nothing.html',
    ])('%s leads nowhere', async (path) => {
      const { status, body } = await ask(path);
      expect([400, 404]).toContain(status);
      expect(body).not.toMatch(/outside|hidden|another kind|root:/);
    });
  });
});
