// The catalogue's linter: runs the table of rules and those over the catalogue as a whole; every finding names its line.

import type { Rule } from './faults.ts';
import type { CatalogueFiles, FiledMatter } from './load.ts';
import { repeated, rules } from './rules.ts';

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

const stranger = (file: string, rule: string) => (matterId: string) =>
  ({ rule, level: 'error', file, line: 1, matterId, message: `there is no matter ${matterId}` }) as const;

/** Matters of which there may be only one. */
function twins(matters: readonly FiledMatter[], rule: string, keyOf: (matter: FiledMatter) => string): Finding[] {
  return repeated(matters.map(keyOf)).flatMap((key) =>
    matters
      .filter((matter) => keyOf(matter) === key)
      .map(({ file, written, lineOf }) => ({
        rule,
        level: 'error',
        file,
        line: lineOf(['matterId']),
        matterId: written.matterId,
        message: `${key} is there twice`,
      })),
  );
}

/** The table of papers: each kind once, complete for its usual ending, and asked somewhere. */
function checkPapers({ papers, matters, registers }: CatalogueFiles): Finding[] {
  const asked = new Set(matters.flatMap(({ written }) => written.materials ?? []).map(({ paper }) => paper));
  const finding = (rule: string, level: Rule['level'], at: (typeof papers)[number], message: string): Finding => ({
    rule,
    level,
    file: at.file,
    line: at.line,
    matterId: '',
    message: `${at.paper.id} (${at.paper.name.zh}): ${message}`,
  });
  const ids = repeated(papers.map(({ paper }) => paper.id));
  const names = repeated(papers.map(({ paper }) => paper.name.zh));
  return papers.flatMap((one) => {
    const { id, name, source } = one.paper;
    const known =
      !source || registers.some((held) => held.register === source.register && held.department === source.department);
    return [
      ...(ids.includes(id) ? [finding('repeatedPaper', 'error', one, 'its id is there twice')] : []),
      ...(names.includes(name.zh) ? [finding('repeatedPaper', 'error', one, 'its name is there twice')] : []),
      ...(known ? [] : [finding('paperSourceUnknown', 'error', one, 'no such register')]),
      ...(asked.has(id) ? [] : [finding('paperUnused', 'warning', one, 'no matter asks for it')]),
    ];
  });
}

/** Rules over the catalogue as a whole: matters told apart, lists that name only what exists. */
function checkWhole(files: CatalogueFiles): Finding[] {
  const { matters, departments, mostUsed, aliases, registers, batches } = files;
  const known = new Set(matters.map(({ written }) => written.matterId));
  const codes = new Set(departments.map(({ code }) => code));
  const themes = new Map<string, FiledMatter[]>();
  for (const matter of matters) {
    themes.set(matter.written.theme, [...(themes.get(matter.written.theme) ?? []), matter]);
  }
  return [
    ...twins(matters, 'repeatedMatter', ({ written }) => written.matterId),
    ...twins(matters, 'repeatedName', ({ written }) => written.name.zh),
    ...[...mostUsed, ...Object.keys(aliases)]
      .filter((id) => !known.has(id))
      .map(stranger('vocabulary.json', 'matterUnknown')),
    ...[
      ...[...registers, ...matters].map(({ department }) => department),
      ...batches.flatMap(({ departments: listed = [] }) => listed),
    ]
      .filter((code) => !codes.has(code))
      .map(
        (code): Finding => ({
          rule: 'departmentUnknown',
          level: 'error',
          file: 'departments.json',
          line: 1,
          matterId: '',
          message: `there is no department ${code}`,
        }),
      ),
    ...[...themes.values()].flatMap((of): Finding[] => {
      const [only] = of;
      if (of.length > 1 || !only) return [];
      const { file, written, lineOf } = only;
      const message = `no other matter has the theme ${written.theme}: a slip?`;
      return [
        { rule: 'themeAlone', level: 'warning', file, line: lineOf(['theme']), matterId: written.matterId, message },
      ];
    }),
    ...checkPapers(files),
  ];
}

/** Every finding, errors and warnings. */
export function reviewCatalogue(files: CatalogueFiles): Finding[] {
  return [
    ...checkWhole(files),
    ...files.matters.flatMap(({ file, department, written, lineOf }) =>
      Object.entries(rules).flatMap(([rule, { level, test }]) =>
        test(written, files, department).map(({ message, path }) => ({
          rule,
          level,
          file,
          line: lineOf(path),
          matterId: written.matterId,
          message,
        })),
      ),
    ),
  ];
}

/** The errors; empty when the catalogue may be published. */
export function checkCatalogue(files: CatalogueFiles): Finding[] {
  return reviewCatalogue(files).filter(({ level }) => level === 'error');
}
