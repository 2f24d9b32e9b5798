// Who somebody is: by his mobile number, his WeChat account, the police register, or the clerk who sees him.
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { type Transaction, violates } from '../database/connection.ts';
import { applications, citizens, sessions } from '../database/schema.ts';
import { ProblemError } from '../http/problem.ts';
import {
  addCitizen,
  bindTo,
  type CitizenRow,
  type Identity,
  identityOf,
  lockCitizenBy,
  unbindWechat,
} from './citizens.ts';

type Parts = Pick<Context, 'protection' | 'now'>;

/** Level of somebody who merely signed in, and of somebody whose name and number were checked. */
const signedIn = 1;
const checked = 2;

/** Retries what lost a race for the same person once: the second time he is found. */
export async function settlingRaces<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const raced = ['citizens_mobile', 'citizens_openid', 'citizens_id_number'].some((index) => violates(error, index));
    if (!raced) throw error;
    return work();
  }
}

/** The citizen of a mobile number, added when new; with `openid`, his WeChat account is bound. */
export async function citizenOfMobile(
  context: Parts,
  tx: Transaction,
  mobile: string,
  openid: string | null,
): Promise<CitizenRow> {
  const { protection } = context;
  const byMobile = await lockCitizenBy(protection, tx, 'mobile', mobile);
  if (openid === null) return byMobile ?? addCitizen(context, tx, signedIn, { mobile });
  const byWechat = await lockCitizenBy(protection, tx, 'openid', openid);
  if (byMobile && byMobile.citizenId === byWechat?.citizenId) return byMobile;
  if (!byMobile && byWechat && byWechat.mobileHash === null) return bindTo(context, tx, byWechat, { mobile });
  const citizen = byMobile ?? (await addCitizen(context, tx, signedIn, { mobile }));
  if (byWechat) {
    // The only way into a checked identity is not taken from it.
    if (byWechat.mobileHash === null && byWechat.level >= checked) return citizen;
    await unbindWechat(tx, byWechat.citizenId);
  }
  return bindTo(context, tx, citizen, { openid });
}

/** The citizen of a WeChat account, added when new. */
export async function citizenOfWechat(context: Parts, tx: Transaction, openid: string): Promise<CitizenRow> {
  const found = await lockCitizenBy(context.protection, tx, 'openid', openid);
  return found ?? addCitizen(context, tx, signedIn, { openid });
}

/**
 * Raises a signed-in citizen to a checked identity.
 * @throws ProblemError `identity_already_confirmed` as somebody else, `identity_bound_elsewhere`
 */
export async function confirmIdentity(
  context: Parts,
  tx: Transaction,
  citizenId: string,
  identity: Identity,
): Promise<CitizenRow> {
  const known = await lockCitizenBy(context.protection, tx, 'idNumber', identity.idNumber);
  const [citizen] = await tx.select().from(citizens).where(eq(citizens.citizenId, citizenId)).for('update');
  if (!citizen) throw new ProblemError('unauthenticated');
  if (known?.citizenId === citizenId) return known;
  if (identityOf(context.protection, citizen)) throw new ProblemError('identity_already_confirmed');
  if (!known) return bindTo(context, tx, citizen, identity, checked);
  const hasPhone = known.mobileHash !== null || known.openidHash !== null;
  const [filed] = await tx
    .select({ id: applications.applicationId })
    .from(applications)
    .where(eq(applications.citizenId, citizenId))
    .limit(1);
  if (hasPhone || filed) throw new ProblemError('identity_bound_elsewhere');
  return adopt(context, tx, citizen, known);
}

/** A person first seen at a counter signs in by phone: the phone joins what the counter began, and its own shell goes. */
async function adopt(context: Parts, tx: Transaction, shell: CitizenRow, known: CitizenRow): Promise<CitizenRow> {
  const { protection } = context;
  const open = (field: string, sealed: string | null) =>
    sealed === null ? {} : { [field]: protection.open(shell.wrappedKey, field, sealed) };
  await tx.update(sessions).set({ citizenId: known.citizenId }).where(eq(sessions.citizenId, shell.citizenId));
  await tx.delete(citizens).where(eq(citizens.citizenId, shell.citizenId));
  const phone = { ...open('mobile', shell.mobileSealed), ...open('openid', shell.openidSealed) };
  return bindTo(context, tx, known, phone, Math.max(known.level, checked));
}

/** The person a clerk sees with his card, added when new. */
export async function citizenSeen(context: Parts, tx: Transaction, identity: Identity): Promise<CitizenRow> {
  const known = await lockCitizenBy(context.protection, tx, 'idNumber', identity.idNumber);
  return known ?? addCitizen(context, tx, checked, identity);
}
