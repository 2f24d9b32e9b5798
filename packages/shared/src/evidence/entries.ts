// The entries of an application's history: how each is hashed together with the one before it.

/** SHA-256 over the UTF-8 bytes of a text, hexadecimal: whoever calls brings his engine's. */
export type Sha256 = (text: string) => string;

/** What an entry's hash covers, and the hash. */
export interface HashedEntry {
  readonly applicationId: string;
  readonly seq: number;
  readonly type: string;
  /** RFC 3339 in UTC with milliseconds. */
  readonly at: string;
  readonly actor: string;
  /** Nothing personal. */
  readonly detail: Readonly<Record<string, string>>;
  /** `personalHash` of what is personal; null where nothing is. */
  readonly personalHash: string | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first entry names as the one before it. */
export const beginning = '0'.repeat(64);

/** SHA-256 over an entry and the hash before it. */
export function entryHash(sha256: Sha256, entry: Omit<HashedEntry, 'hash'>): string {
  const detail = Object.entries(entry.detail).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(
    JSON.stringify([
      entry.applicationId,
      entry.seq,
      entry.type,
      entry.at,
      entry.actor,
      detail,
      entry.personalHash,
      entry.previousHash,
    ]),
  );
}

/** Whether nothing was changed, removed or put in between: the number of the first entry at fault, or null. */
export function firstBrokenEntry(sha256: Sha256, entries: readonly HashedEntry[]): number | null {
  let previousHash = beginning;
  for (const [index, entry] of entries.entries()) {
    const intact =
      entry.seq === index + 1 && entry.previousHash === previousHash && entry.hash === entryHash(sha256, entry);
    if (!intact) return index + 1;
    previousHash = entry.hash;
  }
  return null;
}

/** The hash that stands for something personal: it says nothing to whoever lacks the salt. */
export const personalHash = (sha256: Sha256, salt: string, value: string): string => sha256(`${salt}\n${value}`);
