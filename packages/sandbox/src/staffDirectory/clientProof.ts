// How the service that asks for tokens proves itself: `private_key_jwt` (RFC 7523) or `client_secret_basic`.
import { createPublicKey, timingSafeEqual } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { StaffDirectoryOptions } from '../options.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** An assertion may be good for no longer than this. */
const mostSeconds = 300;

/** What the token endpoint was sent. */
export type TokenRequest = { form: URLSearchParams; authorization: string | undefined };

/** Whether this is the registered service. An assertion counts once. */
export type ClientProof = (request: TokenRequest, audience: readonly string[]) => Promise<boolean>;

/** The one method the registered service uses; any other is refused, a right one beside it too. */
export function createClientProof({ clientId, client }: StaffDirectoryOptions): ClientProof {
  if (client.kind === 'secret') {
    const encode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
    const wanted = Buffer.from(
      `Basic ${Buffer.from(`${encode(clientId)}:${encode(client.secret)}`).toString('base64')}`,
    );
    return async ({ form, authorization = '' }) => {
      const given = Buffer.from(authorization);
      return !form.has('client_assertion') && given.length === wanted.length && timingSafeEqual(given, wanted);
    };
  }
  const key = createPublicKey({ key: client.publicKey, format: 'jwk' });
  const seen = new Set<string>();
  return async ({ form, authorization }, audience) => {
    if (authorization !== undefined || form.get('client_assertion_type') !== assertionType) return false;
    try {
      const { payload } = await jwtVerify(form.get('client_assertion') ?? '', key, {
        issuer: clientId,
        subject: clientId,
        audience: [...audience],
        requiredClaims: ['exp', 'iat', 'jti'],
        maxTokenAge: mostSeconds,
      });
      const { jti = '', exp = 0, iat = 0 } = payload;
      if (seen.has(jti) || exp - iat > mostSeconds) return false;
      seen.add(jti);
      return true;
    } catch {
      return false;
    }
  };
}
