// A case file: one application's history with everything that proves it, sealed, for him whom it concerns.
import type { CaseFile, CaseProof } from '@onetrip/shared/contract';
import {
  canonicalJson,
  caseDigest,
  caseFormat,
  headLeaf,
  inclusionPlaces,
  sealType,
  type TreePlace,
} from '@onetrip/shared/evidence';
import { and, desc, eq, or } from 'drizzle-orm';
import { eventsOf, hashedEntry, openingsOf } from '../applications/events.ts';
import { type ApplicationRow, applicantOf } from '../applications/store.ts';
import type { Context } from '../context.ts';
import { sha256 } from '../database/protection.ts';
import { anchorLeaves, anchorNodes, anchors } from '../database/schema/index.ts';

/** The hashes at these places of an anchor's tree, one row read for each. */
async function hashesAt(
  { database }: Pick<Context, 'database'>,
  anchorNumber: number,
  places: readonly TreePlace[],
): Promise<string[]> {
  const [first] = places;
  if (!first) return [];
  const inner = places.filter(({ level }) => level > 0);
  const at = inner.map(({ level, position }) => and(eq(anchorNodes.level, level), eq(anchorNodes.position, position)));
  const nodes =
    at.length === 0
      ? []
      : await database
          .select()
          .from(anchorNodes)
          .where(and(eq(anchorNodes.anchorNumber, anchorNumber), or(...at)));
  const [leaf] =
    first.level > 0
      ? []
      : await database
          .select()
          .from(anchorLeaves)
          .where(and(eq(anchorLeaves.anchorNumber, anchorNumber), eq(anchorLeaves.position, first.position)));
  return places.map(({ level, position }) => {
    const hash =
      level === 0
        ? leaf && headLeaf(sha256, leaf)
        : nodes.find((node) => node.level === level && node.position === position)?.hash;
    if (hash === undefined) throw new Error(`anchor ${anchorNumber} has nothing at ${level}/${position}`);
    return hash;
  });
}

/** The proof that the application's history was anchored, from the last anchor that covers it. */
async function proofOf(context: Pick<Context, 'database'>, applicationId: string): Promise<CaseProof | null> {
  const [leaf] = await context.database
    .select({ leaf: anchorLeaves, jws: anchors.jws, leaves: anchors.leaves })
    .from(anchorLeaves)
    .innerJoin(anchors, eq(anchors.anchorNumber, anchorLeaves.anchorNumber))
    .where(eq(anchorLeaves.applicationId, applicationId))
    .orderBy(desc(anchorLeaves.seq))
    .limit(1);
  if (!leaf) return null;
  const { anchorNumber, seq, position } = leaf.leaf;
  const path = await hashesAt(context, anchorNumber, inclusionPlaces(position, leaf.leaves));
  return { anchor: leaf.jws, seq, position, path };
}

/** Writes the case file of an application. Its names are in canonical order: what is sent is what `onetrip verify` reads. */
export async function caseFileOf(
  context: Pick<Context, 'database' | 'keys' | 'now' | 'protection'>,
  application: ApplicationRow,
): Promise<CaseFile> {
  const { applicationId, acceptanceNumber, matterId, matterVersion, citizenId } = application;
  const citizen = await applicantOf(context.database, citizenId);
  const entries = (await eventsOf(context.database, applicationId))
    .map(hashedEntry)
    .map(({ applicationId: _same, ...entry }) => entry);
  const unsealed = {
    format: caseFormat,
    applicationId,
    acceptanceNumber,
    matterId,
    matterVersion,
    exportedAt: context.now().toISOString(),
    entries,
    openings: await openingsOf(context, context.database, applicationId, citizen),
    proof: await proofOf(context, applicationId),
    keys: context.keys.published('anchor'),
  };
  const seal = context.keys.sign('anchor', sealType, JSON.stringify({ sha256: caseDigest(sha256, unsealed) }));
  return JSON.parse(canonicalJson({ ...unsealed, seal })) as CaseFile;
}
