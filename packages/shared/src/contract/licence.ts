// An electronic licence (电子证照): a signed JWS, with a QR code that carries it.
import { type Static, Type } from 'typebox';
import { PublicKey } from './key.ts';
import { CalendarDate, LocalText, Nullable, OneOf, Page, PageQuery, Time } from './text.ts';

/** One field printed on a licence. */
export const LicenceField = Type.Object(
  { id: Type.String(), label: LocalText, value: Type.String() },
  { title: 'LicenceField' },
);
export type LicenceField = Static<typeof LicenceField>;

/** An electronic licence (电子证照). */
export const Licence = Type.Object(
  {
    licenceId: Type.String(),
    licenceNumber: Type.String({ description: '证照编号' }),
    kind: Type.String(),
    name: LocalText,
    applicationId: Type.String(),
    holder: Type.String({ description: 'Holder’s name, masked' }),
    issuer: LocalText,
    issuedAt: Time('Issued'),
    validFrom: CalendarDate('Valid from'),
    validUntil: Nullable(CalendarDate('Valid until'), { description: 'Null: no end' }),
    state: OneOf(['valid', 'revoked'] as const),
    fields: Type.Array(LicenceField),
    jws: Type.String({ description: 'Compact JWS (EdDSA, Ed25519) over the licence; what the QR code holds' }),
    qrImage: Type.String({ description: 'The QR code as an SVG data URL' }),
  },
  { title: 'Licence', description: 'An electronic licence (电子证照), signed.' },
);
export type Licence = Static<typeof Licence>;

/** A page of licences, newest first. */
export const LicencePage = Page('LicencePage', Licence);
export type LicencePage = Static<typeof LicencePage>;
/** Query of `licences.list`. */
export const LicenceQuery = Type.Object({ ...PageQuery });
export type LicenceQuery = Static<typeof LicenceQuery>;

/** A licence to verify. */
export const VerifyLicenceBody = Type.Object(
  { jws: Type.String({ minLength: 1, maxLength: 8000, description: 'What the QR code holds' }) },
  { title: 'VerifyLicenceBody', additionalProperties: false },
);
export type VerifyLicenceBody = Static<typeof VerifyLicenceBody>;

/** What a verified licence says. */
export const LicenceVerification = Type.Object(
  {
    valid: Type.Boolean(),
    reason: Nullable(OneOf(['signature', 'unknownKey', 'revoked', 'expired', 'notYetValid', 'malformed'] as const)),
    sentence: LocalText,
    name: Nullable(LocalText),
    licenceNumber: Nullable(Type.String()),
    holder: Nullable(Type.String({ description: 'Masked' })),
    issuedAt: Nullable(Time('Issued')),
    validUntil: Nullable(CalendarDate('Valid until')),
  },
  { title: 'LicenceVerification', description: 'Whether a licence is genuine and in force.' },
);
export type LicenceVerification = Static<typeof LicenceVerification>;

/** The public keys that licences are signed with (RFC 7517). */
export const LicenceKeys = Type.Object(
  {
    keys: Type.Array(PublicKey),
  },
  { title: 'LicenceKeys', description: 'A JWK set (RFC 7517).' },
);
export type LicenceKeys = Static<typeof LicenceKeys>;

/** Why a licence is taken out of force. */
export const revocationReasons = [
  'holderAsked',
  'issuedInError',
  'conditionsLapsed',
  'obtainedByDeceit',
  'replaced',
] as const;
export type RevocationReason = (typeof revocationReasons)[number];

/** A licence to revoke. */
export const RevokeLicenceBody = Type.Object(
  {
    licenceNumber: Type.String({ minLength: 1, maxLength: 64, description: '证照编号' }),
    reason: OneOf(revocationReasons, {
      description:
        '`holderAsked` · `issuedInError` · `conditionsLapsed` · `obtainedByDeceit` (行政许可法 69) · `replaced`: a new one was issued',
    }),
  },
  { title: 'RevokeLicenceBody', additionalProperties: false },
);
export type RevokeLicenceBody = Static<typeof RevokeLicenceBody>;

/** A licence that was revoked. */
export const LicenceRevocation = Type.Object(
  {
    licenceNumber: Type.String({ description: '证照编号' }),
    reason: OneOf(revocationReasons),
    revokedAt: Time('Revoked'),
  },
  { title: 'LicenceRevocation', description: 'A licence that was revoked.' },
);
export type LicenceRevocation = Static<typeof LicenceRevocation>;

/** The signed list of revoked licences. */
export const LicenceRevocations = Type.Object(
  {
    asOf: Time('The moment it speaks of'),
    nextUpdate: Time('Fetch it again by then'),
    count: Type.Integer({ minimum: 0, description: 'How many licences are revoked' }),
    jws: Type.String({
      description: 'Compact JWS (EdDSA, Ed25519), `typ` revocations+jws: places in the register as gaps (LEB128)',
    }),
  },
  { title: 'LicenceRevocations', description: 'The signed list of revoked licences, to verify without asking.' },
);
export type LicenceRevocations = Static<typeof LicenceRevocations>;
