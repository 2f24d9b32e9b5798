// Uploads (上传材料): a paper as a file, sent in parts so that a cut connection costs one part and not the whole.
import { type Static, Type } from 'typebox';
import { Id, Nullable, OneOf, Time } from './text.ts';
import { maxUploadBytes, uploadStates, uploadTypes } from './uploadLimits.ts';

const digest = { pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the whole file, hexadecimal' };

/** Announce a file. */
export const CreateUploadBody = Type.Object(
  {
    type: OneOf(uploadTypes, { description: 'Media type; the first bytes of the file must agree with it' }),
    size: Type.Integer({ minimum: 1, maximum: maxUploadBytes, description: 'Bytes of the whole file' }),
  },
  { title: 'CreateUploadBody', additionalProperties: false },
);
export type CreateUploadBody = Static<typeof CreateUploadBody>;

/** A file on its way, or whole. */
export const Upload = Type.Object(
  {
    uploadId: Type.String(),
    type: OneOf(uploadTypes),
    size: Type.Integer({ description: 'Bytes of the whole file' }),
    partSize: Type.Integer({ description: 'Bytes of each part; the last is what remains' }),
    held: Type.Integer({ minimum: 0, description: 'Bytes held from the start: the offset of the next part' }),
    state: OneOf(uploadStates, {
      description: '`open`: parts are awaited · `complete`: whole and checked · `used`: given with an application',
    }),
    sha256: Nullable(Type.String(digest), { description: 'Null until it is complete' }),
    expiresAt: Time('Forgotten then, unless it is used'),
  },
  { title: 'Upload', description: 'A file on its way, or whole.' },
);
export type Upload = Static<typeof Upload>;

/** Path parameters of a part. */
export const uploadPartParams = Type.Object({
  uploadId: Id('The upload'),
  offset: Type.Integer({ minimum: 0, maximum: maxUploadBytes, description: 'Where in the file the part begins' }),
});

/** A part: its bytes as they are, or as the one file of a form, which is all that some phones can send. */
export const UploadPart = Type.Unsafe<Uint8Array>({
  type: 'string',
  format: 'binary',
  description: 'The bytes of the part, as `application/octet-stream` or as the one file of `multipart/form-data`',
});

/** A part as it is held. */
export const HeldPart = Type.Object(
  {
    offset: Type.Integer({ description: 'Where in the file it begins; the next begins `partSize` bytes on' }),
    bytes: Type.String({ description: 'The bytes, Base64 (RFC 4648, 4)' }),
  },
  { title: 'HeldPart', description: 'A part of a file as it is held.' },
);
export type HeldPart = Static<typeof HeldPart>;

/** Say that all parts are sent. */
export const CompleteUploadBody = Type.Object(
  { sha256: Type.String(digest) },
  { title: 'CompleteUploadBody', additionalProperties: false },
);
export type CompleteUploadBody = Static<typeof CompleteUploadBody>;
