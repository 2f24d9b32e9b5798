// What the operations of `bills` take and answer.
import { Type } from 'typebox';
import { Bill } from '../bill.ts';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';

export const billOperations = {
  'bills.get': {
    summary: 'A bill; one that expired unpaid is renewed',
    params: Type.Object({ billId: Id('The bill') }),
    status: 200,
    result: Bill,
    problems: ['unauthenticated', 'not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
