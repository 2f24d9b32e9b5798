// What took the place of each abolished proof: a yes/no question to the register that knows, or nothing, and why.
import type { LocalText, Source } from '@onetrip/shared/contract';
import { sourceOf, textOf } from './expand.ts';
import type { CatalogueFiles } from './load.ts';
import { abolishedProofs } from './progress.ts';

/** An abolished kind of proof. */
export interface ProofQuestion {
  paper: string;
  name: LocalText;
  /** The question; null where only a document, or nothing, would do. */
  source: Source | null;
  /** Why there is no question. */
  why: LocalText | null;
}

/**
 * Every kind of proof abolished by a day, today where none is named, with its question: of `questions.jsonc`, else the
 * paper's own where that is one.
 */
export function proofQuestions(files: CatalogueFiles, day?: string): ProofQuestion[] {
  const papers = new Map(files.papers.map(({ paper }) => [paper.id, paper] as const));
  return abolishedProofs(files, day).flatMap((id): ProofQuestion[] => {
    const paper = papers.get(id);
    if (!paper) return [];
    const written = files.proofs.questions[id];
    const own = paper.source?.predicate === undefined ? null : paper.source;
    const document = files.proofs.documents[id];
    const source = written === undefined ? own : sourceOf(written, files.registers);
    return [{ paper: id, name: paper.name, source, why: document === undefined ? null : textOf(document) }];
  });
}

/** The share of abolished proofs that a yes/no question took the place of; 0 to 1. */
export function shareAsQuestions(files: CatalogueFiles, day?: string): number {
  const all = proofQuestions(files, day);
  return all.length === 0 ? 0 : all.filter(({ source }) => source !== null).length / all.length;
}
