// Keys that the service signs with: their public halves, and their rotation.
import { type Static, Type } from 'typebox';
import { Nullable, OneOf, Time } from './text.ts';

/** What a signing key is for: licences and revocation lists; anchors and case files; requests to departments; answers to partners. */
export const keyPurposes = ['licence', 'anchor', 'departments', 'answers'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/** A public key that the service signs, or signed, with (RFC 7517, RFC 8037). */
export const PublicKey = Type.Object(
  {
    kty: Type.String(),
    crv: Type.String(),
    x: Type.String(),
    kid: Type.String(),
    alg: Type.String(),
    use: Type.String(),
    purpose: OneOf(keyPurposes, {
      description:
        '`licence`: licences and revocation lists · `anchor`: anchors and case files · `departments`: requests to departments · `answers`: answers to partners',
    }),
    introduction: Type.Optional(
      Type.String({
        description:
          'A compact JWS over this key (`kty`, `crv`, `x`, `kid`, `purpose`) by the key before it: whoever trusts that one may trust this one. The first key of a purpose has none',
      }),
    ),
  },
  { title: 'PublicKey', description: 'A public Ed25519 key of the service (RFC 7517, RFC 8037).' },
);
export type PublicKey = Static<typeof PublicKey>;

/** Every public key of the service, old and new. */
export const PublicKeys = Type.Object(
  { keys: Type.Array(PublicKey) },
  { title: 'PublicKeys', description: 'A JWK set (RFC 7517): every key of the service, old and new.' },
);
export type PublicKeys = Static<typeof PublicKeys>;

/** Rotate a key. */
export const RotateKeyBody = Type.Object(
  {
    purpose: OneOf([...keyPurposes, 'master'] as const, {
      description:
        '`master`: the key that wraps all others; the new one must stand first in the master key file already',
    }),
    overlapSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 31 * 86_400,
        description: 'A signing key is published at once and used after so many seconds; 0 when left out',
      }),
    ),
  },
  { title: 'RotateKeyBody', additionalProperties: false },
);
export type RotateKeyBody = Static<typeof RotateKeyBody>;

/** A key that was rotated. */
export const KeyRotation = Type.Object(
  {
    purpose: OneOf([...keyPurposes, 'master'] as const),
    kid: Type.String({ description: 'The new key; of a master key its fingerprint' }),
    activeFrom: Time('Signs, or wraps, from'),
  },
  { title: 'KeyRotation', description: 'A key that was rotated.' },
);
export type KeyRotation = Static<typeof KeyRotation>;

/** A signing key and when it signs. */
export const SigningKeyStatus = Type.Object(
  {
    kid: Type.String(),
    purpose: OneOf(keyPurposes),
    state: OneOf(['next', 'signing', 'former'] as const, {
      description: '`next`: published, not used yet · `signing` · `former`: what it signed stays valid',
    }),
    activeFrom: Nullable(Time('Signs from'), { description: 'Null: from the beginning' }),
  },
  { title: 'SigningKeyStatus', description: 'A signing key and when it signs.' },
);
export type SigningKeyStatus = Static<typeof SigningKeyStatus>;

/** A master key, by its fingerprint, and how much it still wraps. */
export const MasterKeyStatus = Type.Object(
  {
    keyId: Type.String({ description: 'Fingerprint; the key itself is never shown' }),
    current: Type.Boolean({ description: 'Whether it wraps what is written now' }),
    wrapped: Type.Integer({
      minimum: 0,
      description: 'Values in the database it still wraps; at 0 it may be destroyed',
    }),
  },
  { title: 'MasterKeyStatus', description: 'A master key, by its fingerprint, and how much it still wraps.' },
);
export type MasterKeyStatus = Static<typeof MasterKeyStatus>;

/** How all keys stand. */
export const KeyStatus = Type.Object(
  { signingKeys: Type.Array(SigningKeyStatus), masterKeys: Type.Array(MasterKeyStatus) },
  { title: 'KeyStatus', description: 'How all keys stand; no secret among it.' },
);
export type KeyStatus = Static<typeof KeyStatus>;
