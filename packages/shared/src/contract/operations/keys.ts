// What the operations of `keys` take and answer.
import { KeyRotation, KeyStatus, PublicKeys, RotateKeyBody } from '../key.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const keyOperations = {
  'keys.list': {
    summary: 'Every public key of the service, old and new',
    status: 200,
    result: PublicKeys,
    problems: [],
  },
  'keys.status': {
    summary: 'How all keys stand',
    status: 200,
    result: KeyStatus,
    problems: ['unauthenticated', 'forbidden'],
  },
  'keys.rotate': {
    summary: 'Rotate a key while the service runs',
    body: RotateKeyBody,
    status: 201,
    result: KeyRotation,
    problems: ['unauthenticated', 'forbidden', 'master_key_missing'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
