// Who may commit (告知承诺): nobody with a false promise on record. One rule, asked at every door where something is promised.
import { serviceThemes } from '@onetrip/shared/contract';
import { and, eq } from 'drizzle-orm';
import type { Context, Transaction } from '../context.ts';
import { newId } from '../database/ids.ts';
import { applicationPapers } from '../database/schema/index.ts';
import { DepartmentUnavailable } from '../departments/client.ts';
import { sealedAs } from '../departments/journal.ts';
import { identityOf } from '../identity/citizens.ts';
import { advance } from './advance.ts';
import { saltOf } from './questions.ts';
import { type ApplicationRow, applicantOf, lockApplication, type PaperRow } from './store.ts';

/** The register that knows of false promises, and its question. */
const credit = { department: 'FGW', register: 'credit', predicate: 'noFalsePromise' } as const;

/** `unknown`: the register does not answer, and nobody is believed on a guess. */
export type Trust = 'trusted' | 'broken' | 'unknown';

/** What a promise is about; no application where it is made with the filing itself. */
interface Promised extends Pick<ApplicationRow, 'citizenId' | 'matterId'> {
  applicationId: string | null;
  materialId: string;
  /** Where the question may be put again: the same each time. */
  queryId?: string;
}

/**
 * Whether a person’s word is taken. For how long a false promise counts is the credit register’s to say: until the record
 * is repaired (信用修复; 国办发〔2020〕42号).
 */
export async function trustIn(
  context: Context,
  { applicationId, citizenId, matterId, materialId, queryId = newId('query') }: Promised,
): Promise<Trust> {
  const { database, departments, protection } = context;
  const citizen = await applicantOf(database, citizenId);
  const subject = identityOf(protection, citizen);
  if (!subject) return 'broken';
  const asker = {
    applicationId,
    citizenId,
    questionHash: null,
    seal: (text: string) => protection.seal(citizen.wrappedKey, sealedAs, text),
  };
  const query = {
    queryId,
    salt: saltOf(context, citizen, queryId),
    register: credit.register,
    purpose: { theme: serviceThemes.commitment, matterId, materialId },
    subject,
    fields: [],
    predicate: credit.predicate,
  };
  try {
    const { outcome } = await departments.query(credit.department, query, asker);
    if (outcome === 'later') return 'unknown';
    // Somebody the register never heard of broke no promise.
    return outcome === 'yes' || outcome === 'notFound' ? 'trusted' : 'broken';
  } catch (error) {
    if (error instanceof DepartmentUnavailable) return 'unknown';
    throw error;
  }
}

/** Whether a promise was taken in while the register was silent, and is yet to be looked into. */
export const isUnproved = ({ status, answeredAt }: Pick<PaperRow, 'status' | 'answeredAt'>): boolean =>
  status === 'committed' && answeredAt === null;

/**
 * Looks into the promises that were taken in unproved, before anything is decided on them. A false promise on record
 * makes the paper one for a person to look at, as any other “no” of a register.
 * @returns `unknown` while the register is silent
 */
export async function provePromises(
  context: Context,
  application: ApplicationRow,
  papers: readonly PaperRow[],
): Promise<Trust> {
  const [first, ...others] = papers.filter(isUnproved);
  if (!first) return 'trusted';
  const trust = await trustIn(context, { ...application, materialId: first.materialId, queryId: first.queryId });
  if (trust === 'unknown') return trust;
  await context.database.transaction(async (tx) => {
    await lockApplication(tx, application.applicationId);
    for (const paper of [first, ...others]) await settle(context, tx, application, paper, trust);
  });
  return trust;
}

async function settle(
  context: Context,
  tx: Transaction,
  { applicationId, citizenId }: ApplicationRow,
  { materialId }: PaperRow,
  trust: Exclude<Trust, 'unknown'>,
): Promise<void> {
  const { wrappedKey } = await applicantOf(tx, citizenId);
  const said = { stated: { [credit.predicate]: 'yes' }, found: { [credit.predicate]: 'no' } };
  const found =
    trust === 'trusted'
      ? {}
      : {
          status: 'negative' as const,
          department: credit.department,
          register: credit.register,
          differenceSealed: context.protection.seal(wrappedKey, 'difference', JSON.stringify(said)),
        };
  const unproved = and(
    eq(applicationPapers.applicationId, applicationId),
    eq(applicationPapers.materialId, materialId),
    eq(applicationPapers.status, 'committed'),
  );
  const changed = await tx
    .update(applicationPapers)
    .set({ answeredAt: context.now(), ...found })
    .where(unproved)
    .returning({ materialId: applicationPapers.materialId });
  if (trust === 'trusted' || changed.length === 0) return;
  await advance(context, tx, applicationId, 'recordPaperNegative', 'system', {
    detail: { materialId, department: credit.department },
    personal: JSON.stringify(said),
  });
}
