// A Merkle tree in the shape of RFC 9162 (Certificate Transparency), over hexadecimal hashes: leaves and nodes are hashed apart.
import type { Sha256 } from './entries.ts';

const node = (sha256: Sha256, left: string, right: string): string => sha256(`\u0001${left}${right}`);

/** The hash of a leaf. */
export const leafHash = (sha256: Sha256, content: string): string => sha256(`\u0000${content}`);

/** Each level of the tree over leaf hashes, leaves first, root last; a node without a neighbour is carried up as it is. */
export function merkleTree(sha256: Sha256, leaves: readonly string[]): string[][] {
  const built = [[...leaves]];
  for (let level = built[0] ?? []; level.length > 1; built.push(level)) {
    const below = level;
    level = Array.from({ length: Math.ceil(below.length / 2) }, (_, at) => {
      const left = below[2 * at] ?? '';
      const right = below[2 * at + 1];
      return right === undefined ? left : node(sha256, left, right);
    });
  }
  return built;
}

/** The root of a tree; of no leaves, the hash of nothing. */
export const treeRoot = (sha256: Sha256, tree: readonly (readonly string[])[]): string =>
  tree.at(-1)?.[0] ?? sha256('');

/** A place in a tree: level 0 are the leaves. */
export interface TreePlace {
  readonly level: number;
  readonly position: number;
}

/** Where the hashes beside the way from one leaf up to the root stand, in a tree of so many leaves: one a level at most. */
export function inclusionPlaces(position: number, leaves: number): TreePlace[] {
  const places: TreePlace[] = [];
  for (let level = 0, at = position, width = leaves; width > 1; level += 1) {
    const beside = at % 2 === 0 ? at + 1 : at - 1;
    if (beside < width) places.push({ level, position: beside });
    at = Math.floor(at / 2);
    width = Math.ceil(width / 2);
  }
  return places;
}

/** The root that a leaf and its path lead to in a tree of so many leaves; null where the path does not fit the tree. */
export function rootOf(
  sha256: Sha256,
  leaf: string,
  { position, leaves, path }: { position: number; leaves: number; path: readonly string[] },
): string | null {
  if (!Number.isSafeInteger(position) || position < 0 || position >= leaves) return null;
  const left = [...path];
  let hash = leaf;
  for (let at = position, width = leaves; width > 1; at = Math.floor(at / 2), width = Math.ceil(width / 2)) {
    if (at % 2 === 0 && at === width - 1) continue;
    const beside = left.shift();
    if (beside === undefined) return null;
    hash = at % 2 === 0 ? node(sha256, hash, beside) : node(sha256, beside, hash);
  }
  return left.length === 0 ? hash : null;
}
