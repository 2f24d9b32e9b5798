// What the operations of `anchors` take and answer.
import { Type } from 'typebox';
import { Anchor, AnchorPage, AnchorQuery } from '../evidence.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const anchorOperations = {
  'anchors.list': {
    summary: 'The signed roots of all histories, newest first',
    query: AnchorQuery,
    status: 200,
    result: AnchorPage,
    problems: [],
  },
  'anchors.get': {
    summary: 'One of them',
    params: Type.Object({ anchorNumber: Type.Integer({ minimum: 1, description: 'Its number' }) }),
    status: 200,
    result: Anchor,
    problems: ['not_found'],
  },
  'anchors.create': {
    summary: 'Anchor all histories now, without waiting for the night',
    status: 201,
    result: Anchor,
    problems: ['unauthenticated', 'forbidden'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
