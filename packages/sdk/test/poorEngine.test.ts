// Threat: the client needs what WeChat's engine lacks, or loses headers and meanings on the way through wx.request.
import { randomFillSync } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import type * as Wechat from '../src/wechat.ts';
import { json, problem, type Script, type ScriptedServer, startServer } from './scriptedServer.ts';

let code = '';
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../src/wechat.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'OneTrip',
    target: 'es2018',
    conditions: ['source'],
  });
  code = outputFiles[0]?.text ?? '';
});

interface WxOptions {
  url: string;
  method: string;
  header: Record<string, string>;
  data?: string;
  success: (answer: object) => void;
  fail: (failure: { errMsg: string }) => void;
}

let aborted = 0;
let failWith: string | undefined;

/** wx.request over node:http: string bodies, header names as the server wrote them, a RequestTask that aborts. */
const wx = {
  request({ url, method, header, data, success, fail }: WxOptions) {
    if (failWith !== undefined) {
      const errMsg = failWith;
      failWith = undefined;
      queueMicrotask(() => fail({ errMsg }));
      return { abort: () => {} };
    }
    const outgoing = httpRequest(url, { method, headers: header }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('end', () => {
        const names = Object.entries(incoming.headers).map(([name, value]) => [name.toUpperCase(), value]);
        success({ statusCode: incoming.statusCode, header: Object.fromEntries(names), data: text });
      });
    });
    outgoing.on('error', ({ message }) => fail({ errMsg: `request:fail ${message}` }));
    outgoing.end(data);
    return {
      abort: () => {
        aborted += 1;
        outgoing.destroy();
      },
    };
  },
  getRandomValues({ length, success }: { length: number; success: (answer: object) => void }) {
    success({ randomValues: randomFillSync(new Uint8Array(length)).buffer });
  },
};

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** The bundle in a realm that has ECMAScript, timers and wx, and nothing else. */
function load(globals: object = { wx }): typeof Wechat {
  const context = createContext({ setTimeout, clearTimeout, ...globals });
  return runInContext(`${code}; OneTrip`, context) as typeof Wechat;
}

async function start(script: Script) {
  server = await startServer(script);
  return load().createClient({ baseUrl: server.url, token: 'session-token' });
}

test('the realm really lacks what the phone lacks', () => {
  const missing = 'URL,Headers,fetch,XMLHttpRequest,TextEncoder,AbortController,crypto,process,window,document';
  const context = createContext({});
  expect(runInContext(`[${missing.replace(/\w+/g, 'typeof $&')}].join()`, context)).toMatch(/^(undefined,?)+$/);
});

describe('over wx.request', () => {
  test('a filing arrives whole: method, path, token, key, language, body', async () => {
    const client = await start((_request, response) => json(response, 201, { applicationId: 'a1', 名: '值' }));
    const body = {
      matterId: 'HZ-GA-041',
      situation: {},
      form: { address: '文三路' },
      commitments: [],
      noticeAcknowledged: true,
    };
    const application = await client.applications.create(body);
    expect(JSON.parse(JSON.stringify(application))).toEqual({ applicationId: 'a1', 名: '值' });
    const [arrived] = server?.arrived ?? [];
    expect(arrived).toMatchObject({ method: 'POST', url: '/v1/applications' });
    expect(JSON.parse(arrived?.body ?? '')).toEqual(body);
    expect(arrived?.headers).toMatchObject({
      authorization: 'Bearer session-token',
      'accept-language': 'zh-CN',
      'content-type': 'application/json',
    });
    expect(arrived?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('Retry-After is read whatever the case of its name', async () => {
    const client = await start((_request, response) =>
      json(response, 429, problem('rate_limited', 429, true), { 'Retry-After': '90' }),
    );
    await expect(client.matters.get('HZ-GA-041')).rejects.toMatchObject({ retryAfterMs: 90_000, requestId: 'req-1' });
  });

  test('a list is walked through', async () => {
    const client = await start((request, response) => {
      const last = request.url.includes('cursor=');
      json(response, 200, { items: [{ applicationId: last ? 'a2' : 'a1' }], nextCursor: last ? null : 'next' });
    });
    const items = await client.applications.list().toArray({ limit: 10 });
    expect(items.map(({ applicationId }) => applicationId)).toEqual(['a1', 'a2']);
  });

  test('a request cut in the background is an InterruptedError, not sent again behind the citizen’s back', async () => {
    const client = await start((_request, response) => json(response, 201, { paymentId: 'p1' }));
    failWith = 'request:fail interrupted';
    const body = { billId: 'b1', channel: 'wechatJsapi' } as const;
    const error = (await client.payments.create(body).catch((caught: unknown) => caught)) as Wechat.InterruptedError;
    expect(error).toMatchObject({ name: 'InterruptedError', code: 'interrupted', retryable: true });
    expect(server?.arrived).toHaveLength(0);
    await client.payments.create(body, { idempotencyKey: error.idempotencyKey });
    expect(server?.arrived[0]?.headers['idempotency-key']).toBe(error.idempotencyKey);
  });

  test.each([
    ['request:fail timeout', 'timeout'],
    ['request:fail time out', 'timeout'],
    ['request:fail', 'network'],
  ])('%p is a %s failure and is sent again', async (errMsg, code) => {
    const client = await start((_request, response) => json(response, 200, {}));
    failWith = errMsg;
    await expect(client.matters.get('x', { maxAttempts: 1 })).rejects.toMatchObject({ code });
    failWith = errMsg;
    await expect(client.matters.get('x')).resolves.toBeDefined();
  });

  test('aborting goes through the request task', async () => {
    const abort = load().createAbort();
    const before = aborted;
    const client = await start(() => abort.abort());
    await expect(client.matters.get('x', { signal: abort.signal })).rejects.toMatchObject({ code: 'aborted' });
    expect(aborted).toBe(before + 1);
  });

  test('Taro, which rejects a promise besides calling back, leaves no unheard rejection', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', hear);
    const Taro = {
      ...wx,
      request: ({ fail }: WxOptions) => {
        fail({ errMsg: 'request:fail' });
        return Promise.reject(new Error('request:fail'));
      },
    };
    const client = load({}).createClient({
      baseUrl: 'https://api.example',
      platform: Taro as Wechat.WechatPlatform,
    });
    await expect(client.matters.get('x', { maxAttempts: 2 })).rejects.toMatchObject({ code: 'network' });
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });

  test('without wx, and without its random bytes, it says so', async () => {
    expect(() => load({}).createClient({ baseUrl: 'https://api.example' })).toThrow('pass `platform`');
    const old = load({ wx: { request: wx.request } }).createClient({ baseUrl: 'https://api.example' });
    await expect(old.newIdempotencyKey()).rejects.toThrow('2.19.0');
  });
});
