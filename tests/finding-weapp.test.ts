// Finding in the built mini-program: while typing, in airplane mode, on a slow network, narrowed, near by, and read in a guide.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { builtFolder, launch, type MiniProgram, type Phone } from '../packages/miniprogram/harness/miniProgram.ts';
import { type System, startSystem } from './support/system.ts';

/** A page's whole traffic with its view in one visit, what each further search may add, and its largest single message; bytes. */
const budget = { whole: 64_000, search: 20_000, largest: 20_000 };

let system: System;
let running: MiniProgram[] = [];
beforeAll(async () => {
  system = await startSystem();
}, 120_000);
afterAll(() => system.close());
afterEach(() => {
  for (const app of running) app.kill();
  running = [];
});

const newPhone = (more: Partial<Phone> = {}): Phone => ({
  gatewayUrl: system.gatewayUrl,
  storage: new Map(),
  login: async () => '',
  requestPayment: async () => false,
  network: { fails: null },
  calls: [],
  ...more,
});
const start = async (phone: Phone) => {
  const app = await launch(phone);
  running.push(app);
  return app;
};
const asked = (app: MiniProgram, path: string) => app.requests.filter((request) => request.path === path);
const expectSound = (app: MiniProgram, furtherSearches = 0) => {
  expect(app.warnings).toEqual([]);
  const whole = budget.whole + furtherSearches * budget.search;
  for (const [path, { bytes, largest }] of app.traffic) {
    expect([path, bytes <= whole, largest <= budget.largest]).toEqual([path, true, true]);
  }
};
/** A phone that was once used with a network: the index is kept, one guide was read. */
const usedPhone = async () => {
  const phone = newPhone();
  const app = await start(phone);
  await app.see('most-used');
  await app.until('the index to be kept', () => phone.storage.has('onetrip.index'));
  await app.type('search', '居住证');
  await app.tap('suggestion-0');
  await app.until('the guide to be kept', () => phone.storage.has('onetrip.guides'));
  expectSound(app);
  app.kill();
  return phone;
};

test('suggestions follow the typing, the last word counts, and a tap leads to the guide', async () => {
  const app = await start(newPhone());
  await app.see('most-used');
  for (const typed of ['居', '居住', '居住证']) await app.type('search', typed);
  await app.see('suggestion-0');
  await app.read('浙江省居住证');
  expect(asked(app, '/v1/matters/suggestions')).toHaveLength(1);
  expect(app.attributes('suggestions')['aria-role']).toBe('listbox');
  await app.type('search', '居驻证');
  await app.see('suggestion-meant');
  await app.tap('suggestion-meant');
  await app.see('results');
  expect(app.path()).toBe('pages/results/index');
  expectSound(app);
}, 60_000);

test('what nobody knows leads to a theme or to a person', async () => {
  const phone = newPhone();
  const app = await start(phone);
  await app.type('search', '红烧肉怎么做');
  await app.see('suggestions-lost');
  await app.tap('search-go');
  await app.see('lost');
  await app.tap('lost-call');
  await app.until('the call', () => phone.calls?.length === 1);
  expect(phone.calls).toEqual(['12345']);
  await app.tap('lost-theme-0');
  await app.see('results');
}, 60_000);

test('in airplane mode: the most used, suggestions, a search, and the guide read before', async () => {
  const phone = await usedPhone();
  expect(Buffer.byteLength(phone.storage.get('onetrip.index') ?? '')).toBeLessThan(1024 * 1024);
  phone.network = { fails: 'before' };
  const app = await start(phone);
  await app.read('存在本机的目录', 20_000);
  await app.see('matter-HZ-GA-041');
  await app.type('search', 'jiazhao diu');
  await app.see('suggestion-0', 15_000);
  await app.read('驾驶证遗失');
  await app.tap('search-go');
  await app.see('matter-HZ-JJ-026', 15_000);
  expect(app.has('facet-idOnly')).toBe(true);
  expect(app.has('facet-near')).toBe(false);
  await app.back();
  await app.tap('kept-HZ-GA-041');
  await app.see('not-asked', 15_000);
  await app.read('只需身份证');
  await app.see('from-phone');
  phone.network = { fails: null };
  await app.tap('from-phone-again');
  await app.until('the service to answer', () => !app.has('from-phone'), 15_000);
  expectSound(app);
}, 120_000);

test('an index that is in force is not sent twice, and one of another format is fetched anew', async () => {
  const phone = await usedPhone();
  const kept = phone.storage.get('onetrip.index');
  const app = await start(phone);
  await app.until('the version to be asked for', () => asked(app, '/v1/matters/index').length > 0);
  expect(asked(app, '/v1/matters/index')[0]?.query).toMatch(/^\?have=[\w-]+$/);
  app.kill();
  expect(phone.storage.get('onetrip.index')).toBe(kept);
  phone.storage.set('onetrip.index', JSON.stringify({ version: 'old', index: { version: 1 } }));
  const later = await start(phone);
  await later.until('it to be fetched', () => phone.storage.get('onetrip.index') === kept);
  expect(asked(later, '/v1/matters/index')[0]?.query).toBe('');
}, 120_000);

