// A matter (事项): its guide, its materials and how each ends, the questions that decide the situation, its plan.
import { type Static, Type } from 'typebox';
import { plateKinds } from './plate.ts';
import { CalendarDate, Fen, Id, LocalText, Nullable, OneOf, Page } from './text.ts';

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

/** When something applies: one answer, all of several, any of several, or not. */
export type Condition =
  | { question: string; in: string[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };
/** The schema of a `Condition`; its shape is checked where catalogues are read. */
export const Condition = Type.Unsafe<Condition>({
  title: 'Condition',
  description: 'When something applies: `{question, in}`, `{all: […]}`, `{any: […]}` or `{not: …}`.',
  type: 'object',
});

/** A question about the situation (情形). */
export const Question = Type.Object(
  {
    id: Id('Unique within the matter'),
    text: LocalText,
    help: Type.Optional(LocalText),
    options: Type.Array(Type.Object({ value: Type.String(), label: LocalText }), { minItems: 2 }),
    when: Type.Optional(Condition),
  },
  { title: 'Question', description: 'A question about the situation (情形); asked only where `when` holds.' },
);
export type Question = Static<typeof Question>;

/** How a paper asked in 2017 ends today; the last is what is left. */
export const endings = ['cancelled', 'shared', 'commitment', 'investigated', 'afterApproval', 'provided'] as const;
export type Ending = (typeof endings)[number];

/** What stands in a list of materials: only a `paper` counts as one. */
export const materialKinds = ['identity', 'paper', 'form', 'act', 'record'] as const;
export type MaterialKind = (typeof materialKinds)[number];

/** Registers the departments hold. */
export const registers = [
  'population',
  'residence',
  'socialInsurance',
  'medicalInsurance',
  'realEstate',
  'marriage',
  'vehicles',
  'drivers',
  'tax',
  'education',
  'vehicleInsurance',
  'vehicleCertificates',
  'vehicleQuota',
  'health',
  'civilAffairs',
  'disability',
  'justice',
  'housingFund',
  'housing',
  'market',
  'veterans',
  'utilities',
  'agriculture',
  'archives',
  'exitEntry',
  'banking',
  'transport',
  'employment',
  'legalServices',
  'credit',
  'safety',
  'culture',
  'sports',
  'accounting',
  'unions',
  'overseas',
  'construction',
  'tobacco',
  'forestry',
  'cityManagement',
  'cityCards',
  'weather',
  'ethnicAffairs',
  'environment',
  'redCross',
  'youth',
  'womensAid',
] as const;
export type Register = (typeof registers)[number];

/** What is asked of a register, and on which purpose. */
export const Source = Type.Object(
  {
    register: OneOf(registers, { description: 'The register asked' }),
    department: Type.String({ description: 'Code of the department that holds it, as in the list of departments' }),
    label: LocalText,
    fields: Type.Array(Type.String(), { description: 'The fields asked, and no others' }),
    predicate: Type.Optional(Type.String({ description: 'A yes/no question asked instead of a document' })),
  },
  { title: 'Source', description: 'Which register is asked, and for which fields.' },
);
export type Source = Static<typeof Source>;

/** One material (材料) with its ending. */
export const Material = Type.Object(
  {
    id: Id('Unique within the matter'),
    name: LocalText,
    kind: OneOf(materialKinds, {
      description:
        '`identity`: the ID itself · `paper` · `form`: filled by the system · `act`: done in person · `record`: held by the deciding department, never a paper',
    }),
    ending: Type.Optional(OneOf(endings, { description: 'Papers only: how it ends' })),
    source: Type.Optional(Source),
    commitment: Type.Optional(
      Type.Object(
        { text: LocalText, laterCheck: LocalText },
        { description: 'Ending `commitment`: the text signed and the later check' },
      ),
    ),
    owner: Type.Optional(LocalText),
    step: Type.Optional(LocalText),
    days: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'Working days: ending `investigated`, of the investigation; ending `afterApproval`, until the step is done',
      }),
    ),
    reason: Type.Optional(LocalText),
    cancelledOn: Type.Optional(CalendarDate('Ending `cancelled`: the day it ceased to be asked')),
    byLaw: Type.Optional(Type.String({ description: '要求提供材料的依据; needed by ending `provided`' })),
    ifDown: Type.Optional(
      OneOf(['owed', 'commitment'] as const, {
        description:
          'Ending `shared`, source down: `owed` by the department (default), or the citizen may commit instead',
      }),
    ),
    when: Type.Optional(Condition),
    confidence: Type.Optional(OneOf(['high', 'verify'] as const)),
    paper: Type.Optional(
      Type.String({ description: 'Kind of paper, by which it is known in every matter that asks for it' }),
    ),
  },
  {
    title: 'Material',
    description:
      'One material (材料). `owner` and `days`: ending `investigated`; `step` and `days`: ending `afterApproval`; `reason` and `cancelledOn`: ending `cancelled`.',
  },
);
export type Material = Static<typeof Material>;

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

