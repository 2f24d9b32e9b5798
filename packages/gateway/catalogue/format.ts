// The format of the catalogue's files. The parts they share with the contract are the contract's; unknown keys are refused,
// so that a slip of the pen is not silently ignored.
import {
  channels,
  FeeItem,
  FormField,
  Id,
  LocalText,
  levels,
  Material,
  MatterFee,
  MatterResult,
  matterTypes,
  OneOf,
  Question,
  registers,
  Term,
} from '@onetrip/shared/contract';
import { type Static, Type } from 'typebox';

/** A matter as it stands in a department's file. What can be computed – id-only, immediate, visits, version – is not in it. */
const CatalogueMatter = Type.Object({
  matterId: Type.String({ pattern: '^[A-Z]+-[A-Z]+-\\d{3}$', description: 'Place, department, number: HZ-GA-041' }),
  name: LocalText,
  theme: Type.String({ minLength: 1, description: '主题' }),
  type: OneOf(matterTypes, { description: '事项类型' }),
  levels: Type.Array(OneOf(levels), { minItems: 1, description: '行使层级' }),
  channels: Type.Array(OneOf(channels), { minItems: 1, description: '受理渠道' }),
  statutory: Term,
  promised: Term,
  feeText: LocalText,
  in2018: Type.Optional(Type.Boolean({ description: 'Among the 598 matters of 2018' })),
  nameSource: Type.Optional(Type.String({ description: 'Whose published catalogue has a matter of the same name' })),
  byLaw: Type.Optional(Type.String({ description: '设定依据' })),
  where: Type.Optional(Type.String({ description: 'Counters that handle it' })),
  identityLevel: Type.Optional(Type.Integer({ minimum: 1, maximum: 3, description: 'Real-name level; 2 unless said' })),
  online: Type.Optional(
    Type.Boolean({ description: 'Can be filed here: materials, sources and results are complete enough' }),
  ),
  questions: Type.Optional(Type.Array(Question)),
  materials: Type.Optional(Type.Array(Material, { description: 'Absent: not compiled yet' })),
  form: Type.Optional(Type.Array(FormField)),
  fees: Type.Optional(Type.Array(MatterFee)),
  results: Type.Optional(Type.Array(MatterResult)),
});
export type CatalogueMatter = Static<typeof CatalogueMatter>;

/** One department and its matters: `departments/<CODE>.json`. */
const DepartmentFile = Type.Object({
  $schema: Type.Optional(Type.String()),
  department: Id('Code of the department'),
  name: LocalText,
  matters: Type.Array(CatalogueMatter, { minItems: 1 }),
});
export type DepartmentFile = Static<typeof DepartmentFile>;

/** `departments.json`. */
const DepartmentList = Type.Array(
  Type.Object({
    code: Id('Code, as in matter ids'),
    name: LocalText,
    name2017: Type.String({ description: 'Its name, or those before it, in 2017' }),
    kind: OneOf(['government', 'massOrganisation', 'enterprise'] as const),
  }),
);
export type DepartmentList = Static<typeof DepartmentList>;

/** `registers.json`: what each source may be asked. */
const RegisterList = Type.Array(
  Type.Object({
    register: OneOf(registers),
    department: Id('Code of the department that holds it'),
    label: LocalText,
    fields: Type.Record(Type.String(), LocalText, { description: 'Fields it hands out' }),
    predicates: Type.Record(Type.String(), LocalText, { description: 'Yes/no questions it answers' }),
    parameter: Type.Optional(OneOf(['vin'] as const, { description: 'What tells several records of a person apart' })),
  }),
);
export type RegisterList = Static<typeof RegisterList>;

/** `fees.json`. */
const FeeList = Type.Array(
  Type.Object({ ...FeeItem.properties, effective: Type.String({ description: 'In force since, as far as known' }) }),
);
export type FeeList = Static<typeof FeeList>;

/** `vocabulary.json`: the words people use. */
const Vocabulary = Type.Object({
  mostUsed: Type.Array(Type.String(), { description: 'Matter ids, the most used first' }),
  aliases: Type.Record(Type.String(), Type.Array(Type.String({ minLength: 1 })), {
    description: 'Everyday names of a matter, by matter id, Chinese or English',
  }),
});
export type Vocabulary = Static<typeof Vocabulary>;

const conditionSchema = {
  description: 'When something applies: an answer, all of several, any of several, or not.',
  anyOf: [
    {
      type: 'object',
      required: ['question', 'in'],
      properties: { question: { type: 'string' }, in: { type: 'array', items: { type: 'string' }, minItems: 1 } },
      additionalProperties: false,
    },
    ...['all', 'any'].map((key) => ({
      type: 'object',
      required: [key],
      properties: { [key]: { type: 'array', items: { $ref: '#/$defs/Condition' }, minItems: 1 } },
      additionalProperties: false,
    })),
    {
      type: 'object',
      required: ['not'],
      properties: { not: { $ref: '#/$defs/Condition' } },
      additionalProperties: false,
    },
  ],
};

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Closes every object against unknown keys and puts the one recursive definition, the condition, in place. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  if (schema.title === 'Condition') return { $ref: '#/$defs/Condition' };
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)] as const);
  return {
    ...Object.fromEntries(entries),
    ...(schema.type === 'object' && schema.properties ? { additionalProperties: false } : {}),
  };
}

const files = { DepartmentFile, DepartmentList, RegisterList, FeeList, Vocabulary };

/** The types of the files, by the name of their definition. */
export interface FileTypes {
  DepartmentFile: DepartmentFile;
  DepartmentList: DepartmentList;
  RegisterList: RegisterList;
  FeeList: FeeList;
  Vocabulary: Vocabulary;
}

/** JSON Schema of every file: the root is a department's file, the others stand under `$defs`. Written to `schema.json`. */
export const fileSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'The catalogue’s files',
  description: '编制示例，非官方清单',
  $ref: '#/$defs/DepartmentFile',
  $defs: {
    ...(closed(JSON.parse(JSON.stringify(files)) as Json) as { [K in keyof FileTypes]: object }),
    Condition: conditionSchema,
  },
};
