// A case (办件) as the department that decides it sees it: the queue of its desk, everything needed to decide, the decision.
import { type Static, Type } from 'typebox';
import {
  ApplicationEvent,
  ApplicationPaper,
  applicationStates,
  clockStates,
  specialProcedures,
} from './application.ts';
import { caseSteps, dueStates } from './caseSteps.ts';
import { AnsweredSupplement, SupplementItem } from './supplement.ts';
import { CalendarDate, LocalText, Nullable, OneOf, Page, PageQuery, Time } from './text.ts';
import { uploadTypes } from './uploadLimits.ts';

/** Who works on a case: no two officers decide one. */
const Holder = Type.Object({
  officerId: Type.String({ description: 'His number in the staff directory' }),
  since: Time('Taken'),
  mine: Type.Boolean({ description: 'Whether it is the caller' }),
});

/** A case in the queue; nothing personal. */
export const CaseSummary = Type.Object(
  {
    applicationId: Type.String(),
    acceptanceNumber: Type.String({ description: '受理编号' }),
    matterId: Type.String(),
    matterName: LocalText,
    state: OneOf(applicationStates),
    filedAt: Time('Filed'),
    actBy: Nullable(CalendarDate('Last day to say what is missing, or to decide'), {
      description: 'The department’s last day; null while it is not its turn',
    }),
    due: OneOf(dueStates, {
      description: '`waiting`: not the department’s turn · `inTime` · `soon`: three working days or fewer · `overdue`',
    }),
    workingDaysLeft: Nullable(Type.Integer(), {
      description: 'Working days left after today; negative: since the last day passed; null while it is `waiting`',
    }),
    contradictions: Type.Integer({
      minimum: 0,
      description: 'Papers on which a register says something else than the citizen',
    }),
    papersMissing: Type.Integer({ minimum: 0, description: 'Papers another department still owes' }),
    escalated: Type.Boolean({ description: 'A last day passed, and the department’s lead was told' }),
    holder: Nullable(Holder, { description: 'Null while nobody works on it' }),
  },
  { title: 'CaseSummary', description: 'A case in the queue of a department’s desk; nothing personal.' },
);
export type CaseSummary = Static<typeof CaseSummary>;

/** A page of the queue, the most urgent first. */
export const CasePage = Page('CasePage', CaseSummary);
export type CasePage = Static<typeof CasePage>;

/** Query of `cases.list`. */
export const CaseQuery = Type.Object({
  state: Type.Optional(OneOf(applicationStates)),
  due: Type.Optional(OneOf(['soon', 'overdue'] as const)),
  contradicting: Type.Optional(Type.Boolean({ description: 'Only those in which a register says something else' })),
  escalated: Type.Optional(Type.Boolean({ description: 'Only those the lead was told of' })),
  mine: Type.Optional(Type.Boolean({ description: 'Only those the caller has taken' })),
  ...PageQuery,
});
export type CaseQuery = Static<typeof CaseQuery>;

const said = (description: string) => Type.Record(Type.String(), Type.String(), { description });

/** A paper as evidence: who said what, when, and where that differs from what the citizen stated. */
export const CasePaper = Type.Object(
  {
    ...ApplicationPaper.properties,
    department: Nullable(Type.String(), { description: 'Code of the department asked' }),
    record: Nullable(said('By field of the register'), {
      description: 'What the register holds, where that was asked',
    }),
    difference: Nullable(
      Type.Object({
        stated: said('By the citizen: by field, predicate or parameter'),
        found: said('By the register'),
      }),
      { description: 'Both values where they differ; null where they do not' },
    ),
    labels: Type.Record(Type.String(), LocalText, {
      description: 'What the register calls the fields and predicates named above',
    }),
  },
  { title: 'CasePaper', description: 'A paper as evidence: who said what, when, and both values where they differ.' },
);
export type CasePaper = Static<typeof CasePaper>;

/** A file the citizen gave; its bytes are read part by part. */
export const CaseUpload = Type.Object(
  {
    uploadId: Type.String(),
    materialId: Type.String(),
    name: LocalText,
    type: OneOf(uploadTypes),
    size: Type.Integer({ description: 'Bytes of the whole file' }),
    partSize: Type.Integer({ description: 'Bytes of each part; the last is what remains' }),
    sha256: Type.String({ description: 'Of the whole file, hexadecimal' }),
  },
  { title: 'CaseUpload', description: 'A file the citizen gave with a case; read with `cases.uploadPart`.' },
);
export type CaseUpload = Static<typeof CaseUpload>;

