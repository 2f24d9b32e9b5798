// Who somebody is: by his mobile number, his WeChat account, the police register, or the clerk who sees him.
import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { gaveWay, type Transaction, violates } from '../database/connection.ts';
import { citizens } from '../database/schema/index.ts';
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

const identifying = ['citizens_mobile', 'citizens_openid', 'citizens_id_number'];
/** One try may lose a race for a new person, another give way to somebody who holds the same two accounts. */
const mostTries = 4;

/** Repeats a transaction that lost a race for the same person, who is then found, or that gave way in a deadlock. */
export async function settlingRaces<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const raced = gaveWay(error) || identifying.some((index) => violates(error, index));
      if (!raced || tries === mostTries) throw error;
    }
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
 * Raises a signed-in citizen to a checked identity. An account that bears the identity already, whether on a phone or from
 * a counter, is never joined: a name and a number do not prove whose it is.
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
  if (known) throw new ProblemError('identity_bound_elsewhere');
  return bindTo(context, tx, citizen, identity, checked);
}

/**
 * The person a clerk sees with his card, added when new. The account may bear a phone that somebody bound to it by name
 * and number alone; that phone sees nothing of what is filed here (`readableBy`).
 */
export async function citizenSeen(context: Parts, tx: Transaction, identity: Identity): Promise<CitizenRow> {
  const known = await lockCitizenBy(context.protection, tx, 'idNumber', identity.idNumber);
  return known ?? addCitizen(context, tx, checked, identity);
}
