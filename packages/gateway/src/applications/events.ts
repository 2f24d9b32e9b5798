// The history of an application: append-only, each entry hashed together with the one before it.
import type { ApplicationEvent, ApplicationEventType, LocalText } from '@onetrip/shared/contract';
import { beginning, entryHash, personalHash } from '@onetrip/shared/evidence';
import type { Actor } from '@onetrip/shared/rules';
import { asc, desc, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import { sha256 } from '../database/protection.ts';
import { applicationEvents, applicationEventValues } from '../database/schema/index.ts';
import { insertTogether, type Rows, rowsFor } from '../database/together.ts';
import { leaveNotice } from '../notices/outbox.ts';
import { leaveWebhooks } from '../webhooks/outbox.ts';
import { type ApplicationRow, applicantOf, type CitizenRow, type Connection, lockApplication } from './store.ts';

type EventRow = typeof applicationEvents.$inferSelect;

/** What is to be kept of something that happened. */
export interface NewEvent {
  type: ApplicationEventType;
  actor: Actor;
  /** Nothing personal: ids and codes. */
  detail?: Record<string, string>;
  /** What is personal: the entry holds a salted hash of it, the value is sealed beside it: provable, and forgettable. */
  personal?: string;
}

const sealedAs = 'event.value';

/** The salt of one entry's hash. It is told to him whom the entry concerns, and lost when his key is destroyed. */
const saltOf = ({ protection }: Pick<Context, 'protection'>, wrappedKey: string, applicationId: string, seq: number) =>
  protection.personalSalt(wrappedKey, `${applicationId}\n${seq}`);

/**
 * Appends an entry, and leaves what goes out because of it in the outboxes. The application is locked first, so entries
 * of one application are never written side by side.
 */
export async function appendEvent(
  context: Pick<Context, 'now' | 'protection' | 'jobs'>,
  tx: Transaction,
  applicationId: string,
  event: NewEvent,
): Promise<void> {
  await appendTo(context, tx, await lockApplication(tx, applicationId), event);
}

/** An entry as it is stored, and what is personal in it. */
export interface ChainedEntry {
  row: EventRow;
  /** The person's own words, sealed; null where nothing of it is personal. */
  valueSealed: string | null;
}

/**
 * The entry that follows another. @param last the one before; undefined for the first
 * @param wrappedKey the applicant's key; needed only for what is personal
 */
export function entryAfter(
  context: Pick<Context, 'now' | 'protection'>,
  last: Pick<EventRow, 'seq' | 'hash'> | undefined,
  applicationId: string,
  wrappedKey: string | null,
  { type, actor, detail = {}, personal }: NewEvent,
): ChainedEntry {
  const seq = (last?.seq ?? 0) + 1;
  const isPersonal = personal !== undefined && wrappedKey !== null;
  const entry = {
    applicationId,
    seq,
    type,
    at: context.now(),
    actor,
    detail,
    personalHash: isPersonal ? personalHash(sha256, saltOf(context, wrappedKey, applicationId, seq), personal) : null,
    previousHash: last?.hash ?? beginning,
  };
  const hash = entryHash(sha256, { ...entry, at: entry.at.toISOString() });
  const valueSealed = isPersonal ? context.protection.seal(wrappedKey, sealedAs, personal) : null;
  return { row: { ...entry, hash }, valueSealed };
}

/** Entries as rows. */
export function entryRows(entries: readonly ChainedEntry[]): Rows[] {
  const values = entries.flatMap(({ row: { applicationId, seq }, valueSealed }) =>
    valueSealed === null ? [] : [{ applicationId, seq, valueSealed }],
  );
  return [
    rowsFor(
      applicationEvents,
      entries.map(({ row }) => row),
    ),
    ...(values.length > 0 ? [rowsFor(applicationEventValues, values)] : []),
  ];
}

/** Leaves what goes out because of an entry in the outboxes. @param application as it stands after what the entry tells of */
export async function leaveWord(
  context: Pick<Context, 'protection' | 'jobs'>,
  tx: Transaction,
  application: ApplicationRow,
  entry: EventRow,
): Promise<void> {
  await leaveNotice(context, tx, application, entry);
  await leaveWebhooks(context, tx, application, entry);
}

/** The same where the application is locked already. @param application as it stands after what the entry tells of */
export async function appendTo(
  context: Pick<Context, 'now' | 'protection' | 'jobs'>,
  tx: Transaction,
  application: ApplicationRow,
  event: NewEvent,
): Promise<void> {
  const { applicationId } = application;
  const [last] = await tx
    .select({ seq: applicationEvents.seq, hash: applicationEvents.hash })
    .from(applicationEvents)
    .where(eq(applicationEvents.applicationId, applicationId))
    .orderBy(desc(applicationEvents.seq))
    .limit(1);
  const wrappedKey = event.personal === undefined ? null : (await applicantOf(tx, application.citizenId)).wrappedKey;
  const entry = entryAfter(context, last, applicationId, wrappedKey, event);
  await insertTogether(tx, entryRows([entry]));
  await leaveWord(context, tx, application, entry.row);
}

/** What stands in the entries of an application as a hash: salt and value, as far as they are kept and he is not erased. */
export async function openingsOf(
  context: Pick<Context, 'protection'>,
  db: Connection,
  applicationId: string,
  { wrappedKey }: CitizenRow,
): Promise<{ seq: number; salt: string; value: string }[]> {
  if (!context.protection.isKey(wrappedKey)) return [];
  const kept = await db
    .select()
    .from(applicationEventValues)
    .where(eq(applicationEventValues.applicationId, applicationId))
    .orderBy(asc(applicationEventValues.seq));
  return kept.map(({ seq, valueSealed }) => ({
    seq,
    salt: saltOf(context, wrappedKey, applicationId, seq),
    value: context.protection.open(wrappedKey, sealedAs, valueSealed),
  }));
}

/** An entry as its hash covers it. */
export const hashedEntry = (row: EventRow) => ({ ...row, at: row.at.toISOString() });

/** Entries of an application, oldest first. */
export function eventsOf(db: Connection, applicationId: string): Promise<EventRow[]> {
  return db
    .select()
    .from(applicationEvents)
    .where(eq(applicationEvents.applicationId, applicationId))
    .orderBy(asc(applicationEvents.seq));
}

/** Kinds of entries that speak of one paper. */
type PaperEventType =
  | 'paperReceived'
  | 'paperOwed'
  | 'paperNegative'
  | 'paperContradicted'
  | 'paperOverdue'
  | 'commitmentMade';

const plain: Record<Exclude<ApplicationEventType, PaperEventType>, LocalText> = {
  submitted: { zh: '申请已提交', en: 'Application filed' },
  accepted: { zh: '已受理，承诺期限开始计算', en: 'Accepted; the promised term begins' },
  deemedAccepted: {
    zh: '部门逾期未告知需要补正，自收到申请之日起视为受理',
    en: 'Nobody said in time that anything was missing: accepted as of the day of receipt',
  },
  notAccepted: { zh: '未予受理', en: 'Not accepted' },
  dispatched: { zh: '已转交部门办理', en: 'Handed to the department' },
  withdrawalAnswered: { zh: '部门已答复撤回', en: 'The department has answered the withdrawal' },
  reviewStarted: { zh: '开始审核', en: 'Review begun' },
  supplementAsked: { zh: '需要补充材料', en: 'A supplement was asked for' },
  supplementDueSoon: {
    zh: '补正期限将至，已提醒申请人',
    en: 'The last day for the supplement is near; the applicant was reminded',
  },
  supplementGiven: { zh: '已补充材料', en: 'The supplement was given' },
  specialProcedureStarted: { zh: '进入特别程序，期限暂停计算', en: 'Special procedure begun; the term is paused' },
  specialProcedureEnded: { zh: '特别程序结束，期限继续计算', en: 'Special procedure over; the term runs on' },
  termExtended: { zh: '经部门负责人批准，办理期限延长', en: 'Term extended by decision of the department’s head' },
  corrected: { zh: '申请人更正了填写的内容', en: 'The applicant corrected what had been filed' },
  dueSoon: { zh: '期限将至，已提醒部门', en: 'The last day is near; the department was reminded' },
  overdue: { zh: '部门已超过期限', en: 'The department has let the last day pass' },
  escalated: { zh: '已报上级督办', en: 'Reported to those who supervise the department' },
  approved: { zh: '审核通过', en: 'Approved' },
  rejected: { zh: '审核未通过', en: 'Not approved' },
  billIssued: { zh: '缴款单已开出', en: 'Bill issued' },
  billPaid: { zh: '已缴费', en: 'Bill paid' },
  refundDue: { zh: '有一笔款项将原路退回', en: 'Money will be returned the way it came' },
  refunded: { zh: '款项已原路退回', en: 'Money was returned the way it came' },
  licenceIssued: { zh: '电子证照已签发', en: 'Electronic licence issued' },
  licenceRevoked: { zh: '电子证照已撤销', en: 'Electronic licence revoked' },
  delivered: { zh: '已办结', en: 'Completed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  terminated: { zh: '已终止', en: 'Closed without a decision' },
};

const ofPaper: Record<PaperEventType, (name: LocalText) => LocalText> = {
  paperReceived: (name) => ({ zh: `部门已提供：${name.zh}`, en: `Supplied by the department: ${name.en ?? name.zh}` }),
  paperOwed: (name) => ({
    zh: `部门系统暂未回应，由部门补齐：${name.zh}`,
    en: `The department does not answer yet and owes it: ${name.en ?? name.zh}`,
  }),
  paperNegative: (name) => ({
    zh: `登记信息中没有查到，转人工核实：${name.zh}`,
    en: `Not found in the register, a person will look at it: ${name.en ?? name.zh}`,
  }),
  paperContradicted: (name) => ({
    zh: `登记信息与您填写的不一致，转人工核对：${name.zh}`,
    en: `The register says something else than you entered, a person will compare: ${name.en ?? name.zh}`,
  }),
  paperOverdue: (name) => ({
    zh: `部门超过期限仍未补齐，已催办：${name.zh}`,
    en: `The department is late in supplying it and has been reminded: ${name.en ?? name.zh}`,
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
  const { delegationId, servicePointId } = entry.detail;
  return {
    seq,
    type,
    at: at.toISOString(),
    actor,
    sentence,
    ...(delegationId === undefined ? {} : { delegationId }),
    ...(servicePointId === undefined ? {} : { servicePointId }),
    hash,
    previousHash,
  };
}
