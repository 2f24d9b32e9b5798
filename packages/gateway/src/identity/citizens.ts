// People: found by keyed hashes of what identifies them, kept sealed, shown masked.
import type { Citizen } from '@onetrip/shared/contract';
import { maskIdNumber, maskMobile, maskName } from '@onetrip/shared/identifiers';
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import type { Protection } from '../database/protection.ts';
import { citizens } from '../database/schema/index.ts';

export type CitizenRow = typeof citizens.$inferSelect;

/** What identifies a person. */
export interface Identifiers {
  name?: string;
  idNumber?: string;
  mobile?: string;
  openid?: string;
}

/** Name and number of a person who was checked with the police. */
export interface Identity {
  name: string;
  idNumber: string;
}

const hashColumns = { idNumber: citizens.idNumberHash, mobile: citizens.mobileHash, openid: citizens.openidHash };

/** The citizen known by an identifier, locked until the transaction ends; null when there is none. */
export async function lockCitizenBy(
  protection: Protection,
  tx: Transaction,
  kind: keyof typeof hashColumns,
  value: string,
): Promise<CitizenRow | null> {
  const [row] = await tx
    .select()
    .from(citizens)
    .where(eq(hashColumns[kind], protection.lookup(kind, value)))
    .for('update');
  return row ?? null;
}

/** A citizen by id. @throws Error when there is none */
export async function citizenById(db: Database | Transaction, citizenId: string): Promise<CitizenRow> {
  const [row] = await db.select().from(citizens).where(eq(citizens.citizenId, citizenId));
  if (!row) throw new Error(`no citizen ${citizenId}`);
  return row;
}

function sealed(protection: Protection, wrappedKey: string, { name, idNumber, mobile, openid }: Identifiers) {
  const seal = (field: string, value: string) => protection.seal(wrappedKey, field, value);
  return {
    ...(name === undefined ? {} : { nameSealed: seal('name', name) }),
    ...(idNumber === undefined
      ? {}
      : { idNumberSealed: seal('idNumber', idNumber), idNumberHash: protection.lookup('idNumber', idNumber) }),
    ...(mobile === undefined
      ? {}
      : { mobileSealed: seal('mobile', mobile), mobileHash: protection.lookup('mobile', mobile) }),
    ...(openid === undefined
      ? {}
      : { openidSealed: seal('openid', openid), openidHash: protection.lookup('openid', openid) }),
  };
}

/** Adds a citizen. */
export async function addCitizen(
  { protection, now }: Pick<Context, 'protection' | 'now'>,
  tx: Transaction,
  level: number,
  identifiers: Identifiers,
): Promise<CitizenRow> {
  const wrappedKey = protection.newPersonKey();
  const [row] = await tx
    .insert(citizens)
    .values({
      citizenId: newId('cit'),
      wrappedKey,
      level,
      createdAt: now(),
      updatedAt: now(),
      ...sealed(protection, wrappedKey, identifiers),
    })
    .returning();
  if (!row) throw new Error('no citizen was added');
  return row;
}

/** Binds identifiers to a citizen, and raises his level where one is given. */
export async function bindTo(
  { protection, now }: Pick<Context, 'protection' | 'now'>,
  tx: Transaction,
  citizen: CitizenRow,
  identifiers: Identifiers,
  level: number = citizen.level,
): Promise<CitizenRow> {
  const [row] = await tx
    .update(citizens)
    .set({ level, updatedAt: now(), ...sealed(protection, citizen.wrappedKey, identifiers) })
    .where(eq(citizens.citizenId, citizen.citizenId))
    .returning();
  if (!row) throw new Error(`no citizen ${citizen.citizenId}`);
  return row;
}

/** Lets go of a citizen's WeChat account. */
export async function unbindWechat(tx: Transaction, citizenId: string): Promise<void> {
  await tx.update(citizens).set({ openidHash: null, openidSealed: null }).where(eq(citizens.citizenId, citizenId));
}

const opened = (protection: Protection, citizen: CitizenRow, field: string, value: string | null): string | null =>
  value === null ? null : protection.open(citizen.wrappedKey, field, value);

/** Name and number in clear, for departments; null before they were checked. */
export function identityOf(protection: Protection, citizen: CitizenRow): Identity | null {
  const name = opened(protection, citizen, 'name', citizen.nameSealed);
  const idNumber = opened(protection, citizen, 'idNumber', citizen.idNumberSealed);
  return name !== null && idNumber !== null ? { name, idNumber } : null;
}

/** The WeChat account in clear, for payments in WeChat; null when none is bound. */
export const openidOf = (protection: Protection, citizen: CitizenRow): string | null =>
  opened(protection, citizen, 'openid', citizen.openidSealed);

/** The mobile number in clear, for messages to it; null when none is bound. */
export const mobileOf = (protection: Protection, citizen: CitizenRow): string | null =>
  opened(protection, citizen, 'mobile', citizen.mobileSealed);

/**
 * A citizen as he is shown in a session: masked. At a counter without his phone and WeChat account, since nobody there
 * knows that it was he who bound them.
 */
export function showCitizen(
  protection: Protection,
  citizen: CitizenRow,
  { level, atCounter }: { level: number; atCounter: boolean },
): Citizen {
  const identity = identityOf(protection, citizen);
  const mobile = atCounter ? null : opened(protection, citizen, 'mobile', citizen.mobileSealed);
  return {
    citizenId: citizen.citizenId,
    level,
    name: identity && maskName(identity.name),
    idNumber: identity && maskIdNumber(identity.idNumber),
    mobile: mobile && maskMobile(mobile),
    wechat: !atCounter && citizen.openidHash !== null,
  };
}
