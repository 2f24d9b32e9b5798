// What the operations of `escalations` take and answer.
import { Type } from 'typebox';
import { Escalation, EscalationPage, EscalationQuery, HandleEscalationBody } from '../escalation.ts';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';

export const escalationOperations = {
  'escalations.list': {
    summary: 'Terms that departments let pass; those not dealt with, the oldest first',
    query: EscalationQuery,
    status: 200,
    result: EscalationPage,
    problems: ['unauthenticated', 'forbidden'],
  },
  'escalations.handle': {
    summary: 'Deal with one, in words that are kept',
    params: Type.Object({ escalationId: Id('The escalation') }),
    body: HandleEscalationBody,
    status: 200,
    result: Escalation,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'escalation_handled'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
