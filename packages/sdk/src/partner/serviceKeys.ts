// The service's keys that answers are verified with: those that were pinned, and later ones that a trusted one introduces.
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { PublicKey, PublicKeys } from '@onetrip/shared/contract';
import { introductionType } from '@onetrip/shared/signatures';

/** One of the service's keys for answers, as `GET /v1/keys` shows it. */
export type ServiceKey = Pick<PublicKey, 'kty' | 'crv' | 'x' | 'kid' | 'purpose' | 'introduction'>;

/** A set of them (RFC 7517), as kept in a file: what you trust, whoever you got it from. */
export interface ServiceKeySet {
  readonly keys: readonly ServiceKey[];
}

/** The keys that are trusted now. */
export interface ServiceKeys {
  /**
   * The key of this id; undefined where nobody trusted introduces it.
   * @throws whatever asking for new keys throws
   */
  find(kid: string): Promise<KeyObject | undefined>;
}

/** Somebody who invents key ids must not make us ask for keys all the time. */
const askAgainMs = 30_000;

/**
 * Follows the service's keys.
 * @param pinned keys trusted from the beginning; those of other purposes are passed over
 * @param ask asks the service for its keys; nothing of the answer is believed but what a trusted key has signed
 * @throws {TypeError} when there is no key for answers among `pinned`
 */
export function followServiceKeys(
  pinned: ServiceKeySet,
  ask: () => Promise<PublicKeys>,
  now: () => number = Date.now,
): ServiceKeys {
  const trusted = new Map<string, KeyObject>();
  for (const key of pinned.keys) if (isForAnswers(key)) trusted.set(key.kid, keyObjectOf(key));
  if (trusted.size === 0) {
    throw new TypeError('serviceKeys has no Ed25519 key with purpose "answers": take them from GET /v1/keys');
  }
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  async function learn(): Promise<void> {
    const { keys } = await ask();
    askedAt = now();
    let open = keys.filter((key) => isForAnswers(key) && !trusted.has(key.kid));
    // A chain of several rotations is walked from the trusted end.
    for (let before = -1; open.length !== before; ) {
      before = open.length;
      open = open.filter((key) => {
        if (!isIntroduced(key, trusted)) return true;
        trusted.set(key.kid, keyObjectOf(key));
        return false;
      });
    }
  }

  return {
    async find(kid) {
      if (!trusted.has(kid) && now() - askedAt > askAgainMs) {
        asking ??= learn().finally(() => {
          asking = undefined;
        });
        await asking;
      }
      return trusted.get(kid);
    },
  };
}

const isForAnswers = ({ kty, crv, purpose }: ServiceKey): boolean =>
  kty === 'OKP' && crv === 'Ed25519' && purpose === 'answers';

const keyObjectOf = ({ kty, crv, x }: ServiceKey): KeyObject =>
  createPublicKey({ key: { kty, crv, x }, format: 'jwk' });

/** Whether a trusted key says, in a compact JWS of this very type, that this very key comes after it. */
function isIntroduced(
  { kty, crv, x, kid, purpose, introduction = '' }: ServiceKey,
  trusted: ReadonlyMap<string, KeyObject>,
): boolean {
  const [header = '', payload = '', signature = ''] = introduction.split('.');
  const text = (part: string) => Buffer.from(part, 'base64url').toString('utf8');
  try {
    const { alg, typ, kid: by } = JSON.parse(text(header)) as { alg?: string; typ?: string; kid?: string };
    const key = trusted.get(by ?? '');
    if (!key || alg !== 'EdDSA' || typ !== introductionType) return false;
    if (text(payload) !== JSON.stringify({ kty, crv, x, kid, purpose })) return false;
    return verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}
