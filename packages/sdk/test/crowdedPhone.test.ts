// Threat: a page asks for everything at once, the phone carries ten requests, and WeChat freezes the app half-way.
import { afterEach, describe, expect, test } from '@jest/globals';
import { createAbort } from '../src/index.ts';
import { createClient, type WechatPlatform, type WechatRequest } from '../src/wechat.ts';

const answer = { statusCode: 200, header: {}, data: '{"items":[],"nextCursor":null}' };

/** WeChat as it is: ten requests at once, the eleventh fails; what is under way when the app is hidden is cut. */
function phone() {
  const under = new Set<WechatRequest>();
  const sent: WechatRequest[] = [];
  let most = 0;
  let show = () => {};
  let hide = () => {};
  const platform: WechatPlatform = {
    request(options) {
      if (under.size >= 10) {
        options.fail({ errMsg: 'request:fail exceed max concurrent' });
        return undefined;
      }
      sent.push(options);
      under.add(options);
      most = Math.max(most, under.size);
      return { abort: () => under.delete(options) };
    },
    getRandomValues: ({ length, success }) => success({ randomValues: new Uint8Array(length).fill(7).buffer }),
    onAppShow: (listener) => {
      show = listener;
    },
    onAppHide: (listener) => {
      hide = listener;
    },
  };
  const settle = (end: (options: WechatRequest) => void) => {
    for (const options of [...under]) {
      under.delete(options);
      end(options);
    }
  };
  return {
    platform,
    sent,
    under,
    most: () => most,
    answerAll: () => settle(({ success }) => success(answer)),
    toBackground() {
      hide();
      settle(({ fail }) => fail({ errMsg: 'request:fail interrupted' }));
    },
    toForeground: () => show(),
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
const clientOn = (platform: WechatPlatform) => createClient({ baseUrl: 'https://a.example', platform });
let timer: ReturnType<typeof setInterval> | undefined;
afterEach(() => clearInterval(timer));

describe('ten requests at once', () => {
  test('thirty reads all come back, and never more than ten are under way', async () => {
    const { platform, most, answerAll } = phone();
    const client = clientOn(platform);
    timer = setInterval(answerAll, 5);
    const all = await Promise.all(Array.from({ length: 30 }, (_, i) => client.matters.search({ q: `事项${i}` })));
    expect(all).toHaveLength(30);
    expect(most()).toBe(10);
  });

  test('one that gives up while it waits leaves the queue and is never sent', async () => {
    const { platform, sent, answerAll } = phone();
    const client = clientOn(platform);
    const standing = Array.from({ length: 10 }, (_, i) => client.matters.search({ q: `甲${i}` }).then());
    await turn();
    const abort = createAbort();
    const waiting = client.matters.search({ q: '不要了' }, { signal: abort.signal }).then();
    await turn();
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
    answerAll();
    await Promise.all(standing);
    await turn();
    expect(sent).toHaveLength(10);
  });
});

describe('the app is hidden', () => {
  test('what was cut is sent again on return, with the same key', async () => {
    const { platform, sent, toBackground, toForeground, answerAll } = phone();
    const client = clientOn(platform);
    client.setToken('a'.repeat(32));
    const filing = client.applications.withdraw('one');
    while (sent.length === 0) await turn();
    toBackground();
    await turn();
    expect(sent).toHaveLength(1);
    toForeground();
    while (sent.length === 1) await turn();
    answerAll();
    await filing;
    expect(sent[1]?.header['Idempotency-Key']).toBe(sent[0]?.header['Idempotency-Key']);
  });

  test('a caller who gives up while hidden is not kept waiting', async () => {
    const { platform, sent, toBackground } = phone();
    const abort = createAbort();
    const reading = clientOn(platform).matters.get('HZ-GA-041', { signal: abort.signal });
    while (sent.length === 0) await turn();
    toBackground();
    await turn();
    abort.abort();
    await expect(reading).rejects.toMatchObject({ code: 'aborted' });
  });

  test('a platform that does not say when it is shown gives a typed error instead', async () => {
    const { platform, sent, toBackground } = phone();
    const { onAppShow: _, ...silent } = platform;
    const reading = clientOn(silent).matters.get('HZ-GA-041');
    while (sent.length === 0) await turn();
    toBackground();
    await expect(reading).rejects.toMatchObject({ kind: 'interrupted', retryable: true });
  });
});

describe('identical reads', () => {
  test('in flight are sent once; each caller gets a copy of his own', async () => {
    const { platform, sent, answerAll } = phone();
    const client = clientOn(platform);
    const both = Promise.all([client.matters.search({ q: '社保卡' }), client.matters.search({ q: '社保卡' })]);
    await turn();
    answerAll();
    const [one, other] = await both;
    expect(sent).toHaveLength(1);
    expect(one).toEqual(other);
    expect(one).not.toBe(other);
  });

  test('are sent again once answered, and never shared between sessions or languages', async () => {
    const { platform, sent, answerAll } = phone();
    const client = clientOn(platform);
    timer = setInterval(answerAll, 5);
    await client.applications.list();
    await client.applications.list();
    expect(sent).toHaveLength(2);
    const mine = client.applications.list().then();
    client.setToken('b'.repeat(32));
    await Promise.all([mine, client.applications.list()]);
    expect(sent).toHaveLength(4);
    await Promise.all([
      client.matters.get('HZ-GA-041'),
      client.matters.get('HZ-GA-041', { language: 'en' }),
      client.matters.get('HZ-GA-041', { token: 'c'.repeat(32) }),
    ]);
    expect(sent).toHaveLength(7);
  });

  test('one who gives up does not take the answer from the other; the last one stops the request', async () => {
    const { platform, sent, under, answerAll } = phone();
    const client = clientOn(platform);
    const [first, second] = [createAbort(), createAbort()];
    const one = client.matters.get('HZ-GA-041', { signal: first.signal });
    const other = client.matters.get('HZ-GA-041', { signal: second.signal });
    await turn();
    first.abort();
    await expect(one).rejects.toMatchObject({ code: 'aborted' });
    expect(under.size).toBe(1);
    answerAll();
    await expect(other).resolves.toBeDefined();
    const alone = createAbort();
    const last = client.matters.get('HZ-GA-041', { signal: alone.signal });
    await turn();
    alone.abort();
    await expect(last).rejects.toMatchObject({ code: 'aborted' });
    await turn();
    expect(under.size).toBe(0);
    expect(sent).toHaveLength(2);
  });
});
