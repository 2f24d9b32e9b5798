// What the operations of `drafts` take and answer.
import { Type } from 'typebox';
import { Draft, Drafts, SaveDraftBody } from '../draft.ts';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';

const draftParams = Type.Object({ draftId: Id('The draft') });

export const draftOperations = {
  'drafts.save': {
    summary: 'Keep an unfinished filing',
    body: SaveDraftBody,
    status: 200,
    result: Draft,
    problems: [
      'unauthenticated',
      'matter_not_found',
      'matter_not_offered_here',
      'not_found',
      'draft_changed_elsewhere',
      'drafts_full',
    ],
  },
  'drafts.list': { summary: 'My drafts, last saved first', status: 200, result: Drafts, problems: ['unauthenticated'] },
  'drafts.get': {
    summary: 'A draft, to be filled in further',
    params: draftParams,
    status: 200,
    result: Draft,
    problems: ['unauthenticated', 'not_found'],
  },
  'drafts.discard': {
    summary: 'Forget a draft; one that is gone already stays gone',
    params: draftParams,
    status: 204,
    problems: ['unauthenticated'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
