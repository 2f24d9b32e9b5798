// WeChat's subscribe messages, played strictly: a token that holds, a template filled to the letter, one message a tap.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { registeredTemplates } from '../src/wechat/templates.ts';
import { post, startCity } from './gatewaySide.ts';

let running: Awaited<ReturnType<typeof startCity>>;
beforeAll(async () => {
  running = await startCity();
});
afterAll(() => running.stop());

const at = (path: string): string => running.sandbox.url + path;
const answer = async (path: string, body: object) => (await post(at(path), body)).json();
const holder = () => running.sandbox.people.all[0] as (typeof running.sandbox.people.all)[number];
const template = registeredTemplates[2] as (typeof registeredTemplates)[number];
const data = {
  thing1: { value: '机动车驾驶证遗失补证' },
  character_string2: { value: '33012026030200000001' },
  phrase3: { value: '已办结' },
  time4: { value: '2026-03-02 09:00' },
  thing5: { value: '办好了，电子证照可随时出示' },
};

const token = async (changes: object = {}) => {
  const { appId: appid, appSecret: secret } = running.city.sandbox.wechat;
  return answer('/wechat/cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret, ...changes });
};
const openid = async (): Promise<string> => {
  const { appId: appid, appSecret: secret } = running.city.sandbox.wechat;
  const { code } = await answer('/phone/wechat-login', { idNumber: holder().idNumber });
  const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code' });
  return JSON.parse(await (await fetch(at(`/wechat/sns/jscode2session?${query}`))).text()).openid;
};
const send = async (changes: object = {}, accessToken?: string): Promise<number> => {
  const holds = accessToken ?? (await token()).access_token;
  const message = { touser: await openid(), template_id: template.templateId, page: 'pages/progress/index', data };
  const path = `/wechat/cgi-bin/message/subscribe/send?access_token=${holds}`;
  return (await answer(path, { ...message, ...changes })).errcode;
};
const accept = () =>
  answer('/phone/subscribe', {
    idNumber: holder().idNumber,
    templateIds: [template.templateId],
    decision: 'accept',
  });

test('the token stays the same until it is forced, and only for the app and its secret', async () => {
  const first = await token();
  expect((await token()).access_token).toBe(first.access_token);
  const forced = await token({ force_refresh: true });
  expect(forced.access_token).not.toBe(first.access_token);
  expect(await send({}, first.access_token)).toBe(42001);
  expect(await send({}, 'guessed')).toBe(40001);
  expect((await token({ secret: 'guessed' })).errcode).toBe(40125);
  expect((await token({ appid: 'wx1' })).errcode).toBe(40013);
});

test('each acceptance permits one message; switched off, none', async () => {
  expect(await send()).toBe(43101);
  expect((await accept())[template.templateId]).toBe('accept');
  expect([await send(), await send()]).toEqual([0, 43101]);
  await accept();
  await post(at('/phone/wechat-off'), { idNumber: holder().idNumber });
  expect(await send()).toBe(43101);
});

test.each([
  ['a keyword missing', { thing1: undefined }],
  ['a keyword unknown', { thing9: { value: 'x' } }],
  ['a thing too long', { thing1: { value: '一'.repeat(21) } }],
  ['a phrase too long', { phrase3: { value: '办理已经完成' } }],
  ['a number with Chinese', { character_string2: { value: '编号1' } }],
  ['a time in another form', { time4: { value: '2026-03-02T09:00:00Z' } }],
])('%s is refused with 47003, and costs no acceptance', async (_what, changes) => {
  await accept();
  expect(await send({ data: { ...data, ...changes } })).toBe(47003);
  expect(await send()).toBe(0);
});

test('an unknown person, template or page is refused', async () => {
  expect(await send({ touser: 'oNobody' })).toBe(40003);
  expect(await send({ template_id: 'unknown' })).toBe(40037);
  expect(await send({ page: 'https://example.org' })).toBe(41030);
});
