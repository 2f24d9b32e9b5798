// What every operation takes and answers. Gateway validation, OpenAPI and the SDK's types come from this table.
import { type Static, type TSchema, Type } from 'typebox';
import {
  Application,
  ApplicationEvents,
  ApplicationPage,
  ApplicationQuery,
  CommitBody,
  CreateApplicationBody,
} from './application.ts';
import { Batch, BatchList } from './batch.ts';
import { Bill } from './bill.ts';
import { ConfirmInPersonBody, Me, SendCodeBody, SentCode, Session, SignInBody, VerifyBody } from './citizen.ts';
import { Draft, Drafts, SaveDraftBody } from './draft.ts';
import { Anchor, AnchorPage, AnchorQuery, CaseFile } from './evidence.ts';
import {
  HotMatters,
  HotQuery,
  MatterIndex,
  MatterIndexQuery,
  MatterPage,
  MatterQuery,
  MatterSuggestions,
  SuggestQuery,
} from './finding.ts';
import { UnlockPlan, UnlockQuery } from './insight.ts';
import { KeyRotation, KeyStatus, PublicKeys, RotateKeyBody } from './key.ts';
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
} from './licence.ts';
import { Matter } from './matter.ts';
import { BeginSignInBody, BegunSignIn, OfficerMe, OfficerSession, OfficerSignInBody } from './officer.ts';
import { CreateEmbedSessionBody, CurrentEmbedSession, EmbedSession } from './partner.ts';
import { CreatePaymentBody, Payment } from './payment.ts';
import { Plan } from './plan.ts';
import { CreatePlateOfferBody, CreatePlateReservationBody, PlateOffer, PlateReservation } from './plate.ts';
import type { ProblemCode } from './problems.ts';
import {
  CreatePublicationBody,
  PreviewPublicationBody,
  Publication,
  PublicationAudit,
  PublicationPage,
  PublicationPreview,
  PublicationQuery,
  RevertPublicationBody,
} from './publication.ts';
import {
  CreateReformBody,
  ReformFile,
  ReformPage,
  ReformQuery,
  ReplyAgainBody,
  ReplyReformBody,
  ReportAgainBody,
  ReviseReformBody,
} from './reform.ts';
import { AnswerDemandBody, DemandList, DemandQuery } from './reformDemand.ts';
import type { OperationId } from './routes/index.ts';
import { NearbyServicePoints, ServicePointQuery } from './servicePoint.ts';
import { Situation } from './situation.ts';
import { ApplicationForm, CorrectApplicationBody, GiveSupplementBody } from './supplement.ts';
import { Id } from './text.ts';

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
const publicationParams = Type.Object({ publicationId: Id('The publication') });
const applicationParams = Type.Object({ applicationId: Id('The application') });
const reformParams = Type.Object({ reformId: Id('The reform file') });
const draftParams = Type.Object({ draftId: Id('The draft') });

/** Body of `matters.plan`. */
export const PlanBody = Type.Object({ situation: Situation }, { title: 'PlanBody', additionalProperties: false });
export type PlanBody = Static<typeof PlanBody>;

