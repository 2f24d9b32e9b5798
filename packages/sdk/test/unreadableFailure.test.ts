// Threat: a failure loses its meaning on the way – a proxy's page, a captive portal, a code of a newer service.
import { afterEach, expect, test } from '@jest/globals';
import {
  createClient,
  isOneTripError,
  type OneTripError,
  type Problem,
  ProblemError,
  UnexpectedResponseError,
} from '../src/index.ts';
import { json, problem, type Script, type ScriptedServer, startServer } from './scriptedServer.ts';

let server: ScriptedServer;
const start = async (script: Script, language: 'zh' | 'en' = 'zh') => {
  server = await startServer(script);
  return createClient({ baseUrl: `${server.url}/`, language, maxAttempts: 1 });
};
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
afterEach(() => server.close());

test('a proxy’s page keeps its text, and the citizen still gets a sentence', async () => {
  const client = await start((_request, response) => {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
  });
  const error = await caught(client.matters.get('HZ-GA-041'));
  expect(error).toBeInstanceOf(UnexpectedResponseError);
  expect(error).toMatchObject({ status: 502, text: '<h1>Bad Gateway</h1>', retryable: true });
  expect((error as OneTripError).sentence).toContain('没有丢失');
});

test('a captive portal’s 200 is no result', async () => {
  const client = await start((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome to free Wi-Fi</html>');
  });
  const error = await caught(client.matters.get('HZ-GA-041'));
  expect(error).toMatchObject({ code: 'unexpected_response', status: 200, retryable: false });
});

test('a refusal of somebody between, alike in its first words, is a problem all the same', async () => {
  const client = await start((_request, response) => {
    json(response, 403, { code: 'blocked', title: 'Blocked', text: null, fields: null });
  });
  const error = await caught(client.matters.get('HZ-GA-041'));
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ code: 'blocked', status: 403, sentence: 'Blocked', fields: [] });
});

test('a redirect is not followed, so the token goes nowhere else', async () => {
  const other = await startServer((_request, response) => json(response, 200, {}));
  const client = await start((_request, response) => {
    response.writeHead(307, { location: `${other.url}/v1/identity/me` }).end();
  });
  client.setToken('session-token');
  expect(await caught(client.identity.me())).toMatchObject({ code: 'unexpected_response', status: 307 });
  expect(other.arrived).toHaveLength(0);
  await other.close();
});

test('a problem speaks the client’s language and names the fields at fault', async () => {
  const fields = [{ field: 'form.mobile', message: { zh: '请填写手机号', en: 'Enter a mobile number' } }];
  const client = await start((_request, response) => {
    json(response, 422, problem('situation_unanswered', 422, false, { fields }));
  }, 'en');
  const error = await caught(client.matters.plan('HZ-GA-041', { situation: {} }));
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({
    code: 'situation_unanswered',
    sentence: 'Title',
    nextStep: 'Next step',
    requestId: 'req-1',
    fields,
    message: 'matters.plan: 422 situation_unanswered – Title (request req-1)',
  });
  expect(server.arrived[0]?.headers['accept-language']).toBe('en');
});

test('a code of a newer service is passed on with its sentences', async () => {
  const client = await start((_request, response) => json(response, 422, problem('moon_phase_wrong', 422, false)));
  expect(await caught(client.matters.get('HZ-GA-041'))).toMatchObject({
    code: 'moon_phase_wrong',
    sentence: '标题',
    retryable: false,
  });
});

test('a problem that leaves out what this version knows is still a problem', async () => {
  const bare: Partial<Problem> = { code: 'internal', title: '系统出了点问题' };
  const client = await start((_request, response) => json(response, 500, bare));
  expect(await caught(client.matters.get('HZ-GA-041'))).toMatchObject({
    name: 'ProblemError',
    code: 'internal',
    status: 500,
    sentence: '系统出了点问题',
    fields: [],
    retryable: true,
    requestId: 'req-1',
  });
});

test('an error is known across copies of the package', () => {
  expect(isOneTripError({ brand: 'onetrip.error' })).toBe(true);
  expect(isOneTripError(new Error('other'))).toBe(false);
  expect(isOneTripError(null)).toBe(false);
});

test('a host name that does not exist is a NetworkError with the platform’s words', async () => {
  server = await startServer(() => {});
  const client = createClient({ baseUrl: 'http://127.0.0.1:1', maxAttempts: 1 });
  const error = await caught(client.matters.get('HZ-GA-041'));
  expect(error).toMatchObject({ kind: 'network', code: 'network' });
  expect((error as { reason: string }).reason).toMatch(/ECONNREFUSED/);
});

test.each(['ftp://host', 'host', 'https://host?x=1', 'https://user:secret@host', ''])(
  'base URL %p is refused',
  async (baseUrl) => {
    server = await startServer(() => {});
    expect(() => createClient({ baseUrl })).toThrow(TypeError);
  },
);
