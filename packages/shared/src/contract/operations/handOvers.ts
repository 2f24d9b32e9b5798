// What the operations of `handOvers` take and answer.
import { HandOverPage, HandOverQuery } from '../privacy.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const handOverOperations = {
  'handOvers.list': {
    summary: 'How cases filed at the partner’s counters stand, as far as the citizens consented',
    query: HandOverQuery,
    status: 200,
    result: HandOverPage,
    problems: ['signature_invalid', 'signature_expired'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
