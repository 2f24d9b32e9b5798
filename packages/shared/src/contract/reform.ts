// The reform register (二报二回): a department's report on its matters, the reform office's reply, and both once more.
import { type Static, Type } from 'typebox';
import { Matter } from './matter.ts';
import { ReformDemand } from './reformDemand.ts';
import { Id, LocalText, Nullable, OneOf, Page, PageQuery, Time } from './text.ts';

/** The states of a reform file. Steps between them stand in `rules/reform`. */
export const reformStates = [
  'draft',
  'reported',
  'returned',
  'agreed',
  'reportedAgain',
  'approved',
  'rejected',
  'withdrawn',
] as const;
export type ReformState = (typeof reformStates)[number];

/** What happens to a reform file. */
export const reformEventTypes = [
  'created',
  'revised',
  'reported',
  'demandAccepted',
  'demandDeclined',
  'returned',
  'agreed',
  'reportedAgain',
  'approved',
  'rejected',
  'withdrawn',
] as const;
export type ReformEventType = (typeof reformEventTypes)[number];

/** Every step in the life of a reform file. */
export const reformActions = [
  'revise',
  'report',
  'return',
  'agree',
  'acceptDemand',
  'declineDemand',
  'reportAgain',
  'approve',
  'reject',
  'withdraw',
] as const;
export type ReformAction = (typeof reformActions)[number];

/** Whose part an officer takes in a file. */
export const reformActors = ['department', 'supplier', 'reformOffice'] as const;
export type ReformActor = (typeof reformActors)[number];

const {
  matterId,
  version: _version,
  department: _department,
  division: _division,
  disclaimer: _disclaimer,
  idOnly: _idOnly,
  idOnlyInSome: _idOnlyInSome,
  visits: _visits,
  immediate: _immediate,
  ...ownParts
} = Matter.properties;

/** A matter as proposed: what stands here replaces what is in force; what is left out stays. */
export const ProposedMatter = Type.Object(
  {
    matterId,
    version: Type.Integer({ minimum: 1, description: 'The version in force this was drawn up against' }),
    ...Type.Partial(Type.Object(ownParts)).properties,
  },
  {
    title: 'ProposedMatter',
    description:
      'A matter as proposed, in the catalogue’s form: what stands here replaces what is in force, what is left out stays. `idOnly`, `visits` and `immediate` are computed, never proposed.',
    additionalProperties: false,
  },
);
export type ProposedMatter = Static<typeof ProposedMatter>;

/** What a department says of its plan. */
const proposal = {
  reason: Type.String({ minLength: 2, maxLength: 500, description: 'Why; kept with the publication' }),
  matters: Type.Array(ProposedMatter, {
    minItems: 1,
    maxItems: 50,
    description: 'Matters of the officer’s own department',
  }),
};

/** Open a file. */
export const CreateReformBody = Type.Object(proposal, { title: 'CreateReformBody', additionalProperties: false });
export type CreateReformBody = Static<typeof CreateReformBody>;

/** Draw a file up anew, before the first report or before the second. */
export const ReviseReformBody = Type.Object(proposal, { title: 'ReviseReformBody', additionalProperties: false });
export type ReviseReformBody = Static<typeof ReviseReformBody>;

const note = Type.String({ maxLength: 4000, description: 'What the office says beside it' });