/** Every operation's schemas, by the id it has in `routes`. */
export const operations = {
  'matters.search': { summary: 'Find matters', query: MatterQuery, status: 200, result: MatterPage, problems: [] },
  'matters.suggest': {
    summary: 'What somebody typing may want to ask',
    query: SuggestQuery,
    status: 200,
    result: MatterSuggestions,
    problems: [],
  },
  'matters.hot': {
    summary: 'The matters used most in the last 30 days',
    query: HotQuery,
    status: 200,
    result: HotMatters,
    problems: [],
  },
  'matters.index': {
    summary: 'The index a phone searches in without a network',
    query: MatterIndexQuery,
    status: 200,
    result: MatterIndex,
    problems: [],
  },
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

  'servicePoints.nearby': {
    summary: 'Service points near a place, the nearest first',
    query: ServicePointQuery,
    status: 200,
    result: NearbyServicePoints,
    problems: ['matter_not_found'],
  },

  'insights.unlock': {
    summary: 'Which step of the reform makes the most further matters ID-only',
    query: UnlockQuery,
    status: 200,
    result: UnlockPlan,
    problems: [],
  },

  'batches.list': {
    summary: 'The batches in which the reform was published',
    status: 200,
    result: BatchList,
    problems: [],
  },
  'batches.get': {
    summary: 'A batch and what it lists',
    params: Type.Object({ batchId: Type.String({ maxLength: 64 }) }),
    status: 200,
    result: Batch,
    problems: ['batch_not_found'],
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
      'draft_changed_elsewhere',
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
  'applications.form': {
    summary: 'What was filed, what may be corrected now, and what is asked for',
    params: applicationParams,
    status: 200,
    result: ApplicationForm,
    problems: ['unauthenticated', 'not_found'],
  },
  'applications.supplement': {
    summary: 'Give the supplement asked for, all of it',
    params: applicationParams,
    body: GiveSupplementBody,
    status: 200,
    result: Application,
    problems: ['unauthenticated', 'not_found', 'application_state_conflict'],
  },
  'applications.correct': {
    summary: 'Correct a mistake, until the result is issued',
    params: applicationParams,
    body: CorrectApplicationBody,
    status: 200,
    result: Application,
    problems: ['unauthenticated', 'not_found', 'application_state_conflict'],
  },
  'applications.evidence': {
    summary: 'Its case file: the history with everything that proves it offline',
    params: applicationParams,
    status: 200,
    result: CaseFile,
    problems: ['unauthenticated', 'not_found'],
  },
  'applications.commit': {
    summary: 'Commit in writing instead of waiting for a paper a department owes',
    params: Type.Object({ applicationId: Id('The application'), materialId: Id('The paper') }),
    body: CommitBody,
    status: 200,
    result: Application,
    problems: [
      'unauthenticated',
      'not_found',
      'commitment_not_offered',
      'commitment_text_changed',
      'department_unavailable',
    ],
  },
  'applications.withdraw': {
    summary: 'Withdraw it',
    params: applicationParams,
    status: 200,
    result: Application,
    problems: ['unauthenticated', 'not_found', 'application_state_conflict'],
  },

  'drafts.save': {
    summary: 'Keep an unfinished filing',
    body: SaveDraftBody,
    status: 200,
    result: Draft,
    problems: [
      'unauthenticated',
      'matter_not_found',
      'matter_not_offered_here',
      'not_found',
      'draft_changed_elsewhere',
      'drafts_full',
    ],
  },
  'drafts.list': { summary: 'My drafts, last saved first', status: 200, result: Drafts, problems: ['unauthenticated'] },
  'drafts.get': {
    summary: 'A draft, to be filled in further',
    params: draftParams,
    status: 200,
    result: Draft,
    problems: ['unauthenticated', 'not_found'],
  },
  'drafts.discard': {
    summary: 'Forget a draft; one that is gone already stays gone',
    params: draftParams,
    status: 204,
    problems: ['unauthenticated'],
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

  'anchors.list': {
    summary: 'The signed roots of all histories, newest first',
    query: AnchorQuery,
    status: 200,
    result: AnchorPage,
    problems: [],
  },
  'anchors.get': {
    summary: 'One of them',
    params: Type.Object({ anchorNumber: Type.Integer({ minimum: 1, description: 'Its number' }) }),
    status: 200,
    result: Anchor,
    problems: ['not_found'],
  },
  'anchors.create': {
    summary: 'Anchor all histories now, without waiting for the night',
    status: 201,
    result: Anchor,
    problems: ['unauthenticated', 'forbidden'],
  },

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

  'publications.preview': {
    summary: 'What these changes would come to',
    body: PreviewPublicationBody,
    status: 200,
    result: PublicationPreview,
    problems: ['unauthenticated', 'forbidden'],
  },
  'publications.create': {
    summary: 'Publish changes of the catalogue',
    body: CreatePublicationBody,
    status: 201,
    result: Publication,
    problems: ['unauthenticated', 'forbidden', 'publication_outdated', 'catalogue_faulty'],
  },
  'publications.list': {
    summary: 'Publications, newest first',
    query: PublicationQuery,
    status: 200,
    result: PublicationPage,
    problems: ['unauthenticated', 'forbidden'],
  },
  'publications.audit': {
    summary: 'Whether nothing published was altered since',
    status: 200,
    result: PublicationAudit,
    problems: ['unauthenticated', 'forbidden'],
  },
  'publications.get': {
    summary: 'A publication in full',
    params: publicationParams,
    status: 200,
    result: Publication,
    problems: ['unauthenticated', 'forbidden', 'not_found'],
  },
  'publications.revert': {
    summary: 'Put back in force what was after this publication',
    params: publicationParams,
    body: RevertPublicationBody,
    status: 201,
    result: Publication,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'publication_outdated'],
  },

  'reform.create': {
    summary: 'Open a reform file as a draft',
    body: CreateReformBody,
    status: 201,
    result: ReformFile,
    problems: [
      'unauthenticated',
      'forbidden',
      'matter_not_found',
      'reform_matters_changed',
      'reform_changes_nothing',
      'reform_open_already',
    ],
  },
  'reform.list': {
    summary: 'Reform files, newest first',
    query: ReformQuery,
    status: 200,
    result: ReformPage,
    problems: ['unauthenticated', 'forbidden'],
  },
  'reform.get': {
    summary: 'A reform file: proposal, demands, effect, history',
    params: reformParams,
    status: 200,
    result: ReformFile,
    problems: ['unauthenticated', 'forbidden', 'not_found'],
  },
  'reform.revise': {
    summary: 'Draw the proposal up anew, before a report',
    params: reformParams,
    body: ReviseReformBody,
    status: 200,
    result: ReformFile,
    problems: [
      'unauthenticated',
      'forbidden',
      'not_found',
      'reform_state_conflict',
      'matter_not_found',
      'reform_matters_changed',
      'reform_changes_nothing',
      'reform_open_already',
    ],
  },
  'reform.report': {
    summary: 'First report (一报)',
    params: reformParams,
    status: 200,
    result: ReformFile,
    problems: [
      'unauthenticated',
      'forbidden',
      'not_found',
      'reform_state_conflict',
      'reform_matters_changed',
      'reform_changes_nothing',
      'reform_guide_unsound',
    ],
  },
  'reform.reply': {
    summary: 'First reply (一回): agreed, or returned with opinions',
    params: reformParams,
    body: ReplyReformBody,
    status: 200,
    result: ReformFile,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'reform_state_conflict'],
  },
  'reform.reportAgain': {
    summary: 'Second report (二报): every opinion answered',
    params: reformParams,
    body: ReportAgainBody,
    status: 200,
    result: ReformFile,
    problems: [
      'unauthenticated',
      'forbidden',
      'not_found',
      'reform_state_conflict',
      'reform_opinions_unanswered',
      'reform_matters_changed',
      'reform_changes_nothing',
      'reform_guide_unsound',
    ],
  },
  'reform.replyAgain': {
    summary: 'Second reply (二回): approved, which publishes, or rejected',
    params: reformParams,
    body: ReplyAgainBody,
    status: 200,
    result: ReformFile,
    problems: [
      'unauthenticated',
      'forbidden',
      'not_found',
      'reform_state_conflict',
      'reform_matters_changed',
      'reform_changes_nothing',
      'reform_demands_unsupplied',
      'reform_guide_unsound',
    ],
  },
  'reform.withdraw': {
    summary: 'Withdraw a reform file',
    params: reformParams,
    status: 200,
    result: ReformFile,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'reform_state_conflict'],
  },
  'reform.answerDemand': {
    summary: 'Accept or decline a data-sharing demand, as the supplier',
    params: Type.Object({ ...reformParams.properties, demandId: Id('The demand') }),
    body: AnswerDemandBody,
    status: 200,
    result: ReformFile,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'reform_state_conflict'],
  },
  'reform.demands': {
    summary: 'Data-sharing demands of every open file, by supplier',
    query: DemandQuery,
    status: 200,
    result: DemandList,
    problems: ['unauthenticated', 'forbidden'],
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
