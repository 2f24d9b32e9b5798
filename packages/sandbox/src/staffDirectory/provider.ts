// The directory as an OpenID provider: what it lets in, the codes it gives, and the ID tokens it signs for them.
import { createHash, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { StaffDirectoryOptions } from '../options.ts';
import { createClientProof, type TokenRequest } from './clientProof.ts';
import { type StaffOfficer, staffOfficers } from './officers.ts';

/** A refusal in the words of RFC 6749. */
export type Refusal = { error: string; error_description: string };
/** A request the browser brought, found to be in order. */
export type AuthorizationRequest = { redirectUri: string; challenge: string; nonce: string; state: string | null };

const codeLifeMs = 60_000;
const tokenLifeSeconds = 300;
const keyId = 'staff-1';

const refusal = (error: string, description: string): Refusal => ({ error, error_description: description });

/** The provider; `issuer` is known once the sandbox listens. */
export class StaffDirectory {
  readonly #codes = new Map<string, AuthorizationRequest & { officer: StaffOfficer; givenAt: number; used: boolean }>();
  readonly #options: StaffDirectoryOptions;
  readonly #issuer: () => string;
  readonly #now: () => number;
  readonly #proves: ReturnType<typeof createClientProof>;
  readonly #key: ReturnType<typeof createPrivateKey>;

  constructor(options: StaffDirectoryOptions, issuer: () => string, now: () => number) {
    this.#options = options;
    this.#issuer = issuer;
    this.#now = now;
    this.#proves = createClientProof(options);
    this.#key = createPrivateKey(options.signingKey);
  }

  /** The provider's metadata (OpenID Connect Discovery). */
  metadata(): Record<string, unknown> {
    const issuer = this.#issuer();
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: [
        this.#options.client.kind === 'key' ? 'private_key_jwt' : 'client_secret_basic',
      ],
      token_endpoint_auth_signing_alg_values_supported: ['ES256'],
      scopes_supported: ['openid', 'profile'],
      claims_supported: ['sub', 'name', 'department', 'roles'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  /** The public keys ID tokens are signed with. */
  keys(): { keys: object[] } {
    const jwk = createPublicKey(this.#key).export({ format: 'jwk' });
    return { keys: [{ ...jwk, kid: keyId, use: 'sig', alg: 'RS256' }] };
  }

  /** Where the browser may be sent back to, or null: then nothing is sent anywhere. */
  redirectUriOf(query: URLSearchParams): string | null {
    const wanted = query.get('redirect_uri') ?? '';
    const known = query.get('client_id') === this.#options.clientId && this.#options.redirectAddresses.includes(wanted);
    return known ? wanted : null;
  }

  /** Looks a request over; PKCE and a nonce are demanded of everybody. */
  read(query: URLSearchParams, redirectUri: string): AuthorizationRequest | Refusal {
    const challenge = query.get('code_challenge') ?? '';
    const nonce = query.get('nonce') ?? '';
    if (query.get('response_type') !== 'code') return refusal('unsupported_response_type', 'only code');
    if (!(query.get('scope') ?? '').split(' ').includes('openid')) return refusal('invalid_scope', 'openid is missing');
    if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge)) {
      return refusal('invalid_request', 'PKCE with S256 is required');
    }
    if (nonce.length < 16) return refusal('invalid_request', 'a nonce is required');
    return { redirectUri, challenge, nonce, state: query.get('state') };
  }

  /** Lets an officer in; null where there is none with this number. */
  giveCode(request: AuthorizationRequest, sub: string): string | null {
    const officer = staffOfficers.find((one) => one.sub === sub);
    if (!officer) return null;
    const code = randomBytes(24).toString('base64url');
    this.#codes.set(code, { ...request, officer, givenAt: this.#now(), used: false });
    return code;
  }

  /** Exchanges a code: once, within a minute, by the service that asked for it. */
  async exchange(request: TokenRequest): Promise<Record<string, unknown> | Refusal> {
    const issuer = this.#issuer();
    if (!(await this.#proves(request, [issuer, `${issuer}/token`]))) {
      return refusal('invalid_client', 'the client did not prove itself');
    }
    const { form } = request;
    if (form.get('grant_type') !== 'authorization_code') return refusal('unsupported_grant_type', 'authorization_code');
    const given = this.#codes.get(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const stands = given && !given.used && this.#now() - given.givenAt <= codeLifeMs;
    // Whoever tries a code with the wrong verifier has spoilt it.
    if (given) given.used = true;
    if (!stands || form.get('redirect_uri') !== given.redirectUri || challenge !== given.challenge) {
      return refusal('invalid_grant', 'the code is unknown, used, lapsed or another request’s');
    }
    return {
      access_token: randomBytes(24).toString('base64url'),
      token_type: 'Bearer',
      expires_in: tokenLifeSeconds,
      id_token: await this.#idToken(given.officer, given.nonce),
    };
  }

  #idToken({ sub, name, department, roles }: StaffOfficer, nonce: string): Promise<string> {
    const at = Math.floor(this.#now() / 1000);
    return new SignJWT({ nonce, auth_time: at, name, roles: [...roles], ...(department ? { department } : {}) })
      .setProtectedHeader({ alg: 'RS256', kid: keyId })
      .setIssuer(this.#issuer())
      .setSubject(sub)
      .setAudience(this.#options.clientId)
      .setIssuedAt(at)
      .setExpirationTime(at + tokenLifeSeconds)
      .sign(this.#key);
  }
}
