// The key that makes a write safe to repeat: made once per write, from the platform's random bytes.
import type { Transport } from './transport.ts';

/**
 * Makes a new idempotency key (a random UUID, RFC 9562 version 4). Keep it before a write when the write must survive a
 * crash: the same key and body, sent again by the next process, cannot do it twice.
 */
export async function newIdempotencyKey(transport: Transport): Promise<string> {
  const bytes = await transport.randomBytes(16);
  const hex = Array.from(bytes, (byte, index) => {
    if (index === 6) return (0x40 | (byte & 0x0f)).toString(16);
    if (index === 8) return (0x80 | (byte & 0x3f)).toString(16);
    return byte.toString(16).padStart(2, '0');
  }).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
