// The documents hold what they promise: every variable is explained, every link leads somewhere, every script exists.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../', import.meta.url).pathname;
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('docs/operate.md', () => {
  test('explains every environment variable the gateway and its tools read, and no others', () => {
    const variable = /\b(?:ONETRIP|WECHAT|SMS|POST|FACE_CHECK|DATABASE)_[A-Z0-9_]+\b/g;
    const readers = ['src/config/index.ts', 'src/config/reader.ts', 'catalogue/commands/officerDoor.ts'];
    const wanted = new Set(readers.flatMap((file) => read(`packages/gateway/${file}`).match(variable) ?? []));
    const explained = new Set(read('docs/operate.md').match(variable));
    expect([...explained].sort()).toEqual([...wanted].sort());
  });

  test('names only metrics there are', () => {
    const measured = read('packages/gateway/src/http/metrics.ts');
    for (const metric of read('docs/operate.md').match(/\bonetrip_[a-z_]+(?=[{`])/g) ?? []) {
      expect(measured).toContain(`'${metric}'`);
    }
  });
});

describe('every document', () => {
  const documents = [
    'README.md',
    'README.zh-CN.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => join('docs', file)),
  ];

  test.each(documents)('%s links only to what is there', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link ?? '');
    const dead = links.filter((link) => !existsSync(join(root, dirname(file), link)));
    expect(dead).toEqual([]);
  });

  test.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])('%s names only scripts there are', (file) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(file).matchAll(/npm run (?:--silent )?([a-z]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !scripts[name])).toEqual([]);
  });
});
