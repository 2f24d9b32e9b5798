// What may be uploaded: refused on the phone before a byte is sent, and by the service in any case. No schemas, because
// a client's bundle carries it.

/** Types of files that may be uploaded: what shows a paper, and nothing a machine would run. */
export const uploadTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type UploadType = (typeof uploadTypes)[number];

/** Where an upload stands. */
export const uploadStates = ['open', 'complete', 'used'] as const;
export type UploadState = (typeof uploadStates)[number];

/** Bytes of one file. */
export const maxUploadBytes = 10 * 1024 * 1024;
/** Bytes of a part; the last is what remains. */
export const uploadPartBytes = 256 * 1024;
/** Files one citizen may have that no application uses. */
export const maxUploads = 20;
