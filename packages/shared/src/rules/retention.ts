// How long each kind of personal data is kept, from when, and by which law: one table, which the jobs that expunge read.
import type { RetentionKind } from '../contract/privacy.ts';

/** From when a term runs: made or last saved; ended (decided, lapsed, revoked, withdrawn). */
export type RetentionStart = 'made' | 'ended';

/** How long a kind of data is kept. */
export interface RetentionRule {
  readonly count: number;
  readonly unit: 'days' | 'years';
  readonly from: RetentionStart;
  /** The law that sets the term, or bids that nothing be kept longer than needed. */
  readonly law: string;
  /** Whether a law bids that it be kept: then nobody is erased before the term is over (PIPL 47). */
  readonly binding: boolean;
}

const needed = '个人信息保护法第十九条';
const records = '个人信息保护法第五十六条';

/** The table. Terms of case files follow 国家档案局令第8号 (verify: each department may have set a longer one). */
export const retention: Readonly<Record<RetentionKind, RetentionRule>> = {
  session: { count: 30, unit: 'days', from: 'made', law: needed, binding: false },
  signInCode: { count: 1, unit: 'days', from: 'made', law: needed, binding: false },
  idempotentAnswer: { count: 1, unit: 'days', from: 'made', law: needed, binding: false },
  draft: { count: 30, unit: 'days', from: 'made', law: needed, binding: false },
  plateChoice: { count: 30, unit: 'days', from: 'ended', law: needed, binding: false },
  faceCheck: { count: 180, unit: 'days', from: 'made', law: '网络安全法第二十一条', binding: false },
  exchange: { count: 3, unit: 'years', from: 'made', law: records, binding: false },
  access: { count: 3, unit: 'years', from: 'made', law: records, binding: false },
  consent: { count: 3, unit: 'years', from: 'ended', law: records, binding: false },
  delegation: { count: 3, unit: 'years', from: 'ended', law: '民法典第一百八十八条', binding: false },
  application: {
    count: 10,
    unit: 'years',
    from: 'ended',
    law: '机关文件材料归档范围和文书档案保管期限规定',
    binding: true,
  },
  applicationWithoutResult: { count: 3, unit: 'years', from: 'ended', law: '民法典第一百八十八条', binding: true },
};

const dayMs = 86_400_000;

const moved = (at: Date, { count, unit }: Pick<RetentionRule, 'count' | 'unit'>, sign: 1 | -1): Date => {
  if (unit === 'days') return new Date(at.getTime() + sign * count * dayMs);
  const to = new Date(at);
  to.setUTCFullYear(to.getUTCFullYear() + sign * count);
  return to;
};

/** Until when something is kept whose term began at this time. A 29 February ends on 1 March of a common year. */
export const keptUntil = (kind: RetentionKind, from: Date): Date => moved(from, retention[kind], 1);

/** What began before this is to be expunged now. Never later than `keptUntil` allows. */
export const expungedBefore = (kind: RetentionKind, now: Date): Date => moved(now, retention[kind], -1);