/** 通办范围: whose counters handle the matter; `city` is 全城通办. */
export const handleAreas = ['country', 'province', 'city', 'district', 'own'] as const;
/** Kinds of service point (服务点), as they stand in the table of service points. */
export const servicePointKinds = [
  'admin_center',
  'street_center',
  'community_point',
  'bank_branch',
  'metro_station',
  'library',
  'self_service_24h',
  'dealer_4s',
  'pet_clinic',
  'hospital',
  'police_hall',
  'police_station',
  'exit_entry',
  'vehicle_office',
  'traffic_station',
  'hrss_point',
  'medical_insurance_hall',
  'marriage_registry',
  'housing_hall',
  'housing_fund_hall',
  'realestate_registry',
] as const;
export type ServicePointKind = (typeof servicePointKinds)[number];

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

/** A matter in a list. */
export const MatterSummary = Type.Object(
  {
    matterId: Id('e.g. HZ-GA-041'),
    name: LocalText,
    department: Type.Object({ code: Type.String(), name: LocalText }),
    theme: Type.String({ description: '主题, e.g. 居住证' }),
    idOnly: Nullable(Type.Boolean(), {
      description:
        'Whether some situation needs nothing but the ID, computed from the materials; null where the materials are not yet compiled',
    }),
    online: Type.Boolean({ description: 'Whether it can be filed online here' }),
    visits: Nullable(Type.Integer({ minimum: 0 }), { description: 'Visits needed (到现场次数); null where unknown' }),
    promised: Term,
    feeText: LocalText,
  },
  { title: 'MatterSummary', description: 'A matter in a list.' },
);
export type MatterSummary = Static<typeof MatterSummary>;

/** A found matter, with what matched. */
export const MatterHit = Type.Object(
  {
    ...MatterSummary.properties,
    highlights: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]), {
      description: 'Ranges [from, to) of `name.zh` that matched',
    }),
  },
  { title: 'MatterHit', description: 'A found matter, with the part of its name that matched.' },
);
export type MatterHit = Static<typeof MatterHit>;

/** A page of found matters. */
export const MatterPage = Type.Object(
  {
    ...Page('', MatterHit).properties,
    didYouMean: Nullable(Type.String(), { description: 'A better spelling, when one is likely' }),
    nothingFound: Type.Optional(
      Type.Object(
        {
          themes: Type.Array(Type.String(), { description: 'The nearest themes (主题)' }),
          hotline: Type.String({ description: 'The government’s hotline' }),
        },
        { description: 'Where to turn when nothing was found' },
      ),
    ),
    disclaimer: LocalText,
  },
  { title: 'MatterPage', description: 'A page of found matters.' },
);
export type MatterPage = Static<typeof MatterPage>;

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

/** Answers to the situation questions, by question id. */
export const Situation = Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 64 }), {
  title: 'Situation',
  description: 'Answers to the situation questions, by question id.',
});
export type Situation = Static<typeof Situation>;

