// The figures of the reform, computed from the data and set beside those announced in 2018; and the reviewers' KPIs.
import type { Ending } from '@onetrip/shared/contract';
import { isIdOnly, isProvided } from '@onetrip/shared/rules';
import type { CatalogueMatter, FullMaterial } from './format.ts';
import type { CatalogueFiles, FiledMatter } from './load.ts';
import { needsPresence } from './situations.ts';

/** Headline figures, over the 598 matters of 2018, as they stood in the middle of 2018. */
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

/** The day the headline figures speak of: what was opened, linked or cancelled later is not counted. */
const figuresOn = '2018-06-30';

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

/** The reviewers' measures, over the 598 matters; a share is between 0 and 1, null where nothing can be measured. */
export interface Kpis {
  /** 即办率: promised on the spot / all. */
  immediateShare: number | null;
  /** 承诺时限压缩比: (Σ statutory − Σ promised) / Σ statutory, in working days. */
  promiseCompression: number | null;
  /** 跑零次率: no visit needed / all that are not ruled unsuitable. */
  zeroVisitShare: number | null;
  /** 平均跑动次数. */
  averageVisits: number | null;
  /** 网上可办率. */
  onlineShare: number | null;
  /** 掌上可办率. */
  phoneShare: number | null;
  /** Share of the matters that have their materials. */
  compiledShare: number | null;
  /** Articles of `provided` papers nobody has vouched for. */
  articlesToVerify: number;
  /** Items asked in 2017. */
  itemsIn2017: number;
}

/** Everything `stats` prints. */
export interface Stats extends Figures {
  announced: Readonly<Figures>;
  /** The same with everything that was linked, cancelled or asked since. */
  today: Progress;
  kpis: Kpis;
  /** The items cut, by how they end today. */
  cutByEnding: Record<Exclude<Ending, 'provided'>, number>;
  disclaimer: string;
}

/** Working days in a month and a year, as the reviewers count; calendar days count five for seven. */
const workingDays = ({ count, unit }: CatalogueMatter['promised']): number =>
  unit === 'workingDays' ? count : (count * 5) / 7;

/** Whether the guide of 2017 asked for it. */
export const askedIn2017 = (material: FullMaterial): boolean =>
  material.kind === 'paper' && material.since === undefined;

/** A matter of the catalogue, with the registers its papers are asked from. */
type Asking = Pick<FiledMatter, 'written' | 'department'>;

/**
 * Its materials as they stood on a day: a paper from another department's register is the citizen's until that is linked,
 * one that is cancelled until the day it was; a department's own records need no link.
 */
export function materialsOn(
  day: string | undefined,
  { written, department }: Asking,
  registers: CatalogueFiles['registers'],
): FullMaterial[] {
  const materials = written.materials ?? [];
  if (day === undefined) return materials;
  const notYet = ({ ending, source, cancelledOn }: FullMaterial): boolean => {
    if (ending === 'cancelled') return cancelledOn !== undefined && cancelledOn > day;
    if (ending !== 'shared' || !source || source.department === department) return false;
    const held = registers.find((one) => one.register === source.register && one.department === source.department);
    return held?.linkedOn !== undefined && held.linkedOn > day;
  };
  return materials
    .filter(({ since }) => since === undefined || since <= day)
    .map((one) => (one.kind === 'paper' && notYet(one) ? { ...one, ending: 'provided' } : one));
}

/** How far the reform had come on a day; today where none is named. */
export interface Progress {
  idOnly: number;
  /** Items asked in 2017 and no longer asked of the citizen. */
  materialItemsCut: number;
  /** Kinds of proof (证明) that one of the 598 asked in 2017 and that none asks any more. */
  proofKindsAbolished: number;
}

/** Matters of 2018 that need nothing but the ID in some situation, on a day. */
export const idOnlyOn = (day: string | undefined, { matters, registers }: CatalogueFiles): string[] =>
  matters
    .filter(({ written }) => written.in2018 && written.materials)
    .filter((filed) =>
      isIdOnly({ questions: filed.written.questions ?? [], materials: materialsOn(day, filed, registers) }),
    )
    .map(({ written }) => written.matterId);

/** Kinds of proof that were asked in 2017 and that no matter asked for on a day, in the order of the table of papers. */
export function abolishedProofs(
  { papers, matters, registers }: Pick<CatalogueFiles, 'papers' | 'matters' | 'registers'>,
  day?: string,
): string[] {
  const of2018 = matters.filter(({ written }) => written.in2018).flatMap(({ written }) => written.materials ?? []);
  const then = new Set(of2018.filter(askedIn2017).map(({ paper }) => paper));
  const now = new Set(
    matters.flatMap((filed) => materialsOn(day, filed, registers).filter(isProvided)).map(({ paper }) => paper),
  );
  return papers
    .filter(({ paper: { id, proof } }) => proof && then.has(id) && !now.has(id))
    .map(({ paper: { id } }) => id);
}

