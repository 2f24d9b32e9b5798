// Opaque ids: a prefix that says what it names, and 128 random bits.
import { randomBytes } from 'node:crypto';

/**
 * A new id that nobody can guess.
 * @param prefix what it names, e.g. `app`, `bill`
 */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(16).toString('base64url')}`;

/** A new bearer token, 256 random bits; only its hash is stored. */
export const newToken = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`;
