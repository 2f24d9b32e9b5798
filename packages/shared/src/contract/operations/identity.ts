// What the operations of `identity` take and answer.
import { ConfirmInPersonBody, Me, SendCodeBody, SentCode, Session, SignInBody, VerifyBody } from '../citizen.ts';
import { FaceCheck, FinishFaceCheckBody, StartedFaceCheck, StartFaceCheckBody } from '../faceCheck.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const identityOperations = {
  'identity.sendCode': {
    summary: 'Send a one-time code by SMS',
    body: SendCodeBody,
    status: 201,
    result: SentCode,
    problems: ['sms_unavailable'],
  },
  'identity.signIn': {
    summary: 'Sign in',
    body: SignInBody,
    status: 201,
    result: Session,
    problems: ['code_wrong', 'code_expired', 'code_attempts_exceeded', 'wechat_unavailable'],
  },
  'identity.signOut': { summary: 'Sign out', status: 204, problems: ['unauthenticated'] },
  'identity.me': { summary: 'The signed-in citizen', status: 200, result: Me, problems: ['unauthenticated'] },
  'identity.verify': {
    summary: 'Confirm who you are: name and ID number, checked with the police',
    body: VerifyBody,
    status: 200,
    result: Me,
    problems: [
      'unauthenticated',
      'id_number_invalid',
      'identity_mismatch',
      'citizen_card_unknown',
      'identity_bound_elsewhere',
      'identity_already_confirmed',
      'department_unavailable',
    ],
  },
  'identity.confirmInPerson': {
    summary: 'A clerk confirms the person before him',
    body: ConfirmInPersonBody,
    status: 201,
    result: Session,
    problems: [
      'unauthenticated',
      'id_number_invalid',
      'identity_mismatch',
      'citizen_card_unknown',
      'card_reading_invalid',
      'department_unavailable',
    ],
  },
  'identity.startFaceCheck': {
    summary: 'Begin a face check',
    body: StartFaceCheckBody,
    status: 201,
    result: StartedFaceCheck,
    problems: [
      'unauthenticated',
      'id_number_invalid',
      'identity_mismatch',
      'identity_already_confirmed',
      'face_check_not_possible',
      'face_check_unavailable',
      'department_unavailable',
    ],
  },
  'identity.finishFaceCheck': {
    summary: 'What became of a face check; the provider is asked, not the client',
    body: FinishFaceCheckBody,
    status: 200,
    result: FaceCheck,
    problems: ['unauthenticated', 'not_found', 'face_check_unavailable'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
