// Nonces of signatures: each is accepted once, by whichever gateway sees it first.
import type { Database, Transaction } from './connection.ts';
import { signatureNonces } from './schema/index.ts';

/**
 * Uses a nonce; the primary key decides between two at once.
 * @param expiresAt until when its signature could still pass
 * @returns false when it was used before
 */
export async function useNonce(
  db: Database | Transaction,
  nonce: { keyId: string; nonce: string; expiresAt: Date },
): Promise<boolean> {
  const fresh = await db
    .insert(signatureNonces)
    .values(nonce)
    .onConflictDoNothing()
    .returning({ nonce: signatureNonces.nonce });
  return fresh.length > 0;
}
