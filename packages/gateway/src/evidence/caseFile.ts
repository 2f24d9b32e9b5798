// A case file: one application's history with everything that proves it, sealed, for him whom it concerns.
import type { CaseFile, CaseProof } from '@onetrip/shared/contract';
import { canonicalJson, caseDigest, caseFormat, headLeaf, inclusionPath, sealType } from '@onetrip/shared/evidence';
import { asc, desc, eq } from 'drizzle-orm';
import { eventsOf, hashedEntry, openingsOf } from '../applications/events.ts';
import { type ApplicationRow, applicantOf } from '../applications/store.ts';
import type { Context } from '../context.ts';
import { sha256 } from '../database/protection.ts';
import { anchorLeaves, anchors } from '../database/schema/index.ts';

/** The proof that the application's history was anchored, from the last anchor that covers it. */
async function proofOf({ database }: Pick<Context, 'database'>, applicationId: string): Promise<CaseProof | null> {
  const [leaf] = await database
    .select({ leaf: anchorLeaves, jws: anchors.jws })
    .from(anchorLeaves)
    .innerJoin(anchors, eq(anchors.anchorNumber, anchorLeaves.anchorNumber))
    .where(eq(anchorLeaves.applicationId, applicationId))
    .orderBy(desc(anchorLeaves.seq))
    .limit(1);
  if (!leaf) return null;
  const { anchorNumber, seq, position } = leaf.leaf;
  const heads = await database
    .select()
    .from(anchorLeaves)
    .where(eq(anchorLeaves.anchorNumber, anchorNumber))
    .orderBy(asc(anchorLeaves.position));
  const leaves = heads.map((head) => headLeaf(sha256, head));
  return { anchor: leaf.jws, seq, position, path: inclusionPath(sha256, leaves, position) };
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
