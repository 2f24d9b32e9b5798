// The provider of face checks is believed only in its own form: whatever else it answers is a refusal that says so.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { problems } from '@onetrip/shared/contract';
import { createFaceProvider, type FaceProvider } from '../src/identity/faceProvider.ts';

let answer: { status?: number; body: string };
let server: Server;
let provider: FaceProvider;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(answer.status ?? 200).end(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  provider = createFaceProvider({ url, secretId: 'id', secretKey: 'key', ruleId: '1' }, () => new Date());
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const identity = { name: '王小明', idNumber: '11010519491231002X' };
const calls: Record<string, () => Promise<unknown>> = {
  begin: () => provider.begin(identity, 'https://citizen.example/back'),
  measure: () => provider.measure('token'),
  frame: () => provider.frame('token'),
};
const response = (content: unknown) => JSON.stringify({ Response: content });
const measured = { ErrCode: 0, LiveStatus: 0, Comparestatus: 0, Sim: '91.20' };

describe.each(Object.keys(calls))('%s', (call) => {
  test.each<[string, typeof answer]>([
    ['no JSON', { body: '<html>502</html>' }],
    ['words', { body: '王小明：系统维护中' }],
    ['JSON that was cut off', { body: '{"Response":{"Text":{"Name":"王小明"' }],
    ['nothing', { body: '' }],
    ['null', { body: 'null' }],
    ['a list', { body: '[]' }],
    ['no response in it', { body: '{}' }],
    ['another form', { body: response({ BizToken: 7, Url: 'nowhere', Text: { ErrCode: 'x' }, BestFrame: '' }) }],
    ['an error of its own', { body: response({ Error: { Code: 'InternalError' } }) }],
    ['a broken system', { status: 502, body: response({ BizToken: 't', Url: 'https://p.example/', Text: measured }) }],
  ])('answered with %s, it is unavailable, and nothing of the answer is repeated', async (_what, given) => {
    answer = given;
    const refusal = await calls[call]?.().catch((caught: unknown) => caught as Error);
    expect(refusal).toMatchObject({ code: 'face_check_unavailable' });
    for (let error: unknown = refusal; error instanceof Error; error = error.cause)
      expect(error.message).not.toContain('王小明');
  });
});

test('its own form is believed; a likeness that is none counts as nothing', async () => {
  answer = { body: response({ Text: measured }) };
  expect(await provider.measure('token')).toMatchObject({ errCode: 0, likeness: 91.2 });
  for (const Sim of ['very', '-1', '101', '1e9']) {
    answer = { body: response({ Text: { ...measured, Sim } }) };
    expect(await provider.measure('token')).toMatchObject({ likeness: 0 });
  }
  expect(problems.face_check_unavailable).toMatchObject({ status: 503, retryable: true });
});
