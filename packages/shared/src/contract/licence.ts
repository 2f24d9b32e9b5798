// An electronic licence (电子证照): a signed JWS, with a QR code that carries it.
import { type Static, Type } from 'typebox';
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
    keys: Type.Array(
      Type.Object({
        kty: Type.String(),
        crv: Type.String(),
        x: Type.String(),
        kid: Type.String(),
        alg: Type.String(),
        use: Type.String(),
      }),
    ),
  },
  { title: 'LicenceKeys', description: 'A JWK set (RFC 7517).' },
);
export type LicenceKeys = Static<typeof LicenceKeys>;
