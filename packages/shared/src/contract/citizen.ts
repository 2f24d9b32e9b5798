// The citizen and his session: sign-in, real-name levels, confirmation in person.
import { type Static, Type } from 'typebox';
import { LocalText, Nullable, OneOf, Time } from './text.ts';

/** A mobile number of mainland China. */
export const Mobile = Type.String({ pattern: '^1[3-9]\\d{9}$', description: 'Mobile number, 11 digits' });
/** A person's name as on the card. */
export const PersonName = Type.String({ minLength: 2, maxLength: 50, description: 'Name as on the card' });
/** 公民身份号码; checked by rule, so the schema only bounds it. */
export const IdNumber = Type.String({
  minLength: 15,
  maxLength: 18,
  description: '公民身份号码 (GB 11643) or 外国人永久居留身份证',
});

/** 市民卡号, as printed on the card. */
export const CitizenCardNumber = Type.String({
  pattern: '^[A-Z0-9]{9,16}$',
  description: '市民卡号, as printed on the card',
});

/** The signed-in citizen; nothing here is shown in clear. */
export const Citizen = Type.Object(
  {
    citizenId: Type.String(),
    level: Type.Integer({
      minimum: 1,
      maximum: 3,
      description: 'Real-name level: 1 none, 2 name and number checked, 3 in person or by face',
    }),
    name: Nullable(Type.String(), { description: 'Masked: 王*明' }),
    idNumber: Nullable(Type.String(), { description: 'Masked: 3301**********0014' }),
    mobile: Nullable(Type.String(), { description: 'Masked: 138****8000' }),
    wechat: Type.Boolean({ description: 'Whether a WeChat account is bound' }),
  },
  { title: 'Citizen', description: 'The signed-in citizen. Name, number and mobile are masked.' },
);
export type Citizen = Static<typeof Citizen>;

/** Who helped: the operator at a counter, named beside the citizen. */
export const Assistance = Type.Object(
  {
    partnerId: Type.String(),
    partnerName: LocalText,
    servicePointId: Type.String(),
    servicePointName: Type.String(),
    operatorId: Type.String(),
    operatorName: Type.String(),
    identification: Type.Optional(
      OneOf(['cardReader', 'typed'] as const, {
        description: 'How the citizen’s card was taken in: read by a reader that signed it, or typed by the operator',
      }),
    ),
  },
  { title: 'Assistance', description: 'The service point and operator who helped the citizen.' },
);
export type Assistance = Static<typeof Assistance>;

/** A session; the token is shown once. */
export const Session = Type.Object(
  {
    token: Type.String({ description: 'Bearer token; keep it like a password' }),
    expiresAt: Time('When the session ends'),
    citizen: Citizen,
    assistance: Nullable(Assistance, { description: 'At a counter: who helps' }),
  },
  { title: 'Session', description: 'A citizen’s session.' },
);
export type Session = Static<typeof Session>;

/** The signed-in citizen and who helps him. */
export const Me = Type.Object(
  { citizen: Citizen, assistance: Nullable(Assistance), expiresAt: Time('When the session ends') },
  { title: 'Me', description: 'The signed-in citizen, and at a counter who helps him.' },
);
export type Me = Static<typeof Me>;

/** Ask for a one-time code by SMS. */
export const SendCodeBody = Type.Object({ mobile: Mobile }, { title: 'SendCodeBody', additionalProperties: false });
export type SendCodeBody = Static<typeof SendCodeBody>;
/** When the code lapses and when another may be asked for. */
export const SentCode = Type.Object(
  { expiresAt: Time('When the code lapses'), resendAt: Time('When another may be asked for') },
  { title: 'SentCode' },
);
export type SentCode = Static<typeof SentCode>;

/** Sign in by mobile and code (optionally binding WeChat), or by WeChat alone. */
export const SignInBody = Type.Object(
  {
    kind: OneOf(['mobile', 'wechat'] as const),
    mobile: Type.Optional(Mobile),
    code: Type.String({ minLength: 1, maxLength: 128, description: 'The SMS code, or the code of `wx.login`' }),
    wechatCode: Type.Optional(
      Type.String({ minLength: 1, maxLength: 128, description: 'With `mobile`: binds this WeChat account' }),
    ),
  },
  { title: 'SignInBody', additionalProperties: false },
);
export type SignInBody = Static<typeof SignInBody>;

/** Raise to level 2: checked with the police register. */
export const VerifyBody = Type.Object(
  {
    name: PersonName,
    idNumber: Type.Optional(IdNumber),
    cardNumber: Type.Optional(CitizenCardNumber),
  },
  { title: 'VerifyBody', additionalProperties: false, description: 'Exactly one of `idNumber` and `cardNumber`.' },
);
export type VerifyBody = Static<typeof VerifyBody>;

/** A clerk confirms the person before him against the card he holds. */
export const ConfirmInPersonBody = Type.Object(
  {
    name: PersonName,
    idNumber: Type.Optional(IdNumber),
    cardNumber: Type.Optional(CitizenCardNumber),
    document: OneOf(['idCard', 'citizenCard'] as const, {
      description: '身份证, with its `idNumber`, or 市民卡, with its `cardNumber` or the number of the ID card',
    }),
    reading: Type.Optional(
      Type.String({
        maxLength: 2000,
        description:
          'What the card reader answered: a compact JWS signed by its security module. Without it the numbers count as typed',
      }),
    ),
    seenByOperator: Type.Literal(true, { description: 'The operator states that he saw the person and the card' }),
  },
  { title: 'ConfirmInPersonBody', additionalProperties: false },
);
export type ConfirmInPersonBody = Static<typeof ConfirmInPersonBody>;
