// The table of papers: every kind of paper a guide of 2017 asked for, with what its usual ending needs.
import { endings, OneOf } from '@onetrip/shared/contract';
import { type Static, Type } from 'typebox';
import { date, SourceText, Text } from './shortForms.ts';

/** Fields of business where 告知承诺 is not offered. */
export const risks = [
  'stateSecurity',
  'publicSafety',
  'finance',
  'ecology',
  'lifeAndHealth',
  'foreignAffairs',
] as const;

/** What an ending needs; a paper's entry carries its usual ones, a matter's material may say otherwise. */
export const endingNeeds = {
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
    Type.Boolean({
      description:
        'A certificate (证明) some body had to issue for the citizen to carry here; it stands in papers/proofs.jsonc',
    }),
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

/** `papers/*.jsonc`: the table of proofs, and the other papers by theme. */
export const PaperFile = Type.Object({
  $schema: Type.Optional(Type.String()),
  papers: Type.Array(WrittenPaper),
  recurring: Type.Optional(Type.Array(Recurring)),
});
export type PaperFile = Static<typeof PaperFile>;
