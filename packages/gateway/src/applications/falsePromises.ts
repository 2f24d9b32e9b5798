// Who may commit (告知承诺): nobody with a false promise on record. One rule, asked at every door where something is promised.
import { serviceThemes } from '@onetrip/shared/contract';
import { itemsAsked } from '@onetrip/shared/rules';
import { and, desc, eq } from 'drizzle-orm';
import type { Context, Transaction } from '../context.ts';
import { newId } from '../database/ids.ts';
import { applicationPapers, citizens, exchanges } from '../database/schema/index.ts';
import { DepartmentUnavailable } from '../departments/client.ts';
import { isAnswerTo, type Said, sealedAs } from '../departments/journal.ts';
import { identityOf } from '../identity/citizens.ts';
import { jsonIn } from '../jsonIn.ts';
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

const theme = serviceThemes.commitment;
const question = { fields: [] as string[], predicate: credit.predicate };

/** By which an answer about him is found again. */
const questionHashOf = ({ protection }: Pick<Context, 'protection'>, citizenId: string): string =>
  protection.lookup(
    'question',
    JSON.stringify([citizenId, credit.department, credit.register, theme, itemsAsked(question), {}]),
  );

/** Somebody the register never heard of broke no promise. */
const isTrusted = (outcome: unknown): boolean => outcome === 'yes' || outcome === 'notFound';

/** The person, and what the register said of him so lately that, by its own terms, it need not be asked again. */
async function personAndAnswer(context: Context, citizenId: string, questionHash: string) {
  const { database, departments, protection, now } = context;
  const { freshness } = departments.connector(credit.department, credit.register) ?? {};
  const since = new Date(now().getTime() - (freshness?.reuseSeconds ?? 0) * 1000);
  // One statement: whoever files waits for it.
  const [row] = await database
    .select({ citizen: citizens, contentSealed: exchanges.contentSealed })
    .from(citizens)
    .leftJoin(exchanges, isAnswerTo(questionHash, since))
    .where(eq(citizens.citizenId, citizenId))
    .orderBy(desc(exchanges.endedAt))
    .limit(1);
  if (!row) throw new Error(`no citizen ${citizenId}`);
  const { citizen, contentSealed } = row;
  if (contentSealed === null || !protection.isKey(citizen.wrappedKey)) return { citizen, outcome: null };
  const { response } = JSON.parse(protection.open(citizen.wrappedKey, sealedAs, contentSealed)) as Said;
  const said = jsonIn(response ?? '') as { outcome?: unknown } | null;
  return { citizen, outcome: said?.outcome };
}

/**
 * Whether a person’s word is taken. For how long a false promise counts is the credit register’s to say: until the record
 * is repaired (信用修复; 国办发〔2020〕42号).
 */
export async function trustIn(
  context: Context,
  { applicationId, citizenId, matterId, materialId, queryId = newId('query') }: Promised,
): Promise<Trust> {
  const { departments, protection } = context;
  const questionHash = questionHashOf(context, citizenId);
  const { citizen, outcome: lately } = await personAndAnswer(context, citizenId, questionHash);
  if (isTrusted(lately)) return 'trusted';
  const subject = identityOf(protection, citizen);
  if (!subject) return 'broken';
  const asker = {
    applicationId,
    citizenId,
    questionHash,
    seal: (text: string) => protection.seal(citizen.wrappedKey, sealedAs, text),
  };
  const query = {
    queryId,
    salt: saltOf(context, citizen, queryId),
    register: credit.register,
    purpose: { theme, matterId, materialId },
    subject,
    ...question,
  };
  try {
    const { outcome } = await departments.query(credit.department, query, asker);
    if (outcome === 'later') return 'unknown';
    return isTrusted(outcome) ? 'trusted' : 'broken';
  } catch (error) {
    if (error instanceof DepartmentUnavailable) return 'unknown';
    throw error;
  }
}

/** Whether a promise was taken in while the register was silent, and is yet to be looked into. */
const isUnproved = ({ status, answeredAt }: Pick<PaperRow, 'status' | 'answeredAt'>): boolean =>
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
