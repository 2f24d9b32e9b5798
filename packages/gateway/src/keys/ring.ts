// The keys the service signs with: the first of each purpose from its file, later ones from the database, where every
// gateway finds them. A key that no longer signs is published for ever, so that what it signed stays valid.
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { type KeyPurpose, keyPurposes, type PublicKey, type SigningKeyStatus } from '@onetrip/shared/contract';
import { introductionType } from '@onetrip/shared/signatures';
import { asc } from 'drizzle-orm';
import type { JWK } from 'jose';
import type { GatewayConfig } from '../config/index.ts';
import type { Database, Transaction } from '../database/connection.ts';
import type { Protection } from '../database/protection.ts';
import { signingKeys } from '../database/schema/index.ts';

/** An Ed25519 private key with its id. */
interface SigningKey {
  jwk: { kty: string; crv: string; x: string; d: string; kid: string };
  privateKey: KeyObject;
  purpose: KeyPurpose;
  /** Null: from the beginning. */
  activeFrom: Date | null;
}

/** Signs, and publishes the public halves. */
export interface KeyRing {
  /** A compact JWS (EdDSA) over JSON text; `type` becomes its `typ`. */
  sign(purpose: KeyPurpose, type: string, payload: string): string;
  /** The private key that signs for a purpose now, as JWK. */
  signing(purpose: KeyPurpose): JWK;
  /** Public keys, old and new; of every purpose when none is given. */
  published(purpose?: KeyPurpose): PublicKey[];
  /** Reads what other gateways, or a rotation, have added. */
  refresh(): Promise<void>;
  /** Adds a key that signs from `activeFrom` and answers with its id; call `refresh` once the transaction has committed. */
  add(tx: Transaction, purpose: KeyPurpose, activeFrom: Date): Promise<string>;
  status(): SigningKeyStatus[];
}

const privateSealedAs = 'signingKey.private';

/** @throws Error when it is no Ed25519 private key with an id */
function signingKeyOf({ kty, crv, x, d, kid }: JWK, purpose: KeyPurpose, activeFrom: Date | null): SigningKey {
  if (kty !== 'OKP' || crv !== 'Ed25519' || !x || !d || !kid) throw new Error('not an Ed25519 private key with kid');
  const jwk = { kty, crv, x, d, kid };
  return { jwk, privateKey: createPrivateKey({ key: jwk, format: 'jwk' }), purpose, activeFrom };
}

/** A compact JWS (RFC 7515) with Ed25519 (RFC 8037). */
function signWith({ jwk, privateKey }: SigningKey, type: string, payload: string): string {
  const part = (text: string): string => Buffer.from(text).toString('base64url');
  const input = `${part(JSON.stringify({ alg: 'EdDSA', kid: jwk.kid, typ: type }))}.${part(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
}

/** @throws Error when a file holds no Ed25519 private key with an id */
export function createKeyRing(
  files: Pick<GatewayConfig, 'licenceKey' | 'anchorKey' | 'departmentKey' | 'answerKey'>,
  { database, protection, now }: { database: Database; protection: Protection; now: () => Date },
): KeyRing {
  const first = [
    signingKeyOf(files.licenceKey, 'licence', null),
    signingKeyOf(files.anchorKey, 'anchor', null),
    signingKeyOf(files.departmentKey, 'departments', null),
    signingKeyOf(files.answerKey, 'answers', null),
  ];
  let keys = first;

  /** Of those that may sign already, the newest. */
  const current = (purpose: KeyPurpose): SigningKey => {
    const at = now();
    const ready = keys.filter((key) => key.purpose === purpose && (key.activeFrom === null || key.activeFrom <= at));
    return ready.at(-1) as SigningKey;
  };

  /**
   * The key as everybody may see it. The one before it introduces it: who kept that one through a rotation he slept
   * through may trust this one, without asking anybody but the signature.
   */
  const publish = ({ jwk: { kty, crv, x, kid }, purpose }: SigningKey): PublicKey => {
    const ofPurpose = keys.filter((key) => key.purpose === purpose);
    const before = ofPurpose[ofPurpose.findIndex((key) => key.jwk.kid === kid) - 1];
    const introduction = before && signWith(before, introductionType, JSON.stringify({ kty, crv, x, kid, purpose }));
    return { kty, crv, x, kid, alg: 'EdDSA', use: 'sig', purpose, ...(introduction && { introduction }) };
  };

  return {
    sign: (purpose, type, payload) => signWith(current(purpose), type, payload),
    signing: (purpose) => current(purpose).jwk,
    published: (wanted) => keys.filter(({ purpose }) => wanted === undefined || purpose === wanted).map(publish),
    async refresh() {
      const rows = await database.select().from(signingKeys).orderBy(asc(signingKeys.activeFrom), asc(signingKeys.kid));
      keys = [
        ...first,
        ...rows.map(({ kid, purpose, publicKey, privateSealed, activeFrom }) => {
          const known = keys.find((key) => key.jwk.kid === kid);
          if (known) return known;
          const d = protection.openForService(privateSealedAs, privateSealed);
          return signingKeyOf({ ...publicKey, d, kid }, purpose, activeFrom);
        }),
      ];
    },
    async add(tx, purpose, activeFrom) {
      const {
        kty = '',
        crv = '',
        x = '',
        d = '',
      } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
      const kid = `${purpose}-${randomBytes(6).toString('base64url')}`;
      await tx.insert(signingKeys).values({
        kid,
        purpose,
        publicKey: { kty, crv, x },
        privateSealed: protection.sealForService(privateSealedAs, d),
        activeFrom,
        createdAt: now(),
      });
      return kid;
    },
    status: () =>
      keyPurposes.flatMap((purpose) => {
        const ofPurpose = keys.filter((key) => key.purpose === purpose);
        const signs = ofPurpose.indexOf(current(purpose));
        return ofPurpose.map(({ jwk, activeFrom }, index) => ({
          kid: jwk.kid,
          purpose,
          state: index === signs ? ('signing' as const) : index < signs ? ('former' as const) : ('next' as const),
          activeFrom: activeFrom?.toISOString() ?? null,
        }));
      }),
  };
}
