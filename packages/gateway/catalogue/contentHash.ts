// The hash of a guide: the same wherever it is computed, whatever version it was given and however its keys are ordered.
import { createHash } from 'node:crypto';
import type { ResolvedMatter } from './load.ts';

/** The same text however the keys are ordered. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** SHA-256 over a guide's canonical JSON, hexadecimal; its version is no part of it. */
export function contentHashOf({ version: _version, ...guide }: ResolvedMatter & { version?: number }): string {
  return createHash('sha256').update(canonical(guide)).digest('hex');
}
