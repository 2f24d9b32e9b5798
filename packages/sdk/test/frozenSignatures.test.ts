// Threat: what is signed changes unnoticed, and partners and service no longer understand each other. The vectors of RFC
// 9421 hold the foundation, those in docs/ the profile.
import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createSigner, createVerifier, httpbis } from 'http-message-signatures';
import { trustingOnly } from '../src/partner/answers.ts';
import { followServiceKeys } from '../src/partner/serviceKeys.ts';
import { signatureHeaders } from '../src/partner/signing.ts';
import { signAnswer } from '../src/testing/signing.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

interface Vector {
  section: string;
  message: 'request' | 'response';
  alg: string;
  input: string;
  signature: string;
}
const rfc = read('./fixtures/rfc9421.json') as {
  keys: Record<string, string>;
  request: { method: string; url: string; headers: Record<string, string> };
  response: { status: number; headers: Record<string, string> };
  vectors: Vector[];
};

describe('RFC 9421, appendix B', () => {
  const keyOf = (alg: string): KeyObject =>
    alg === 'hmac-sha256'
      ? createSecretKey(Buffer.from(rfc.keys[alg] ?? '', 'base64'))
      : createPrivateKey(rfc.keys[alg] ?? '');
  const verifies = async ({ message, alg, input, signature }: Vector, headers: Record<string, string> = {}) => {
    const key = keyOf(alg);
    const verify = createVerifier(key.type === 'secret' ? key.export() : createPublicKey(key), alg);
    const carried = { 'Signature-Input': input, Signature: signature };
    const signed = message === 'request' ? rfc.request : rfc.response;
    return httpbis.verifyMessage({ keyLookup: async () => ({ id: 'k', algs: [alg], verify }) }, {
      ...signed,
      headers: { ...signed.headers, ...headers, ...carried },
    } as typeof rfc.request);
  };

  test('all six vectors are here', () => {
    expect(rfc.vectors.map(({ section }) => section)).toEqual(['B.2.1', 'B.2.2', 'B.2.3', 'B.2.4', 'B.2.5', 'B.2.6']);
  });

  test.each(rfc.vectors)('$section ($alg) verifies', async (vector) => {
    expect(await verifies(vector)).toBe(true);
  });

  test.each(rfc.vectors.filter(({ input }) => input.includes('content-type')))(
    '$section does not verify with another Content-Type',
    async (vector) => {
      expect(await verifies(vector, { 'Content-Type': 'text/plain' })).toBe(false);
    },
  );

  test.each(rfc.vectors.filter(({ alg }) => ['ed25519', 'hmac-sha256'].includes(alg)))(
    '$section ($alg) is made, to the last byte',
    async ({ section, alg, input, signature }) => {
      const [, fields = '', keyid = ''] = /=\((.*)\);created=1618884473;keyid="(.*)"$/.exec(input) ?? [];
      const key = keyOf(alg);
      const signer =
        alg === 'ed25519'
          ? { id: keyid, sign: async (base: Buffer) => sign(null, base, key) }
          : createSigner(key.export() as Buffer, alg, keyid);
      const { headers } = await httpbis.signMessage(
        {
          key: signer,
          name: `sig-${section.toLowerCase().replaceAll('.', '')}`,
          fields: fields.split(' ').map((name) => name.slice(1, -1)),
          params: ['created', 'keyid'],
          paramValues: { created: new Date(1_618_884_473_000) },
        },
        rfc.request,
      );
      expect(headers).toMatchObject({ Signature: signature, 'Signature-Input': input });
    },
  );
});

const frozen = read('../../../docs/signature-vectors.json') as {
  madeAt: string;
  key: { kty: string; crv: string; x: string; d: string; kid: string };
  requests: {
    name: string;
    method: 'GET' | 'POST';
    path: string;
    query: string;
    body: string;
    headers: Record<string, string>;
    signatureBase: string;
  }[];
  answers: {
    name: string;
    answersRequest: string;
    status: number;
    body: string;
    headers: Record<string, string>;
    signatureBase: string;
  }[];
};

describe('the profile’s own vectors', () => {
  const { kid } = frozen.key;
  const key = createPrivateKey({ key: { ...frozen.key }, format: 'jwk' });
  const now = new Date(frozen.madeAt);
  const lower = (headers: object) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

  test.each(frozen.requests)('the $name request is signed so, to the last byte', async (vector) => {
    const { method, path, query, body, headers, signatureBase } = vector;
    const { 'idempotency-key': idempotencyKey } = headers;
    const kept: Record<string, string> = idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {};
    const request = { method, url: `https://any.example${path}${query}`, headers: kept, body: body || undefined };
    const [, nonce = ''] = /nonce="([^"]+)"/.exec(headers['signature-input'] ?? '') ?? [];
    const moment = { now, nonce, requestId: headers['request-id'] ?? '' };
    const made = await signatureHeaders(request, { keyId: kid, key }, moment);
    expect({ ...lower(kept), ...lower(made) }).toEqual(headers);
    const written = `onetrip=:${sign(null, Buffer.from(signatureBase), key).toString('base64')}:`;
    expect(written).toBe(headers.signature);
  });

  test.each(frozen.answers)('the $name is signed so, to the last byte, and believed', async (vector) => {
    const { answersRequest, status, body, headers, signatureBase } = vector;
    const request = frozen.requests.find(({ name }) => name === answersRequest);
    const sent = { method: 'GET' as const, url: 'https://any.example/', headers: request?.headers ?? {}, body: '' };
    const answer = { status, headers: {}, body };
    const answerKey = { kid, privateKey: key, serviceKeys: { keys: [] } };
    expect((await signAnswer(answer, sent, answerKey, now)).headers).toEqual(headers);
    const written = `onetrip=:${sign(null, Buffer.from(signatureBase), key).toString('base64')}:`;
    expect(written).toBe(headers.signature);

    const { kty, crv, x } = frozen.key;
    const keys = followServiceKeys({ keys: [{ kty, crv, x, kid, purpose: 'answers' }] }, async () => ({ keys: [] }));
    const transport = trustingOnly(keys, {
      send: async () => ({ status, headers, body }),
      randomBytes: async (length) => new Uint8Array(length),
    });
    const signal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} };
    expect(await transport.send({ ...sent, timeoutMs: 1, signal })).toEqual({ status, headers, body });
  });
});
