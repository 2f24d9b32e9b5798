// Personal data (个人信息): the notice before a filing, consents, who looked at what, export, erasure.
import { type Static, Type } from 'typebox';
import { Assistance } from './citizen.ts';
import { registers } from './register.ts';
import { Situation } from './situation.ts';
import { CalendarDate, Id, LocalText, Nullable, OneOf, Page, PageQuery, Time } from './text.ts';

/** On what handling personal data rests (PIPL 13, 23, 29, 31). */
export const purposeBases = ['statutoryDuty', 'consent', 'separateConsent', 'guardianConsent'] as const;
export type PurposeBasis = (typeof purposeBases)[number];

/** What is done with personal data in a filing. */
export const purposeKinds = ['decide', 'gather', 'handOverProgress', 'handOverResult'] as const;
export type PurposeKind = (typeof purposeKinds)[number];

/** Kinds of personal data, each with a term of its own. */
export const retentionKinds = [
  'session',
  'signInCode',
  'idempotentAnswer',
  'draft',
  'plateChoice',
  'faceCheck',
  'exchange',
  'access',
  'consent',
  'delegation',
  'application',
  'applicationWithoutResult',
] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** One purpose, its basis, and who receives what. */
export const Purpose = Type.Object(
  {
    purposeId: Id('Names it in a filing: the kind, or the kind and the paper'),
    kind: OneOf(purposeKinds),
    basis: OneOf(purposeBases, {
      description:
        '`statutoryDuty`: the citizen is told, and not asked (13(3), 34, 35) · `consent`, `separateConsent`: he is asked, and may say no and file all the same (16, 23, 29) · `guardianConsent`: the guardian of a child under 14 is asked (31)',
    }),
    recipient: Type.Object(
      { kind: OneOf(['department', 'partner'] as const), id: Type.String(), name: LocalText },
      { description: 'Who receives the data: a department by its code, a partner by its id' },
    ),
    items: Type.Array(LocalText, { description: 'What is handed over' }),
    source: Nullable(LocalText, { description: 'Where it comes from; null: from the citizen' }),
    law: Type.String(),
    text: LocalText,
    textHash: Type.String({ description: 'SHA-256 of the text, hexadecimal' }),
  },
  {
    title: 'Purpose',
    description: 'One purpose personal data is handled for: its basis, who receives what, the exact text.',
  },
);
export type Purpose = Static<typeof Purpose>;

/** The notice of a filing (告知书). */
export const PrivacyNotice = Type.Object(
  {
    matterId: Type.String(),
    matterVersion: Type.Integer(),
    version: Type.Integer({ minimum: 1, description: 'Version of the wording' }),
    text: LocalText,
    noticeHash: Type.String({ description: 'SHA-256 of version and text, hexadecimal: give it with the filing' }),
    purposes: Type.Array(Purpose),
  },
  { title: 'PrivacyNotice', description: 'What is told, and asked, before filing; the exact text with its hash.' },
);
export type PrivacyNotice = Static<typeof PrivacyNotice>;

/** Ask for the notice of a filing. */
export const PrivacyNoticeBody = Type.Object(
  { situation: Situation },
  { title: 'PrivacyNoticeBody', additionalProperties: false },
);
export type PrivacyNoticeBody = Static<typeof PrivacyNoticeBody>;

/** A consent as it was given, to the letter. */
export const Consent = Type.Object(
  {
    consentId: Type.String(),
    purposeId: Type.String(),
    kind: OneOf(purposeKinds),
    basis: OneOf(purposeBases),
    recipient: Type.Object({ id: Type.String(), name: LocalText }),
    applicationId: Type.String(),
    matterName: LocalText,
    text: LocalText,
    textHash: Type.String(),
    givenAt: Time('Given'),
    givenByGuardian: Type.Boolean(),
    assistance: Nullable(Assistance, { description: 'At a counter: who was there' }),
    withdrawnAt: Nullable(Time('Withdrawn')),
  },
  { title: 'Consent', description: 'A consent as it was given, to the letter, and whether it was withdrawn.' },
);
export type Consent = Static<typeof Consent>;

/** A notice as it was shown with a filing. */
export const ShownNotice = Type.Object(
  {
    applicationId: Type.String(),
    matterName: LocalText,
    noticeHash: Type.String(),
    text: LocalText,
    filedAt: Time('Filed'),
  },
  { title: 'ShownNotice', description: 'The notice an application was filed under, to the letter.' },
);
export type ShownNotice = Static<typeof ShownNotice>;

