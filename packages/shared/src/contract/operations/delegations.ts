// What the operations of `delegations` take and answer.
import { Type } from 'typebox';
import {
  Delegation,
  Delegations,
  DelegationUsePage,
  DelegationUseQuery,
  ProposeDelegationBody,
} from '../delegation.ts';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';

const delegationParams = Type.Object({ delegationId: Id('The delegation') });

export const delegationOperations = {
  'delegations.propose': {
    summary: 'Propose a delegation; a guardian’s holds at once',
    body: ProposeDelegationBody,
    status: 201,
    result: Delegation,
    problems: [
      'unauthenticated',
      'identity_level_too_low',
      'id_number_invalid',
      'identity_mismatch',
      'delegation_not_offered',
      'not_guardian',
      'department_unavailable',
    ],
  },
  'delegations.list': {
    summary: 'My delegations, on either side, newest first',
    status: 200,
    result: Delegations,
    problems: ['unauthenticated'],
  },
  'delegations.accept': {
    summary: 'Agree to a delegation the other side proposed',
    params: delegationParams,
    status: 200,
    result: Delegation,
    problems: ['unauthenticated', 'identity_level_too_low', 'not_found', 'delegation_not_active'],
  },
  'delegations.revoke': {
    summary: 'End a delegation, or decline it; it cannot be used from that moment',
    params: delegationParams,
    status: 200,
    result: Delegation,
    problems: ['unauthenticated', 'not_found'],
  },
  'delegations.uses': {
    summary: 'Everything done under a delegation, newest first',
    params: delegationParams,
    query: DelegationUseQuery,
    status: 200,
    result: DelegationUsePage,
    problems: ['unauthenticated', 'not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
