// The history of an application: append-only, each entry hashed together with the one before it.
import type { ApplicationEvent, ApplicationEventType, LocalText } from '@onetrip/shared/contract';
import type { Actor } from '@onetrip/shared/rules';
import { asc, desc, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { sha256 } from '../database/protection.ts';
import { applicationEvents } from '../database/schema.ts';
import { applicantOf, type Connection, lockApplication } from './store.ts';

type EventRow = typeof applicationEvents.$inferSelect;

/** What is to be kept of something that happened. */
export interface NewEvent {
  type: ApplicationEventType;
  actor: Actor;
  /** Nothing personal: ids and codes. */
  detail?: Record<string, string>;
  /** What is personal: kept only as a hash salted with the person's key, so that it can be proved, and forgotten. */
  personal?: string;
}

const beginning = '0'.repeat(64);

/** Appends an entry. The application is locked first, so entries of one application are never written side by side. */
export async function appendEvent(
  context: Pick<Context, 'now' | 'protection'>,
  tx: Transaction,
  applicationId: string,
  { type, actor, detail = {}, personal }: NewEvent,
): Promise<void> {
  const application = await lockApplication(tx, applicationId);
  const [last] = await tx
    .select()
    .from(applicationEvents)
    .where(eq(applicationEvents.applicationId, applicationId))
    .orderBy(desc(applicationEvents.seq))
    .limit(1);
  const personalHash =
    personal === undefined
      ? null
      : context.protection.personalHash((await applicantOf(tx, application.citizenId)).wrappedKey, personal);
  const entry = {
    applicationId,
    seq: (last?.seq ?? 0) + 1,
    type,
    at: context.now(),
    actor,
    detail,
    personalHash,
    previousHash: last?.hash ?? beginning,
  };
  await tx.insert(applicationEvents).values({ ...entry, hash: hashOf(entry) });
}

/** SHA-256 over the entry and the hash before it; `detail` by sorted keys, as the database keeps no order. */
function hashOf(entry: Omit<EventRow, 'hash'>): string {
  const detail = Object.entries(entry.detail).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(
    JSON.stringify([
      entry.applicationId,
      entry.seq,
      entry.type,
      entry.at.toISOString(),
      entry.actor,
      detail,
      entry.personalHash,
      entry.previousHash,
    ]),
  );
}

/** Entries of an application, oldest first. */
export function eventsOf(db: Connection, applicationId: string): Promise<EventRow[]> {
  return db
    .select()
    .from(applicationEvents)
    .where(eq(applicationEvents.applicationId, applicationId))
    .orderBy(asc(applicationEvents.seq));
}

/** Whether nothing was changed, removed or put in between: the number of the first entry at fault, or null. */
export function firstBrokenEntry(entries: EventRow[]): number | null {
  let previousHash = beginning;
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1 || entry.previousHash !== previousHash || entry.hash !== hashOf(entry))
      return index + 1;
    previousHash = entry.hash;
  }
  return null;
}

const plain: Record<
  Exclude<ApplicationEventType, 'paperReceived' | 'paperOwed' | 'paperNegative' | 'commitmentMade'>,
  LocalText
> = {
  submitted: { zh: '申请已提交', en: 'Application filed' },
  accepted: { zh: '已受理，承诺期限开始计算', en: 'Accepted; the promised term begins' },
  notAccepted: { zh: '未予受理', en: 'Not accepted' },
  dispatched: { zh: '已转交部门办理', en: 'Handed to the department' },
  reviewStarted: { zh: '开始审核', en: 'Review begun' },
  supplementAsked: { zh: '需要补充材料', en: 'A supplement was asked for' },
  supplementGiven: { zh: '已补充材料', en: 'The supplement was given' },
  specialProcedureStarted: { zh: '进入特别程序，期限暂停计算', en: 'Special procedure begun; the term is paused' },
  specialProcedureEnded: { zh: '特别程序结束，期限继续计算', en: 'Special procedure over; the term runs on' },
  approved: { zh: '审核通过', en: 'Approved' },
  rejected: { zh: '审核未通过', en: 'Not approved' },
  billIssued: { zh: '缴款单已开出', en: 'Bill issued' },
  billPaid: { zh: '已缴费', en: 'Bill paid' },
  refundDue: {
    zh: '收到一笔重复或金额不符的款项，将原路退回',
    en: 'Money arrived twice or in a wrong amount; it will be returned',
  },
  licenceIssued: { zh: '电子证照已签发', en: 'Electronic licence issued' },
  delivered: { zh: '已办结', en: 'Completed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  terminated: { zh: '已终止', en: 'Closed without a decision' },
};

const ofPaper: Record<
  'paperReceived' | 'paperOwed' | 'paperNegative' | 'commitmentMade',
  (name: LocalText) => LocalText
> = {
  paperReceived: (name) => ({ zh: `部门已提供：${name.zh}`, en: `Supplied by the department: ${name.en ?? name.zh}` }),
  paperOwed: (name) => ({
    zh: `部门系统暂未回应，由部门补齐：${name.zh}`,
    en: `The department does not answer yet and owes it: ${name.en ?? name.zh}`,
  }),
  paperNegative: (name) => ({
    zh: `登记信息中没有查到，转人工核实：${name.zh}`,
    en: `Not found in the register, a person will look at it: ${name.en ?? name.zh}`,
  }),
  commitmentMade: (name) => ({
    zh: `已作出书面承诺：${name.zh}`,
    en: `Written commitment made: ${name.en ?? name.zh}`,
  }),
};

/** What the citizen reads of an entry. `paperNames` by material id. */
export function showEvent(entry: EventRow, paperNames: ReadonlyMap<string, LocalText>): ApplicationEvent {
  const { seq, type, at, actor, hash, previousHash } = entry;
  const name = paperNames.get(entry.detail.materialId ?? '') ?? { zh: '材料', en: 'the paper' };
  const sentence = type in ofPaper ? ofPaper[type as keyof typeof ofPaper](name) : plain[type as keyof typeof plain];
  return { seq, type, at: at.toISOString(), actor, sentence, hash, previousHash };
}
