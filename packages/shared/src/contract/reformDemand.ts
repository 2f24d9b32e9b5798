// A data-sharing demand (数据共享需求) of a reform file: what is asked of which register, whether it is offered, what the supplier says.
import { type Static, Type } from 'typebox';
import { Matter } from './matter.ts';
import { Source } from './register.ts';
import { CalendarDate, Id, LocalText, Nullable, OneOf, Time } from './text.ts';

/** What a demand is made for: a material, or a condition of acceptance. */
export const demandParts = ['material', 'condition'] as const;
export type DemandPart = (typeof demandParts)[number];

/** Why a demand has no supplier as it is made. */
export const demandLacks = [
  'registerNotHeld',
  'fieldNotOffered',
  'questionNotAnswered',
  'purposeNotAgreed',
  'notLinkedYet',
] as const;
export type DemandLack = (typeof demandLacks)[number];

/** Where a demand stands. Only `supplied` lets the file be approved. */
export const demandStandings = ['unmatched', 'unanswered', 'declined', 'promised', 'supplied'] as const;
export type DemandStanding = (typeof demandStandings)[number];

/** What the register lacks. */
export const UnmetDemand = Type.Object(
  {
    why: OneOf(demandLacks, {
      description:
        '`registerNotHeld`: the department holds no such register · `fieldNotOffered` · `questionNotAnswered` · `purposeNotAgreed`: not for matters of this theme · `notLinkedYet`: others may not ask it yet',
    }),
    sentence: LocalText,
  },
  { title: 'UnmetDemand', description: 'Why a demand has no supplier as it is made.' },
);
export type UnmetDemand = Static<typeof UnmetDemand>;

/** What the supplying department said. */
export const DemandAnswer = Type.Object(
  {
    outcome: OneOf(['accepted', 'declined'] as const),
    suppliedFrom: Nullable(CalendarDate('`accepted`: first day it is supplied')),
    note: Nullable(Type.String()),
    answeredAt: Time('When'),
    officerId: Type.String({ description: 'Who answered, by his number in the staff directory' }),
  },
  { title: 'DemandAnswer', description: 'What the supplying department said.' },
);
export type DemandAnswer = Static<typeof DemandAnswer>;

/** A data-sharing demand and its supplier. */
export const ReformDemand = Type.Object(
  {
    demandId: Id('The demand'),
    reformId: Id('The file that makes it'),
    department: Matter.properties.department,
    matterId: Matter.properties.matterId,
    part: OneOf(demandParts),
    partId: Type.String({ description: 'Id of the material or condition' }),
    name: LocalText,
    source: Source,
    theme: Type.String({ description: 'Theme of the matter: the purpose it is asked for' }),
    supplier: Nullable(
      Type.Object({
        department: Matter.properties.department,
        linkedOn: Nullable(CalendarDate('Others may ask the register since then; null: since the reform began')),
      }),
      { description: 'The department that holds the register; null where it holds none of that name' },
    ),
    standing: OneOf(demandStandings, {
      description:
        '`unmatched`: see `unmet` · `unanswered`: by the supplier · `declined` · `promised`: accepted from a later day · `supplied`: accepted, or the department’s own register',
    }),
    unmet: Type.Array(UnmetDemand, { description: 'Why it is unmatched; empty where it is matched' }),
    answer: Nullable(DemandAnswer),
  },
  { title: 'ReformDemand', description: 'A data-sharing demand and its supplier.' },
);
export type ReformDemand = Static<typeof ReformDemand>;

/** A supplier with what is asked of it. */
export const ReformSupplier = Type.Object(
  { department: Matter.properties.department, demands: Type.Array(ReformDemand) },
  { title: 'ReformSupplier', description: 'A supplying department with the demands it is asked to meet.' },
);
export type ReformSupplier = Static<typeof ReformSupplier>;

/** The supplier's answer to a demand. */
export const AnswerDemandBody = Type.Object(
  {
    outcome: OneOf(['accepted', 'declined'] as const),
    suppliedFrom: Type.Optional(CalendarDate('`accepted`: first day it is supplied')),
    note: Type.Optional(
      Type.String({ minLength: 1, maxLength: 4000, description: '`declined`: why, and what could be asked instead' }),
    ),
  },
  { title: 'AnswerDemandBody', additionalProperties: false },
);
export type AnswerDemandBody = Static<typeof AnswerDemandBody>;

/** Which demands to list. */
export const DemandQuery = Type.Object(
  {
    supplier: Type.Optional(Id('Code of the department asked')),
    matched: Type.Optional(
      Type.Boolean({ description: 'Only those with a supplier that offers what is asked, or not' }),
    ),
  },
  { title: 'DemandQuery' },
);
export type DemandQuery = Static<typeof DemandQuery>;

/** The demands of every open file. */
export const DemandList = Type.Object(
  {
    suppliers: Type.Array(ReformSupplier, { description: 'Demands matched, by the department that supplies' }),
    unmatched: Type.Array(ReformDemand, { description: 'Demands nobody can supply as they are made' }),
  },
  {
    title: 'DemandList',
    description: 'The data-sharing demands of every open file that the caller may see, drafts aside.',
  },
);
export type DemandList = Static<typeof DemandList>;
