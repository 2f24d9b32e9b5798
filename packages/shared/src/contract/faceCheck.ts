// Face checks (人脸核身): begun and finished by the citizen, judged by the provider's answer to the service; doubts go to an officer.
import { type Static, Type } from 'typebox';
import { IdNumber, Me, PersonName } from './citizen.ts';
import { Id, LocalText, Nullable, OneOf, Time } from './text.ts';

/** Where a face check stands. `review`: an officer of the police looks at it. */
export const faceCheckStates = ['started', 'passed', 'failed', 'review', 'lapsed'] as const;
export type FaceCheckState = (typeof faceCheckStates)[number];

/** Begin a face check. */
export const StartFaceCheckBody = Type.Object(
  {
    identity: Type.Optional(
      Type.Object(
        { name: PersonName, idNumber: IdNumber },
        { additionalProperties: false, description: 'Who it is, where the account bears no identity yet' },
      ),
    ),
    returnTo: Type.String({
      pattern: '^/(?!/)[^\\\\\\s]*$',
      maxLength: 300,
      description: 'Path within the citizen’s app to come back to: where he was when a higher level was asked for',
    }),
  },
  { title: 'StartFaceCheckBody', additionalProperties: false },
);
export type StartFaceCheckBody = Static<typeof StartFaceCheckBody>;

/** A face check that was begun. */
export const StartedFaceCheck = Type.Object(
  {
    certifyId: Type.String({ description: 'Names the check; give it to `identity.finishFaceCheck`' }),
    url: Type.String({ format: 'uri', description: 'The provider’s page; open it, it comes back to the app' }),
    expiresAt: Time('Too late then'),
  },
  { title: 'StartedFaceCheck', description: 'A face check that was begun: the provider’s page to open.' },
);
export type StartedFaceCheck = Static<typeof StartedFaceCheck>;

/** Ask what became of it. Nothing the client could say of the outcome is taken. */
export const FinishFaceCheckBody = Type.Object(
  {
    certifyId: Id('The check'),
    returnCode: Id('What the provider’s page came back with: only the browser that stood before the camera has it'),
  },
  { title: 'FinishFaceCheckBody', additionalProperties: false },
);
export type FinishFaceCheckBody = Static<typeof FinishFaceCheckBody>;

/** What became of a face check. */
export const FaceCheck = Type.Object(
  {
    certifyId: Type.String(),
    state: OneOf(faceCheckStates),
    sentence: LocalText,
    returnTo: Type.String({ description: 'Where the citizen was' }),
    me: Nullable(Me, { description: 'When passed: the citizen at his new level' }),
  },
  { title: 'FaceCheck', description: 'What the provider, or an officer, says of a face check.' },
);
export type FaceCheck = Static<typeof FaceCheck>;

/** Why an officer looks at a face check. */
export const faceReviewReasons = ['likenessUnclear', 'noPhotoOnFile'] as const;
export type FaceReviewReason = (typeof faceReviewReasons)[number];

/** A face check that waits for an officer. */
export const FaceReview = Type.Object(
  {
    certifyId: Type.String(),
    name: Type.String({ description: 'Masked' }),
    idNumber: Type.String({ description: 'Masked' }),
    reason: OneOf(faceReviewReasons),
    likeness: Type.Number({ minimum: 0, maximum: 100, description: 'Likeness as the provider measured it, 0–100' }),
    finishedAt: Time('When the citizen finished'),
  },
  { title: 'FaceReview', description: 'A face check that waits for an officer.' },
);
export type FaceReview = Static<typeof FaceReview>;
export const FaceReviews = Type.Object({ items: Type.Array(FaceReview) }, { title: 'FaceReviews' });
export type FaceReviews = Static<typeof FaceReviews>;

/** A face check with what an officer compares; the look is kept, and the citizen sees it. */
export const FaceReviewDetail = Type.Object(
  {
    ...FaceReview.properties,
    name: Type.String({ description: 'In clear' }),
    idNumber: Type.String({ description: 'In clear' }),
    frame: Nullable(Type.String(), {
      description: 'The best picture of the check as a data URL; null where the provider has none any more',
    }),
  },
  { title: 'FaceReviewDetail', description: 'A face check with what an officer compares.' },
);
export type FaceReviewDetail = Static<typeof FaceReviewDetail>;

/** An officer's decision. */
export const DecideFaceReviewBody = Type.Object(
  { outcome: OneOf(['passed', 'failed'] as const), reason: Type.String({ minLength: 2, maxLength: 500 }) },
  { title: 'DecideFaceReviewBody', additionalProperties: false },
);
export type DecideFaceReviewBody = Static<typeof DecideFaceReviewBody>;
