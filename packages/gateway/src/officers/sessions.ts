// Officers' sessions: a 256-bit token, stored hashed, for one working day. Nothing prolongs it: roles are asked anew daily.
import type { Officer } from '@onetrip/shared/contract';
import { departmentalRoles } from '@onetrip/shared/rules';
import { and, eq, gt, lte } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { newToken } from '../database/ids.ts';
import { officerSessions } from '../database/schema/index.ts';
import type { OfficerCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import type { StaffMember } from './staffDirectory.ts';

/** A working day. */
const lifetimeMs = 8 * 3_600_000;
const sealedAs = 'officerSessions.name';

/**
 * Whom the directory named, as an officer here. A role of a department means nothing outside one.
 * @param departments codes of the departments there are
 * @throws ProblemError `forbidden` when nothing is left that he may do
 */
export function officerOf(
  { officerId, name, department, roles }: StaffMember,
  departments: readonly string[],
): Officer {
  const known = department !== null && departments.includes(department) ? department : null;
  const held = roles.filter((role) => known !== null || !departmentalRoles.includes(role));
  if (held.length === 0) throw new ProblemError('forbidden');
  return { officerId, name, department: known, roles: [...new Set(held)] };
}

/** Opens a session and returns its token, which is stored nowhere. */
export async function openOfficerSession(
  { now, protection }: Pick<Context, 'now' | 'protection'>,
  tx: Transaction,
  { officerId, name, department, roles }: Officer,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken('off');
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + lifetimeMs);
  await tx.insert(officerSessions).values({
    tokenHash: protection.lookup('token', token),
    officerId,
    nameSealed: protection.sealForService(sealedAs, name),
    department,
    roles,
    createdAt,
    expiresAt,
  });
  return { token, expiresAt };
}

/** The officer a token stands for; null when it is unknown or lapsed. */
export async function findOfficer(
  { database, protection, now }: Pick<Context, 'database' | 'protection' | 'now'>,
  token: string,
): Promise<OfficerCaller | null> {
  const tokenHash = protection.lookup('token', token);
  const [row] = await database
    .select()
    .from(officerSessions)
    .where(and(eq(officerSessions.tokenHash, tokenHash), gt(officerSessions.expiresAt, now())));
  if (!row) return null;
  const { officerId, nameSealed, department, roles, expiresAt } = row;
  const name = protection.openForService(sealedAs, nameSealed);
  return { kind: 'officer', officerId, name, department, roles, tokenHash, expiresAt };
}

/** Forgets sessions whose time is over. */
export async function sweepOfficers({ database, now }: Context): Promise<void> {
  await database.delete(officerSessions).where(lte(officerSessions.expiresAt, now()));
}
