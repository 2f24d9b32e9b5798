// What the citizen adds to an application after filing: the supplement a department asked for, a correction of his own.
import { type Static, Type } from 'typebox';
import { FormValues } from './application.ts';
import { CalendarDate, Id, LocalText, Nullable, Time } from './text.ts';

/** Characters of a statement that stands for a paper. */
const statementLength = 2000;

/** One thing asked for: a field of the form, or a material. */
export const SupplementItem = Type.Object(
  {
    field: Type.Optional(Id('The form field to be filled in anew')),
    materialId: Type.Optional(
      Id(
        'The material asked for: answered by confirming its commitment where it ends in one, else by a statement in words or an upload',
      ),
    ),
    what: LocalText,
    why: LocalText,
  },
  {
    title: 'SupplementItem',
    additionalProperties: false,
    description: 'One thing asked for: exactly one of `field` and `materialId`, what is missing, and why it is needed.',
  },
);
export type SupplementItem = Static<typeof SupplementItem>;

/** The supplement asked for, once and in full (行政许可法 32). */
export const Supplement = Type.Object(
  {
    items: Type.Array(SupplementItem, { minItems: 1, maxItems: 50 }),
    askedAt: Time('Told to the citizen'),
    answerBy: CalendarDate('Last day to answer it; unanswered, the application is closed after it'),
    givenAt: Nullable(Time('Answered by him')),
  },
  { title: 'Supplement', description: 'The supplement asked for, once and in full.' },
);
export type Supplement = Static<typeof Supplement>;

/** What was filed, as its citizen may read it and change it now. */
export const ApplicationForm = Type.Object(
  {
    values: FormValues,
    correctable: Type.Array(Type.String(), { description: 'Ids of the fields that may be corrected now' }),
    supplement: Nullable(Supplement, { description: 'Null where none was asked for' }),
  },
  { title: 'ApplicationForm', description: 'What was filed, what may be corrected now, and what is asked for.' },
);
export type ApplicationForm = Static<typeof ApplicationForm>;

/** Give what was asked for: exactly that, and all of it. */
export const GiveSupplementBody = Type.Object(
  {
    form: FormValues,
    commitments: Type.Array(Id('Material'), {
      maxItems: 50,
      description: 'Ids of the asked materials whose commitment was read and confirmed',
    }),
    statements: Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: statementLength }), {
      description: 'What is stated in place of a material, by its id',
    }),
    uploads: Type.Optional(
      Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 64 }), {
        description:
          'A complete upload that shows a material, in place of a statement: `uploadId` by the material’s id',
      }),
    ),
  },
  { title: 'GiveSupplementBody', additionalProperties: false },
);
export type GiveSupplementBody = Static<typeof GiveSupplementBody>;

/** A supplement with what was given. */
export const AnsweredSupplement = Type.Object({
  ...Supplement.properties,
  given: Nullable(GiveSupplementBody, { description: 'What the citizen answered; null while it is awaited' }),
});
export type AnsweredSupplement = Static<typeof AnsweredSupplement>;

/** Correct a mistake: new values of the fields that were filled in wrongly. */
export const CorrectApplicationBody = Type.Object(
  { form: FormValues },
  { title: 'CorrectApplicationBody', additionalProperties: false },
);
export type CorrectApplicationBody = Static<typeof CorrectApplicationBody>;
