// What the provider's answer to a face check means: pass, fail, or a person must look. Values in one table, easy to correct.
import type { FaceCheckState, FaceReviewReason } from '../contract/faceCheck.ts';

/** What the provider measured (腾讯云 人脸核身 GetDetectInfoEnhanced, `Text`). Codes are 0 for success; null: not done yet. */
export interface FaceMeasurement {
  /** Of the whole check. */
  readonly errCode: number | null;
  /** Whether somebody alive was before the camera. */
  readonly liveStatus: number | null;
  /** Whether the face is that of the photo the police hold. */
  readonly compareStatus: number | null;
  /** Likeness, 0–100. */
  readonly likeness: number;
}

/** What follows from a measurement. `started`: not finished yet. */
export type FaceJudgement =
  | { readonly state: Extract<FaceCheckState, 'started' | 'passed' | 'failed'> }
  | { readonly state: 'review'; readonly reason: FaceReviewReason };

/** The provider's codes and our thresholds (verify against the provider's own list before going live). */
export const faceCheckTable = {
  /** Comparison passes from this likeness on. */
  passFrom: 70,
  /** From this likeness on it is not plain that it is somebody else. */
  doubtFrom: 55,
  /** `compareStatus` that says that the police hold no photo to compare with. */
  noPhoto: [2012, 2013, 2016],
} as const;

/** Judges. Only somebody alive can pass or be doubted: a picture held before the camera fails. */
export function judgeFace({ errCode, liveStatus, compareStatus, likeness }: FaceMeasurement): FaceJudgement {
  if (errCode === null || liveStatus === null) return { state: 'started' };
  if (liveStatus !== 0) return { state: 'failed' };
  if (compareStatus !== null && faceCheckTable.noPhoto.some((code) => code === compareStatus))
    return { state: 'review', reason: 'noPhotoOnFile' };
  if (errCode === 0 && compareStatus === 0 && likeness >= faceCheckTable.passFrom) return { state: 'passed' };
  return likeness >= faceCheckTable.doubtFrom ? { state: 'review', reason: 'likenessUnclear' } : { state: 'failed' };
}
