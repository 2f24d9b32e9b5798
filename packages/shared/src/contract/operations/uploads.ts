// What the operations of `uploads` take and answer.
import { Type } from 'typebox';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import { CompleteUploadBody, CreateUploadBody, HeldPart, Upload, UploadPart, uploadPartParams } from '../upload.ts';
import type { Operation } from './operation.ts';

const uploadParams = Type.Object({ uploadId: Id('The upload') });

export const uploadOperations = {
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
  'uploads.part': {
    summary: 'Read a part of it back, as long as it is kept',
    params: uploadPartParams,
    status: 200,
    result: HeldPart,
    problems: ['unauthenticated', 'not_found'],
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
} as const satisfies Partial<Record<OperationId, Operation>>;