const Labelled = Type.Object({ id: Type.String(), label: LocalText });

/** Everything needed to decide one case. */
export const Case = Type.Object(
  {
    ...CaseSummary.properties,
    matterVersion: Type.Integer(),
    byLaw: Type.String({ description: 'The law the matter rests on' }),
    applicant: Type.Object({ name: Type.String(), idNumber: Type.String() }),
    situation: Type.Array(Type.Object({ question: LocalText, answer: LocalText })),
    form: Type.Array(Type.Object({ ...Labelled.properties, value: Type.String() })),
    papers: Type.Array(CasePaper),
    supplement: Nullable(AnsweredSupplement),
    uploads: Type.Array(CaseUpload, { description: 'Files the citizen gave' }),
    askable: Type.Object(
      { fields: Type.Array(Labelled), materials: Type.Array(Labelled) },
      { description: 'What a supplement may ask for' },
    ),
    resultFields: Type.Array(Labelled, {
      description: 'What only the decision can say of the result, given with `cases.approve` as `record`',
    }),
    clock: OneOf(clockStates),
    dueDate: Nullable(CalendarDate('Last day of the promise')),
    statutoryDate: Nullable(CalendarDate('Last day by law')),
    remedy: LocalText,
    history: Type.Array(ApplicationEvent),
    seen: Type.Integer({
      minimum: 0,
      description: 'The last entry of the history; a step names it, and is refused when something happened since',
    }),
    steps: Type.Array(OneOf(caseSteps), { description: 'What the caller may do now' }),
  },
  { title: 'Case', description: 'Everything needed to decide one case. Each look at it is recorded.' },
);
export type Case = Static<typeof Case>;

const seen = Type.Integer({ minimum: 0, description: '`seen` of the case as it was read' });
const Reason = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 1000 }), en: Type.Optional(Type.String({ maxLength: 1000 })) },
  { additionalProperties: false, description: 'For the citizen, in words he understands' },
);

/** Take a step that needs nothing more. */
export const CaseStepBody = Type.Object({ seen }, { title: 'CaseStepBody', additionalProperties: false });
export type CaseStepBody = Static<typeof CaseStepBody>;

/** Take a step against the citizen: the reason goes to him with what he can do against it. */
export const ReasonedStepBody = Type.Object(
  { seen, reason: Reason },
  { title: 'ReasonedStepBody', additionalProperties: false },
);
export type ReasonedStepBody = Static<typeof ReasonedStepBody>;

/** Ask for what is missing, once and in full (行政许可法 32). */
export const AskSupplementBody = Type.Object(
  { seen, items: Type.Array(SupplementItem, { minItems: 1, maxItems: 50 }) },
  { title: 'AskSupplementBody', additionalProperties: false },
);
export type AskSupplementBody = Static<typeof AskSupplementBody>;

/** Begin a special procedure, outside the term (行政许可法 45). */
export const StartSpecialProcedureBody = Type.Object(
  { seen, procedure: OneOf(specialProcedures), expectedUntil: CalendarDate('Expected last day, told to the citizen') },
  { title: 'StartSpecialProcedureBody', additionalProperties: false },
);
export type StartSpecialProcedureBody = Static<typeof StartSpecialProcedureBody>;

/** Extend the term of a licence, once, as the head of the department decided (行政许可法 42). */
export const ExtendTermBody = Type.Object(
  { seen, days: Type.Integer({ minimum: 1, maximum: 10, description: 'Working days' }), reason: Reason },
  { title: 'ExtendTermBody', additionalProperties: false },
);
export type ExtendTermBody = Static<typeof ExtendTermBody>;

/** Approve. */
export const ApproveCaseBody = Type.Object(
  {
    seen,
    record: Type.Optional(
      Type.Record(Type.String({ maxLength: 64 }), Type.String({ minLength: 1, maxLength: 500 }), {
        description: 'Values of the case’s `resultFields`, by id; all of them',
      }),
    ),
  },
  { title: 'ApproveCaseBody', additionalProperties: false },
);
export type ApproveCaseBody = Static<typeof ApproveCaseBody>;
