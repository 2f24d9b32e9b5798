// Threat: somebody else speaks for a partner, or the partner's key leaves the server.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { httpbis } from 'http-message-signatures';
import { createPartnerClient, type PrivateJwk } from '../src/partner/index.ts';
import { type Arrived, json, problem, type ScriptedServer, startServer } from './scriptedServer.ts';

const pair = generateKeyPairSync('ed25519');
const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const jwk = { ...(pair.privateKey.export({ format: 'jwk' }) as unknown as PrivateJwk), kid: 'bank-2025' };
const body = { servicePointId: 'branch-7', operator: { id: 'e1', name: '柜员甲' }, origin: 'https://bank.example' };

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer((_request, response, number) => {
    if (number === 1) json(response, 503, problem('service_unavailable', 503, true));
    else json(response, 201, { embedSessionId: 's1' });
  });
});
afterEach(() => server.close());

/** The signature base of RFC 9421 §2.5, written out by hand from what arrived. */
function baseOf({ method, url, headers }: Arrived): { base: string; parameters: string } {
  const parameters = String(headers['signature-input']).replace(/^onetrip=/, '');
  const [path, query = ''] = url.split('?');
  const base = [
    `"@method": ${method}`,
    `"@path": ${path}`,
    `"@query": ?${query}`,
    `"content-digest": ${headers['content-digest']}`,
    `"request-id": ${headers['request-id']}`,
    `"idempotency-key": ${headers['idempotency-key']}`,
    `"@signature-params": ${parameters}`,
  ].join('\n');
  return { base, parameters };
}

const holds = (request: Arrived, key: KeyObject): boolean => {
  const signature = /^onetrip=:(.+):$/.exec(String(request.headers.signature))?.[1] ?? '';
  return verify(null, Buffer.from(baseOf(request).base), key, Buffer.from(signature, 'base64'));
};

describe('a signed write', () => {
  test.each([
    ['PEM', { keyId: 'bank-2025', privateKey: pem }],
    ['JWK', { privateKey: jwk, partnerId: 'bank' }],
  ])(
    'with a key as %s verifies against the base written by hand, and not with another key or body',
    async (_form, credentials) => {
      const partner = createPartnerClient({ baseUrl: server.url, ...credentials });
      await expect(partner.embedSessions.create(body)).resolves.toEqual({ embedSessionId: 's1' });
      const [first, second] = server.arrived as [Arrived, Arrived];
      expect(holds(first, pair.publicKey)).toBe(true);
      expect(holds(second, pair.publicKey)).toBe(true);
      expect(holds(first, generateKeyPairSync('ed25519').publicKey)).toBe(false);
      expect(holds({ ...first, headers: { ...first.headers, 'idempotency-key': 'another' } }, pair.publicKey)).toBe(
        false,
      );
      expect(holds({ ...first, url: '/v1/embed-sessions?x=1' }, pair.publicKey)).toBe(false);

      const digest = createHash('sha256').update(first.body).digest('base64');
      expect(first.headers['content-digest']).toBe(`sha-256=:${digest}:`);
      expect(JSON.parse(first.body)).toEqual(body);
      expect(baseOf(first).parameters).toMatch(
        /^\("@method" "@path" "@query" "content-digest" "request-id" "idempotency-key"\);created=\d+;expires=\d+;nonce="[\w-]{22}";keyid="bank-2025";alg="ed25519";tag="onetrip"$/,
      );
    },
  );

  test('is signed anew when it is sent again: one key, another nonce', async () => {
    await createPartnerClient({ baseUrl: server.url, privateKey: jwk }).embedSessions.create(body);
    const [first, second] = server.arrived as [Arrived, Arrived];
    const nonce = (request: Arrived) => /nonce="([^"]+)"/.exec(String(request.headers['signature-input']))?.[1];
    expect(nonce(first)).not.toBe(nonce(second));
    expect(first.headers['request-id']).not.toBe(second.headers['request-id']);
    expect(first.headers['idempotency-key']).toBe(second.headers['idempotency-key']);
  });

  test('lasts no longer than the profile allows', async () => {
    await createPartnerClient({ baseUrl: server.url, privateKey: jwk }).embedSessions.create(body);
    const input = String(server.arrived[0]?.headers['signature-input']);
    const [, created = '', expires = ''] = /created=(\d+);expires=(\d+)/.exec(input) ?? [];
    expect(Number(expires) - Number(created)).toBe(300);
  });
});

describe('the private key', () => {
  test('is refused in a browser', () => {
    const page = globalThis as { window?: unknown };
    page.window = {};
    try {
      expect(() => createPartnerClient({ baseUrl: server.url, privateKey: jwk })).toThrow(/belongs on your server/);
    } finally {
      delete page.window;
    }
  });

  test.each([
    [
      'an RSA key',
      generateKeyPairSync('rsa', { modulusLength: 2048 })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    ],
    ['a public key', pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['no key', 'secret-that-is-no-key'],
  ])('that is %s is refused without being printed', (_what, privateKey) => {
    const make = () => createPartnerClient({ baseUrl: server.url, keyId: 'k', privateKey });
    expect(make).toThrow(/Ed25519 private key/);
    expect(make).not.toThrow(privateKey.slice(0, 40));
  });

  test('needs a key id', () => {
    expect(() => createPartnerClient({ baseUrl: server.url, privateKey: pem })).toThrow(/keyId/);
  });
});

test('the signing library makes the signature of RFC 9421 B.2.6', async () => {
  const key = createPrivateKey(
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----',
  );
  const signed = await httpbis.signMessage(
    {
      key: { id: 'test-key-ed25519', sign: async (base) => sign(null, base, key) },
      name: 'sig-b26',
      fields: ['date', '@method', '@path', '@authority', 'content-type', 'content-length'],
      params: ['created', 'keyid'],
      paramValues: { created: new Date(1618884473 * 1000) },
    },
    {
      method: 'POST',
      url: 'http://example.com/foo?param=Value&Pet=dog',
      headers: {
        Date: 'Tue, 20 Apr 2021 02:07:55 GMT',
        'Content-Type': 'application/json',
        'Content-Length': '18',
      },
    },
  );
  expect(signed.headers).toHaveProperty(
    'Signature',
    'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
  );
  expect(createPublicKey(key).asymmetricKeyType).toBe('ed25519');
});
