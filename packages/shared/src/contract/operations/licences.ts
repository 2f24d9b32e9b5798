// What the operations of `licences` take and answer.
import { Type } from 'typebox';
import {
  Licence,
  LicenceKeys,
  LicencePage,
  LicenceQuery,
  LicenceRevocation,
  LicenceRevocations,
  LicenceVerification,
  RevokeLicenceBody,
  VerifyLicenceBody,
} from '../licence.ts';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';

export const licenceOperations = {
  'licences.list': {
    summary: 'My licences, newest first',
    query: LicenceQuery,
    status: 200,
    result: LicencePage,
    problems: ['unauthenticated'],
  },
  'licences.get': {
    summary: 'A licence',
    params: Type.Object({ licenceId: Id('The licence') }),
    status: 200,
    result: Licence,
    problems: ['unauthenticated', 'not_found'],
  },
  'licences.verify': {
    summary: 'Whether a licence is genuine and in force',
    body: VerifyLicenceBody,
    status: 200,
    result: LicenceVerification,
    problems: [],
  },
  'licences.keys': {
    summary: 'The public keys licences are signed with',
    status: 200,
    result: LicenceKeys,
    problems: [],
  },
  'licences.revocations': {
    summary: 'The signed list of revoked licences',
    status: 200,
    result: LicenceRevocations,
    problems: [],
  },
  'licences.revoke': {
    summary: 'Take a licence out of force',
    body: RevokeLicenceBody,
    status: 201,
    result: LicenceRevocation,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'licence_revoked_already'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