/** Consents and notices, newest first. */
export const Consents = Type.Object(
  { items: Type.Array(Consent), notices: Type.Array(ShownNotice) },
  { title: 'Consents' },
);
export type Consents = Static<typeof Consents>;

/** Who looks at a citizen's data. */
export const accessParties = ['department', 'officer', 'partner', 'clerk', 'delegate'] as const;
export type AccessParty = (typeof accessParties)[number];

/** One look at, or one exchange of, a citizen's data. */
export const DataAccess = Type.Object(
  {
    accessId: Type.String(),
    at: Time('When'),
    party: Type.Object({
      kind: OneOf(accessParties),
      id: Type.String({ description: 'Department code, officer number, partner id, operator’s number, delegation' }),
      name: LocalText,
    }),
    register: Nullable(OneOf(registers), { description: 'The register that was asked' }),
    source: Nullable(LocalText, { description: 'The department that holds the register' }),
    what: Type.Array(LocalText, { description: 'The fields, the question, or what was looked at' }),
    why: Type.Object({
      basis: OneOf(purposeBases),
      purpose: LocalText,
      matterId: Nullable(Type.String()),
      applicationId: Nullable(Type.String()),
    }),
    outcome: OneOf(['answered', 'later', 'refused', 'unavailable', 'seen'] as const),
    answer: Nullable(
      Type.Object({ outcome: Type.String(), record: Nullable(Type.Record(Type.String(), Type.String())) }),
      { description: 'What the register said, as long as it is kept' },
    ),
  },
  { title: 'DataAccess', description: 'Who looked at which of the citizen’s data, when, why, and what was said.' },
);
export type DataAccess = Static<typeof DataAccess>;

export const DataAccessPage = Page('DataAccessPage', DataAccess);
export type DataAccessPage = Static<typeof DataAccessPage>;
/** Query of `privacy.accesses`. */
export const DataAccessQuery = Type.Object({ ...PageQuery });
export type DataAccessQuery = Static<typeof DataAccessQuery>;

/** How long a kind of data is kept. */
export const RetentionTerm = Type.Object(
  {
    kind: OneOf(retentionKinds),
    count: Type.Integer({ minimum: 1 }),
    unit: OneOf(['days', 'years'] as const),
    from: OneOf(['made', 'ended'] as const),
    law: Type.String(),
    binding: Type.Boolean({ description: 'A law bids that it be kept: nobody is erased before' }),
  },
  { title: 'RetentionTerm', description: 'How long a kind of data is kept, from when, and by which law.' },
);
export type RetentionTerm = Static<typeof RetentionTerm>;
export const RetentionTerms = Type.Object({ items: Type.Array(RetentionTerm) }, { title: 'RetentionTerms' });
export type RetentionTerms = Static<typeof RetentionTerms>;

/** What became of the wish to be forgotten. */
export const Erasure = Type.Object(
  { erasedAt: Time('Erased'), kept: Type.Array(LocalText, { description: 'What stays, and names nobody any more' }) },
  { title: 'Erasure', description: 'The citizen’s key is destroyed; what stays names nobody any more.' },
);
export type Erasure = Static<typeof Erasure>;

/** What a partner is handed of a case filed at its counter, as far as the citizen consented. */
export const HandOver = Type.Object(
  {
    applicationId: Type.String(),
    acceptanceNumber: Type.String(),
    matterId: Type.String(),
    servicePointId: Type.String(),
    state: Type.String(),
    updatedAt: Time('Last change'),
    licences: Nullable(
      Type.Array(
        Type.Object({
          kind: Type.String(),
          licenceNumber: Type.String(),
          validUntil: Nullable(CalendarDate('Last day')),
        }),
      ),
      { description: 'Only with the citizen’s separate consent; null without it' },
    ),
  },
  {
    title: 'HandOver',
    description: 'What a partner is handed of a case filed at its counter, as far as the citizen consents.',
  },
);
export type HandOver = Static<typeof HandOver>;
export const HandOverPage = Page('HandOverPage', HandOver);
export type HandOverPage = Static<typeof HandOverPage>;
/** Query of `handOvers.list`. */
export const HandOverQuery = Type.Object({ ...PageQuery });
export type HandOverQuery = Static<typeof HandOverQuery>;
