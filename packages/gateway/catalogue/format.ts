// The format of the catalogue's files, as a person writes them. Unknown keys are refused, so that a slip of the pen is not
// silently ignored. How to write a matter stands in README.md; `expand.ts` turns the short forms into the full ones.
import {
  channels,
  Eligibility,
  endings,
  Faq,
  FeeItem,
  FormField,
  fieldTypes,
  handleAreas,
  Id,
  LocalText,
  levels,
  leverKinds,
  Material,
  MatterFee,
  MatterResult,
  materialKinds,
  matterTypes,
  OneOf,
  Question,
  registers,
  Step,
  servicePointKinds,
  Term,
} from '@onetrip/shared/contract';
import { type Static, Type } from 'typebox';

/** A text as written: Chinese alone, `["中文", "English"]`, or in full. */
export type WrittenText = string | [string, string] | LocalText;
const Text = Type.Unsafe<WrittenText>({ title: 'WrittenText' });

/** A condition as written: `{"home": "rented"}`, `{"home": ["owned", "rented"]}`, several keys (all), or in full. */
export type WrittenCondition =
  | { question: string; in: string[] }
  | { all: WrittenCondition[] }
  | { any: WrittenCondition[] }
  | { not: WrittenCondition }
  | { [question: string]: string | string[] };
const When = Type.Unsafe<WrittenCondition>({ title: 'Condition' });

/** A source as written: `"marriage@MZ?married"` (one yes/no question) or `"marriage@MZ: status, registeredOn"` (fields). */
export const sourcePattern = /^([a-zA-Z]+)@([A-Z]+)(?:\?([a-zA-Z]+)|: ?([a-zA-Z]+(?:, ?[a-zA-Z]+)*))$/;
const SourceText = Type.Unsafe<string | object>({ title: 'WrittenSource' });

/** Fields of business where 告知承诺 is not offered. */
export const risks = [
  'stateSecurity',
  'publicSafety',
  'finance',
  'ecology',
  'lifeAndHealth',
  'foreignAffairs',
] as const;

const date = (description: string) => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description });
const options = Type.Unsafe<Record<string, WrittenText> | { value: string; label: WrittenText }[]>({
  title: 'WrittenOptions',
});

/** What an ending needs; a paper's entry carries its usual ones, a matter's material may say otherwise. */
const endingNeeds = {
  ending: Type.Optional(OneOf(endings, { description: 'How the paper ends' })),
  source: Type.Optional(SourceText),
  ifDown: Type.Optional(OneOf(['owed', 'commitment'] as const, { description: 'Shared, but the source is down' })),
  commitment: Type.Optional(Type.Object({ text: Text, laterCheck: Text })),
  owner: Type.Optional(Text),
  step: Type.Optional(Text),
  days: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Working days of the owner, or until the step is done' }),
  ),
  reason: Type.Optional(Text),
  cancelledOn: Type.Optional(date('The day it ceased to be asked')),
  byLaw: Type.Optional(Type.String({ minLength: 1, description: '要求提供材料的依据' })),
  confidence: Type.Optional(OneOf(['high', 'verify'] as const)),
};

/** A kind of paper guides of 2017 asked for: written once, named by every matter that asks for it. */
const WrittenPaper = Type.Object({
  id: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
  name: Text,
  proof: Type.Optional(
    Type.Boolean({ description: 'A certificate (证明) some body had to issue for the citizen to carry here' }),
  ),
  risk: Type.Optional(OneOf(risks, { description: 'Why no commitment may stand in for it' })),
  ...endingNeeds,
});
export type WrittenPaper = Static<typeof WrittenPaper>;

/** What stands in lists of materials and is no paper, and recurs. */
const Recurring = Type.Object({
  id: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
  kind: OneOf(['identity', 'form', 'act', 'record'] as const),
  name: Text,
  reason: Type.Optional(Text),
  source: Type.Optional(SourceText),
});

/** `papers/*.jsonc`, by theme. */
const PaperFile = Type.Object({
  $schema: Type.Optional(Type.String()),
  papers: Type.Array(WrittenPaper),
  recurring: Type.Optional(Type.Array(Recurring)),
});
export type PaperFile = Static<typeof PaperFile>;

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
const header = {
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

/** A material in full: the contract's, with its history. */
const FullMaterial = Type.Object({
  ...Material.properties,
  since: Type.Optional(Type.String()),
  in2017: Type.Optional(LocalText),
});
export type FullMaterial = Static<typeof FullMaterial>;

/** A matter in full: every short form expanded, nothing computed yet. */
const CatalogueMatter = Type.Object({
  ...header,
  name: LocalText,
  feeText: LocalText,
  visitReason: Type.Optional(LocalText),
  notOnlineBecause: Type.Optional(LocalText),
  questions: Type.Optional(Type.Array(Question)),
  materials: Type.Optional(Type.Array(FullMaterial)),
  form: Type.Optional(Type.Array(FormField)),
  fees: Type.Optional(Type.Array(MatterFee)),
  results: Type.Optional(Type.Array(MatterResult)),
  eligibility: Type.Optional(Type.Array(Eligibility)),
  steps: Type.Optional(Type.Array(Step)),
  faq: Type.Optional(Type.Array(Faq)),
});
export type CatalogueMatter = Static<typeof CatalogueMatter>;

/** One department and its matters: `departments/<CODE>.jsonc`. */
const DepartmentFile = Type.Object({
  $schema: Type.Optional(Type.String()),
  department: Id('Code of the department'),
  name: LocalText,
  matters: Type.Array(WrittenMatter, { minItems: 1 }),
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
    linkedOn: Type.Optional(
      date('The day since which other departments may ask it; absent: since the reform began. Editorial'),
    ),
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

/** `batches.jsonc`: when what was published. Which matters or papers a batch lists is computed. */
const BatchList = Type.Array(
  Type.Object({
    id: Type.String({ minLength: 1 }),
    kind: OneOf(['papers', 'idOnly', 'mobile'] as const, {
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
const LeverFile = Type.Object({
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

/** The formats of the files, by the name of their definition. */
export const files = {
  DepartmentFile,
  PaperFile,
  DepartmentList,
  RegisterList,
  FeeList,
  Vocabulary,
  BatchList,
  LeverFile,
};

/** The types of the files, by the name of their definition. */
export interface FileTypes {
  DepartmentFile: DepartmentFile;
  PaperFile: PaperFile;
  DepartmentList: DepartmentList;
  RegisterList: RegisterList;
  FeeList: FeeList;
  Vocabulary: Vocabulary;
  BatchList: BatchList;
  LeverFile: LeverFile;
}
