// A batch (公布批次): what the reform published on a day – proofs abolished, ID-only matters, matters on the phone.
import { type Static, Type } from 'typebox';
import { endings } from './material.ts';
import { CalendarDate, Id, LocalText, OneOf } from './text.ts';

/** What a batch publishes. */
export const batchKinds = ['papers', 'idOnly', 'mobile'] as const;

const header = {
  batchId: Id('e.g. idOnly-1'),
  kind: OneOf(batchKinds, {
    description:
      '`papers`: kinds of proof abolished · `idOnly`: ID-only matters · `mobile`: matters opened on the phone',
  }),
  name: LocalText,
  publishedOn: CalendarDate('The day it was published'),
  confidence: OneOf(['high', 'verify'] as const, { description: '`verify`: the day is still to be verified' }),
  count: Type.Integer({ minimum: 0, description: 'How much it lists' }),
};

/** A batch in the list of them. */
export const BatchSummary = Type.Object(header, {
  title: 'BatchSummary',
  description: 'A batch (公布批次), without what it lists.',
});
export type BatchSummary = Static<typeof BatchSummary>;

/** Every batch, the earliest of each kind first. */
export const BatchList = Type.Object(
  { items: Type.Array(BatchSummary), disclaimer: LocalText },
  { title: 'BatchList', description: 'Every batch; there are so few that they are one page.' },
);
export type BatchList = Static<typeof BatchList>;

/** A batch with its public list. */
export const Batch = Type.Object(
  {
    ...header,
    matters: Type.Array(
      Type.Object({
        matterId: Type.String(),
        name: LocalText,
        department: Type.Object({ code: Type.String(), name: LocalText }),
      }),
      { description: 'Kinds `idOnly` and `mobile`: the matters' },
    ),
    papers: Type.Array(
      Type.Object({
        paperId: Type.String(),
        name: LocalText,
        ending: Type.Optional(OneOf(endings, { description: 'What usually became of it' })),
      }),
      { description: 'Kind `papers`: the kinds of proof' },
    ),
    disclaimer: LocalText,
  },
  { title: 'Batch', description: 'A batch (公布批次) with its public list, computed from the catalogue.' },
);
export type Batch = Static<typeof Batch>;
