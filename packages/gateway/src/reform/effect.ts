// The figures of a catalogue, and what a proposal changes in them.
import type { ReformEffect, ReformFigures } from '@onetrip/shared/contract';
import { burdenOf, effectWords } from '@onetrip/shared/rules';
import { kpisOf } from '../../catalogue/kpis.ts';
import { type CatalogueFiles, resolveMatter } from '../../catalogue/load.ts';
import { of2018, progressOn } from '../../catalogue/progress.ts';
import { atOnce, type Steps } from '../../catalogue/steps.ts';
import { casesOf, type Levers } from '../../catalogue/unlocking.ts';

type Usage = Levers['usage'];

/** Figures once computed; a catalogue in force is compared with again and again. */
const computed = new WeakMap<CatalogueFiles, ReformFigures>();

/** The figures of a catalogue as it stands; papers and trips over every matter whose materials are known. */
function* figuring(files: CatalogueFiles, usage: Usage): Steps<ReformFigures> {
  const known = computed.get(files);
  if (known) return known;
  const today = progressOn(undefined, files);
  yield;
  const kpis = kpisOf(of2018(files).map(({ written }) => written));
  yield;
  const cases = casesOf(files, usage);
  let [papers, trips] = [0, 0];
  for (const filed of files.matters) {
    if (!filed.written.materials) continue;
    const { papersAYear, tripsAYear } = burdenOf(
      resolveMatter(filed, files.departments),
      cases(filed.written.matterId),
    );
    papers += papersAYear;
    trips += tripsAYear;
    yield;
  }
  const { immediateShare, promiseCompression, zeroVisitShare, averageVisits, onlineShare, phoneShare } = kpis;
  const figures = {
    ...today,
    immediateShare,
    promiseCompression,
    zeroVisitShare,
    averageVisits,
    onlineShare,
    phoneShare,
    papersAYear: Math.round(papers),
    tripsAYear: Math.round(trips),
  };
  computed.set(files, figures);
  return figures;
}

/** The same as `effectOf`, in steps. */
export function* weighing(inForce: CatalogueFiles, proposed: CatalogueFiles, usage: Usage): Steps<ReformEffect> {
  const before = yield* figuring(inForce, usage);
  const after = yield* figuring(proposed, usage);
  return { before, after, words: effectWords(before, after), assumptions: usage.source };
}

/** What a catalogue would change in the figures of the one in force. */
export const effectOf = (inForce: CatalogueFiles, proposed: CatalogueFiles, usage: Usage): ReformEffect =>
  atOnce(weighing(inForce, proposed, usage));
