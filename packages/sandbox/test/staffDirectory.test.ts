// The staff directory refuses what a strict OpenID provider refuses.
import { createHash, createPrivateKey, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify, SignJWT } from 'jose';
import { provisionCity, type Sandbox, startSandbox } from '../src/index.ts';

let dir: string;
let sandbox: Sandbox;
let issuer: string;
let env: Record<string, string>;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'onetrip-staff-'));
  const city = await provisionCity({ dir });
  env = city.gatewayEnv;
  sandbox = await startSandbox(city.sandbox);
  issuer = `${sandbox.url}/staff-directory`;
});
afterAll(async () => {
  await sandbox?.close();
  await rm(dir, { recursive: true, force: true });
});

const redirect = 'http://127.0.0.1:8105/';
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

const request = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: 'onetrip',
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'openid profile',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    nonce: 'a-nonce-of-our-own',
    ...more,
  });

/** Chooses an officer; the address the browser is sent back to, or the status. */
async function choose(query: URLSearchParams, sub = 'S2102'): Promise<URL | number> {
  const body = new URLSearchParams({ sub });
  const answer = await fetch(`${issuer}/authorize?${query}`, { method: 'POST', redirect: 'manual', body });
  const back = answer.headers.get('location');
  return back ? new URL(back) : answer.status;
}

const codeFor = async (query = request()): Promise<string> => {
  const back = await choose(query);
  return typeof back === 'number' ? '' : (back.searchParams.get('code') ?? '');
};

/** The service's proof, as it signs it; `more` spoils it. */
async function assertion(more: Record<string, unknown> = {}): Promise<string> {
  const jwk = JSON.parse(await readFile(String(env.ONETRIP_STAFF_CLIENT_KEY_FILE), 'utf8'));
  const at = Math.floor(Date.now() / 1000);
  const claims = { iss: 'onetrip', sub: 'onetrip', aud: issuer, jti: randomUUID(), iat: at, exp: at + 60, ...more };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: jwk.kid })
    .sign(createPrivateKey({ key: jwk, format: 'jwk' }));
}

async function exchange(more: Record<string, string>): Promise<{ status: number; error?: string; id_token?: string }> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    redirect_uri: redirect,
    code_verifier: verifier,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    ...more,
  });
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
  return { status: answer.status, ...((await answer.json()) as { error?: string; id_token?: string }) };
}

describe('the way in', () => {
  test('a code becomes an ID token that its published key verifies', async () => {
    const back = await choose(request({ state: 'mine' }));
    if (typeof back === 'number') throw new Error(`answered ${back}`);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ state: 'mine', iss: issuer });
    const answer = await exchange({
      code: back.searchParams.get('code') ?? '',
      client_assertion: await assertion(),
    });
    const keys = createLocalJWKSet(await (await fetch(`${issuer}/jwks`)).json());
    const { payload } = await jwtVerify(answer.id_token ?? '', keys, { issuer, audience: 'onetrip' });
    expect(payload).toMatchObject({
      sub: 'S2102',
      department: 'GA',
      roles: ['caseOfficer'],
      nonce: 'a-nonce-of-our-own',
    });
  });

  test('the page lists the officers and takes the request along', async () => {
    const page = await (await fetch(`${issuer}/authorize?${request()}`)).text();
    expect(page).toContain('沈若楠');
    expect(page).toContain('code_challenge=');
  });
});

describe('what is refused', () => {
  test.each([
    ['another service', { client_id: 'stranger' }],
    ['an address that is not registered', { redirect_uri: `${redirect}/x` }],
  ])('%s: on the spot, and nobody is sent anywhere', async (_what, more) => {
    expect(await choose(request(more))).toBe(400);
  });

  test.each([
    ['no PKCE', { code_challenge: '' }, 'invalid_request'],
    ['PKCE in clear', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no nonce', { nonce: '' }, 'invalid_request'],
    ['no OpenID', { scope: 'profile' }, 'invalid_scope'],
    ['an implicit flow', { response_type: 'id_token' }, 'unsupported_response_type'],
  ])('%s', async (_what, more, error) => {
    const back = await choose(request(more));
    expect(typeof back === 'number' ? back : back.searchParams.get('error')).toBe(error);
  });

  test('an officer there is not', async () => {
    expect(await choose(request(), 'S0000')).toBe(400);
  });

  test.each<[string, Record<string, string>]>([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['another redirect address', { redirect_uri: 'http://127.0.0.1:7499/signed-in' }],
    ['a code nobody gave', { code: 'nonsense' }],
  ])('%s spoils the code', async (_what, more) => {
    const code = await codeFor();
    const refused = await exchange({ code, client_assertion: await assertion(), ...more });
    expect(refused).toMatchObject({ status: 400, error: 'invalid_grant' });
    if (more.code) return;
    expect(await exchange({ code, client_assertion: await assertion() })).toMatchObject({ error: 'invalid_grant' });
  });

  test('a code twice, an assertion twice', async () => {
    const proof = await assertion();
    const code = await codeFor();
    expect((await exchange({ code, client_assertion: proof })).status).toBe(200);
    expect(await exchange({ code, client_assertion: await assertion() })).toMatchObject({ error: 'invalid_grant' });
    const again = await exchange({ code: await codeFor(), client_assertion: proof });
    expect(again).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  test.each([
    ['for somebody else', { aud: 'https://other.example' }],
    ['by somebody else', { iss: 'stranger' }],
    ['too long good', { exp: Math.floor(Date.now() / 1000) + 3600 }],
    ['over', { iat: 1_700_000_000, exp: 1_700_000_060 }],
  ])('a proof %s', async (_what, more) => {
    const refused = await exchange({ code: await codeFor(), client_assertion: await assertion(more) });
    expect(refused).toMatchObject({ status: 401, error: 'invalid_client' });
  });
});
