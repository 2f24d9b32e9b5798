// The plan: what a matter asks of one citizen in his situation, and why.
import { type Static, Type } from 'typebox';
import { FormField, Term } from './guide.ts';
import { endings, materialKinds } from './material.ts';
import { Source } from './register.ts';
import { Question } from './situation.ts';
import { CalendarDate, Fen, LocalText, Nullable, OneOf } from './text.ts';

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
