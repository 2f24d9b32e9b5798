// An application (办件): what is filed, its state, the papers the departments owe, its history.
import { type Static, Type } from 'typebox';
import { Assistance } from './citizen.ts';
import { DeliveryChoice } from './delivery.ts';
import { endings, materialKinds } from './material.ts';
import { Situation } from './situation.ts';
import { CalendarDate, Id, LocalText, Nullable, OneOf, Page, PageQuery, Time } from './text.ts';

/** The states of an application. Transitions stand in `rules/lifecycle`. */
export const applicationStates = [
  'draft',
  'submitted',
  'accepted',
  'notAccepted',
  'supplementAsked',
  'supplementAskedInReview',
  'inReview',
  'specialProcedure',
  'approved',
  'rejected',
  'delivered',
  'withdrawn',
  'terminated',
] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** Whether the clock of the promise runs. */
export const clockStates = ['notStarted', 'running', 'paused', 'ended'] as const;
export type ClockState = (typeof clockStates)[number];

/** What is looked into outside the term, and for how long, which the citizen is told (行政许可法 45). */
export const specialProcedures = [
  'hearing',
  'bidding',
  'auction',
  'inspection',
  'testing',
  'quarantine',
  'appraisal',
  'expertReview',
] as const;
export type SpecialProcedure = (typeof specialProcedures)[number];

/** Where a paper stands. */
export const paperStatuses = [
  'pending',
  'received',
  'owed',
  'committed',
  'negative',
  'contradiction',
  'afterApproval',
  'investigating',
  'posted',
] as const;
export type PaperStatus = (typeof paperStatuses)[number];

/** A paper the departments supply, or a commitment made in its place. */
export const ApplicationPaper = Type.Object(
  {
    materialId: Type.String(),
    name: LocalText,
    kind: OneOf(materialKinds),
    ending: Type.Optional(OneOf(endings)),
    status: OneOf(paperStatuses, {
      description:
        '`pending`: asked · `received` · `owed`: the department does not answer and owes it · `committed`: a commitment stands for it · `negative`: the register says no; a person looks at it · `contradiction`: it says something else than was entered; a person looks at both · `afterApproval` · `investigating` · `posted`: the citizen’s original, on its way by post',
    }),
    source: Nullable(LocalText, { description: 'Who supplies it' }),
    askedAt: Nullable(Time('First asked')),
    answeredAt: Nullable(Time('Answered')),
    owedUntil: Nullable(CalendarDate('Last day of the department’s own term'), {
      description: 'The last working day by which the department owes it; null where it owes nothing',
    }),
    mayCommit: Type.Boolean({
      description: 'Owed, and the rules allow a written commitment instead: `applications.commit`',
    }),
  },
  { title: 'ApplicationPaper', description: 'A paper the departments supply, or a commitment made in its place.' },
);
export type ApplicationPaper = Static<typeof ApplicationPaper>;

/** Commit to what an owed paper would have shown (告知承诺). */
export const CommitBody = Type.Object(
  {
    text: Type.String({
      maxLength: 2000,
      description: 'The Chinese text of the commitment as it was read; another text is refused',
    }),
  },
  { title: 'CommitBody', additionalProperties: false },
);
export type CommitBody = Static<typeof CommitBody>;

/** Values of the form, by field id. */
export const FormValues = Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 500 }), {
  title: 'FormValues',
  description: 'Values of the form, by field id.',
});
export type FormValues = Static<typeof FormValues>;

/** File an application with nothing but the ID. */
export const CreateApplicationBody = Type.Object(
  {
    matterId: Id('The matter'),
    situation: Situation,
    form: FormValues,
    commitments: Type.Array(Type.String({ maxLength: 64 }), {
      maxItems: 50,
      description: 'Ids of the materials whose commitment was read and confirmed',
    }),
    noticeAcknowledged: Type.Boolean({
      description: 'The notice of what is fetched, from whom and why was shown and acknowledged (PIPL 30, 35)',
    }),
    noticeHash: Type.Optional(
      Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of the notice that was shown: `privacy.notice`' }),
    ),
    consents: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), {
        maxItems: 20,
        description: 'Ids of the purposes consented to; nothing that needs consent is done without',
      }),
    ),
    delivery: Type.Optional(DeliveryChoice),
    draft: Type.Optional(
      Type.Object(
        { draftId: Id('The draft'), version: Type.Integer({ minimum: 1 }) },
        { additionalProperties: false, description: 'The draft this was filled in from: filing consumes it' },
      ),
    ),
  },
  { title: 'CreateApplicationBody', additionalProperties: false },
);
export type CreateApplicationBody = Static<typeof CreateApplicationBody>;

