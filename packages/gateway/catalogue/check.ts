// The catalogue's linter: runs the rules over a matter and those over the catalogue as a whole; every finding names its line.

import type { Rule } from './faults.ts';
import type { CatalogueFiles, FiledMatter, FiledPaper } from './load.ts';
import { repeated, rules } from './rules.ts';
import { atOnce, type Steps } from './steps.ts';

/** Something to mend. */
export interface Finding {
  rule: string;
  level: Rule['level'];
  file: string;
  /** The first line is 1. */
  line: number;
  /** The matter concerned; empty where none is. */
  matterId: string;
  message: string;
}

/** The table of proofs (证明), whose entries are counted as abolished once nobody asks for them. */
const proofTable = 'papers/proofs.jsonc';

/** The rules over the catalogue as a whole, by name. */
export const wholeRules = {
  repeatedMatter: { level: 'error', demands: 'A matter’s id is its own' },
  repeatedName: { level: 'error', demands: 'A matter’s name is its own' },
  matterUnknown: { level: 'error', demands: 'The list of the most used and the everyday words name known matters' },
  departmentUnknown: { level: 'error', demands: 'Whoever holds, decides or publishes is a department' },
  themeAlone: { level: 'warning', demands: 'A theme has several matters; one alone may be a slip' },
  repeatedPaper: { level: 'error', demands: 'A kind of paper is written once' },
  proofElsewhere: { level: 'error', demands: `Proofs, and they alone, stand in ${proofTable}` },
  paperSourceUnknown: { level: 'error', demands: 'A paper’s usual source is a register that is there' },
  paperUnused: { level: 'warning', demands: 'A kind of paper is asked by some matter' },
} as const satisfies Readonly<Record<string, Pick<Rule, 'level' | 'demands'>>>;

type Place = Pick<Finding, 'file' | 'line'> & { matterId?: string };

const finding = (rule: keyof typeof wholeRules, { matterId = '', ...at }: Place, message: string): Finding => ({
  rule,
  level: wholeRules[rule].level,
  ...at,
  matterId,
  message,
});

const placeOf = ({ file, written, lineOf }: FiledMatter, key: string): Place => ({
  file,
  line: lineOf([key]),
  matterId: written.matterId,
});

/** Matters of which there may be only one. */
function twins(
  matters: readonly FiledMatter[],
  rule: 'repeatedMatter' | 'repeatedName',
  keyOf: (matter: FiledMatter) => string,
): Finding[] {
  const keys = new Set(repeated(matters.map(keyOf)));
  return matters
    .filter((matter) => keys.has(keyOf(matter)))
    .map((matter) => finding(rule, placeOf(matter, 'matterId'), `${keyOf(matter)} is there twice`));
}

/** The tables of papers: each kind once, complete for its usual ending, asked somewhere; proofs in a table of their own. */
function checkPapers({ papers, matters, registers }: CatalogueFiles): Finding[] {
  const asked = new Set(matters.flatMap(({ written }) => written.materials ?? []).map(({ paper }) => paper));
  const ids = repeated(papers.map(({ paper }) => paper.id));
  const names = repeated(papers.map(({ paper }) => paper.name.zh));
  return papers.flatMap(({ file, line, paper }: FiledPaper) => {
    const { id, name, source, proof = false } = paper;
    const known =
      !source || registers.some((held) => held.register === source.register && held.department === source.department);
    const say = (wrong: boolean, rule: keyof typeof wholeRules, message: string): Finding[] =>
      wrong ? [finding(rule, { file, line }, `${id} (${name.zh}): ${message}`)] : [];
    return [
      ...say(ids.includes(id), 'repeatedPaper', 'its id is there twice'),
      ...say(names.includes(name.zh), 'repeatedPaper', 'its name is there twice'),
      ...say((file === proofTable) !== proof, 'proofElsewhere', proof ? 'it is a proof' : 'it is no proof'),
      ...say(!known, 'paperSourceUnknown', 'no such register'),
      ...say(!asked.has(id), 'paperUnused', 'no matter asks for it'),
    ];
  });
}

/** Themes of one matter only. */
function lonelyThemes(matters: readonly FiledMatter[]): Finding[] {
  const counts = new Map<string, number>();
  for (const { written } of matters) counts.set(written.theme, (counts.get(written.theme) ?? 0) + 1);
  return matters
    .filter(({ written }) => counts.get(written.theme) === 1)
    .map((matter) =>
      finding('themeAlone', placeOf(matter, 'theme'), `no other matter has the theme ${matter.written.theme}: a slip?`),
    );
}

/** Rules over the catalogue as a whole: matters told apart, lists that name only what exists. */
function checkWhole(files: CatalogueFiles): Finding[] {
  const { matters, departments, mostUsed, aliases, registers, batches } = files;
  const known = new Set(matters.map(({ written }) => written.matterId));
  const codes = new Set(departments.map(({ code }) => code));
  const named = [
    ...[...registers, ...matters].map(({ department }) => department),
    ...batches.flatMap(({ departments: listed = [] }) => listed),
  ];
  return [
    ...twins(matters, 'repeatedMatter', ({ written }) => written.matterId),
    ...twins(matters, 'repeatedName', ({ written }) => written.name.zh),
    ...[...mostUsed, ...Object.keys(aliases)]
      .filter((matterId) => !known.has(matterId))
      .map((matterId) =>
        finding('matterUnknown', { file: 'vocabulary.json', line: 1, matterId }, `there is no matter ${matterId}`),
      ),
    ...named
      .filter((code) => !codes.has(code))
      .map((code) =>
        finding('departmentUnknown', { file: 'departments.json', line: 1 }, `there is no department ${code}`),
      ),
    ...lonelyThemes(matters),
    ...checkPapers(files),
  ];
}

/** What the rules find in one matter. */
const checkMatter = ({ file, department, written, lineOf }: FiledMatter, files: CatalogueFiles): Finding[] =>
  Object.entries(rules).flatMap(([rule, { level, test }]) =>
    test(written, files, department).map(({ message, path }) => ({
      rule,
      level,
      file,
      line: lineOf(path),
      matterId: written.matterId,
      message,
    })),
  );

type IsLookedAt = (matterId: string) => boolean;

function* reviewing(files: CatalogueFiles, isLookedAt: IsLookedAt = () => true): Steps<Finding[]> {
  const findings = checkWhole(files);
  for (const filed of files.matters) {
    if (!isLookedAt(filed.written.matterId)) continue;
    findings.push(...checkMatter(filed, files));
    yield;
  }
  return findings;
}

/**
 * Every finding, errors and warnings.
 * @param isLookedAt the matters looked at one by one; the catalogue as a whole always is
 */
export const reviewCatalogue = (files: CatalogueFiles, isLookedAt?: IsLookedAt): Finding[] =>
  atOnce(reviewing(files, isLookedAt));

/** The same as `checkCatalogue`, a matter a step. */
export function* checking(files: CatalogueFiles, isLookedAt?: IsLookedAt): Steps<Finding[]> {
  const findings = yield* reviewing(files, isLookedAt);
  return findings.filter(({ level }) => level === 'error');
}

/** The errors; empty when the catalogue may be published. */
export const checkCatalogue = (files: CatalogueFiles, isLookedAt?: IsLookedAt): Finding[] =>
  atOnce(checking(files, isLookedAt));

/** What each rule demands, by its name. */
export const allRules: Readonly<Record<string, Pick<Rule, 'level' | 'demands'>>> = { ...rules, ...wholeRules };
