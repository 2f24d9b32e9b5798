// The figures of the reform, computed from the data and set beside those announced in 2018; and the reviewers' KPIs.
import type { Ending, LocalText } from '@onetrip/shared/contract';
import { figuresOn } from './asOf.ts';
import { batchLists } from './batches.ts';
import { type Kpis, kpisOf } from './kpis.ts';
import type { CatalogueFiles } from './load.ts';
import {
  abolishedProofs,
  itemsCutOn,
  of2018,
  type Progress,
  progressOn,
  type Readings,
  readingsOn,
} from './progress.ts';

/** Headline figures, over the 598 matters of 2018, as they stood on a day. */
export interface Figures extends Progress {
  matters: number;
  departments: number;
  /** Matters opened on the phone in the first batch. */
  mobile: number;
  feeHeads: number;
  /** Matters of human resources handled at any counter of the city. */
  anyCounter: number;
  /** Matters a community's counter had opened for by then. */
  atCommunity: number;
}

/** What was announced in 2018. */
export const announced: Readonly<Figures> = {
  matters: 598,
  departments: 44,
  idOnly: 296,
  materialItemsCut: 669,
  proofKindsAbolished: 174,
  mobile: 53,
  feeHeads: 23,
  anyCounter: 31,
  atCommunity: 25,
};

/** Why a figure by rule is not the one announced. */
export const differences: Readonly<Partial<Record<keyof Figures, LocalText>>> = {
  idOnly: {
    zh: '只有任何情形都不要材料的事项才计入：对带着身份证来的人，这是一个承诺。公布的清单未说明如何计数；有的事项依本目录的联网日期（编辑推定）在2018年年中尚未联网，有的在少数情形（委托他人、境外学历）仍要材料。',
    en: 'A matter counts only where no situation asks for a paper: to somebody who comes with the ID it is a promise. The announcement does not say how it counted; some of its matters rest on registers linked later, by the editorial dates of registers.json, and some still ask for a paper in a rare situation (an agent, a degree from abroad).',
  },
  materialItemsCut: {
    zh: '每个事项的每份材料各计一项，凡2017年要求而现在不要求申请人提供的都计入，不论如何处理；公布的数字未说明口径。同种材料只计一次的，见“材料种类”。',
    en: 'Each paper of each matter counts, if it was asked in 2017 and is not asked of the citizen now, however it ended; the announcement does not say how it counted. With each kind of paper counted once, see “kinds of paper”.',
  },
  proofKindsAbolished: {
    zh: '证明表（papers/proofs.jsonc）中2017年要求而现在没有事项再要求的各计一种，改由部门核对、调查的也计入；公布的清单未全文公开，可能按较粗的名目合并。',
    en: 'Each entry of the table of proofs (papers/proofs.jsonc) counts, if it was asked in 2017 and no matter asks for it now, also where a register or an investigation answers instead; the announced lists are not public in full and may name one kind where the table has several.',
  },
};

type CutByEnding = Record<Exclude<Ending, 'provided'>, number>;

/** Everything `stats` prints. */
export interface Stats extends Figures {
  /** The day the figures speak of. */
  date: string;
  announced: Readonly<Figures>;
  /** Why figures differ from those announced; only those that do. */
  differences: Partial<Record<keyof Figures, LocalText>>;
  /** The same with everything that was linked, cancelled or asked since. */
  today: Progress;
  /** Other readings of the same words, on that day and today. */
  readings: Readings & { today: Readings };
  kpis: Kpis;
  /** The items cut, by how they end. */
  cutByEnding: CutByEnding;
  /** The kinds of proof abolished, by how they usually end. */
  proofsByEnding: CutByEnding;
  disclaimer: string;
}

/** How many there are of each ending. */
const byEnding = (items: readonly { ending?: Ending | undefined }[]): CutByEnding => {
  const count = (ending: Ending) => items.filter((one) => one.ending === ending).length;
  return {
    cancelled: count('cancelled'),
    shared: count('shared'),
    commitment: count('commitment'),
    investigated: count('investigated'),
    afterApproval: count('afterApproval'),
  };
};

/**
 * The headline figures and KPIs of a catalogue.
 * @param day `YYYY-MM-DD`, the day the headline figures speak of
 */
export function statsOf(files: CatalogueFiles, day: string = figuresOn): Stats {
  const filed = of2018(files);
  const matters = filed.map(({ written }) => written);
  const heads = new Set([...files.fees.values()].map(({ head }) => head).filter((head) => head.startsWith('F')));
  const firstMobile = files.batches.find(({ kind }) => kind === 'mobile');
  const abolished = new Set(abolishedProofs(files, day));
  const figures: Figures = {
    matters: matters.length,
    departments: new Set(filed.map(({ department }) => department)).size,
    ...progressOn(day, files),
    mobile: firstMobile ? (batchLists(files).get(firstMobile.id) ?? []).length : 0,
    feeHeads: heads.size,
    anyCounter: filed.filter(({ department, written }) => department === 'RS' && written.handleArea === 'city').length,
    atCommunity: matters.filter(({ opened }) => opened?.community && opened.community <= day).length,
  };
  return {
    date: day,
    ...figures,
    today: progressOn(undefined, files),
    readings: { ...readingsOn(day, files), today: readingsOn(undefined, files) },
    announced,
    differences: Object.fromEntries(
      Object.entries(differences).filter(([key]) => figures[key as keyof Figures] !== announced[key as keyof Figures]),
    ),
    kpis: kpisOf(matters),
    cutByEnding: byEnding(itemsCutOn(day, files)),
    proofsByEnding: byEnding(files.papers.map(({ paper }) => paper).filter(({ id }) => abolished.has(id))),
    disclaimer: '编制示例，非官方清单',
  };
}
