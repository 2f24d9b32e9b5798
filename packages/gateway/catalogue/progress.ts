// How far the reform had come on a day: ID-only matters, papers and proofs no longer asked.
import { isIdOnly, isIdOnlyInSome, isProvided } from '@onetrip/shared/rules';
import { askedIn2017, materialsOn } from './asOf.ts';
import type { FullMaterial } from './format.ts';
import type { CatalogueFiles } from './load.ts';

/** How far the reform had come, over the 598 matters of 2018. */
export interface Progress {
  /** 一证通办: matters of which no situation asks for a paper. */
  idOnly: number;
  /** Items asked in 2017 and no longer asked of the citizen: each paper of each matter. */
  materialItemsCut: number;
  /** Kinds of proof (证明) that one of the 598 asked in 2017 and that no matter asks any more. */
  proofKindsAbolished: number;
}

/** The same words read otherwise, printed beside the figures. */
export interface Readings {
  /** `idOnly`: matters of which at least one situation asks for no paper. */
  idOnlyInSome: number;
  /** `materialItemsCut`: kinds of paper, each once, that one of the 598 asked in 2017 and that no matter asks any more. */
  paperKindsCut: number;
}

type Knowledge = Pick<CatalogueFiles, 'papers' | 'matters' | 'registers'>;

/** The 598. */
export const of2018 = ({ matters }: Knowledge) => matters.filter(({ written }) => written.in2018);

/** Ids of the 598 that were ID-only on a day, in every situation or in some. */
export const idOnlyOn = (day: string | undefined, files: Knowledge, rule: typeof isIdOnly = isIdOnly): string[] =>
  of2018(files)
    .filter(({ written }) => written.materials)
    .filter((filed) =>
      rule({ questions: filed.written.questions ?? [], materials: materialsOn(day, filed, files.registers) }),
    )
    .map(({ written }) => written.matterId);

/** Kinds of paper that one of the 598 asked in 2017 and that no matter asked for on a day. */
function endedKinds(day: string | undefined, files: Knowledge): ReadonlySet<string> {
  const then = of2018(files).flatMap(({ written }) => (written.materials ?? []).filter(askedIn2017));
  const now = new Set(
    files.matters
      .flatMap((filed) => materialsOn(day, filed, files.registers).filter(isProvided))
      .map((one) => one.paper),
  );
  return new Set(then.flatMap(({ paper }) => (paper === undefined || now.has(paper) ? [] : [paper])));
}

/** Kinds of proof abolished by a day, in the order of the table of proofs. */
export function abolishedProofs(files: Knowledge, day?: string): string[] {
  const ended = endedKinds(day, files);
  return files.papers.filter(({ paper: { id, proof } }) => proof && ended.has(id)).map(({ paper: { id } }) => id);
}

/** Items of the 598 that were cut by a day. */
export const itemsCutOn = (day: string | undefined, files: Knowledge): FullMaterial[] =>
  of2018(files)
    .flatMap((filed) => materialsOn(day, filed, files.registers))
    .filter((one) => askedIn2017(one) && !isProvided(one));

/** @param day `YYYY-MM-DD`; today where none is named */
export const progressOn = (day: string | undefined, files: Knowledge): Progress => ({
  idOnly: idOnlyOn(day, files).length,
  materialItemsCut: itemsCutOn(day, files).length,
  proofKindsAbolished: abolishedProofs(files, day).length,
});

/** @param day `YYYY-MM-DD`; today where none is named */
export const readingsOn = (day: string | undefined, files: Knowledge): Readings => ({
  idOnlyInSome: idOnlyOn(day, files, isIdOnlyInSome).length,
  paperKindsCut: endedKinds(day, files).size,
});
