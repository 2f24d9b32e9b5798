// The key that makes a write safe to repeat: made once per write, from the platform's random bytes.
import type { Transport } from './transport.ts';

/**
 * Makes a new idempotency key (a random UUID, RFC 9562 version 4). Keep it before a write when the write must survive a
 * crash: the same key and body, sent again by the next process, cannot do it twice.
 */
export async function newIdempotencyKey(transport: Transport): Promise<string> {
  const bytes = await transport.randomBytes(16);
  bytes[6] = (Number(bytes[6]) & 0x0f) | 0x40;
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
