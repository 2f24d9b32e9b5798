// What every operation takes and answers. Gateway validation, OpenAPI and the SDK's types come from this table.
import { type Static, type TSchema, Type } from 'typebox';
import {
  Application,
  ApplicationEvents,
  ApplicationGetQuery,
  ApplicationPage,
  ApplicationQuery,
  CommitBody,
  CreateApplicationBody,
} from './application.ts';
import { Batch, BatchList } from './batch.ts';
import { Bill } from './bill.ts';
import {
  ApproveCaseBody,
  AskSupplementBody,
  Case,
  CasePage,
  CaseQuery,
  CaseStepBody,
  CaseSummary,
  ExtendTermBody,
  ReasonedStepBody,
  StartSpecialProcedureBody,
} from './case.ts';
import { ConfirmInPersonBody, Me, SendCodeBody, SentCode, Session, SignInBody, VerifyBody } from './citizen.ts';
import { Delegation, Delegations, DelegationUsePage, DelegationUseQuery, ProposeDelegationBody } from './delegation.ts';
import { ArriveBody, Delivery, DeliveryOptions, HandOverBody, KeptResult } from './delivery.ts';
import { Draft, Drafts, SaveDraftBody } from './draft.ts';
import { Anchor, AnchorPage, AnchorQuery, CaseFile } from './evidence.ts';
import {
  DecideFaceReviewBody,
  FaceCheck,
  FaceReview,
  FaceReviewDetail,
  FaceReviews,
  FinishFaceCheckBody,
  StartedFaceCheck,
  StartFaceCheckBody,
} from './faceCheck.ts';
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
import {
  MarkReadBody,
  NoticePage,
  NoticePreferences,
  NoticeQuery,
  NoticeSubscriptions,
  RecordSubscriptionBody,
  UnreadNotices,
} from './notice.ts';
import { BeginSignInBody, BegunSignIn, OfficerMe, OfficerSession, OfficerSignInBody } from './officer.ts';
import { CreateEmbedSessionBody, CurrentEmbedSession, EmbedSession, Registration } from './partner.ts';
import { CreatePaymentBody, Payment } from './payment.ts';
import { Plan } from './plan.ts';
import { CreatePlateOfferBody, CreatePlateReservationBody, PlateOffer, PlateReservation } from './plate.ts';
import {
  Consent,
  Consents,
  DataAccessPage,
  DataAccessQuery,
  Erasure,
  HandOverPage,
  HandOverQuery,
  PersonalDataExport,
  PrivacyNotice,
  PrivacyNoticeBody,
  RetentionTerms,
} from './privacy.ts';
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
import { CompleteUploadBody, CreateUploadBody, Upload, UploadPart, uploadPartParams } from './upload.ts';
import {
  CreateWebhookEndpointBody,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookDeliveryQuery,
  WebhookEndpoints,
  WebhookEndpointWithSecret,
} from './webhook.ts';

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
/** Problems of any operation on one case; another department's does not exist. */
const caseProblems = ['unauthenticated', 'forbidden', 'not_found'] as const satisfies readonly ProblemCode[];
const reformParams = Type.Object({ reformId: Id('The reform file') });
const delegationParams = Type.Object({ delegationId: Id('The delegation') });
const faceReviewParams = Type.Object({ certifyId: Id('The check') });
const uploadParams = Type.Object({ uploadId: Id('The upload') });
const draftParams = Type.Object({ draftId: Id('The draft') });
const webhookEndpointParams = Type.Object({ endpointId: Id('The address') });

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

  'privacy.retention': {
    summary: 'How long each kind of personal data is kept',
    status: 200,
    result: RetentionTerms,
    problems: [],
  },
  'privacy.notice': {
    summary: 'What is told, and asked, before filing a matter',
    params: matterParams,
    body: PrivacyNoticeBody,
    status: 200,
    result: PrivacyNotice,
    problems: ['unauthenticated', 'matter_not_found'],
  },
  'privacy.consents': {
    summary: 'My consents, and the notices I was shown',
    status: 200,
    result: Consents,
    problems: ['unauthenticated'],
  },
  'privacy.withdrawConsent': {
    summary: 'Withdraw a consent: what rests on it stops, and nothing else',
    params: Type.Object({ consentId: Id('The consent') }),
    status: 200,
    result: Consent,
    problems: ['unauthenticated', 'not_found'],
  },
  'privacy.accesses': {
    summary: 'Who looked at my data, when, why, and what was said; newest first',
    query: DataAccessQuery,
    status: 200,
    result: DataAccessPage,
    problems: ['unauthenticated'],
  },
  'privacy.export': {
    summary: 'Everything held about me',
    status: 200,
    result: PersonalDataExport,
    problems: ['unauthenticated', 'identity_level_too_low'],
  },
  'privacy.erase': {
    summary: 'Forget me: my key is destroyed',
    status: 200,
    result: Erasure,
    problems: ['unauthenticated', 'identity_level_too_low', 'erasure_not_yet'],
  },

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

  'faceReviews.list': {
    summary: 'Face checks that wait for an officer, the oldest first',
    status: 200,
    result: FaceReviews,
    problems: ['unauthenticated', 'forbidden'],
  },
  'faceReviews.get': {
    summary: 'One of them, with what is compared',
    params: faceReviewParams,
    status: 200,
    result: FaceReviewDetail,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'face_check_unavailable'],
  },
  'faceReviews.decide': {
    summary: 'Decide it',
    params: faceReviewParams,
    body: DecideFaceReviewBody,
    status: 200,
    result: FaceReview,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'face_review_settled'],
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
      'notice_changed',
      'guardian_needed',
      'delegation_not_active',
      'delegation_not_allowed',
      'delegation_out_of_scope',
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
    summary: 'An application, at once or as soon as it changes',
    params: applicationParams,
    query: ApplicationGetQuery,
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

  'uploads.create': {
    summary: 'Announce a file',
    body: CreateUploadBody,
    status: 201,
    result: Upload,
    problems: ['unauthenticated', 'uploads_full'],
  },
  'uploads.append': {
    summary: 'Send a part of it; a part that is held already is not kept twice',
    params: uploadPartParams,
    body: UploadPart,
    status: 200,
    result: Upload,
    problems: ['unauthenticated', 'not_found', 'upload_offset_conflict', 'upload_type_mismatch'],
  },
  'uploads.complete': {
    summary: 'Say that all parts are sent',
    params: uploadParams,
    body: CompleteUploadBody,
    status: 200,
    result: Upload,
    problems: ['unauthenticated', 'not_found', 'upload_offset_conflict', 'upload_damaged'],
  },
  'uploads.get': {
    summary: 'How much of it is held',
    params: uploadParams,
    status: 200,
    result: Upload,
    problems: ['unauthenticated', 'not_found'],
  },
  'uploads.discard': {
    summary: 'Forget a file no application uses; one that is gone already stays gone',
    params: uploadParams,
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

  'notices.list': {
    summary: 'My notices, newest first, and how many are unread',
    query: NoticeQuery,
    status: 200,
    result: NoticePage,
    problems: ['unauthenticated'],
  },
  'notices.markRead': {
    summary: 'Mark notices read',
    body: MarkReadBody,
    status: 200,
    result: UnreadNotices,
    problems: ['unauthenticated'],
  },
  'notices.preferences': {
    summary: 'Which channels I allow beside the inbox',
    status: 200,
    result: NoticePreferences,
    problems: ['unauthenticated', 'forbidden'],
  },
  'notices.setPreferences': {
    summary: 'Allow or refuse channels',
    body: NoticePreferences,
    status: 200,
    result: NoticePreferences,
    problems: ['unauthenticated', 'forbidden'],
  },
  'notices.subscriptions': {
    summary: 'WeChat messages I may still be sent, and what to ask for in a tap',
    status: 200,
    result: NoticeSubscriptions,
    problems: ['unauthenticated', 'forbidden'],
  },
  'notices.recordSubscription': {
    summary: 'Record what was accepted in a tap: each acceptance permits one WeChat message',
    body: RecordSubscriptionBody,
    status: 200,
    result: NoticeSubscriptions,
    problems: ['unauthenticated', 'forbidden', 'wechat_account_missing'],
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

  'registration.get': {
    summary: 'What the partner may do here, and with which keys',
    status: 200,
    result: Registration,
    problems: ['signature_invalid', 'signature_expired'],
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

  'webhookEndpoints.create': {
    summary: 'Register an address that is told of the partner’s own cases (Standard Webhooks)',
    body: CreateWebhookEndpointBody,
    status: 201,
    result: WebhookEndpointWithSecret,
    problems: ['signature_invalid', 'signature_expired', 'webhook_endpoints_full'],
  },
  'webhookEndpoints.list': {
    summary: 'The partner’s addresses',
    status: 200,
    result: WebhookEndpoints,
    problems: ['signature_invalid', 'signature_expired'],
  },
  'webhookEndpoints.rotateSecret': {
    summary: 'A new secret; for a day the former one signs too',
    params: webhookEndpointParams,
    status: 201,
    result: WebhookEndpointWithSecret,
    problems: ['signature_invalid', 'signature_expired', 'not_found'],
  },
  'webhookEndpoints.delete': {
    summary: 'Forget an address and its messages; one that is gone already stays gone',
    params: webhookEndpointParams,
    status: 204,
    problems: ['signature_invalid', 'signature_expired'],
  },
  'webhookDeliveries.list': {
    summary: 'Messages to the partner’s addresses, newest first; the dead letters among them',
    query: WebhookDeliveryQuery,
    status: 200,
    result: WebhookDeliveryPage,
    problems: ['signature_invalid', 'signature_expired'],
  },
  'webhookDeliveries.replay': {
    summary: 'Send a message again, under its old id',
    params: Type.Object({ deliveryId: Id('The message') }),
    status: 200,
    result: WebhookDelivery,
    problems: ['signature_invalid', 'signature_expired', 'not_found'],
  },

  'handOvers.list': {
    summary: 'How cases filed at the partner’s counters stand, as far as the citizens consented',
    query: HandOverQuery,
    status: 200,
    result: HandOverPage,
    problems: ['signature_invalid', 'signature_expired'],
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

  'cases.list': {
    summary: 'The queue of the officer’s department, the most urgent first',
    query: CaseQuery,
    status: 200,
    result: CasePage,
    problems: ['unauthenticated', 'forbidden'],
  },
  'cases.get': {
    summary: 'Everything needed to decide a case; each look is recorded',
    params: applicationParams,
    status: 200,
    result: Case,
    problems: caseProblems,
  },
  'cases.take': {
    summary: 'Take a case, so that nobody else decides it',
    params: applicationParams,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'case_held', 'application_state_conflict'],
  },
  'cases.release': {
    summary: 'Give a case back to the queue',
    params: applicationParams,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'case_not_taken'],
  },
  'cases.accept': {
    summary: 'Accept (受理): the clock starts',
    params: applicationParams,
    body: CaseStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.refuse': {
    summary: 'Do not accept (不予受理)',
    params: applicationParams,
    body: ReasonedStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.askSupplement': {
    summary: 'Ask for what is missing, once and in full (补正)',
    params: applicationParams,
    body: AskSupplementBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.startReview': {
    summary: 'Begin the review while a paper is still owed',
    params: applicationParams,
    body: CaseStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.startSpecialProcedure': {
    summary: 'Begin a special procedure: the clock stands still',
    params: applicationParams,
    body: StartSpecialProcedureBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.endSpecialProcedure': {
    summary: 'End it: the clock runs on',
    params: applicationParams,
    body: CaseStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.extendTerm': {
    summary: 'Extend the term once, as the head of the department',
    params: applicationParams,
    body: ExtendTermBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.approve': {
    summary: 'Approve',
    params: applicationParams,
    body: ApproveCaseBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.reject': {
    summary: 'Reject, with the reason and what can be done against it',
    params: applicationParams,
    body: ReasonedStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
  },
  'cases.terminate': {
    summary: 'Close without a decision (终止)',
    params: applicationParams,
    body: ReasonedStepBody,
    status: 200,
    result: CaseSummary,
    problems: [...caseProblems, 'application_state_conflict', 'case_not_taken', 'case_changed'],
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
