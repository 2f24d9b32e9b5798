// What the operations of `insights` take and answer.
import { UnlockPlan, UnlockQuery } from '../insight.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const insightOperations = {
  'insights.unlock': {
    summary: 'Which step of the reform makes the most further matters ID-only',
    query: UnlockQuery,
    status: 200,
    result: UnlockPlan,
    problems: [],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
