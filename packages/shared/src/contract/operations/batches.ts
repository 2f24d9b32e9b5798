// What the operations of `batches` take and answer.
import { Type } from 'typebox';
import { Batch, BatchList } from '../batch.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const batchOperations = {
  'batches.list': {
    summary: 'The batches in which the reform was published',
    status: 200,
    result: BatchList,
    problems: [],
  },
  'batches.get': {
    summary: 'A batch and what it lists',
    params: Type.Object({ batchId: Type.String({ maxLength: 64 }) }),
    status: 200,
    result: Batch,
    problems: ['batch_not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
