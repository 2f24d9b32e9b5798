// What the operations of `officers` take and answer.
import { BeginSignInBody, BegunSignIn, OfficerMe, OfficerSession, OfficerSignInBody } from '../officer.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const officerOperations = {
  'officers.beginSignIn': {
    summary: 'Begin to sign in through the city’s staff directory',
    body: BeginSignInBody,
    status: 201,
    result: BegunSignIn,
    problems: ['staff_directory_unavailable'],
  },
  'officers.signIn': {
    summary: 'Sign in with what the staff directory answered',
    body: OfficerSignInBody,
    status: 201,
    result: OfficerSession,
    problems: ['sign_in_refused', 'staff_directory_unavailable', 'forbidden'],
  },
  'officers.signOut': { summary: 'Sign out', status: 204, problems: ['unauthenticated', 'forbidden'] },
  'officers.me': {
    summary: 'The signed-in officer',
    status: 200,
    result: OfficerMe,
    problems: ['unauthenticated', 'forbidden'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
