// `check`: what is to be mended, with file and line.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { allRules, type Finding, reviewCatalogue } from '../check.ts';
import { CatalogueError, type CatalogueFiles, loadCatalogue } from '../load.ts';
import { leversFile, readLevers } from '../unlocking.ts';
import { type Command, Slip, type Surroundings } from './command.ts';

const place = ({ file, line, matterId }: Finding): string => [`${file}:${line}`, matterId].filter(Boolean).join(' ');
const lineOf = (one: Finding): string => `${one.level.padEnd(8)} ${place(one)} ${one.rule}: ${one.message}`;

/** How many files the summary of a rule names. */
const filesNamed = 5;

/** Warnings of each rule in one line: how many, what it demands, and the files that have most of them. */
function* summary(warnings: readonly Finding[]): Generator<string> {
  const byRule = new Map<string, Map<string, number>>();
  for (const { rule, file } of warnings) {
    const files = byRule.get(rule) ?? new Map<string, number>();
    byRule.set(rule, files.set(file, (files.get(file) ?? 0) + 1));
  }
  for (const [rule, files] of byRule) {
    const most = [...files].sort(([, a], [, b]) => b - a);
    const count = most.reduce((sum, [, times]) => sum + times, 0);
    const named = most.slice(0, filesNamed).map(([file, times]) => `${file} ${times}`);
    if (most.length > filesNamed) named.push(`${most.length - filesNamed} more files`);
    yield `warning  ${`${count}`.padStart(4)} ${rule}: ${allRules[rule]?.demands ?? ''}`;
    yield `              ${named.join(', ')}`;
  }
}

/** What could be read, and a line for each fault of what could not. */
function read(folder: string): { files: CatalogueFiles; unread: string[] } {
  const unread: string[] = [];
  const files = loadCatalogue(folder, ({ message }) => unread.push(...message.split('\n')));
  if (existsSync(join(folder, leversFile))) {
    try {
      readLevers(folder, files);
    } catch (error) {
      if (!(error instanceof CatalogueError)) throw error;
      unread.push(error.message);
    }
  }
  return { files, unread };
}

function run(args: string[], { folder, out }: Surroundings): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { warnings: { type: 'boolean', default: false }, rule: { type: 'string' } },
  });
  const [only] = positionals;
  const { rule } = values;
  if (rule !== undefined && !(rule in allRules)) throw new Slip(`There is no rule ${rule}; \`rules\` lists them.`);
  const { files, unread } = read(folder);
  const concerns = ({ file, matterId }: Finding) =>
    only === undefined || matterId === only || file === `departments/${only}.jsonc`;
  // A matter named in a list may stand in a file that could not be read.
  const findings = reviewCatalogue(files).filter(
    (one) =>
      concerns(one) &&
      (rule === undefined || one.rule === rule) &&
      !(unread.length > 0 && one.rule === 'matterUnknown'),
  );
  const faults = unread.filter(
    (message) => only === undefined || message.includes(only) || /^(papers\/|levers)/.test(message),
  );
  const errors = findings.filter(({ level }) => level === 'error');
  const warnings = findings.filter(({ level }) => level === 'warning');
  for (const message of faults) out(`error    ${message}`);
  for (const one of errors) out(lineOf(one));
  const listed = values.warnings || rule !== undefined || only !== undefined;
  for (const line of listed ? warnings.map(lineOf) : summary(warnings)) out(line);
  const count = errors.length + faults.length;
  out(`${count} errors, ${warnings.length} warnings`);
  return count > 0 ? 1 : 0;
}

/** Runs the linter over the catalogue, a department or a matter. */
export const check: Command = {
  usage: [
    ['check [CODE|MATTER]', 'what is to be mended, with file and line; exit code 1 where there is an error'],
    ['[--warnings]', 'every warning too, not only a line for each rule'],
    ['[--rule RULE]', 'only what this rule finds, warnings too'],
  ],
  run,
};
