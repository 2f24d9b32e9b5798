// The chain of publications: each is hashed together with the one before it, and with every guide it puts in force.
import type { PublicationAudit } from '@onetrip/shared/contract';
import { asc } from 'drizzle-orm';
import { canonical, contentHashOf } from '../../catalogue/contentHash.ts';
import { sha256 } from '../database/protection.ts';
import { matters, publications } from '../database/schema/index.ts';
import type { Connection } from './store.ts';

/** A publication as it is stored. */
export type PublicationRow = typeof publications.$inferSelect;

/** Stands before the first. */
export const beginning = '0'.repeat(64);

/** SHA-256 over a publication and the hash before it. */
export function hashOf({ publishedAt, ...row }: Omit<PublicationRow, 'hash'> & { hash?: string }): string {
  const { hash: _hash, ...said } = row;
  return sha256(canonical({ ...said, publishedAt: publishedAt.toISOString() }));
}

/**
 * Looks over everything that was ever published: numbers without a gap, hashes that follow from what is stored, guides
 * that are still what was put in force.
 */
export async function audit(db: Connection): Promise<PublicationAudit> {
  const rows = await db.select().from(publications).orderBy(asc(publications.number));
  const versions = await db.select().from(matters);
  const guides = new Map(
    versions.map(({ matterId, version, content }) => [`${matterId} ${version}`, contentHashOf(content)] as const),
  );
  let previousHash = beginning;
  const isWhole = (row: PublicationRow, index: number): boolean =>
    row.number === index + 1 &&
    row.previousHash === previousHash &&
    row.hash === hashOf(row) &&
    row.versions.every(({ matterId, version, contentHash }) => guides.get(`${matterId} ${version}`) === contentHash);
  let firstBroken: number | null = null;
  for (const [index, row] of rows.entries()) {
    if (!isWhole(row, index)) {
      firstBroken = index + 1;
      break;
    }
    previousHash = row.hash;
  }
  return { publications: rows.length, versions: versions.length, firstBroken };
}
