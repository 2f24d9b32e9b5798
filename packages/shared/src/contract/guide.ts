// The parts of a guide (办事指南) beside its materials: form, fees, term, result, conditions of acceptance, steps, questions asked.
import { type Static, Type } from 'typebox';
import { plateKinds } from './plate.ts';
import { Source } from './register.ts';
import { Condition } from './situation.ts';
import { Id, LocalText, Nullable, OneOf } from './text.ts';

/** Types of form fields. */
export const fieldTypes = ['text', 'mobile', 'select', 'date', 'address', 'vin', 'plateReservation'] as const;

/** One field of the form the citizen fills in; everything known is filled in already. */
export const FormField = Type.Object(
  {
    id: Id('Unique within the matter'),
    label: LocalText,
    help: Type.Optional(LocalText),
    type: OneOf(fieldTypes),
    required: Type.Boolean(),
    maxLength: Type.Optional(Type.Integer({ minimum: 1 })),
    options: Type.Optional(Type.Array(Type.Object({ value: Type.String(), label: LocalText }))),
    prefill: Type.Optional(OneOf(['citizen.mobile'] as const)),
    plateKinds: Type.Optional(
      Type.Array(Type.Object({ kind: OneOf(plateKinds), when: Type.Optional(Condition) }), {
        description: 'Type `plateReservation`: the kind of plate a situation calls for; the first that applies',
      }),
    ),
    when: Type.Optional(Condition),
  },
  { title: 'FormField', description: 'One field of the form.' },
);
export type FormField = Static<typeof FormField>;

/** A fee item charged in a situation, by reference into the table of fees. */
export const MatterFee = Type.Object(
  { feeId: Type.String(), quantity: Type.Integer({ minimum: 1 }), when: Type.Optional(Condition) },
  { title: 'MatterFee', description: 'A fee item, by reference into the table of fees.' },
);
export type MatterFee = Static<typeof MatterFee>;

/** One item of the table of fees (收费项目). */
export const FeeItem = Type.Object(
  {
    feeId: Type.String(),
    head: Type.String({ description: 'Fee head, F01–F23; X01… are outside the unified payment' }),
    headName: Type.String(),
    item: Type.String(),
    unit: Type.String(),
    amountFen: Nullable(Type.Integer({ minimum: 0 }), { description: 'In fen; null where no single amount is known' }),
    department: Type.String(),
    basis: Type.String({ description: '收费依据' }),
    confidence: OneOf(['high', 'medium', 'low'] as const),
    chargeable: Type.Boolean({
      description: 'Only items of high confidence with one amount can be charged; the rest are to be confirmed',
    }),
    note: Type.String(),
  },
  { title: 'FeeItem', description: 'One item of the table of fees.' },
);
export type FeeItem = Static<typeof FeeItem>;

/** A term (期限) with its unit. */
export const Term = Type.Object(
  { count: Type.Integer({ minimum: 0 }), unit: OneOf(['workingDays', 'calendarDays'] as const) },
  { title: 'Term', description: 'A term with its unit; 0 working days is “on the spot” (即办).' },
);
export type Term = Static<typeof Term>;

/** What the citizen receives. A field's value comes `from` `citizen.name`, `form.vin`, `evidence.<materialId>.<field>`, `case.<field>` or `application.<field>`. */
export const MatterResult = Type.Object(
  {
    kind: Type.String({ description: 'Kind of licence: `residencePermit`, `drivingLicence`, …' }),
    name: LocalText,
    validYears: Type.Optional(Type.Integer({ minimum: 1 })),
    fields: Type.Array(Type.Object({ id: Type.String(), label: LocalText, from: Type.String() })),
    sample: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: '样本: an invented value for each field, by its id' }),
    ),
  },
  {
    title: 'MatterResult',
    description:
      'A result document (结果) and where its fields come from; fields called `validFrom` and `validUntil` become the document’s own dates.',
  },
);
export type MatterResult = Static<typeof MatterResult>;

/** One condition of acceptance (受理条件). */
export const Eligibility = Type.Object(
  {
    id: Id('Unique within the matter'),
    text: LocalText,
    source: Type.Optional(Source),
    meets: Type.Optional(Condition),
    advice: Type.Optional(LocalText),
    when: Type.Optional(Condition),
  },
  {
    title: 'Eligibility',
    description:
      'One condition of acceptance (受理条件). Answered yes or no by a register (`source`) or by the situation (`meets`); with neither it is “maybe”: ask, as `advice` says.',
  },
);
export type Eligibility = Static<typeof Eligibility>;

/** One step of a case (办理流程). */
export const Step = Type.Object(
  { name: LocalText, by: Type.Optional(LocalText) },
  { title: 'Step', description: 'One step of a case (办理流程), and who takes it.' },
);
export type Step = Static<typeof Step>;

/** A question citizens ask about a matter (常见问题). */
export const Faq = Type.Object(
  { asked: LocalText, answer: LocalText },
  { title: 'Faq', description: 'A question citizens ask about a matter (常见问题), and its answer.' },
);
export type Faq = Static<typeof Faq>;
