// The guides keep their word: each program is run against a system, and prints what the guide says, in both languages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { guides, runGuide } from '../scripts/docs/running.mjs';
import { type SystemHere, startSystem } from './support/system.ts';

const folder = new URL('../docs/guides/', import.meta.url).pathname;
const guide = (language: 'zh' | 'en', name: string) => readFileSync(join(folder, language, `${name}.md`), 'utf8');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? '');

/** What a guide says its program prints. */
const promised = (text: string) => all(text, /^```text\n([\s\S]*?)^```$/gm).join('');
/** Which parts of which programs it shows. */
const shown = (text: string) => all(text, /\]\((\.\.\/code\/[^)]+)\)/g);
const regions = (program: string) => all(program, /^\/\/ #region (\w+)$/gm);

let system: SystemHere;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());

describe.each(guides)('%s', (name) => {
  test('prints what the guide says', async () => {
    const partner = system.partners[name === 'dealer' ? 'dealer' : 'bank'];
    const { code, output } = await runGuide(name, {
      ONETRIP_URL: system.gatewayUrl,
      ONETRIP_SANDBOX_URL: system.sandboxUrl,
      ONETRIP_PRIVATE_KEY_FILE: partner.privateKeyFile,
      ONETRIP_SERVICE_KEYS_FILE: partner.serviceKeysFile,
      ONETRIP_PAGE_ORIGIN: partner.origins[0] ?? '',
      ONETRIP_STAFF_REDIRECT: system.redirectAddress,
    });
    expect(output).toBe(promised(guide('zh', name)));
    expect(code).toBe(0);
  });

  test('says the same in both languages', () => {
    const [zh, en] = [guide('zh', name), guide('en', name)];
    expect(promised(en)).toBe(promised(zh));
    expect(shown(en)).toEqual(shown(zh));
  });

  test('shows every part of its program, in order', () => {
    const program = readFileSync(join(folder, 'code', `${name}.ts`), 'utf8');
    expect(shown(guide('zh', name))).toEqual(regions(program).map((region) => `../code/${name}.ts#${region}`));
  });
});
