// What the operations of `deliveries` take and answer.
import { ArriveBody, Delivery, DeliveryChoice, DeliveryOptions, HandOverBody, KeptResult } from '../delivery.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';
import { applicationParams, matterParams } from './operation.ts';

export const deliveryOperations = {
  'deliveries.options': {
    summary: 'How the result of a matter may reach the citizen',
    params: matterParams,
    status: 200,
    result: DeliveryOptions,
    problems: ['matter_not_found'],
  },
  'deliveries.get': {
    summary: 'How the result reaches me, and where it is',
    params: applicationParams,
    status: 200,
    result: Delivery,
    problems: ['unauthenticated', 'not_found'],
  },
  'deliveries.choose': {
    summary: 'Choose, or choose anew, how the result reaches me',
    params: applicationParams,
    body: DeliveryChoice,
    status: 200,
    result: Delivery,
    problems: ['unauthenticated', 'not_found', 'delivery_under_way'],
  },
  'deliveries.arrive': {
    summary: 'A result has come to this service point',
    body: ArriveBody,
    status: 200,
    result: KeptResult,
    problems: ['unauthenticated', 'not_found'],
  },
  'deliveries.handOver': {
    summary: 'Hand a result over to whoever tells its code',
    body: HandOverBody,
    status: 200,
    result: KeptResult,
    problems: ['unauthenticated', 'not_found', 'pick_up_code_wrong', 'pick_up_locked'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
