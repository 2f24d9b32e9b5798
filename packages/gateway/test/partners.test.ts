// Who a partner is: a request that is unsigned, wrongly signed, changed, old, replayed or spliced never passes.
import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CreateEmbedSessionBody } from '@onetrip/shared/contract';
import { signedRequestComponents, signedWriteComponents } from '@onetrip/shared/signatures';
import { eq } from 'drizzle-orm';
import { httpbis } from 'http-message-signatures';
import type { JWK } from 'jose';
import type { PartnerConfig } from '../src/config/index.ts';
import { embedSessions, signatureNonces } from '../src/database/schema/index.ts';
import { ProblemError } from '../src/http/problem.ts';
import { findSession, openSession } from '../src/identity/sessions.ts';
import { answerHeaders, answerSigner } from '../src/partners/answers.ts';
import { embedCaller, embedSessionHandlers, sweepPartners } from '../src/partners/service.ts';
import { type RawRequest, verifyPartner } from '../src/partners/signature.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround, matterOf } from './support/ground.ts';

/** The vectors that partners are given. */
const frozen = JSON.parse(readFileSync(new URL('../../../docs/signature-vectors.json', import.meta.url), 'utf8')) as {
  madeAt: string;
  key: { kty: string; crv: string; x: string; d: string; kid: string };
  requests: (Omit<RawRequest, 'rawBody' | 'headers'> & {
    name: string;
    body: string;
    headers: Record<string, string>;
  })[];
  answers: { answersRequest: string; status: number; body: string; headers: Record<string, string> }[];
};

const key = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const bank: PartnerConfig = {
  partnerId: 'bank',
  name: { zh: '示例银行', en: 'Example Bank' },
  keys: [{ keyId: 'bank-1', publicKey: key.publicKey.export({ format: 'jwk' }) as JWK }],
  origins: ['https://counter.bank.example'],
  servicePoints: [{ servicePointId: 'SP1', name: '示例银行文新支行', channel: 'bank' }],
  matters: ['HZ-GA-041', 'HZ-JJ-026'],
};
const dealer: PartnerConfig = {
  ...bank,
  partnerId: 'dealer',
  keys: [{ keyId: 'dealer-1', publicKey: stranger.publicKey.export({ format: 'jwk' }) as JWK }],
  servicePoints: [{ servicePointId: 'SP2', name: '示例汽车店', channel: 'dealer' }],
};
const wanted: CreateEmbedSessionBody = {
  servicePointId: 'SP1',
  operator: { id: 'e1024', name: '柜员甲' },
  origin: 'https://counter.bank.example',
};

const parameters = ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'];
/** How a request differs from a proper one. */
interface Change {
  body?: string;
  fields?: string[];
  params?: string[];
  keyId?: string;
  by?: typeof key;
  alg?: string;
  tag?: string;
  nonce?: string;
  label?: string;
  /** Seconds from the gateway's clock. */
  created?: number;
  lifetime?: number;
}

