// A draft (待提交): an unfinished filing kept on the server, resumed on another device. Not an application until filed.
import { type Static, Type } from 'typebox';
import { FormValues } from './application.ts';
import { Situation } from './situation.ts';
import { Id, LocalText, Time } from './text.ts';

const content = {
  situation: Situation,
  form: FormValues,
  commitments: Type.Array(Id('Material'), { maxItems: 50, description: 'Materials whose commitment was confirmed' }),
};

/** Keep a draft: a new one, or the next version of one that is there. */
export const SaveDraftBody = Type.Object(
  {
    draft: Type.Optional(
      Type.Object(
        { draftId: Id('The draft'), version: Type.Integer({ minimum: 1, description: 'The version this rests on' }) },
        { additionalProperties: false, description: 'Absent for a new draft' },
      ),
    ),
    matterId: Id('The matter; it stays the same through all versions'),
    ...content,
  },
  { title: 'SaveDraftBody', additionalProperties: false },
);
export type SaveDraftBody = Static<typeof SaveDraftBody>;

/** A draft in a list. */
export const DraftSummary = Type.Object(
  {
    draftId: Type.String(),
    matterId: Type.String(),
    matterName: LocalText,
    version: Type.Integer({ minimum: 1, description: 'One more with each save' }),
    updatedAt: Time('Last saved'),
    expiresAt: Time('Forgotten then, unless it is saved again'),
  },
  { title: 'DraftSummary', description: 'A draft in a list.' },
);
export type DraftSummary = Static<typeof DraftSummary>;

/** A draft with what was entered so far. */
export const Draft = Type.Object(
  { ...DraftSummary.properties, ...content },
  { title: 'Draft', description: 'An unfinished filing; nothing in it has been checked.' },
);
export type Draft = Static<typeof Draft>;

/** The citizen's drafts, last saved first. */
export const Drafts = Type.Object({ items: Type.Array(DraftSummary) }, { title: 'Drafts' });
export type Drafts = Static<typeof Drafts>;
