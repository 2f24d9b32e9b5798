// The figures of a catalogue, and what a proposal changes in them.
import type { ReformEffect, ReformFigures } from '@onetrip/shared/contract';
import { burdenOf, effectWords } from '@onetrip/shared/rules';
import { type CatalogueFiles, resolveMatter } from '../../catalogue/load.ts';
import { statsOf } from '../../catalogue/stats.ts';
import { casesOf, type Levers } from '../../catalogue/unlocking.ts';

type Usage = Levers['usage'];

/** Figures once computed; a catalogue in force is compared with again and again. */
const computed = new WeakMap<CatalogueFiles, ReformFigures>();

/** The figures of a catalogue as it stands; papers and trips over every matter whose materials are known. */
function figuresOf(files: CatalogueFiles, usage: Usage): ReformFigures {
  const known = computed.get(files);
  if (known) return known;
  const { today, kpis } = statsOf(files);
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

/** What a catalogue would change in the figures of the one in force. */
export function effectOf(inForce: CatalogueFiles, proposed: CatalogueFiles, usage: Usage): ReformEffect {
  const [before, after] = [figuresOf(inForce, usage), figuresOf(proposed, usage)];
  return { before, after, words: effectWords(before, after), assumptions: usage.source };
}
