// `stats`: the headline figures beside those announced, why they differ, and the KPIs.
import { parseArgs } from 'node:util';
import { figuresOn } from '../asOf.ts';
import type { Kpis } from '../kpis.ts';
import { loadCatalogue } from '../load.ts';
import type { Progress, Readings } from '../progress.ts';
import { type Figures, type Stats, statsOf } from '../stats.ts';
import { type Command, Slip, type Surroundings } from './command.ts';
import { padded, width } from './printing.ts';

const figureNames: Record<keyof Figures, string> = {
  matters: '事项 matters',
  departments: '部门单位 departments and units',
  idOnly: '一证通办 ID-only',
  materialItemsCut: '精简材料 material items cut',
  proofKindsAbolished: '取消证明 kinds of proof abolished',
  mobile: '首批移动办事 first mobile matters',
  feeHeads: '统一支付收费项目 fee heads',
  anyCounter: '人社全城通办 HR matters at any counter',
  atCommunity: '社区可办 at the community',
};

/** Other readings of a figure, printed below it. */
const readings: Partial<Record<keyof Figures, [key: keyof Readings, name: string]>> = {
  idOnly: ['idOnlyInSome', '至少一种情形 in at least one situation'],
  materialItemsCut: ['paperKindsCut', '材料种类 kinds of paper'],
};

const endingNames: Record<keyof Stats['cutByEnding'], string> = {
  cancelled: '取消 cancelled',
  shared: '数据共享 shared',
  commitment: '告知承诺 committed to',
  investigated: '部门核实 investigated',
  afterApproval: '前置改后置 after approval',
};

const kpiNames: Record<keyof Kpis, [name: string, share: boolean]> = {
  immediateShare: ['即办率 decided on the spot', true],
  promiseCompression: ['承诺时限压缩比 promised against statutory term', true],
  zeroVisitShare: ['跑零次率 without a visit', true],
  averageVisits: ['平均跑动次数 visits on average', false],
  onlineShare: ['网上可办率 online', true],
  phoneShare: ['掌上可办率 on the phone', true],
  compiledShare: ['已编制材料 materials compiled', true],
  articlesToVerify: ['依据待核 articles to verify', false],
  itemsIn2017: ['2017年材料 items asked in 2017', false],
};

const row = (name: string, ...cells: (string | number)[]): string =>
  padded(name, 52) + cells.map((cell) => ' '.repeat(Math.max(0, 12 - width(`${cell}`))) + cell).join('');

/** A difference with its sign; a dash where there is none. */
const signed = (difference: number): string =>
  difference === 0 ? '–' : difference > 0 ? `+${difference}` : `${difference}`;

/** The figures with their other readings, the one announced, and today's. */
function* figureRows(all: Stats): Generator<string> {
  const today = (key: keyof Figures) => (key in all.today ? [all.today[key as keyof Progress]] : []);
  yield row('', all.date, 'announced', 'difference', 'today');
  for (const key of Object.keys(figureNames) as (keyof Figures)[]) {
    yield row(figureNames[key], all[key], all.announced[key], signed(all[key] - all.announced[key]), ...today(key));
    const [other, name] = readings[key] ?? [];
    if (other !== undefined) yield row(`  ${name}`, all.readings[other], '', '', all.readings.today[other]);
  }
}

function* endingRows({ cutByEnding, proofsByEnding }: Stats): Generator<string> {
  yield row('', 'items cut', 'proofs');
  for (const ending of Object.keys(endingNames) as (keyof Stats['cutByEnding'])[]) {
    yield row(`  ${endingNames[ending]}`, cutByEnding[ending], proofsByEnding[ending]);
  }
}

function* kpiRows({ kpis }: Stats): Generator<string> {
  for (const key of Object.keys(kpiNames) as (keyof Kpis)[]) {
    const [name, isShare] = kpiNames[key];
    const value = kpis[key];
    yield row(name, value === null ? '–' : isShare ? `${(value * 100).toFixed(1)} %` : value);
  }
}

function* differenceLines({ differences }: Stats): Generator<string> {
  for (const [key, { zh, en }] of Object.entries(differences)) {
    yield `${figureNames[key as keyof Figures]}: ${zh}`;
    yield `  ${en}`;
  }
}

function run(args: string[], { folder, out }: Surroundings): number {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, date: { type: 'string', default: figuresOn } },
  });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(values.date)) throw new Slip('--date is a day, as in 2018-06-30.');
  const all = statsOf(loadCatalogue(folder), values.date);
  if (values.json) {
    out(JSON.stringify(all, null, 2));
    return 0;
  }
  for (const part of [figureRows, endingRows, kpiRows, differenceLines]) {
    for (const line of part(all)) out(line);
    out('');
  }
  out(all.disclaimer);
  return 0;
}

/** Prints the figures. */
export const stats: Command = {
  usage: [
    ['stats [--json]', 'the headline figures beside those announced in 2018, why they differ, and the KPIs'],
    ['[--date DAY]', `as they stood on a day; ${figuresOn} unless said`],
  ],
  run,
};
