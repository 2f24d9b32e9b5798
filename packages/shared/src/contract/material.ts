// A material (材料): what it is, and how a paper that was asked in 2017 ends today.
import { type Static, Type } from 'typebox';
import { Source } from './register.ts';
import { Condition } from './situation.ts';
import { CalendarDate, Id, LocalText, OneOf } from './text.ts';

/** How a paper asked in 2017 ends today; the last is what is left. */
export const endings = ['cancelled', 'shared', 'commitment', 'investigated', 'afterApproval', 'provided'] as const;
export type Ending = (typeof endings)[number];

/** What stands in a list of materials: only a `paper` counts as one. */
export const materialKinds = ['identity', 'paper', 'form', 'act', 'record'] as const;
export type MaterialKind = (typeof materialKinds)[number];

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
