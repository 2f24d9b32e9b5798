// What the operations of `registration` take and answer.
import { Registration } from '../partner.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const registrationOperations = {
  'registration.get': {
    summary: 'What the partner may do here, and with which keys',
    status: 200,
    result: Registration,
    problems: ['signature_invalid', 'signature_expired'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
