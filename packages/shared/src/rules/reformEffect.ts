// What a reform changes in the catalogue's figures: how many papers and trips a year cost, and every figure that moves in words.
import type { Matter } from '../contract/matter.ts';
import type { ReformFigures } from '../contract/reform.ts';
import type { LocalText } from '../contract/text.ts';
import { outcomes } from './planBlocking.ts';

/** What the burden of a matter depends on. */
export type BurdenMatter = Pick<Matter, 'questions' | 'materials' | 'channels'>;

/** Channels by which a case is filed from home. */
const fromHome: readonly string[] = ['phone', 'web', 'post'];

/**
 * Papers brought and trips made for a matter in a year. A trip is made where something is handed over or done in
 * person, or where the matter cannot be filed from home; every option of a question is as likely as the next, as the
 * unlock planner has it.
 * @param casesAYear cases filed in a year
 */
export function burdenOf(matter: BurdenMatter, casesAYear: number): { papersAYear: number; tripsAYear: number } {
  const remote = matter.channels.some((channel) => fromHome.includes(channel));
  let [papersAYear, tripsAYear] = [0, 0];
  for (const { papers, act, share } of outcomes(matter)) {
    papersAYear += casesAYear * share * papers.length;
    if (!remote || act || papers.length > 0) tripsAYear += casesAYear * share;
  }
  return { papersAYear, tripsAYear };
}

type Written = (value: number) => string;
const whole: Written = String;
const percent: Written = (value) => `${Number((value * 100).toFixed(2))}%`;
const decimal: Written = (value) => String(Number(value.toFixed(4)));

/** Every figure: its name, and how it is written. */
const figures: Readonly<Record<keyof ReformFigures, readonly [zh: string, en: string, written: Written]>> = {
  idOnly: ['一证通办事项', 'ID-only matters', whole],
  materialItemsCut: ['精简材料（项）', 'Material items cut', whole],
  proofKindsAbolished: ['取消证明（种）', 'Kinds of proof abolished', whole],
  immediateShare: ['即办率', 'Decided on the spot', percent],
  promiseCompression: ['承诺时限压缩比', 'Promised against statutory term', percent],
  zeroVisitShare: ['跑零次率', 'Without a visit', percent],
  averageVisits: ['平均跑动次数', 'Visits on average', decimal],
  onlineShare: ['网上可办率', 'Can be filed online', percent],
  phoneShare: ['掌上可办率', 'Can be filed on the phone', percent],
  papersAYear: ['每年提交材料（份，估计）', 'Papers brought in a year (estimate)', whole],
  tripsAYear: ['每年跑动（趟，估计）', 'Trips made in a year (estimate)', whole],
};

/** A sentence for each figure that moves; one sentence where none does. */
export function effectWords(before: ReformFigures, after: ReformFigures): LocalText[] {
  const moved = (Object.keys(figures) as (keyof ReformFigures)[]).filter((figure) => before[figure] !== after[figure]);
  if (moved.length === 0) return [{ zh: '各项指标没有变化。', en: 'No figure moves.' }];
  return moved.map((figure) => {
    const [zh, en, written] = figures[figure];
    const change = ({ unknown }: { unknown: string }) =>
      [before[figure], after[figure]].map((value) => (value === null ? unknown : written(value))).join(' → ');
    return { zh: `${zh}：${change({ unknown: '未知' })}。`, en: `${en}: ${change({ unknown: 'unknown' })}.` };
  });
}