test('while the network is slow the phone answers first, then the service', async () => {
  const phone = await usedPhone();
  const app = await start(phone);
  await app.see('most-used');
  await app.until('the first answers', () => asked(app, '/v1/matters/hot').length > 0 && !app.has('from-phone'));
  phone.network = { fails: null, delayMs: 2_500 };
  await app.type('search', '驾驶证');
  await app.tap('search-go');
  await app.see('from-phone');
  await app.see('results');
  await app.until('the service to answer', () => !app.has('from-phone'), 20_000);
  await app.see('facet-near');
}, 120_000);

test('narrowed by what needs only the ID, by department, near by, and widened again', async () => {
  const phone = newPhone({ locate: async () => ({ latitude: 30.272_345_6, longitude: 120.163_456_7 }) });
  const app = await start(phone);
  await app.type('search', '补贴');
  await app.tap('search-go');
  await app.see('facets');
  await app.tap('facet-idOnly');
  await app.until('the filter', () => asked(app, '/v1/matters').at(-1)?.query.includes('idOnly=true') === true);
  await app.tap('facet-department');
  await app.tap('department-RS');
  await app.until('the department', () => asked(app, '/v1/matters').at(-1)?.query.includes('department=RS') === true);
  await app.read('人力资源');
  expect(asked(app, '/v1/matters').at(-1)?.query).toContain('idOnly=true');
  await app.tap('facet-department');
  await app.until('all departments', () => !asked(app, '/v1/matters').at(-1)?.query.includes('department='));
  await app.tap('facet-near');
  await app.tap('near-here');
  await app.read('我附近 3 公里');
  const query = asked(app, '/v1/matters').at(-1)?.query ?? '';
  expect([query.includes('lat=30.272&'), query.includes('lng=120.163')]).toEqual([true, true]);
  expect(query).not.toContain('30.2723');
  // The filter, the department, none, the place.
  expectSound(app, 4);
}, 60_000);

test('a position that is refused is no end: a district will do', async () => {
  const app = await start(newPhone());
  await app.type('search', '社保');
  await app.tap('search-go');
  await app.tap('facet-near');
  await app.tap('near-here');
  await app.read('请选一个区县');
  await app.tap('near-district-330110');
  await app.until('the district', () => asked(app, '/v1/matters').at(-1)?.query.includes('district=330110') === true);
  await app.read('余杭区');
}, 60_000);

test('a district and a department in the words are chips, and a tap takes one away', async () => {
  const app = await start(newPhone());
  await app.type('search', '余杭 公安局 居住证');
  await app.tap('search-go');
  await app.see('said-district');
  await app.see('said-department');
  await app.tap('said-district');
  await app.until('the district to go', () => app.has('said-department') && !app.has('said-district'));
}, 60_000);

test('a life event lists its themes, and one of them can be chosen', async () => {
  const app = await start(newPhone());
  await app.tap('life-home');
  await app.read('买房租房');
  await app.see('results');
  await app.tap('theme-1');
  await app.until(
    'the theme',
    () => asked(app, '/v1/matters').at(-1)?.query === `?theme=${encodeURIComponent('不动产')}&limit=8`,
  );
}, 60_000);

test('a guide says how it goes, what people ask, what it looks like, and where it is near', async () => {
  const app = await start(newPhone({ locate: async () => ({ latitude: 30.272, longitude: 120.163 }) }));
  await app.type('search', '居住证');
  await app.tap('search-go');
  await app.tap('matter-HZ-GA-041');
  await app.see('steps');
  await app.tap('faq-0');
  await app.see('faq-answer-0');
  await app.tap('sample-residencePermit');
  await app.read('张样例');
  await app.tap('nearest-choice-here');
  await app.see('points');
  expect(app.text()).toMatch(/\d (米|公里)/);
  expectSound(app);
}, 60_000);

test('who may apply: a condition only an officer can judge is a maybe, with whom to ask', async () => {
  const phone = newPhone();
  const app = await start(phone);
  await app.type('search', '户口迁入（父母投靠子女）');
  await app.tap('search-go');
  await app.tap('matter-HZ-GA-010');
  await app.see('eligibility');
  await app.read('要问一下');
  await app.read('由派出所核对子女户口');
  await app.tap('consult');
  await app.until('the call', () => phone.calls?.length === 1);
  expect(phone.calls?.[0]).toMatch(/^0571-/);
  expectSound(app);
}, 60_000);

test('a matter at a counter has its answer first, too, and says what keeps it from needing only the ID', async () => {
  const app = await start(newPhone());
  await app.type('search', '机动车驾驶证损毁换证');
  await app.tap('search-go');
  await app.tap('matter-HZ-JJ-025');
  await app.see('to-bring');
  await app.see('blocking');
  expect(app.has('file')).toBe(false);
}, 60_000);

test('the position is declared before it is ever asked for', () => {
  const config = JSON.parse(readFileSync(join(builtFolder, 'app.json'), 'utf8')) as Record<string, unknown>;
  expect(config).toMatchObject({
    requiredPrivateInfos: ['getLocation'],
    permission: { 'scope.userLocation': { desc: expect.stringContaining('办理点') } },
    __usePrivacyCheck__: true,
  });
});
