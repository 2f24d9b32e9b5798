// The format of the catalogue's files, as a person writes them. Unknown keys are refused, so that a slip of the pen is not
// silently ignored. How to write a matter stands in README.md; `expand.ts` turns the short forms into the full ones.
import { BatchList, DepartmentList, FeeList, LeverFile, ProofList, RegisterList, Vocabulary } from './format/lists.ts';
import { DepartmentFile } from './format/matter.ts';
import { PaperFile } from './format/papers.ts';

export type { CatalogueMatter, FullMaterial } from './format/full.ts';
export type {
  BatchList,
  DepartmentList,
  FeeList,
  LeverFile,
  ProofList,
  RegisterList,
  Vocabulary,
} from './format/lists.ts';
export type { DepartmentFile, WrittenMaterial, WrittenMatter } from './format/matter.ts';
export type { PaperFile, WrittenPaper } from './format/papers.ts';
export { sourcePattern, type WrittenCondition, type WrittenText } from './format/shortForms.ts';

/** The formats of the files, by the name of their definition. */
export const files = {
  DepartmentFile,
  PaperFile,
  DepartmentList,
  RegisterList,
  FeeList,
  Vocabulary,
  BatchList,
  LeverFile,
  ProofList,
};

/** The types of the files, by the name of their definition. */
export interface FileTypes {
  DepartmentFile: DepartmentFile;
  PaperFile: PaperFile;
  DepartmentList: DepartmentList;
  RegisterList: RegisterList;
  FeeList: FeeList;
  Vocabulary: Vocabulary;
  BatchList: BatchList;
  LeverFile: LeverFile;
  ProofList: ProofList;
}