/** An application in a list. */
export const ApplicationSummary = Type.Object(
  {
    applicationId: Type.String(),
    acceptanceNumber: Type.String({ description: '受理编号, shown to the citizen' }),
    matterId: Type.String(),
    matterName: LocalText,
    state: OneOf(applicationStates),
    sentence: LocalText,
    filedAt: Time('Filed'),
    updatedAt: Time('Last change'),
    papersReceived: Type.Integer({ minimum: 0 }),
    papersTotal: Type.Integer({ minimum: 0 }),
    awaitingPayment: Type.Boolean({ description: 'Approved, and a bill is still to be paid' }),
  },
  {
    title: 'ApplicationSummary',
    description: 'An application in a list; `sentence` says what happens next and who must act.',
  },
);
export type ApplicationSummary = Static<typeof ApplicationSummary>;

/** An application (办件). */
export const Application = Type.Object(
  {
    ...ApplicationSummary.properties,
    matterVersion: Type.Integer(),
    situation: Situation,
    papers: Type.Array(ApplicationPaper),
    due: Nullable(Type.Object({ date: CalendarDate('Last day of the promise'), provisional: Type.Boolean() }), {
      description: 'Null until accepted; while the clock stands still, the day as it stood when it stopped',
    }),
    statutoryDue: Nullable(Type.Object({ date: CalendarDate('Last day by law'), provisional: Type.Boolean() }), {
      description: 'Null until accepted',
    }),
    clock: OneOf(clockStates, {
      description:
        '`notStarted`: not accepted yet · `running` · `paused`: a special procedure, or the supplement is awaited · `ended`',
    }),
    decidedAt: Nullable(Time('Decided')),
    reason: Nullable(LocalText, { description: 'Why it was rejected, not accepted or closed' }),
    remedy: Nullable(LocalText, { description: 'What can be done against that decision, and until when' }),
    billId: Nullable(Type.String()),
    licenceIds: Type.Array(Type.String()),
    assistance: Nullable(Assistance),
    delegation: Nullable(
      Type.Object({ delegationId: Type.String(), agent: Type.String({ description: 'Who filed it, masked' }) }),
      { description: 'Filed by somebody else for the applicant: under which delegation, by whom' },
    ),
  },
  { title: 'Application', description: 'An application (办件).' },
);
export type Application = Static<typeof Application>;

/** The longest the service holds an answer back until something changes, in seconds. */
export const longestWaitSeconds = 10;

/** Query of `applications.get`: to be told of a change when it happens, say what is known and how long to wait. */
export const ApplicationGetQuery = Type.Object({
  after: Type.Optional(Time('`updatedAt` of what is known already')),
  waitSeconds: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: longestWaitSeconds,
      description:
        'With `after`: how long the answer is held back while nothing has changed since; a busy service answers at once',
    }),
  ),
});
export type ApplicationGetQuery = Static<typeof ApplicationGetQuery>;

/** A page of applications, newest first. */
export const ApplicationPage = Page('ApplicationPage', ApplicationSummary);
export type ApplicationPage = Static<typeof ApplicationPage>;
/** Query of `applications.list`. */
export const ApplicationQuery = Type.Object({ ...PageQuery });
export type ApplicationQuery = Static<typeof ApplicationQuery>;

/** Kinds of entries in an application's history. */
export const applicationEventTypes = [
  'submitted',
  'accepted',
  'deemedAccepted',
  'notAccepted',
  'paperReceived',
  'paperOwed',
  'paperNegative',
  'paperContradicted',
  'paperOverdue',
  'commitmentMade',
  'dispatched',
  'withdrawalAnswered',
  'reviewStarted',
  'supplementAsked',
  'supplementDueSoon',
  'supplementGiven',
  'specialProcedureStarted',
  'specialProcedureEnded',
  'termExtended',
  'corrected',
  'dueSoon',
  'overdue',
  'escalated',
  'approved',
  'rejected',
  'billIssued',
  'billPaid',
  'refundDue',
  'refunded',
  'licenceIssued',
  'licenceRevoked',
  'delivered',
  'withdrawn',
  'terminated',
] as const;
export type ApplicationEventType = (typeof applicationEventTypes)[number];

/** One entry of the append-only, hash-chained history. */
export const ApplicationEvent = Type.Object(
  {
    seq: Type.Integer({ minimum: 1 }),
    type: OneOf(applicationEventTypes),
    at: Time('When'),
    actor: OneOf(['citizen', 'operator', 'department', 'system'] as const),
    sentence: LocalText,
    delegationId: Type.Optional(Type.String({ description: 'Done by the agent under this delegation' })),
    servicePointId: Type.Optional(Type.String({ description: 'Done at this service point, with its operator' })),
    hash: Type.String({ description: 'SHA-256 over the entry and `previousHash`, hexadecimal' }),
    previousHash: Type.String(),
  },
  { title: 'ApplicationEvent', description: 'One entry of an application’s append-only, hash-chained history.' },
);
export type ApplicationEvent = Static<typeof ApplicationEvent>;

/** The history, oldest first. */
export const ApplicationEvents = Type.Object({ items: Type.Array(ApplicationEvent) }, { title: 'ApplicationEvents' });
export type ApplicationEvents = Static<typeof ApplicationEvents>;
