// The batches in which the reform was published (公布批次): what each lists follows from the matters and its day.
import type { Batch } from '@onetrip/shared/contract';
import type { BatchList } from './format.ts';
import type { CatalogueFiles, FiledMatter } from './load.ts';
import { disclaimer } from './load.ts';
import { abolishedProofs, idOnlyOn } from './progress.ts';

/** What the rule of a batch finds on the day it was published: ids of matters or proofs. */
function foundBy(files: CatalogueFiles, batch: BatchList[number]): string[] {
  const fits = (department: string) => batch.departments === undefined || batch.departments.includes(department);
  const of2018 = files.matters.filter(({ written }) => written.in2018);
  if (batch.kind === 'papers') {
    const asked = new Set(
      of2018
        .filter(({ department }) => fits(department))
        .flatMap(({ written }) => (written.materials ?? []).map(({ paper }) => paper)),
    );
    return abolishedProofs(files, batch.publishedOn).filter((paper) => asked.has(paper));
  }
  const idOnly = new Set(batch.kind === 'idOnly' ? idOnlyOn(batch.publishedOn, files) : []);
  const belongs = ({ written }: FiledMatter): boolean =>
    batch.kind === 'mobile'
      ? written.opened?.phone !== undefined && written.opened.phone <= batch.publishedOn
      : idOnly.has(written.matterId);
  return of2018.filter((filed) => fits(filed.department) && belongs(filed)).map(({ written }) => written.matterId);
}

/** What each batch lists, by its id: what its rule found that no batch of its kind listed before. */
export function batchLists(files: CatalogueFiles): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  const listedBefore = new Map<string, Set<string>>();
  for (const batch of files.batches) {
    const before = listedBefore.get(batch.kind) ?? new Set();
    const listed = foundBy(files, batch).filter((id) => !before.has(id));
    lists.set(batch.id, listed);
    listedBefore.set(batch.kind, new Set([...before, ...listed]));
  }
  return lists;
}

/** Every batch with its list, as the service shows it. */
export function publicBatches(files: CatalogueFiles): Batch[] {
  const papers = new Map(files.papers.map(({ paper }) => [paper.id, paper] as const));
  const matters = new Map(files.matters.map((filed) => [filed.written.matterId, filed] as const));
  const departments = new Map(files.departments.map(({ code, name }) => [code, name] as const));
  const lists = batchLists(files);
  return files.batches.map(({ id, kind, name, publishedOn, confidence }) => {
    const listed = lists.get(id) ?? [];
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