describe.each(databaseKinds)('on %s', (kind) => {
  let ground: Ground;
  beforeAll(async () => {
    const matters = [matterOf(), matterOf({ matterId: 'HZ-GA-041' })];
    ground = await layGround(kind, { matters, partners: [bank, dealer] });
  });
  afterAll(() => ground.close());

  async function signed(change: Change = {}): Promise<RawRequest> {
    const { body = JSON.stringify(wanted), by = key, created = 0, lifetime = 300 } = change;
    const at = new Date(ground.context.now().getTime() + created * 1000);
    const privateKey = createPrivateKey({ key: by.privateKey.export({ format: 'jwk' }), format: 'jwk' });
    const { headers } = await httpbis.signMessage(
      {
        key: {
          id: change.keyId ?? 'bank-1',
          alg: change.alg ?? 'ed25519',
          sign: async (base) => sign(null, base, privateKey),
        },
        name: change.label ?? 'onetrip',
        fields: change.fields ?? [...signedWriteComponents],
        params: change.params ?? parameters,
        paramValues: {
          created: at,
          expires: new Date(at.getTime() + lifetime * 1000),
          nonce: change.nonce ?? randomUUID(),
          tag: change.tag ?? 'onetrip',
        },
      },
      {
        method: 'POST',
        url: 'https://gateway.example/v1/embed-sessions',
        headers: {
          'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
          'request-id': randomUUID(),
          'idempotency-key': randomUUID(),
        },
      },
    );
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const path = '/v1/embed-sessions';
    return { method: 'POST', path, query: '', headers: Object.fromEntries(lower), rawBody: Buffer.from(body) };
  }
  const outcome = async (request: RawRequest): Promise<string> => {
    try {
      return (await verifyPartner(ground.context, request)).partner.partnerId;
    } catch (error) {
      if (error instanceof ProblemError) return error.code;
      throw error;
    }
  };

  describe('signatures', () => {
    test('a proper request is the partner’s, wherever the gateway is reached', async () => {
      expect(await outcome(await signed())).toBe('bank');
      expect(await outcome(await signed({ keyId: 'dealer-1', by: stranger }))).toBe('dealer');
    });

    test.each<[string, Change]>([
      ['made with another key', { by: stranger }],
      ['under a key id nobody has', { keyId: 'bank-2' }],
      ['for another application', { tag: 'other' }],
      ['under another label', { label: 'sig1' }],
      ['of another algorithm', { alg: 'hmac-sha256' }],
      ['that does not cover the idempotency key', { fields: [...signedRequestComponents] }],
      ['that does not cover the body', { fields: signedWriteComponents.filter((name) => name !== 'content-digest') }],
      ['that does not cover the path', { fields: signedWriteComponents.filter((name) => name !== '@path') }],
      ['without a nonce', { params: parameters.filter((name) => name !== 'nonce') }],
      ['that never expires', { params: parameters.filter((name) => name !== 'expires') }],
      ['without a time', { params: parameters.filter((name) => name !== 'created') }],
      ['without a tag', { params: parameters.filter((name) => name !== 'tag') }],
      ['with a nonce of a kilobyte', { nonce: 'n'.repeat(1024) }],
      ['good for an hour', { lifetime: 3600 }],
    ])('a signature %s is invalid', async (_name, change) => {
      expect(await outcome(await signed(change))).toBe('signature_invalid');
    });

    test.each<[string, (request: RawRequest) => RawRequest]>([
      ['body', (request) => ({ ...request, rawBody: Buffer.from(request.rawBody.toString().replace('SP1', 'SP2')) })],
      ['path', (request) => ({ ...request, path: '/v1/licences' })],
      ['query', (request) => ({ ...request, query: '?a=b' })],
      ['method', (request) => ({ ...request, method: 'PUT' })],
      ['idempotency key', (request) => ({ ...request, headers: { ...request.headers, 'idempotency-key': 'other' } })],
      ['request id', (request) => ({ ...request, headers: { ...request.headers, 'request-id': 'other-one' } })],
      [
        'body and its digest',
        (request) => {
          const rawBody = Buffer.from('{}');
          const digest = `sha-256=:${createHash('sha256').update(rawBody).digest('base64')}:`;
          return { ...request, rawBody, headers: { ...request.headers, 'content-digest': digest } };
        },
      ],
    ])('a changed %s is found', async (_name, change) => {
      expect(await outcome(change(await signed()))).toBe('signature_invalid');
    });

    test.each(['signature', 'signature-input', 'content-digest'])('without %s it is invalid', async (name) => {
      const request = await signed();
      expect(await outcome({ ...request, headers: { ...request.headers, [name]: undefined } })).toBe(
        'signature_invalid',
      );
    });

    test.each(['', 'onetrip', 'onetrip=', 'onetrip=()', 'onetrip=("@method");created=x', '🙂'])(
      'Signature-Input %j is invalid',
      async (input) => {
        const request = await signed();
        const headers = { ...request.headers, 'signature-input': input };
        expect(await outcome({ ...request, headers })).toBe('signature_invalid');
      },
    );

    test.each<[number, string]>([
      [-301, 'signature_expired'],
      [-300, 'bank'],
      [60, 'bank'],
      [61, 'signature_expired'],
    ])('signed %i s from now: %s', async (created, expected) => {
      expect(await outcome(await signed({ created }))).toBe(expected);
    });

    test('what is expired says by how much the signer’s clock is off', async () => {
      await expect(verifyPartner(ground.context, await signed({ created: -412 }))).rejects.toMatchObject({
        code: 'signature_expired',
        clockSkewSeconds: -412,
      });
    });

    test('while a partner changes keys, both are in force; taken off the list, the former is nobody’s', async () => {
      const next = generateKeyPairSync('ed25519');
      const publicKey = next.publicKey.export({ format: 'jwk' }) as JWK;
      const both = { ...bank, keys: [...bank.keys, { keyId: 'bank-2', publicKey }] };
      const withKeys = (partner: PartnerConfig) => ({
        ...ground.context,
        config: { ...ground.context.config, partners: [dealer, partner] },
      });
      const by = async (partner: PartnerConfig, change: Change) =>
        verifyPartner(withKeys(partner), await signed(change)).then(
          (caller) => caller.partner.partnerId,
          (error: ProblemError) => error.code,
        );
      expect(await by(both, {})).toBe('bank');
      expect(await by(both, { keyId: 'bank-2', by: next })).toBe('bank');
      expect(await by(both, { keyId: 'bank-1', by: next })).toBe('signature_invalid');
      expect(await by({ ...bank, keys: both.keys.slice(1) }, {})).toBe('signature_invalid');
    });

    test('the frozen vectors are understood, and answers made as they say', async () => {
      const { key: jwk, madeAt, requests, answers } = frozen;
      const { kid, kty, crv, x } = jwk;
      const partner = { ...bank, keys: [{ keyId: kid, publicKey: { kty, crv, x } }] };
      const context = {
        ...ground.context,
        config: { ...ground.context.config, partners: [partner] },
        now: () => new Date(madeAt),
      };
      for (const { method, path, query, headers, body } of requests) {
        const caller = await verifyPartner(context, { method, path, query, headers, rawBody: Buffer.from(body) });
        expect(caller.partner.partnerId).toBe('bank');
      }
      for (const { answersRequest, status, body, headers } of answers) {
        const { signature = '', 'request-id': requestId = '' } =
          requests.find(({ name }) => name === answersRequest)?.headers ?? {};
        const made = await answerHeaders(answerSigner(jwk), { status, requestId, body }, signature, new Date(madeAt));
        const lower = Object.entries(made).map(([name, value]) => [name.toLowerCase(), value]);
        expect(Object.fromEntries(lower)).toEqual(headers);
      }
    });

    test('old and forged is invalid, not expired: a stranger learns nothing of the clock', async () => {
      expect(await outcome(await signed({ created: -3600, by: stranger }))).toBe('signature_invalid');
    });

    test('the same request a second time, or five at once, passes once', async () => {
      const request = await signed();
      const codes = await Promise.all(Array.from({ length: 5 }, () => outcome(request)));
      expect(codes.sort()).toEqual(['bank', ...Array.from({ length: 4 }, () => 'signature_invalid')]);
      expect(await outcome(request)).toBe('signature_invalid');
    });

    test('an old request is not made young by a second signature with a fresh nonce', async () => {
      const old = await signed({ created: -3600 });
      const young = await signed({ by: stranger });
      const input = String(young.headers['signature-input']).replace('onetrip=', 'other=');
      const made = String(young.headers.signature).replace('onetrip=', 'other=');
      for (const [inputs, signatures] of [
        [`${old.headers['signature-input']}, ${input}`, `${old.headers.signature}, ${made}`],
        [`${input}, ${old.headers['signature-input']}`, `${made}, ${old.headers.signature}`],
      ]) {
        const headers = { ...old.headers, 'signature-input': inputs, signature: signatures };
        expect(await outcome({ ...old, headers })).toBe('signature_invalid');
      }
    });

    test('nonces are forgotten once their signatures have expired', async () => {
      await outcome(await signed());
      ground.pass(421_000);
      await sweepPartners(ground.context);
      expect(await ground.context.database.select().from(signatureNonces)).toEqual([]);
    });
  });

  describe('embed sessions', () => {
    const open = (body: CreateEmbedSessionBody = wanted, partner = bank) =>
      embedSessionHandlers(ground.context)['embedSessions.create']({
        params: undefined,
        query: undefined,
        body,
        caller: { kind: 'partner', partner, keyId: 'bank-1' },
        prove: async () => ({ kind: 'partner', partner, keyId: 'bank-1' }),
        requestId: 'r',
        keep: async () => undefined,
      });
    const refusal = async (made: Promise<unknown>): Promise<unknown> =>
      made.then(
        () => null,
        (error: unknown) => error,
      );

    test('are bound to service point, operator, page and matters, for half an hour', async () => {
      const { clientToken, frameUrl, expiresAt } = await open({ ...wanted, context: { vin: 'LATPAB071W1005301' } });
      expect(frameUrl).toBe('https://citizen.example/embed.html');
      expect(Date.parse(expiresAt)).toBe(ground.context.now().getTime() + 30 * 60_000);
      const caller = await embedCaller(ground.context, clientToken);
      if (!caller) throw new Error('no caller');
      const current = await embedSessionHandlers(ground.context)['embedSessions.current']({
        params: undefined,
        query: undefined,
        body: undefined,
        caller,
        prove: async () => caller,
        requestId: 'r',
        keep: async () => undefined,
      });
      expect(current).toMatchObject({
        assistance: { partnerId: 'bank', servicePointId: 'SP1', operatorId: 'e1024', operatorName: '柜员甲' },
        origin: 'https://counter.bank.example',
        matters: [{ matterId: 'HZ-GA-041' }, { matterId: 'HZ-JJ-026' }],
        context: { vin: 'LATPAB071W1005301' },
      });
    });

    test('the token has 256 random bits and is stored only as a hash', async () => {
      const { clientToken } = await open();
      expect(Buffer.from(clientToken.slice('emb_'.length), 'base64url')).toHaveLength(32);
      expect(JSON.stringify(await ground.context.database.select().from(embedSessions))).not.toContain(clientToken);
    });

    test('lapse, and are swept', async () => {
      const { clientToken } = await open();
      ground.pass(30 * 60_000);
      expect(await embedCaller(ground.context, clientToken)).toBeNull();
      await sweepPartners(ground.context);
      expect(await ground.context.database.select().from(embedSessions)).toEqual([]);
    });

    test('end when the partner, the page or the service point is struck off', async () => {
      const { clientToken } = await open();
      for (const partners of [
        [dealer],
        [{ ...bank, origins: [] }],
        [{ ...bank, servicePoints: dealer.servicePoints }],
      ]) {
        const context = { ...ground.context, config: { ...ground.context.config, partners } };
        expect(await embedCaller(context, clientToken)).toBeNull();
      }
      expect(await embedCaller(ground.context, clientToken)).not.toBeNull();
    });

    test('and the citizen’s session in one with it, at each attempt, though his token has not lapsed', async () => {
      const { clientToken } = await open();
      const [embed] = await ground.context.database
        .select()
        .from(embedSessions)
        .where(eq(embedSessions.tokenHash, ground.context.protection.lookup('token', clientToken)));
      if (!embed) throw new Error('no embed session');
      const { citizenId } = await ground.citizen();
      const { token } = await ground.context.database.transaction((tx) =>
        openSession(ground.context, tx, citizenId, embed, 'typed'),
      );
      const found = (partners: PartnerConfig[]) =>
        findSession({ ...ground.context, config: { ...ground.context.config, partners } }, token);
      expect(await found([bank])).toMatchObject({ citizenId, level: 3, assistance: { partnerId: 'bank' } });
      for (const partners of [
        [],
        [dealer],
        [{ ...bank, origins: [] }],
        [{ ...bank, servicePoints: dealer.servicePoints }],
      ])
        for (let attempt = 0; attempt < 2; attempt += 1) expect(await found(partners)).toBeNull();
      // Listed again, he may go on: nothing was thrown away on the strength of a list.
      expect(await found([bank])).toMatchObject({ citizenId });
    });

    test('a token nobody was given is nobody’s', async () => {
      for (const token of ['', 'emb_x', `emb_${'A'.repeat(43)}`]) {
        expect(await embedCaller(ground.context, token)).toBeNull();
      }
    });

    test.each<[string, Partial<CreateEmbedSessionBody>]>([
      ['forbidden', { servicePointId: 'SP2' }],
      ['origin_not_allowed', { origin: 'https://evil.example' }],
      ['origin_not_allowed', { origin: 'https://counter.bank.example.evil.example' }],
      ['origin_not_allowed', { origin: 'http://counter.bank.example' }],
      ['origin_not_allowed', { origin: 'https://counter.bank.example/' }],
      ['matter_not_offered_here', { matters: ['HZ-JJ-001'] }],
      ['matter_not_offered_here', { matters: ['HZ-GA-041', 'HZ-JJ-001'] }],
      ['invalid_request', { context: { idNumber: '11010519491231002X' } }],
    ])('%s: %j', async (code, change) => {
      expect(await refusal(open({ ...wanted, ...change }))).toMatchObject({ code });
    });

    test('an identity number handed over is refused without being repeated', async () => {
      const refused = await refusal(open({ ...wanted, context: { note: ' 11010519491231002x' } }));
      expect(refused).toMatchObject({ code: 'invalid_request', fields: [{ field: 'context.note' }] });
      expect(JSON.stringify(refused)).not.toMatch(/11010519491231002x/i);
    });

    test('narrowed to fewer matters, only those', async () => {
      const { clientToken } = await open({ ...wanted, matters: ['HZ-JJ-026'] });
      expect((await embedCaller(ground.context, clientToken))?.matters).toEqual(['HZ-JJ-026']);
    });
  });
});
