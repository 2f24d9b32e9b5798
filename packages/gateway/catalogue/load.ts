// Reads the catalogue's files, refuses what does not fit the format, and resolves them into the contract's matters.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FeeItem, LocalText, Material, Matter } from '@onetrip/shared/contract';
import { isIdOnly, isIdOnlyInSome } from '@onetrip/shared/rules';
import { consultPhones, placesOf, sampleOf, usualFaq, usualForm, usualPhones, usualSteps } from './defaults.ts';
import { expandMatter, expandPapers, type Paper, ShortFormError, type Vocabulary } from './expand.ts';
import { CatalogueError, type Path, readCatalogueFile } from './files.ts';
import type {
  BatchList,
  CatalogueMatter,
  DepartmentList,
  FullMaterial,
  PaperFile,
  ProofList,
  RegisterList,
} from './format.ts';
import { fewestVisits } from './situations.ts';

export { CatalogueError } from './files.ts';

/** Shown wherever the catalogue is shown. */
export const disclaimer: LocalText = {
  zh: '编制示例，非官方清单。办理前请以主管部门公布的指南为准。',
  en: 'A compiled example, not an official list. Check the department’s own guide before you act on it.',
};

/** A matter as published, but for the version it gets when it is seeded. */
export type ResolvedMatter = Omit<Matter, 'version'>;

/** A matter with the file it came from. */
export interface FiledMatter {
  file: string;
  department: string;
  /** The matter in full, its short forms expanded. */
  written: CatalogueMatter;
  /** Line of a part of it. */
  lineOf: (path: Path) => number;
}

/** A kind of paper with the file it came from. */
export interface FiledPaper {
  file: string;
  line: number;
  paper: Paper;
}

/** Everything the files say. */
export interface CatalogueFiles {
  departments: DepartmentList;
  registers: RegisterList;
  fees: ReadonlyMap<string, FeeItem>;
  /** Kinds of paper, in the order of their files; an id may stand there twice, which the linter reports. */
  papers: readonly FiledPaper[];
  batches: BatchList;
  /** The questions that took the place of proofs. */
  proofs: ProofList;
  matters: FiledMatter[];
  /** Matter ids, the most used first. */
  mostUsed: readonly string[];
  /** Everyday names by matter id. */
  aliases: Readonly<Record<string, readonly string[]>>;
}

const filesIn = (folder: string, below: string): string[] =>
  existsSync(join(folder, below))
    ? readdirSync(join(folder, below))
        .filter((name) => name.endsWith('.jsonc'))
        .sort()
        .map((name) => `${below}/${name}`)
    : [];

/** What becomes of a fault: by default the first one ends the reading. */
type OnFault = (error: CatalogueError) => void;
const refuse: OnFault = (error) => {
  throw error;
};

/** What a reader returns, or nothing once its fault has been taken. */
function attempt<T>(read: () => T[], onFault: OnFault): T[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    onFault(error);
    return [];
  }
}

function readPapers(folder: string, registers: RegisterList, onFault: OnFault) {
  const files = filesIn(folder, 'papers').flatMap((file) =>
    attempt(() => [{ file, ...readCatalogueFile(folder, file, 'PaperFile') }], onFault),
  );
  const contents: PaperFile[] = files.map(({ content }) => content);
  const filed = files.flatMap(({ file, content, lineOf }) =>
    content.papers.flatMap((_paper, index) =>
      [...expandPapers([{ papers: content.papers.slice(index, index + 1) }], registers).papers.values()].map(
        (paper): FiledPaper => ({ file, line: lineOf(['papers', index]), paper }),
      ),
    ),
  );
  return { filed, vocabulary: { registers, ...expandPapers(contents, registers) } };
}

/** The matters of one department's file, in full. */
function readDepartment(
  folder: string,
  file: string,
  departments: DepartmentList,
  vocabulary: Vocabulary,
  onFault: OnFault,
): FiledMatter[] {
  const { content, lineOf } = readCatalogueFile(folder, file, 'DepartmentFile');
  const { department } = content;
  if (file !== `departments/${department}.jsonc`) {
    throw new CatalogueError(`${file} says it is of department ${department}.`);
  }
  const listed = departments.find(({ code }) => code === department)?.name.zh;
  if (listed !== content.name.zh) {
    throw new CatalogueError(`${file} calls the department ${content.name.zh}, departments.json ${listed}.`);
  }
  return content.matters.flatMap((short, index) => {
    const lineIn = (path: Path) => lineOf(['matters', index, ...path]);
    return attempt(() => {
      try {
        return [{ file, department, written: expandMatter(short, vocabulary), lineOf: lineIn }];
      } catch (error) {
        if (!(error instanceof ShortFormError)) throw error;
        const place = `${short.matterId} ${error.path.join('/')}`;
        throw new CatalogueError(`${file}:${lineIn(error.path)} ${place} ${error.message}`, { cause: error });
      }
    }, onFault);
  });
}

