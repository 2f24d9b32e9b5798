// Uploads: whether a file is what it says it is.
import type { UploadType } from '../contract/uploadLimits.ts';

/** How a file of each type begins (PDF: ISO 32000-1 §7.5.2; JPEG: ISO/IEC 10918-1 SOI and a marker; PNG: ISO/IEC 15948 §5.2). */
const beginnings: Readonly<Record<UploadType, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};

/** Whether the first bytes of a file are those of its declared type. */
export const beginsAs = (type: UploadType, bytes: Uint8Array): boolean =>
  beginnings[type].every((byte, index) => bytes[index] === byte);
