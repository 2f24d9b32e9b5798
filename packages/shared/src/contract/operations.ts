// What every operation takes and answers. Gateway validation, OpenAPI and the SDK's types come from this table.
import { type Static, type TSchema, Type } from 'typebox';
import {
  Application,
  ApplicationEvents,
  ApplicationPage,
  ApplicationQuery,
  CreateApplicationBody,
} from './application.ts';
import { Bill } from './bill.ts';
import { ConfirmInPersonBody, Me, SendCodeBody, SentCode, Session, SignInBody, VerifyBody } from './citizen.ts';
import { UnlockPlan, UnlockQuery } from './insight.ts';
import { Licence, LicenceKeys, LicencePage, LicenceQuery, LicenceVerification, VerifyLicenceBody } from './licence.ts';
import { Matter, MatterPage, Plan, Situation } from './matter.ts';
import { CreateEmbedSessionBody, CurrentEmbedSession, EmbedSession } from './partner.ts';
import { CreatePaymentBody, Payment } from './payment.ts';
import { CreatePlateOfferBody, CreatePlateReservationBody, PlateOffer, PlateReservation } from './plate.ts';
import type { ProblemCode } from './problems.ts';
import type { OperationId } from './routes.ts';
import { Id, PageQuery } from './text.ts';

/** Schemas of one operation. `problems` lists the codes it may answer with beyond those every operation may. */
export interface Operation {
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly status: 200 | 201 | 204;
  readonly result?: TSchema;
  readonly problems: readonly ProblemCode[];
}

/** Problems any operation may answer with. */
export const commonProblems = [
  'invalid_request',
  'rate_limited',
  'payload_too_large',
  'service_unavailable',
  'internal',
] as const satisfies readonly ProblemCode[];

const matterParams = Type.Object({ matterId: Id('The matter') });
const applicationParams = Type.Object({ applicationId: Id('The application') });

/** Query of `matters.search`. */
export const MatterQuery = Type.Object(
  {
    q: Type.Optional(
      Type.String({ maxLength: 100, description: 'Words, pinyin or initials; empty lists the most used' }),
    ),
    theme: Type.Optional(Type.String({ maxLength: 40, description: '主题' })),
    department: Type.Optional(Type.String({ maxLength: 10, description: 'Department code' })),
    idOnly: Type.Optional(Type.Boolean({ description: 'Only those that need nothing but the ID' })),
    online: Type.Optional(Type.Boolean({ description: 'Only those that can be filed online here' })),
    ...PageQuery,
  },
  { title: 'MatterQuery' },
);
export type MatterQuery = Static<typeof MatterQuery>;

/** Body of `matters.plan`. */
export const PlanBody = Type.Object({ situation: Situation }, { title: 'PlanBody', additionalProperties: false });
export type PlanBody = Static<typeof PlanBody>;

/** Every operation's schemas, by the id it has in `routes`. */
export const operations = {
  'matters.search': { summary: 'Find matters', query: MatterQuery, status: 200, result: MatterPage, problems: [] },
  'matters.get': {
    summary: 'A matter’s guide',
    params: matterParams,
    status: 200,
    result: Matter,
    problems: ['matter_not_found'],
  },
  'matters.plan': {
    summary: 'What is needed in this situation, and why not more',
    params: matterParams,
    body: PlanBody,
    status: 200,
    result: Plan,
    problems: ['matter_not_found', 'matter_not_online'],
  },

  'insights.unlock': {
    summary: 'Which step of the reform makes the most further matters ID-only',
    query: UnlockQuery,
    status: 200,
    result: UnlockPlan,
    problems: [],
  },

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
    problems: ['unauthenticated', 'id_number_invalid', 'identity_mismatch', 'department_unavailable'],
  },

  'applications.create': {
    summary: 'File an application',
    body: CreateApplicationBody,
    status: 201,
    result: Application,
    problems: [
      'unauthenticated',
      'matter_not_found',
      'matter_not_online',
      'matter_not_offered_here',
      'identity_level_too_low',
      'situation_unanswered',
      'commitment_missing',
      'notice_not_acknowledged',
      'paper_required',
      'application_open_already',
      'plate_reservation_missing',
    ],
  },
  'applications.list': {
    summary: 'My applications, newest first',
    query: ApplicationQuery,
    status: 200,
    result: ApplicationPage,
    problems: ['unauthenticated'],
  },
  'applications.get': {
    summary: 'An application',
    params: applicationParams,
    status: 200,
    result: Application,
    problems: ['unauthenticated', 'not_found'],
  },
  'applications.events': {
    summary: 'Its history',
    params: applicationParams,
    status: 200,
    result: ApplicationEvents,
    problems: ['unauthenticated', 'not_found'],
  },
  'applications.withdraw': {
    summary: 'Withdraw it',
    params: applicationParams,
    status: 200,
    result: Application,
    problems: ['unauthenticated', 'not_found', 'application_state_conflict'],
  },

  'bills.get': {
    summary: 'A bill; one that expired unpaid is renewed',
    params: Type.Object({ billId: Id('The bill') }),
    status: 200,
    result: Bill,
    problems: ['unauthenticated', 'not_found'],
  },
  'payments.create': {
    summary: 'Start paying a bill',
    body: CreatePaymentBody,
    status: 201,
    result: Payment,
    problems: [
      'unauthenticated',
      'not_found',
      'bill_settled',
      'bill_expired',
      'fee_to_be_confirmed',
      'payment_channel_unavailable',
      'wechat_account_missing',
      'application_state_conflict',
    ],
  },
  'payments.get': {
    summary: 'A payment; asks the channel while it is pending',
    params: Type.Object({ paymentId: Id('The payment') }),
    status: 200,
    result: Payment,
    problems: ['unauthenticated', 'not_found'],
  },

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

  'plates.offer': {
    summary: 'Fifty plate numbers to choose from',
    body: CreatePlateOfferBody,
    status: 201,
    result: PlateOffer,
    problems: ['unauthenticated', 'identity_level_too_low', 'matter_not_offered_here'],
  },
  'plates.reserve': {
    summary: 'Take one of them',
    body: CreatePlateReservationBody,
    status: 201,
    result: PlateReservation,
    problems: ['unauthenticated', 'not_found', 'plate_offer_expired', 'plate_taken', 'plate_not_offered'],
  },

  'embedSessions.create': {
    summary: 'Open an embed session for a page at a counter',
    body: CreateEmbedSessionBody,
    status: 201,
    result: EmbedSession,
    problems: ['signature_invalid', 'signature_expired', 'origin_not_allowed', 'forbidden', 'matter_not_offered_here'],
  },
  'embedSessions.current': {
    summary: 'Where the frame stands',
    status: 200,
    result: CurrentEmbedSession,
    problems: ['unauthenticated'],
  },
} as const satisfies Record<OperationId, Operation>;

type Operations = typeof operations;
type Part<K extends OperationId, P extends string> =
  Operations[K] extends Record<P, infer S extends TSchema> ? Static<S> : undefined;

/** Path parameters of an operation. */
export type ParamsOf<K extends OperationId> = Part<K, 'params'>;
/** Query of an operation. */
export type QueryOf<K extends OperationId> = Part<K, 'query'>;
/** Body of an operation. */
export type BodyOf<K extends OperationId> = Part<K, 'body'>;
/** What an operation answers with. */
export type ResultOf<K extends OperationId> = Operations[K] extends { result: infer S extends TSchema }
  ? Static<S>
  : undefined;