/** Items of the 598 that were cut by a day. */
const itemsCutOn = (day: string | undefined, { matters, registers }: CatalogueFiles): FullMaterial[] =>
  matters
    .filter(({ written }) => written.in2018)
    .flatMap((filed) => materialsOn(day, filed, registers))
    .filter((one) => askedIn2017(one) && !isProvided(one));

const progressOn = (day: string | undefined, files: CatalogueFiles): Progress => ({
  idOnly: idOnlyOn(day, files).length,
  materialItemsCut: itemsCutOn(day, files).length,
  proofKindsAbolished: abolishedProofs(files, day).length,
});

const remote = ['phone', 'web', 'post'] as const;

/** Visits by the channels offered, in the situation that needs fewest. */
export const visitsOffered = (matter: CatalogueMatter): number =>
  remote.some((channel) => matter.channels.includes(channel)) && !needsPresence(matter) ? 0 : 1;

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

/** Matters of a batch: those it lists by rule, with none that a batch of its kind listed before. */
export function batchOf(files: CatalogueFiles, id: string): string[] {
  const batch = files.batches.find((one) => one.id === id);
  if (!batch) return [];
  const earlier = files.batches.slice(0, files.batches.indexOf(batch)).filter(({ kind }) => kind === batch.kind);
  const taken = new Set(earlier.flatMap(({ id: before }) => batchOf(files, before)));
  const fits = (department: string) => batch.departments === undefined || batch.departments.includes(department);
  const of2018 = files.matters.filter(({ written }) => written.in2018);
  if (batch.kind === 'papers') {
    const asking = (paper: string): string[] =>
      of2018
        .filter(({ written }) => (written.materials ?? []).some((one) => one.paper === paper))
        .map(({ department }) => department);
    return abolishedProofs(files, figuresOn).filter((paper) => !taken.has(paper) && asking(paper).some(fits));
  }
  const idOnly = new Set(batch.kind === 'idOnly' ? idOnlyOn(figuresOn, files) : []);
  const belongs = ({ written }: FiledMatter): boolean =>
    batch.kind === 'mobile'
      ? written.opened?.phone !== undefined && written.opened.phone <= batch.publishedOn
      : idOnly.has(written.matterId);
  return of2018
    .filter((filed) => fits(filed.department) && belongs(filed))
    .map(({ written }) => written.matterId)
    .filter((matterId) => !taken.has(matterId));
}

/** The headline figures and KPIs of a catalogue. */
export function statsOf(files: CatalogueFiles): Stats {
  const filed = files.matters.filter(({ written }) => written.in2018);
  const matters = filed.map(({ written }) => written);
  const materials = matters.flatMap((matter) => matter.materials ?? []);
  const heads = new Set([...files.fees.values()].map(({ head }) => head).filter((head) => head.startsWith('F')));
  const firstMobile = files.batches.find(({ kind }) => kind === 'mobile');
  const compiled = matters.filter(({ materials: list }) => list !== undefined);
  const suitable = compiled.filter(({ notOnlineBecause }) => notOnlineBecause === undefined);
  const statutory = matters.reduce((sum, { statutory: term }) => sum + workingDays(term), 0);
  const promised = matters.reduce((sum, { promised: term }) => sum + workingDays(term), 0);
  const offering = (...channels: CatalogueMatter['channels']) =>
    matters.filter((matter) => channels.some((channel) => matter.channels.includes(channel))).length;

  const cutItems = itemsCutOn(figuresOn, files);
  const cut = (ending: Ending) => cutItems.filter((one) => one.ending === ending).length;

  return {
    matters: matters.length,
    departments: new Set(filed.map(({ department }) => department)).size,
    ...progressOn(figuresOn, files),
    today: progressOn(undefined, files),
    mobile: firstMobile ? batchOf(files, firstMobile.id).length : 0,
    feeHeads: heads.size,
    anyCounter: filed.filter(({ department, written }) => department === 'RS' && written.handleArea === 'city').length,
    atCommunity: matters.filter(({ opened }) => opened?.community && opened.community <= figuresOn).length,
    announced,
    kpis: {
      immediateShare: share(matters.filter((matter) => matter.promised.count === 0).length, matters.length),
      promiseCompression: share(statutory - promised, statutory),
      zeroVisitShare: share(suitable.filter((matter) => visitsOffered(matter) === 0).length, suitable.length),
      averageVisits: share(
        compiled.reduce((sum, matter) => sum + visitsOffered(matter), 0),
        compiled.length,
      ),
      onlineShare: share(offering('phone', 'web'), matters.length),
      phoneShare: share(offering('phone'), matters.length),
      compiledShare: share(compiled.length, matters.length),
      articlesToVerify: materials.filter(({ confidence }) => confidence === 'verify').length,
      itemsIn2017: materials.filter(askedIn2017).length,
    },
    cutByEnding: {
      cancelled: cut('cancelled'),
      shared: cut('shared'),
      commitment: cut('commitment'),
      investigated: cut('investigated'),
      afterApproval: cut('afterApproval'),
    },
    disclaimer: '编制示例，非官方清单',
  };
}
