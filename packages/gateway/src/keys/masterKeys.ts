// The master keys: the first wraps what is written now, the others still open what was written before.
import { createHash, hkdfSync } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** A master key as it is used: never the key itself, but what is derived from it. */
export interface MasterKey {
  /** Fingerprint, which stands in everything it wraps. */
  readonly id: string;
  /** 32 bytes. */
  readonly wrappingKey: Buffer;
}

/** The master keys there are now. */
export interface MasterKeys {
  /** The one that wraps. */
  current(): MasterKey;
  /** The one with this fingerprint; null where it is gone. */
  find(id: string): MasterKey | null;
  all(): readonly MasterKey[];
}

const keyBytes = 32;

function masterKeyOf(bytes: Buffer): MasterKey {
  const id = createHash('sha256').update('onetrip master key\n').update(bytes).digest('base64url').slice(0, 10);
  return { id, wrappingKey: Buffer.from(hkdfSync('sha256', bytes, 'onetrip', 'wrap keys', keyBytes)) };
}

/**
 * Reads a master key file: one key a line, newest first.
 * @throws Error when it cannot be read, is empty, or a line does not hold 32 bytes in base64
 */
export function readMasterKeyFile(path: string): MasterKey[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const keys = lines.map((line) => Buffer.from(line.trim(), 'base64'));
  if (keys.length === 0 || keys.some(({ length }) => length !== keyBytes)) throw new Error('not a master key file');
  return keys.map(masterKeyOf);
}

/** Master keys that never change. */
export function fixedMasterKeys(...bytes: [Buffer, ...Buffer[]]): MasterKeys {
  const keys = bytes.map(masterKeyOf);
  return fromList(() => keys);
}

/**
 * The master keys of a file, which is looked at each time something is wrapped: whoever writes a new key on its first
 * line need restart nothing. A file that is gone or broken for a moment changes nothing.
 * @throws Error as `readMasterKeyFile`
 */
export function masterKeysIn(path: string): MasterKeys {
  const stampOf = (): string => {
    const { mtimeMs, ino, size } = statSync(path);
    return `${mtimeMs} ${ino} ${size}`;
  };
  let stamp = stampOf();
  let keys = readMasterKeyFile(path);
  return fromList(() => {
    try {
      const now = stampOf();
      if (now !== stamp) {
        keys = readMasterKeyFile(path);
        stamp = now;
      }
    } catch {
      // Looked at again the next time; what is known stays good.
    }
    return keys;
  });
}

function fromList(list: () => readonly MasterKey[]): MasterKeys {
  let known = list();
  return {
    current() {
      known = list();
      return known[0] as MasterKey;
    },
    find(id) {
      const found = known.find((key) => key.id === id);
      if (found) return found;
      known = list();
      return known.find((key) => key.id === id) ?? null;
    },
    all: () => list(),
  };
}
