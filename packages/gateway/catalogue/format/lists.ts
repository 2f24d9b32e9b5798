// The lists beside the matters: departments, registers, fees, everyday words, batches, levers.
import {
  answerModes,
  batchKinds,
  FeeItem,
  Id,
  LocalText,
  leverKinds,
  OneOf,
  parameterTypes,
  registers,
} from '@onetrip/shared/contract';
import { type Static, Type } from 'typebox';
import { date, sourcePattern, Text } from './shortForms.ts';

/** `departments.json`. */
export const DepartmentList = Type.Array(
  Type.Object({
    code: Id('Code, as in matter ids'),
    name: LocalText,
    name2017: Type.String({ description: 'Its name, or those before it, in 2017' }),
    kind: OneOf(['government', 'massOrganisation', 'enterprise'] as const),
  }),
);
export type DepartmentList = Static<typeof DepartmentList>;

/** `registers.json`: what each source may be asked. */
export const RegisterList = Type.Array(
  Type.Object({
    register: OneOf(registers),
    department: Id('Code of the department that holds it'),
    linkedOn: Type.Optional(
      date('The day since which other departments may ask it; absent: since the reform began. Editorial'),
    ),
    label: LocalText,
    fields: Type.Record(Type.String(), LocalText, { description: 'Fields it hands out' }),
    predicates: Type.Record(
      Type.String(),
      Type.Object({
        ...LocalText.properties,
        parameters: Type.Optional(
          Type.Record(Type.String(), Type.Object({ type: OneOf(parameterTypes), required: Type.Boolean() })),
        ),
      }),
      { description: 'Yes/no questions it answers, and their parameters' },
    ),
    parameter: Type.Optional(OneOf(['vin'] as const, { description: 'What tells several records of a person apart' })),
    mode: Type.Optional(OneOf(answerModes, { description: 'How it answers; `immediate` unless said' })),
    freshness: Type.Optional(
      Type.Object(
        {
          oldestSeconds: Type.Integer({ minimum: 0, description: 'How old what an answer says (`asOf`) may be' }),
          reuseSeconds: Type.Integer({
            minimum: 0,
            description: 'For how long an answer serves the same question for the same person and purpose; 0: never',
          }),
        },
        { description: 'How long an answer is good' },
      ),
    ),
    purposes: Type.Optional(
      Type.Record(Type.String(), Type.Array(Type.String()), {
        description: 'What each theme of matters is given: fields by name, predicates as `?name`; all, where absent',
      }),
    ),
  }),
);
export type RegisterList = Static<typeof RegisterList>;

/** `questions.jsonc`: the question that took the place of a kind of proof, where the paper's own source is not one already. */
export const ProofList = Type.Object({
  $schema: Type.Optional(Type.String()),
  questions: Type.Record(Type.String(), Type.String({ pattern: sourcePattern.source }), {
    description: 'By kind of paper: the yes/no question, written as a source',
  }),
  documents: Type.Record(Type.String(), Text, {
    description: 'Kinds of paper no question can take the place of, and why',
  }),
});
export type ProofList = Static<typeof ProofList>;

/** `fees.json`. */
export const FeeList = Type.Array(
  Type.Object({ ...FeeItem.properties, effective: Type.String({ description: 'In force since, as far as known' }) }),
);
export type FeeList = Static<typeof FeeList>;

/** `vocabulary.json`: the words people use. */
export const Vocabulary = Type.Object({
  mostUsed: Type.Array(Type.String(), { description: 'Matter ids, the most used first' }),
  aliases: Type.Record(Type.String(), Type.Array(Type.String({ minLength: 1 })), {
    description: 'Everyday names of a matter, by matter id, Chinese or English',
  }),
});
export type Vocabulary = Static<typeof Vocabulary>;

/** `batches.jsonc`: when what was published. Which matters or papers a batch lists is computed. */
export const BatchList = Type.Array(
  Type.Object({
    id: Type.String({ minLength: 1 }),
    kind: OneOf(batchKinds, {
      description: '`papers`: kinds of proof abolished · `idOnly`: matters · `mobile`: matters opened on the phone',
    }),
    name: LocalText,
    publishedOn: date('Published on'),
    departments: Type.Optional(
      Type.Array(Type.String(), { description: 'Of these departments; absent: of all not listed in a batch before' }),
    ),
    confidence: OneOf(['high', 'verify'] as const),
  }),
);
export type BatchList = Static<typeof BatchList>;

/** `levers.jsonc`: what could end the papers that are left, and how often matters are used. */
export const LeverFile = Type.Object({
  $schema: Type.Optional(Type.String()),
  usage: Type.Object(
    {
      source: Text,
      first: Type.Integer({
        minimum: 1,
        description: 'Cases a year of the most used matter; the n-th has an n-th of it',
      }),
      least: Type.Integer({ minimum: 1, description: 'Cases a year of a matter that is not among the most used' }),
    },
    { description: 'How often matters are used in a year, and where that is known from' },
  ),
  levers: Type.Array(
    Type.Object({
      id: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
      kind: OneOf(leverKinds),
      name: Text,
      source: Type.Optional(
        Type.String({ pattern: '^[a-zA-Z]+@[A-Z]+$', description: 'A data link: the register asked, `health@WJ`' }),
      ),
      papers: Type.Array(Type.String(), { minItems: 1, description: 'Kinds of paper in papers/ that it ends' }),
    }),
  ),
});
export type LeverFile = Static<typeof LeverFile>;
