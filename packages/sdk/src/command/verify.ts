// `onetrip verify FILE`: whether an exported case is what the service wrote, to the last byte, asking nobody.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { type CaseFault, type CaseVerdict, type VerificationKey, verifyCase } from '@onetrip/shared/evidence';
import { type Command, UsageError } from './command.ts';
import { onlyWord, readFile } from './files.ts';

/** Node's own hash and signature. */
const engine = {
  sha256: (text: string): string => createHash('sha256').update(text).digest('hex'),
  ed25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    const x = Buffer.from(publicKey).toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verifySignature(null, message, key, signature);
  },
};

const faults: Readonly<Record<CaseFault | 'notText', string>> = {
  notText: 'not a case file: it is not UTF-8 text',
  notACase: 'not a case file',
  notCanonical: 'changed after it was exported, if only by a space or the order of names',
  unknownKey: 'signed by a key that is not among the trusted ones',
  sealBroken: 'changed after it was exported: the seal does not fit',
  chainBroken: 'the entries are no unbroken chain',
  openingWrong: 'an opened field is not what the entry was made of',
  anchorForged: 'the anchor is not signed by the service',
  proofWrong: 'the history is not the one that was anchored',
};

/** The file's text, with nothing replaced and no mark at its beginning dropped; null where it is no UTF-8. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

const isKey = (value: unknown): value is VerificationKey =>
  typeof value === 'object' &&
  value !== null &&
  ['kty', 'crv', 'x', 'kid'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string');

/** Those keys of a JWK set that sign cases and anchors. */
function trustedKeys(path: string): VerificationKey[] {
  try {
    const { keys } = JSON.parse(readFile(path).toString('utf8')) as {
      keys: (VerificationKey & { purpose?: string })[];
    };
    const usable = keys.filter((key) => isKey(key) && (key.purpose ?? 'anchor') === 'anchor');
    if (usable.length > 0) return usable;
  } catch (error) {
    if (error instanceof UsageError) throw error;
  }
  throw new UsageError(`${path} is no JWK set with a key for anchors; GET /v1/keys gives one.`);
}

/** What a program is told. */
function report(verdict: CaseVerdict | { valid: false; fault: 'notText' }): object {
  if (!verdict.valid) return { valid: false, fault: verdict.fault };
  const { case: found, anchored, trusted } = verdict;
  return {
    valid: true,
    trusted,
    applicationId: found.applicationId,
    exportedAt: found.exportedAt,
    entries: found.entries.length,
    opened: found.openings.length,
    anchor: anchored && {
      number: anchored.claims.number,
      date: anchored.claims.date,
      root: anchored.claims.root,
      coversEntries: anchored.seq,
    },
  };
}

/** What people are told. */
function sentences({ case: found, anchored }: Extract<CaseVerdict, { valid: true }>): string[] {
  const last = found.entries.at(-1);
  return [
    `Genuine and whole: application ${found.applicationId}, exported ${found.exportedAt}.`,
    `  ${found.entries.length} entries in an unbroken chain, the last one "${last?.type}" of ${last?.at}.`,
    `  ${found.openings.length} personal fields are opened and fit their hashes.`,
    anchored
      ? `  Entries 1 to ${anchored.seq} are in anchor ${anchored.claims.number} of ${anchored.claims.date}, root ${anchored.claims.root}.`
      : '  Not anchored yet: the anchor of the coming night will cover it.',
  ];
}

/** `onetrip verify`. */
export const verify: Command = {
  usage: 'FILE [--keys FILE]',
  summary: 'whether an exported case is genuine and whole, to the last byte, asking nobody',
  options: ['keys'],
  async run({ words, options, json, write, warn }) {
    const path = onlyWord(words, 'file');
    const keys = options.keys === undefined ? undefined : trustedKeys(options.keys);
    const text = textOf(readFile(path));
    const verdict =
      text === null
        ? { valid: false as const, fault: 'notText' as const }
        : verifyCase(text, { ...engine, ...(keys && { keys }) });
    if (json) write(`${JSON.stringify(report(verdict))}\n`);
    else if (verdict.valid) write(`${sentences(verdict).join('\n')}\n`);
    else warn(`Not genuine: ${faults[verdict.fault]}.\n`);
    if (verdict.valid && !verdict.trusted)
      warn(
        'The keys in the file itself were used, which a forger could have put there. Trust your own: --keys FILE.\n',
      );
    return verdict.valid ? 0 : 1;
  },
};
