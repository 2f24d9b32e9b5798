// SHA-256 (FIPS 180-4), piece by piece, in engines that have none: WeChat's, or a page without a secure context.

const mask = 0xffff_ffff;

/** The first 32 bits of the fractional part of a root of a prime (FIPS 180-4 §4.2.2, §5.3.3). */
const bitsOf = (prime: number, root: number): number => ((prime ** (1 / root) % 1) * 2 ** 32) | 0;

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime)) found.push(n);
  return found;
}

/** A digest on its way. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** The digest, hexadecimal. Ends it. */
  digest(): string;
}

/** Begins a digest. */
export function createSha256(): Sha256 {
  const constants = primes(64).map((prime) => bitsOf(prime, 3));
  const state = primes(8).map((prime) => bitsOf(prime, 2));
  const block = new Uint8Array(64);
  const words = new DataView(block.buffer);
  const w = new Int32Array(64);
  let length = 0;

  function compress(): void {
    let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
    const at = (index: number): number => w[index] as number;
    const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
    for (let t = 0; t < 64; t += 1) {
      if (t < 16) w[t] = words.getInt32(t * 4);
      else {
        const [x, y] = [at(t - 15), at(t - 2)];
        const small0 = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
        const small1 = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
        w[t] = at(t - 16) + small0 + at(t - 7) + small1;
      }
      const big1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const one = h + big1 + ((e & f) ^ (~e & g)) + (constants[t] as number) + at(t);
      const big0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const two = big0 + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = ((state[index] ?? 0) + word) | 0;
  }

  function update(bytes: Uint8Array): void {
    for (const byte of bytes) {
      block[length % 64] = byte;
      length += 1;
      if (length % 64 === 0) compress();
    }
  }

  return {
    update,
    digest() {
      const bits = length * 8;
      const padding = new Uint8Array(((119 - (length % 64)) % 64) + 9);
      padding[0] = 0x80;
      const count = new DataView(padding.buffer);
      count.setUint32(padding.length - 8, bits / 2 ** 32);
      count.setUint32(padding.length - 4, bits & mask);
      update(padding);
      return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
    },
  };
}