/** The first reply (一回): agreed, or returned with opinions. */
export const ReplyReformBody = Type.Object(
  {
    outcome: OneOf(['agreed', 'returned'] as const),
    note: Type.Optional(note),
    opinions: Type.Array(
      Type.Object(
        {
          matterId: Type.Optional(matterId),
          text: Type.String({ minLength: 1, maxLength: 4000 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 100, description: '`returned`: at least one; each is answered in the second report. `agreed`: none' },
    ),
  },
  { title: 'ReplyReformBody', additionalProperties: false },
);
export type ReplyReformBody = Static<typeof ReplyReformBody>;

/** The second report (二报): an answer to every opinion. */
export const ReportAgainBody = Type.Object(
  {
    answers: Type.Array(
      Type.Object(
        {
          opinion: Type.Integer({ minimum: 1, description: 'Number of the opinion' }),
          text: Type.String({ minLength: 1, maxLength: 4000 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 100, description: 'One for every opinion; none where the office agreed' },
    ),
  },
  { title: 'ReportAgainBody', additionalProperties: false },
);
export type ReportAgainBody = Static<typeof ReportAgainBody>;

/** The second reply (二回): approved, which publishes it, or rejected. */
export const ReplyAgainBody = Type.Object(
  { outcome: OneOf(['approved', 'rejected'] as const), note: Type.Optional(note) },
  { title: 'ReplyAgainBody', additionalProperties: false },
);
export type ReplyAgainBody = Static<typeof ReplyAgainBody>;

/** A matter of a file: what changes in it. */
export const ReformMatter = Type.Object(
  {
    matterId,
    name: LocalText,
    proposed: ProposedMatter,
    versionInForce: Nullable(Type.Integer({ minimum: 1 }), {
      description: 'The version in force now; null where the matter is no longer offered',
    }),
    changes: Type.Array(LocalText, { description: 'What changes for citizens, a sentence each' }),
  },
  { title: 'ReformMatter', description: 'A matter of a reform file, and what changes in it.' },
);
export type ReformMatter = Static<typeof ReformMatter>;

/** What the catalogue's linter finds in the proposal. */
export const ReformFinding = Type.Object(
  {
    matterId: Type.String(),
    rule: Type.String({ description: 'Name of the rule' }),
    message: Type.String(),
  },
  { title: 'ReformFinding', description: 'Something the catalogue’s linter demands to be mended.' },
);
export type ReformFinding = Static<typeof ReformFinding>;

/** An opinion of the office, and the department's answer. */
export const ReformOpinion = Type.Object(
  {
    number: Type.Integer({ minimum: 1 }),
    matterId: Nullable(matterId),
    text: Type.String(),
    answer: Nullable(Type.String(), { description: 'Given with the second report' }),
  },
  { title: 'ReformOpinion', description: 'An opinion of the reform office, and the department’s answer.' },
);
export type ReformOpinion = Static<typeof ReformOpinion>;

const count = (description: string) => Type.Integer({ minimum: 0, description });
const share = (description: string) =>
  Nullable(Type.Number({ minimum: 0 }), { description: `${description}; null where nothing can be measured` });

/** The catalogue's figures, over the 598 matters of 2018, with all that has changed since. */
export const ReformFigures = Type.Object(
  {
    idOnly: count('一证通办: matters of which no situation asks for a paper'),
    materialItemsCut: count('精简材料: items asked in 2017 and no longer asked of the citizen'),
    proofKindsAbolished: count('取消证明: kinds of proof no matter asks for any more'),
    immediateShare: share('即办率, 0–1'),
    promiseCompression: share('承诺时限压缩比, 0–1'),
    zeroVisitShare: share('跑零次率, 0–1'),
    averageVisits: share('平均跑动次数'),
    onlineShare: share('网上可办率, 0–1'),
    phoneShare: share('掌上可办率, 0–1'),
    papersAYear: count('Papers brought in a year, all matters whose materials are known; an estimate'),
    tripsAYear: count('Trips made in a year, the same; an estimate'),
  },
  { title: 'ReformFigures', description: 'Headline figures and KPIs of the catalogue.' },
);
export type ReformFigures = Static<typeof ReformFigures>;

/** What approval would change in the catalogue's figures. */
export const ReformEffect = Type.Object(
  {
    before: ReformFigures,
    after: ReformFigures,
    words: Type.Array(LocalText, {
      description: 'Each figure that moves, in a sentence; one sentence where none does',
    }),
    assumptions: LocalText,
  },
  { title: 'ReformEffect', description: 'What approval changes in the catalogue’s figures.' },
);
export type ReformEffect = Static<typeof ReformEffect>;

/** One entry of the file's history. */
export const ReformEvent = Type.Object(
  {
    seq: Type.Integer({ minimum: 1 }),
    type: OneOf(reformEventTypes),
    at: Time('When'),
    actor: OneOf(reformActors, { description: 'Whose part the officer took' }),
    department: Nullable(Type.String(), { description: 'His department; null for the reform office' }),
    officerId: Type.String({ description: 'His number in the staff directory' }),
    sentence: LocalText,
    note: Nullable(Type.String(), { description: 'What he wrote' }),
    changes: Type.Array(LocalText, {
      description: 'What the proposal changed for citizens when it was reported or approved',
    }),
  },
  { title: 'ReformEvent', description: 'One entry of a reform file’s history; entries are never changed.' },
);
export type ReformEvent = Static<typeof ReformEvent>;

/** A file in a list. */
export const ReformSummary = Type.Object(
  {
    reformId: Id('The reform file'),
    department: Matter.properties.department,
    state: OneOf(reformStates),
    sentence: LocalText,
    reason: Type.String(),
    matterIds: Type.Array(matterId),
    createdAt: Time('Opened'),
    updatedAt: Time('Last step'),
  },
  { title: 'ReformSummary', description: 'A reform file in a list.' },
);
export type ReformSummary = Static<typeof ReformSummary>;

/** A reform file. */
export const ReformFile = Type.Object(
  {
    ...ReformSummary.properties,
    actions: Type.Array(OneOf(reformActions), {
      description: 'Steps the caller may take in this state; what else they need is checked when they are taken',
    }),
    matters: Type.Array(ReformMatter),
    demands: Type.Array(ReformDemand),
    findings: Type.Array(ReformFinding, { description: 'Empty when the linter is content' }),
    opinions: Type.Array(ReformOpinion),
    effect: ReformEffect,
    history: Type.Array(ReformEvent, { description: 'Oldest first' }),
    publicationId: Nullable(Type.String(), { description: 'The publication approval made' }),
  },
  {
    title: 'ReformFile',
    description:
      'A reform file. While it is open, everything computed speaks of the catalogue as it is now; once closed, as it was then.',
  },
);
export type ReformFile = Static<typeof ReformFile>;

/** Which files to list. */
export const ReformQuery = Type.Object(
  {
    ...PageQuery,
    state: Type.Optional(OneOf(reformStates)),
    department: Type.Optional(Id('Code of the reporting department')),
  },
  { title: 'ReformQuery' },
);
export type ReformQuery = Static<typeof ReformQuery>;

/** A page of files. */
export const ReformPage = Page('ReformPage', ReformSummary);
export type ReformPage = Static<typeof ReformPage>;
