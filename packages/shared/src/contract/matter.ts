// A matter (事项): as it stands in a list, and its full guide (办事指南).
import { type Static, Type } from 'typebox';
import { Eligibility, Faq, FormField, MatterFee, MatterResult, Step, Term } from './guide.ts';
import { Material } from './material.ts';
import { servicePointKinds } from './servicePoint.ts';
import { Question } from './situation.ts';
import { CalendarDate, Division, Id, LocalText, Nullable, OneOf } from './text.ts';

/** 事项类型, those a citizen applies for. */
export const matterTypes = [
  'licence',
  'benefit',
  'confirmation',
  'reward',
  'adjudication',
  'other',
  'publicService',
  'levy',
] as const;

/** 通办/受理渠道. */
export const channels = [
  'phone',
  'web',
  'counter',
  'selfService',
  'post',
  'bank',
  'dealer',
  'community',
  'partner',
] as const;

/** 行使层级. */
export const levels = ['city', 'district', 'street', 'community'] as const;

/** 通办范围: whose counters handle the matter; `city` is 全城通办. */
export const handleAreas = ['country', 'province', 'city', 'district', 'own'] as const;

/** A matter in a list. */
export const MatterSummary = Type.Object(
  {
    matterId: Id('e.g. HZ-GA-041'),
    name: LocalText,
    department: Type.Object({ code: Type.String(), name: LocalText }),
    division: Type.Optional(
      Division('Of the authority that carries it out (实施主体); absent where the catalogue’s own city does'),
    ),
    theme: Type.String({ description: '主题, e.g. 居住证' }),
    idOnly: Nullable(Type.Boolean(), {
      description:
        '一证通办: whether no situation needs more than the ID, computed from the materials; null where the materials are not yet compiled',
    }),
    idOnlyInSome: Nullable(Type.Boolean(), {
      description:
        'Whether at least one situation needs nothing but the ID; null where the materials are not yet compiled',
    }),
    online: Type.Boolean({ description: 'Whether it can be filed online here' }),
    visits: Nullable(Type.Integer({ minimum: 0 }), { description: 'Visits needed (到现场次数); null where unknown' }),
    promised: Term,
    feeText: LocalText,
  },
  { title: 'MatterSummary', description: 'A matter in a list.' },
);
export type MatterSummary = Static<typeof MatterSummary>;

/** A matter's full guide (办事指南). */
export const Matter = Type.Object(
  {
    ...MatterSummary.properties,
    version: Type.Integer({
      minimum: 1,
      description: 'task_version; an application keeps the version it was filed under',
    }),
    type: OneOf(matterTypes),
    levels: Type.Array(OneOf(levels)),
    channels: Type.Array(OneOf(channels)),
    statutory: Term,
    byLaw: Type.String({ description: '设定依据' }),
    where: Type.String({ description: 'Counters that handle it' }),
    immediate: Type.Boolean({ description: '即办件: decided by rule as soon as every paper has arrived' }),
    identityLevel: Type.Integer({ minimum: 1, maximum: 3, description: 'Real-name level needed to file' }),
    questions: Type.Array(Question),
    materials: Type.Array(Material),
    form: Type.Array(FormField),
    fees: Type.Array(MatterFee),
    results: Type.Array(MatterResult),
    eligibility: Type.Optional(Type.Array(Eligibility, { description: '受理条件' })),
    steps: Type.Optional(Type.Array(Step, { description: '办理流程' })),
    faq: Type.Optional(Type.Array(Faq, { description: '常见问题' })),
    handleArea: Type.Optional(OneOf(handleAreas, { description: '通办范围' })),
    servicePointKinds: Type.Optional(
      Type.Array(OneOf(servicePointKinds), { description: 'Kinds of service point that handle it' }),
    ),
    consultPhone: Type.Optional(Type.String({ description: '咨询电话, with area code' })),
    complaintPhone: Type.Optional(Type.String({ description: '监督投诉电话, with area code' })),
    effective: Type.Optional(
      Type.Object(
        { from: CalendarDate('In force from'), until: Type.Optional(CalendarDate('Last day in force')) },
        { description: '计划生效、取消日期' },
      ),
    ),
    disclaimer: LocalText,
  },
  { title: 'Matter', description: 'A matter’s full guide (办事指南).' },
);
export type Matter = Static<typeof Matter>;