/** One material in a plan, and why it is or is not asked. */
export const PlannedMaterial = Type.Object(
  {
    materialId: Type.String(),
    name: LocalText,
    kind: OneOf(materialKinds),
    ending: Type.Optional(OneOf(endings)),
    why: LocalText,
    source: Type.Optional(Source),
    commitment: Type.Optional(Type.Object({ text: LocalText, laterCheck: LocalText })),
    byLaw: Type.Optional(Type.String()),
    availability: OneOf(['up', 'owed', 'commitmentInstead', 'none'] as const, {
      description:
        '`up`: the source answers · `owed`: it is down, the department owes it · `commitmentInstead`: it is down, a commitment will do · `none`: no source is involved',
    }),
  },
  {
    title: 'PlannedMaterial',
    description: 'One material in a plan, with the reason it is, or is not, asked of the citizen.',
  },
);
export type PlannedMaterial = Static<typeof PlannedMaterial>;

/** What stands between the citizen and filing now. */
export const Blocker = Type.Object(
  {
    kind: OneOf(['questionOpen', 'paperProvided', 'notOnline', 'unknownAnswer'] as const),
    field: Type.Optional(Type.String({ description: 'The question or material concerned' })),
    message: LocalText,
  },
  { title: 'Blocker', description: 'What stands between the citizen and filing now.' },
);
export type Blocker = Static<typeof Blocker>;

/** One line of a fee estimate. */
export const FeeLine = Type.Object(
  {
    feeId: Type.String(),
    head: Type.String(),
    name: Type.String(),
    unit: Type.String(),
    quantity: Type.Integer({ minimum: 1 }),
    amountFen: Nullable(Fen('Line amount'), { description: 'Line amount in fen; null where it is to be confirmed' }),
    toBeConfirmed: Type.Boolean(),
  },
  { title: 'FeeLine', description: 'One line of a fee estimate or bill.' },
);
export type FeeLine = Static<typeof FeeLine>;

/** The papers that keep a matter from needing nothing but the ID; each list is minimal. */
export const PlanBlocking = Type.Object(
  {
    inThisSituation: Type.Array(Type.String(), {
      description:
        'The papers whose end makes it ID-only in this situation; while questions are open, whatever is answered',
    }),
    inSomeSituation: Type.Array(Type.String(), {
      description: 'The fewest papers whose end makes it ID-only in at least one situation, whatever was answered',
    }),
    inEverySituation: Type.Array(Type.String(), {
      description: 'The papers whose end makes it ID-only in every situation, whatever was answered',
    }),
    explanation: LocalText,
  },
  {
    title: 'PlanBlocking',
    description:
      'Ids of the papers that keep a matter from needing nothing but the ID. Each list is empty where it is so already, and minimal: with any one of them left, it is not.',
  },
);
export type PlanBlocking = Static<typeof PlanBlocking>;

/** What a matter asks of this citizen in this situation: at best nothing but the ID. */
export const Plan = Type.Object(
  {
    matterId: Type.String(),
    matterVersion: Type.Integer(),
    idOnly: Type.Boolean({ description: '一证通办: no paper is asked of the citizen' }),
    blocking: PlanBlocking,
    idDocuments: Type.Array(LocalText, { description: 'Either will do: 身份证 or 市民卡' }),
    visits: Type.Integer({ minimum: 0 }),
    visitReason: Nullable(LocalText),
    toBring: Type.Array(PlannedMaterial, { description: 'Papers the citizen must still provide, with the law' }),
    notAsked: Type.Array(PlannedMaterial, { description: 'Papers he need not bring, and who supplies each instead' }),
    commitments: Type.Array(PlannedMaterial, { description: 'Commitments to confirm when filing' }),
    acts: Type.Array(PlannedMaterial, { description: 'Acts done in person' }),
    forms: Type.Array(FormField, { description: 'Fields to fill in; the rest is filled in already' }),
    questions: Type.Array(Question, { description: 'Questions that apply and are still open' }),
    fees: Type.Array(FeeLine),
    totalFen: Nullable(Type.Integer({ minimum: 0 }), { description: 'In fen; null when some fee is to be confirmed' }),
    promised: Term,
    dueIfFiledNow: Type.Object({
      date: CalendarDate('Last day of the promise'),
      provisional: Type.Boolean({ description: 'Computed before the yearly holiday notice' }),
    }),
    blockers: Type.Array(Blocker, { description: 'Empty when it can be filed now' }),
  },
  { title: 'Plan', description: 'What a matter asks of this citizen in this situation.' },
);
export type Plan = Static<typeof Plan>;