/**
 * Reads every file of a catalogue's folder.
 * @param onFault is told of each fault in papers and departments, and the rest is read; without it the first is thrown
 * @throws CatalogueError naming the file, the line, the matter and the place at fault
 */
export function loadCatalogue(folder: string, onFault: OnFault = refuse): CatalogueFiles {
  const { content: departments } = readCatalogueFile(folder, 'departments.json', 'DepartmentList');
  const { content: registers } = readCatalogueFile(folder, 'registers.json', 'RegisterList');
  const { content: fees } = readCatalogueFile(folder, 'fees.json', 'FeeList');
  const { content: words } = readCatalogueFile(folder, 'vocabulary.json', 'Vocabulary');
  const { content: batches } = readCatalogueFile(folder, 'batches.jsonc', 'BatchList');
  const proofs: ProofList = existsSync(join(folder, 'questions.jsonc'))
    ? readCatalogueFile(folder, 'questions.jsonc', 'ProofList').content
    : { questions: {}, documents: {} };
  const { filed: papers, vocabulary } = readPapers(folder, registers, onFault);
  const matters = filesIn(folder, 'departments').flatMap((file) =>
    attempt(() => readDepartment(folder, file, departments, vocabulary, onFault), onFault),
  );
  return {
    departments,
    registers,
    fees: new Map(fees.map(({ effective: _effective, ...item }) => [item.feeId, item] as const)),
    papers,
    batches,
    proofs,
    matters,
    mostUsed: words.mostUsed,
    aliases: words.aliases,
  };
}

/** A material as published: without what only the catalogue counts by. */
const published = ({ since: _since, in2017: _in2017, ...material }: FullMaterial): Material => material;

/**
 * A matter as the contract has it. Whether it is id-only, immediate, and how many visits it takes is computed here,
 * never written; null where its materials are not compiled yet.
 */
export function resolveMatter({ department, written }: FiledMatter, departments: DepartmentList): ResolvedMatter {
  const {
    in2018: _in2018,
    catalogCode: _catalogCode,
    taskCode: _taskCode,
    nameSource: _nameSource,
    opened: _opened,
    visitReason: _visitReason,
    notOnlineBecause: _notOnlineBecause,
    otherDepartments: _otherDepartments,
    risk: _risk,
    confidence: _confidence,
    materials,
    questions = [],
    online = false,
    ...rest
  } = written;
  const compiled = materials === undefined ? null : { questions, materials: materials.map(published), online };
  return {
    ...rest,
    department: {
      code: department,
      name: departments.find(({ code }) => code === department)?.name ?? { zh: department },
    },
    idOnly: compiled && isIdOnly(compiled),
    idOnlyInSome: compiled && isIdOnlyInSome(compiled),
    visits: compiled && fewestVisits(compiled),
    online,
    byLaw: rest.byLaw ?? '',
    where: rest.where ?? '',
    // 即办 ⇔ promised on the spot.
    immediate: rest.promised.count === 0,
    identityLevel: rest.identityLevel ?? 2,
    questions,
    materials: compiled?.materials ?? [],
    form: rest.form ?? (compiled ? usualForm : []),
    fees: rest.fees ?? [],
    results: (rest.results ?? []).map((result) => ({ ...result, sample: sampleOf(result) })),
    eligibility: rest.eligibility ?? [],
    steps: rest.steps ?? [...usualSteps[rest.type]],
    faq: rest.faq ?? [...usualFaq],
    handleArea: rest.handleArea ?? 'own',
    servicePointKinds: placesOf(written, department),
    consultPhone: rest.consultPhone ?? consultPhones[department] ?? usualPhones.consultPhone,
    complaintPhone: rest.complaintPhone ?? usualPhones.complaintPhone,
    disclaimer,
  };
}
