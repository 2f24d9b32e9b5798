// The batches in which the reform was published (公布批次): what each lists follows from the matters and its day.
import type { Batch } from '@onetrip/shared/contract';
import type { CatalogueFiles, FiledMatter } from './load.ts';
import { disclaimer } from './load.ts';
import { abolishedProofs, idOnlyOn } from './progress.ts';

/**
 * What a batch lists: ids of the matters or proofs that its rule found on the day it was published, with none that a
 * batch of its kind listed before.
 */
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
    return abolishedProofs(files, batch.publishedOn).filter((paper) => !taken.has(paper) && asking(paper).some(fits));
  }
  const idOnly = new Set(batch.kind === 'idOnly' ? idOnlyOn(batch.publishedOn, files) : []);
  const belongs = ({ written }: FiledMatter): boolean =>
    batch.kind === 'mobile'
      ? written.opened?.phone !== undefined && written.opened.phone <= batch.publishedOn
      : idOnly.has(written.matterId);
  return of2018
    .filter((filed) => fits(filed.department) && belongs(filed))
    .map(({ written }) => written.matterId)
    .filter((matterId) => !taken.has(matterId));
}

/** Every batch with its list, as the service shows it. */
export function publicBatches(files: CatalogueFiles): Batch[] {
  const papers = new Map(files.papers.map(({ paper }) => [paper.id, paper] as const));
  const matters = new Map(files.matters.map((filed) => [filed.written.matterId, filed] as const));
  const departments = new Map(files.departments.map(({ code, name }) => [code, name] as const));
  return files.batches.map(({ id, kind, name, publishedOn, confidence }) => {
    const listed = batchOf(files, id);
    return {
      batchId: id,
      kind,
      name,
      publishedOn,
      confidence,
      count: listed.length,
      matters: listed.flatMap((matterId) => {
        const filed = matters.get(matterId);
        if (!filed) return [];
        const { written, department: code } = filed;
        return [{ matterId, name: written.name, department: { code, name: departments.get(code) ?? { zh: code } } }];
      }),
      papers: listed.flatMap((paperId) => {
        const paper = papers.get(paperId);
        return paper ? [{ paperId, name: paper.name, ...(paper.ending ? { ending: paper.ending } : {}) }] : [];
      }),
      disclaimer,
    };
  });
}
