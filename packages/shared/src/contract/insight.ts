// Insights: what the catalogue as a whole shows, for those who decide what to reform next.
import { type Static, Type } from 'typebox';
import { registers } from './register.ts';
import { Id, LocalText, OneOf } from './text.ts';

/** What can end a paper: a link to a register, a written commitment, or a change of the law that asks for it. */
export const leverKinds = ['dataLink', 'commitment', 'legalChange'] as const;
export type LeverKind = (typeof leverKinds)[number];

/** When a matter counts as ID-only: in some situation, or, as it is announced, in every one. */
export const unlockGoals = ['someSituation', 'everySituation'] as const;
export type UnlockGoal = (typeof unlockGoals)[number];
/** The goal where none is named: as the headline counts, and as the citizen is promised. */
export const usualUnlockGoal: UnlockGoal = 'everySituation';

/** One step of the reform, and the kinds of paper it ends wherever they are asked for. */
export const Lever = Type.Object(
  {
    leverId: Id('Unique among the levers'),
    kind: OneOf(leverKinds, {
      description:
        '`dataLink`: a register is asked instead · `commitment`: the citizen commits in writing · `legalChange`: the law that asks for it is changed',
    }),
    name: LocalText,
    register: Type.Optional(OneOf(registers, { description: '`dataLink`: the register asked' })),
    department: Type.Optional(Type.String({ description: '`dataLink`: code of the department that holds it' })),
    papers: Type.Array(Type.String(), { description: 'Kinds of paper it ends' }),
  },
  { title: 'Lever', description: 'One step of the reform, and the kinds of paper it ends.' },
);
export type Lever = Static<typeof Lever>;

/** How many steps may be asked for. */
export const unlockBudget = { minimum: 1, maximum: 20, default: 5 } as const;

/** Query of `insights.unlock`. */
export const UnlockQuery = Type.Object(
  {
    budget: Type.Optional(Type.Integer({ ...unlockBudget, description: 'Steps that can be taken, 1–20, default 5' })),
    goal: Type.Optional(
      OneOf(unlockGoals, {
        description:
          'When a matter counts as ID-only: `everySituation` (default, as `idOnly` of a matter counts) or `someSituation` (the next citizens who need nothing but the ID)',
      }),
    ),
  },
  { title: 'UnlockQuery' },
);
export type UnlockQuery = Static<typeof UnlockQuery>;

const saved = {
  casesAYear: Type.Integer({ minimum: 0, description: 'Cases a year of the matters that become ID-only' }),
  papersAYear: Type.Integer({
    minimum: 0,
    description: 'Papers no longer brought in a year, also in matters that still ask for another',
  }),
  tripsAYear: Type.Integer({
    minimum: 0,
    description:
      'Trips no longer made in a year: cases left without any paper and without an act in person, of matters that can be filed from home',
  }),
};

/** One step of a sequence, and what it adds to those before it. */
export const UnlockStep = Type.Object(
  {
    lever: Lever,
    matters: Type.Array(
      Type.Object({ matterId: Type.String(), name: LocalText, casesAYear: Type.Integer({ minimum: 0 }) }),
      { description: 'Matters that become ID-only with this step; none where it prepares a later one' },
    ),
    ...saved,
  },
  { title: 'UnlockStep', description: 'One step of a sequence, and what it adds to those before it.' },
);
export type UnlockStep = Static<typeof UnlockStep>;

/** The steps that make the most further matters ID-only, weighted by use. */
export const UnlockPlan = Type.Object(
  {
    goal: OneOf(unlockGoals),
    budget: Type.Integer({ minimum: 1 }),
    steps: Type.Array(UnlockStep, { description: 'Best sequence first; fewer than the budget where more add nothing' }),
    idOnlyBefore: Type.Integer({ minimum: 0, description: 'Matters that are ID-only today' }),
    idOnlyAfter: Type.Integer({ minimum: 0, description: 'Matters that are, once every step is taken' }),
    mattersCompiled: Type.Integer({
      minimum: 0,
      description: 'Matters whose materials are known, of which both speak',
    }),
    ...saved,
    upperBound: Type.Integer({
      minimum: 0,
      description:
        'No choice of that many steps gains more cases a year than this (`casesAYear`), proved by relaxation',
    }),
    exact: Type.Boolean({ description: 'Whether `casesAYear` reaches `upperBound`: then no choice is better' }),
    explanation: LocalText,
    assumptions: LocalText,
    disclaimer: LocalText,
  },
  { title: 'UnlockPlan', description: 'The steps that make the most further matters ID-only, weighted by use.' },
);
export type UnlockPlan = Static<typeof UnlockPlan>;
