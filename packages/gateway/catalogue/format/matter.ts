// A matter as a person writes it in its department's file.
import {
  channels,
  FormField,
  fieldTypes,
  handleAreas,
  Id,
  LocalText,
  levels,
  MatterFee,
  MatterResult,
  materialKinds,
  matterTypes,
  OneOf,
  servicePointKinds,
  Term,
} from '@onetrip/shared/contract';
import { type Static, Type } from 'typebox';
import { endingNeeds, risks } from './papers.ts';
import { date, options, SourceText, Text, When } from './shortForms.ts';

/** One material as written; exactly one of `paper`, `identity`, `form`, `act`, `record`, `kind` says what it is. */
const WrittenMaterial = Type.Object({
  paper: Type.Optional(Type.String({ description: 'Id of a kind of paper in papers/' })),
  identity: Type.Optional(Text),
  form: Type.Optional(Text),
  act: Type.Optional(Text),
  record: Type.Optional(Text),
  kind: Type.Optional(OneOf(materialKinds)),
  id: Type.Optional(Id('Unique within the matter; from the paper unless said')),
  name: Type.Optional(Text),
  when: Type.Optional(When),
  since: Type.Optional(date('Asked only since then: no item of 2017')),
  in2017: Type.Optional(Text),
  ...endingNeeds,
});
export type WrittenMaterial = Static<typeof WrittenMaterial>;

const WrittenQuestion = Type.Object({
  id: Id('Unique within the matter'),
  text: Text,
  help: Type.Optional(Text),
  options,
  when: Type.Optional(When),
});

const WrittenField = Type.Object({
  ...FormField.properties,
  type: OneOf(fieldTypes),
  label: Text,
  help: Type.Optional(Text),
  options: Type.Optional(options),
  when: Type.Optional(When),
});

const WrittenResult = Type.Object({
  ...MatterResult.properties,
  name: Text,
  fields: Type.Optional(Type.Array(Type.Object({ id: Type.String(), label: Text, from: Type.String() }))),
});

/** What a matter says beside its materials, the same in both forms. */
export const header = {
  matterId: Type.String({ pattern: '^[A-Z]+-[A-Z]+-\\d{3}$', description: 'Place, department, number: HZ-GA-041' }),
  catalogCode: Type.Optional(Type.String({ pattern: '^[0-9A-Z]{12}$', description: '基本编码, where one was given' })),
  taskCode: Type.Optional(
    Type.String({ pattern: '^[0-9A-Z]{31}$', description: '实施编码: 18 of the body, 1 level, 12 of the matter' }),
  ),
  theme: Type.String({ minLength: 1, description: '主题' }),
  type: OneOf(matterTypes, { description: '事项类型' }),
  levels: Type.Array(OneOf(levels), { minItems: 1, description: '行使层级' }),
  channels: Type.Array(OneOf(channels), { minItems: 1, description: '受理渠道' }),
  statutory: Term,
  promised: Term,
  in2018: Type.Optional(Type.Boolean({ description: 'Among the 598 matters of 2018' })),
  nameSource: Type.Optional(Type.String({ description: 'Whose published catalogue has a matter of the same name' })),
  byLaw: Type.Optional(Type.String({ description: '设定依据' })),
  where: Type.Optional(Type.String({ description: 'Counters that handle it' })),
  identityLevel: Type.Optional(Type.Integer({ minimum: 1, maximum: 3, description: 'Real-name level; 2 unless said' })),
  online: Type.Optional(
    Type.Boolean({ description: 'Can be filed here: materials, sources and results are complete enough' }),
  ),
  handleArea: Type.Optional(OneOf(handleAreas, { description: '通办范围; `city` is any counter of the city' })),
  servicePointKinds: Type.Optional(
    Type.Array(OneOf(servicePointKinds), { minItems: 1, description: 'Unless they follow from levels and channels' }),
  ),
  opened: Type.Optional(
    Type.Unsafe<Partial<Record<(typeof channels)[number], string>>>({
      type: 'object',
      description: 'When a channel opened, where that is known',
      properties: Object.fromEntries(channels.map((channel) => [channel, date('Opened on')])),
    }),
  ),
  effective: Type.Optional(
    Type.Object(
      { from: date('计划生效日期'), until: Type.Optional(date('计划取消日期')) },
      { description: 'In force' },
    ),
  ),
  consultPhone: Type.Optional(Type.String({ description: '咨询电话, with area code' })),
  complaintPhone: Type.Optional(Type.String({ description: '监督投诉电话, with area code' })),
  otherDepartments: Type.Optional(Type.Array(Type.String(), { description: '联办机构, by code' })),
  risk: Type.Optional(OneOf(risks, { description: 'Why this matter offers no commitment at all' })),
  confidence: Type.Optional(OneOf(['high', 'verify'] as const, { description: 'Of the entry as a whole' })),
  fees: Type.Optional(
    Type.Array(Type.Object({ ...MatterFee.properties, when: Type.Optional(When) }), { description: 'From fees.json' }),
  ),
};

/** A matter as it stands in a department's file. What can be computed – id-only, immediate, visits, version – is not in it. */
const WrittenMatter = Type.Object({
  ...header,
  name: Text,
  feeText: Text,
  visitReason: Type.Optional(Text),
  notOnlineBecause: Type.Optional(Text),
  questions: Type.Optional(Type.Array(WrittenQuestion)),
  materials: Type.Optional(Type.Array(WrittenMaterial, { description: 'Absent: not compiled yet' })),
  form: Type.Optional(Type.Array(WrittenField, { description: 'The mobile number alone unless said' })),
  results: Type.Optional(Type.Array(WrittenResult)),
  eligibility: Type.Optional(
    Type.Array(
      Type.Object({
        id: Type.Optional(Type.String()),
        text: Text,
        source: Type.Optional(SourceText),
        meets: Type.Optional(When),
        advice: Type.Optional(Text),
        when: Type.Optional(When),
      }),
      { description: '受理条件' },
    ),
  ),
  steps: Type.Optional(Type.Array(Type.Object({ name: Text, by: Type.Optional(Text) }), { description: '办理流程' })),
  faq: Type.Optional(Type.Array(Type.Object({ asked: Text, answer: Text }), { description: '常见问题' })),
});
export type WrittenMatter = Static<typeof WrittenMatter>;

/** One department and its matters: `departments/<CODE>.jsonc`. */
export const DepartmentFile = Type.Object({
  $schema: Type.Optional(Type.String()),
  department: Id('Code of the department'),
  name: LocalText,
  matters: Type.Array(WrittenMatter, { minItems: 1 }),
});
export type DepartmentFile = Static<typeof DepartmentFile>;
