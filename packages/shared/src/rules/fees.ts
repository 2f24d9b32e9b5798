// What a matter costs in a situation: only confirmed amounts, in whole fen.
import type { FeeItem } from '../contract/guide.ts';
import type { Matter } from '../contract/matter.ts';
import type { FeeLine } from '../contract/plan.ts';
import type { Situation } from '../contract/situation.ts';
import { standing } from './situation.ts';

/** The lines of an estimate, and their sum: null while an amount is to be confirmed or an open question decides a fee. */
export interface FeeEstimate {
  readonly lines: FeeLine[];
  readonly totalFen: number | null;
}

/**
 * The fee lines that apply under these answers. An item that may not be charged, or that the table of fees lacks, is
 * shown as to be confirmed: it is never counted as zero.
 */
export function feeLines(
  matter: Pick<Matter, 'questions' | 'fees'>,
  answers: Situation,
  fees: ReadonlyMap<string, FeeItem>,
): FeeEstimate {
  const { verdict } = standing(matter, answers);
  const lines: FeeLine[] = [];
  let totalFen: number | null = 0;
  for (const { feeId, quantity, when } of matter.fees) {
    const applies = verdict(when);
    if (applies === null) totalFen = null;
    if (applies !== true) continue;
    const item = fees.get(feeId);
    const amountFen = item?.chargeable && item.amountFen !== null ? item.amountFen * quantity : null;
    lines.push({
      feeId,
      head: item?.head ?? feeId,
      name: item?.item ?? feeId,
      unit: item?.unit ?? '',
      quantity,
      amountFen,
      toBeConfirmed: amountFen === null,
    });
    totalFen = totalFen === null || amountFen === null ? null : totalFen + amountFen;
  }
  return { lines, totalFen };
}
