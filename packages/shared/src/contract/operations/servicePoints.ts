// What the operations of `servicePoints` take and answer.

import type { OperationId } from '../routes/index.ts';
import { NearbyServicePoints, ServicePointQuery } from '../servicePoint.ts';
import type { Operation } from './operation.ts';

export const servicePointOperations = {
  'servicePoints.nearby': {
    summary: 'Service points near a place, the nearest first',
    query: ServicePointQuery,
    status: 200,
    result: NearbyServicePoints,
    problems: ['matter_not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
