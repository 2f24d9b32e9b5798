// Threat: somebody else speaks for a partner, or the partner's key leaves the server.
import { createHash, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createPartnerClient, type PrivateJwk } from '../src/partner/index.ts';
import { createAnswerKey } from '../src/testing/signing.ts';
import { type Arrived, problem, type ScriptedServer, startServer } from './scriptedServer.ts';
import { signedJson } from './signedJson.ts';

const pair = generateKeyPairSync('ed25519');
const key = createAnswerKey();
const { serviceKeys } = key;
const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const jwk = { ...(pair.privateKey.export({ format: 'jwk' }) as unknown as PrivateJwk), kid: 'bank-2025' };
const body = { servicePointId: 'branch-7', operator: { id: 'e1', name: '柜员甲' }, origin: 'https://bank.example' };

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer((request, response, number) => {
    if (number === 1) signedJson(key, request, response, 503, problem('service_unavailable', 503, true));
    else signedJson(key, request, response, 201, { embedSessionId: 's1' });
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
      const partner = createPartnerClient({ baseUrl: server.url, serviceKeys, ...credentials });
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
    await createPartnerClient({ baseUrl: server.url, privateKey: jwk, serviceKeys }).embedSessions.create(body);
    const [first, second] = server.arrived as [Arrived, Arrived];
    const nonce = (request: Arrived) => /nonce="([^"]+)"/.exec(String(request.headers['signature-input']))?.[1];
    expect(nonce(first)).not.toBe(nonce(second));
    expect(first.headers['request-id']).not.toBe(second.headers['request-id']);
    expect(first.headers['idempotency-key']).toBe(second.headers['idempotency-key']);
  });

  test('lasts no longer than the profile allows', async () => {
    await createPartnerClient({ baseUrl: server.url, privateKey: jwk, serviceKeys }).embedSessions.create(body);
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
      expect(() => createPartnerClient({ baseUrl: server.url, privateKey: jwk, serviceKeys })).toThrow(
        /belongs on your server/,
      );
    } finally {
      delete page.window;
    }
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const { d: _private, ...publicJwk } = jwk;
  test.each<[string, unknown, RegExp]>([
    ['an RSA key', rsa.export({ type: 'pkcs8', format: 'pem' }).toString(), /another algorithm \(rsa\); make one with/],
    [
      'a public key',
      pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      /is a public key; pass its private/,
    ],
    ['a public JWK', publicJwk, /is a public key; pass its private half/],
    ['a JWK set', { keys: [jwk] }, /is a JWK set/],
    ['a shared secret', { kty: 'oct', k: 'c2VjcmV0LXRoYXQtaXMtbm8ta2V5' }, /is a shared secret/],
    ['the text of a JWK', JSON.stringify(jwk), /JSON\.parse/],
    ['a webhook secret', 'whsec_c2VjcmV0LXRoYXQtaXMtbm8ta2V5', /is a webhook secret/],
    ['encrypted', '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGb\n-----END ENCRYPTED PRIVATE KEY-----', /openssl pkey/],
    ['OpenSSH’s', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----', /OpenSSH/],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', /certificate/],
    ['empty', '', /is empty/],
    ['no key', 'secret-that-is-no-key', /cannot be read as PEM/],
    ['nothing', undefined, /neither text nor an object/],
  ])('that is %s is refused with the reason, and not printed', (_what, given, reason) => {
    const privateKey = given as string;
    const make = () => createPartnerClient({ baseUrl: server.url, keyId: 'k', privateKey, serviceKeys });
    expect(make).toThrow(/must be an Ed25519 private key/);
    expect(make).toThrow(reason);
    for (const secret of [jwk.d, 'c2VjcmV0LXRoYXQtaXMtbm8ta2V5', 'secret-that-is-no-key', 'MIGb'])
      expect(make).not.toThrow(secret);
  });

  test('needs a key id', () => {
    expect(() => createPartnerClient({ baseUrl: server.url, privateKey: pem, serviceKeys })).toThrow(/keyId/);
  });
});
