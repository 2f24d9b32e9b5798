// The city's staff directory: officers sign in there, by OpenID Connect (authorization code flow with PKCE).
import type { OfficerRole } from '@onetrip/shared/contract';
import { officerRoles } from '@onetrip/shared/contract';
import { importJWK } from 'jose';
import * as oidc from 'openid-client';
import type { Logger } from 'pino';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { StaffConfig } from '../config/index.ts';
import { ProblemError } from '../http/problem.ts';
import { holdsIdNumber } from '../log.ts';

/** What only the page that began may hold until the browser is back: without it the directory's code is worth nothing. */
export interface SignInSecrets {
  verifier: string;
  nonce: string;
  redirectAddress: string;
}

/** What the directory says of who signed in. */
export interface StaffMember {
  officerId: string;
  name: string;
  department: string | null;
  roles: OfficerRole[];
}

/** The staff directory. Both throw ProblemError `staff_directory_unavailable` when it does not answer, or as it should not. */
export interface StaffDirectory {
  /** Where to send a browser that is to come back to `redirectAddress`, and what to keep until then. */
  begin(redirectAddress: string): Promise<{ address: string; secrets: SignInSecrets }>;
  /**
   * Who came back with this code.
   * @throws ProblemError `sign_in_refused` when the code is used, lapsed or another sign-in's, or the directory does not
   *   say who it is
   */
  finish(code: string, secrets: SignInSecrets): Promise<StaffMember>;
}

/** The claims of the ID token that are read; `docs/operate.md` tells the directory's keeper. */
const claimsForm = Compile(
  Type.Object({
    sub: Type.String({ pattern: '^[\\w.@-]{1,64}$' }),
    name: Type.String({ minLength: 1, maxLength: 50 }),
    department: Type.Optional(Type.String({ maxLength: 10 })),
    roles: Type.Optional(Type.Array(Type.String(), { maxItems: 100 })),
  }),
);
const scope = 'openid profile';
const deadlineSeconds = 5;

const isRole = (role: string): role is OfficerRole => (officerRoles as readonly string[]).includes(role);

/** What the library says when the answer came, and proves nothing: another's token, a wrong nonce, a time that is over. */
const answersRefused = [
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_INVALID_RESPONSE',
];

function isRefusal(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.error === 'invalid_grant';
  return error instanceof oidc.ClientError && answersRefused.includes(error.code ?? '');
}

/** @param config the directory and this service's registration there; without it nobody can sign in */
export function createStaffDirectory(config: StaffConfig | undefined, log: Logger): StaffDirectory {
  let discovered: Promise<oidc.Configuration> | undefined;

  async function discover(): Promise<oidc.Configuration> {
    if (!config) throw new Error('no staff directory is configured');
    const { issuer, clientId, client } = config;
    const proof =
      client.kind === 'secret'
        ? oidc.ClientSecretBasic(client.secret)
        : oidc.PrivateKeyJwt({
            key: (await importJWK(client.key, client.key.alg)) as oidc.CryptoKey,
            kid: client.key.kid ?? '',
          });
    // Plain HTTP is allowed on this machine only; `readConfig` sees to it.
    const insecure = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(new URL(issuer), clientId, {}, proof, {
      timeout: deadlineSeconds,
      execute: [oidc.enableNonRepudiationChecks, ...insecure],
    });
  }

  /** The directory's addresses and keys; asked for when first needed, and again after it did not answer. */
  function directory(): Promise<oidc.Configuration> {
    discovered ??= discover().catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  }

  async function asking<T>(work: (directory: oidc.Configuration) => Promise<T>): Promise<T> {
    try {
      return await work(await directory());
    } catch (cause) {
      const code = isRefusal(cause) ? 'sign_in_refused' : 'staff_directory_unavailable';
      log.warn({ err: cause, problem: code }, 'staff directory');
      throw new ProblemError(code, { cause });
    }
  }

  return {
    begin: (redirectAddress) =>
      asking(async (configuration) => {
        const verifier = oidc.randomPKCECodeVerifier();
        const nonce = oidc.randomNonce();
        const address = oidc.buildAuthorizationUrl(configuration, {
          scope,
          redirect_uri: redirectAddress,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          nonce,
        });
        return { address: address.href, secrets: { verifier, nonce, redirectAddress } };
      }),

    async finish(code, { verifier, nonce, redirectAddress }) {
      const claims = await asking(async (configuration) => {
        const back = new URL(redirectAddress);
        back.searchParams.set('code', code);
        // With one directory nobody can mix up two (RFC 9207), so its name need not travel through the page.
        back.searchParams.set('iss', configuration.serverMetadata().issuer);
        const tokens = await oidc.authorizationCodeGrant(configuration, back, {
          pkceCodeVerifier: verifier,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        return tokens.claims();
      });
      if (!claimsForm.Check(claims) || holdsIdNumber(claims.sub)) {
        log.warn('the staff directory does not say who signed in as it should');
        throw new ProblemError('sign_in_refused');
      }
      const { sub, name, department, roles = [] } = claims;
      return { officerId: sub, name, department: department || null, roles: roles.filter(isRole) };
    },
  };
}
