// The index a phone searches in offline, with a version that follows what the catalogue publishes. Built when first asked for.
import { createHash } from 'node:crypto';
import type { MatterIndex, MatterIndexQuery } from '@onetrip/shared/contract';
import type { SearchIndex } from '@onetrip/shared/search';

/** Characters of the version: of a SHA-256, enough that two catalogues never share one. */
const versionLength = 22;

/** Answers `matters.index` over one catalogue. */
export function phoneIndexOver(
  build: () => SearchIndex,
  departments: MatterIndex['departments'],
): (query: MatterIndexQuery) => MatterIndex {
  let built: { version: string; index: SearchIndex } | undefined;
  return ({ have }) => {
    if (!built) {
      const index = build();
      const hash = createHash('sha256').update(JSON.stringify({ index, departments }));
      built = { index, version: hash.digest('base64url').slice(0, versionLength) };
    }
    const { version, index } = built;
    return { version, index: have === version ? null : index, departments };
  };
}
