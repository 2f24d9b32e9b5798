// The reviewers' measures of a catalogue.
import { askedIn2017 } from './asOf.ts';
import type { CatalogueMatter } from './format.ts';
import { needsPresence } from './situations.ts';

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

/** Working days in a term, as the reviewers count; calendar days count five for seven. */
const workingDays = ({ count, unit }: CatalogueMatter['promised']): number =>
  unit === 'workingDays' ? count : (count * 5) / 7;

const remote = ['phone', 'web', 'post'] as const;

/** Visits by the channels offered, in the situation that needs fewest. */
export const visitsOffered = (matter: CatalogueMatter): number =>
  remote.some((channel) => matter.channels.includes(channel)) && !needsPresence(matter) ? 0 : 1;

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

/** @param matters those of 2018 */
export function kpisOf(matters: readonly CatalogueMatter[]): Kpis {
  const materials = matters.flatMap((matter) => matter.materials ?? []);
  const compiled = matters.filter(({ materials: list }) => list !== undefined);
  const suitable = compiled.filter(({ notOnlineBecause }) => notOnlineBecause === undefined);
  const statutory = matters.reduce((sum, { statutory: term }) => sum + workingDays(term), 0);
  const promised = matters.reduce((sum, { promised: term }) => sum + workingDays(term), 0);
  const offering = (...channels: CatalogueMatter['channels']) =>
    matters.filter((matter) => channels.some((channel) => matter.channels.includes(channel))).length;
  return {
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
  };
}
