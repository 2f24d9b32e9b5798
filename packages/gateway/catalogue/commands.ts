// The tool's commands. Each returns its exit code: 0 well, 1 something is to be mended or was refused, 2 a slip in the command.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type LeverKind, unlockBudget, unlockGoals } from '@onetrip/shared/contract';
import { type Finding, reviewCatalogue } from './check.ts';
import { diffCatalogues } from './diff.ts';
import { exportMatters } from './exporting.ts';
import { importRows } from './importing.ts';
import { CatalogueError, type CatalogueFiles, loadCatalogue } from './load.ts';
import { materialColumns, matterColumns, type YesNoTable, yesNo } from './national.ts';
import { rules } from './rules.ts';
import { batchOf, type Figures, type Kpis, type Stats, statsOf } from './stats.ts';
import { readTable, TableError, toJson, writeTable } from './tables.ts';
import { leversFile, readLevers, unlockCatalogue } from './unlocking.ts';

/** Where the tool reads and writes. */
export interface Surroundings {
  /** The catalogue's folder. */
  folder: string;
  out: (text: string) => void;
  err: (text: string) => void;
}

const usage = `npm run --silent catalogue -- COMMAND

  check [CODE|MATTER]         what is to be mended, with file and line; exit code 1 where there is an error
        [--warnings]          every warning too, not only their number
  stats [--json]              the headline figures beside those announced in 2018, and the KPIs
  rules                       the rules check runs, and what each demands
  batches [ID]                what was published when; with an id, what that batch lists
  diff A [B]                  what changes for citizens from A to B, in words; a folder or a git revision each,
        [--language en]       B is this catalogue unless named
        [--json]
  unlock [--budget N]         which data links, commitments or legal changes make the most further matters ID-only: at most
        [--every] [--json]    N of them, 5 unless said, best sequence first; every: in every situation, not only in some
  import FILE                 take matters from a .csv, .json or .xlsx with the national field names; nothing changes when
        [--partial]           a row is refused, unless partial; rows refused are listed with their reasons
        [--codes reversed]    yes is 0 and no is 1, as some systems have it
  export [FILE]               the catalogue in national field names; JSON on standard output where no file is named
        [--department CODE] [--codes reversed]`;

/** A slip in the command line: the message and the usage are printed. */
class Slip extends Error {}

const place = ({ file, line, matterId }: Finding): string => [`${file}:${line}`, matterId].filter(Boolean).join(' ');

function check(args: string[], { folder, out }: Surroundings): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { warnings: { type: 'boolean', default: false } },
  });
  const [only] = positionals;
  const concerns = ({ file, matterId }: Finding) =>
    only === undefined || matterId === only || file === `departments/${only}.jsonc`;
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
  // A matter named in a list may stand in a file that could not be read.
  const findings = reviewCatalogue(files).filter(
    (one) => concerns(one) && !(unread.length > 0 && one.rule === 'matterUnknown'),
  );
  const faults = unread.filter(
    (message) => only === undefined || message.includes(only) || /^(papers\/|levers)/.test(message),
  );
  for (const message of faults) out(`error    ${message}`);
  const errors = findings.filter(({ level }) => level === 'error');
  const warnings = findings.filter(({ level }) => level === 'warning');
  for (const one of errors) out(`error    ${place(one)} ${one.rule}: ${one.message}`);
  if (values.warnings || only !== undefined) {
    for (const one of warnings) out(`warning  ${place(one)} ${one.rule}: ${one.message}`);
  } else {
    const counts = new Map<string, number>();
    for (const { rule } of warnings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    for (const [rule, count] of counts) out(`warning  ${rule}: ${count}`);
  }
  const count = errors.length + faults.length;
  out(`${count} errors, ${warnings.length} warnings`);
  return count > 0 ? 1 : 0;
}

const figureNames: Record<keyof Figures, string> = {
  matters: '事项 matters',
  departments: '部门单位 departments and units',
  idOnly: '一证通办 ID-only',
  materialItemsCut: '精简材料 material items cut',
  proofKindsAbolished: '取消证明 kinds of proof abolished',
  mobile: '首批移动办事 first mobile matters',
  feeHeads: '统一支付收费项目 fee heads',
  anyCounter: '人社全城通办 HR matters at any counter',
  atCommunity: '社区可办 at the community',
};

const endingNames: Record<keyof Stats['cutByEnding'], string> = {
  cancelled: '取消 cancelled',
  shared: '数据共享 shared',
  commitment: '告知承诺 committed to',
  investigated: '部门核实 investigated',
  afterApproval: '前置改后置 after approval',
};

const kpiNames: Record<keyof Kpis, [name: string, share: boolean]> = {
  immediateShare: ['即办率 decided on the spot', true],
  promiseCompression: ['承诺时限压缩比 promised against statutory term', true],
  zeroVisitShare: ['跑零次率 without a visit', true],
  averageVisits: ['平均跑动次数 visits on average', false],
  onlineShare: ['网上可办率 online', true],
  phoneShare: ['掌上可办率 on the phone', true],
  compiledShare: ['已编制材料 materials compiled', true],
  articlesToVerify: ['依据待核 articles to verify', false],
  itemsIn2017: ['2017年材料 items asked in 2017', false],
};

/** Columns a text takes on a terminal: a Chinese character takes two. */
const width = (text: string): number => [...text].reduce((sum, one) => sum + (/[\u2e80-\uffef]/.test(one) ? 2 : 1), 0);
const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));

function stats(args: string[], { folder, out }: Surroundings): number {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const all = statsOf(loadCatalogue(folder));
  if (values.json) {
    out(JSON.stringify(all, null, 2));
    return 0;
  }
  const row = (name: string, ...cells: string[]) =>
    padded(name, 52) + cells.map((cell) => ' '.repeat(Math.max(0, 12 - width(cell))) + cell).join('');
  out(row('', '2018 by rule', 'announced', 'difference', 'today'));
  for (const key of Object.keys(figureNames) as (keyof Figures)[]) {
    const difference = all[key] - all.announced[key];
    const shown = difference === 0 ? '–' : difference > 0 ? `+${difference}` : `${difference}`;
    const today = key in all.today ? [`${all.today[key as keyof Stats['today']]}`] : [];
    out(row(figureNames[key], `${all[key]}`, `${all.announced[key]}`, shown, ...today));
  }
  out('');
  for (const ending of Object.keys(endingNames) as (keyof Stats['cutByEnding'])[]) {
    out(row(`  ${endingNames[ending]}`, `${all.cutByEnding[ending]}`));
  }
  out('');
  for (const key of Object.keys(kpiNames) as (keyof Kpis)[]) {
    const [name, isShare] = kpiNames[key];
    const value = all.kpis[key];
    out(row(name, value === null ? '–' : isShare ? `${(value * 100).toFixed(1)} %` : `${value}`));
  }
  out(`\n${all.disclaimer}`);
  return 0;
}

function listRules(_args: string[], { out }: Surroundings): number {
  for (const [name, { level, demands }] of Object.entries(rules)) {
    out(`${level.padEnd(8)} ${name.padEnd(24)} ${demands}`);
  }
  return 0;
}

function batches(args: string[], { folder, out }: Surroundings): number {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const files = loadCatalogue(folder);
  const [only] = positionals;
  if (only !== undefined && !files.batches.some(({ id }) => id === only)) throw new Slip(`There is no batch ${only}.`);
  const names = new Map([
    ...files.papers.map(({ paper }) => [paper.id, paper.name.zh] as const),
    ...files.matters.map(({ written }) => [written.matterId, written.name.zh] as const),
  ]);
  for (const { id, name, publishedOn } of files.batches) {
    if (only !== undefined && only !== id) continue;
    const listed = batchOf(files, id);
    out(`${id.padEnd(10)} ${publishedOn}  ${padded(name.zh, 36)}${listed.length}`);
    if (only !== undefined) for (const one of listed) out(`  ${one} ${names.get(one) ?? ''}`);
  }
  return 0;
}

/** A catalogue by folder, or by git revision: then its files are read out of the repository into a folder thrown away. */
function catalogueAt(at: string, { folder }: Surroundings): CatalogueFiles {
  if (existsSync(resolve(at, 'departments.json'))) return loadCatalogue(resolve(at));
  const scratch = mkdtempSync(join(tmpdir(), 'onetrip-catalogue-'));
  try {
    const archive = execFileSync('git', ['archive', at, '.'], { cwd: folder, maxBuffer: 1 << 28, stdio: 'pipe' });
    execFileSync('tar', ['-x', '-C', scratch], { input: archive });
    return loadCatalogue(scratch);
  } catch (error) {
    if (error instanceof CatalogueError) throw new CatalogueError(`${at}: ${error.message}`, { cause: error });
    throw new Slip(`${at} is neither a catalogue’s folder nor a git revision.`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function diff(args: string[], surroundings: Surroundings): number {
  const { out, folder } = surroundings;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: 'string', default: 'zh' }, json: { type: 'boolean', default: false } },
  });
  const [a, b = folder] = positionals;
  if (a === undefined) throw new Slip('diff needs what to compare with: a folder or a git revision.');
  const changes = diffCatalogues(catalogueAt(a, surroundings), catalogueAt(b, surroundings));
  if (values.json) {
    out(JSON.stringify(changes, null, 2));
    return 0;
  }
  const say = ({ zh, en }: { zh: string; en?: string | undefined }) => (values.language === 'en' ? (en ?? zh) : zh);
  for (const { matterId, name, changes: sentences } of changes) {
    out(`${matterId} ${say(name)}`);
    for (const sentence of sentences) out(`  ${say(sentence)}`);
  }
  out(values.language === 'en' ? `${changes.length} matters change` : `${changes.length}个事项有变化`);
  return 0;
}

const leverNames: Record<LeverKind, string> = {
  dataLink: '数据共享 data link',
  commitment: '告知承诺 commitment',
  legalChange: '修改规定 legal change',
};

function unlockNext(args: string[], { folder, out }: Surroundings): number {
  const { values } = parseArgs({
    args,
    options: {
      budget: { type: 'string', default: `${unlockBudget.default}` },
      every: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const budget = Number(values.budget);
  const { minimum, maximum } = unlockBudget;
  if (!Number.isInteger(budget) || budget < minimum || budget > maximum) {
    throw new Slip(`--budget is a whole number from ${minimum} to ${maximum}.`);
  }
  const [inSome, inEvery] = unlockGoals;
  const plan = unlockCatalogue(folder, loadCatalogue(folder))({ budget, goal: values.every ? inEvery : inSome });
  if (values.json) {
    out(JSON.stringify(plan, null, 2));
    return 0;
  }
  const row = (name: string, ...cells: (string | number)[]) =>
    padded(name, 76) + cells.map((cell) => `${cell}`.padStart(10)).join('');
  out(row('', 'matters', 'cases', 'papers', 'trips'));
  plan.steps.forEach(({ lever, matters, casesAYear, papersAYear, tripsAYear }, at) => {
    const asked = lever.register === undefined ? '' : ` ${lever.register}@${lever.department}`;
    const name = `${at + 1} ${lever.name.zh}（${leverNames[lever.kind]}${asked}）`;
    out(row(name, `+${matters.length}`, casesAYear, papersAYear, tripsAYear));
    for (const matter of matters) out(`    ${matter.matterId} ${matter.name.zh}`);
  });
  const { idOnlyAfter, idOnlyBefore, casesAYear, papersAYear, tripsAYear } = plan;
  out(row('合计 together, a year', `+${idOnlyAfter - idOnlyBefore}`, casesAYear, papersAYear, tripsAYear));
  out(row('上界 no choice gains more than', '', plan.upperBound));
  for (const { zh, en } of [plan.explanation, plan.assumptions, plan.disclaimer]) out(`\n${zh}\n${en ?? ''}`);
  return 0;
}

function codesTable(name: string): YesNoTable {
  if (name in yesNo) return name as YesNoTable;
  throw new Slip(`--codes is one of ${Object.keys(yesNo).join(', ')}.`);
}

async function importFile(args: string[], { folder, out }: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { partial: { type: 'boolean', default: false }, codes: { type: 'string', default: 'national' } },
  });
  const [file] = positionals;
  if (file === undefined) throw new Slip('import needs a file.');
  const report = importRows(await readTable(file), folder, {
    codes: codesTable(values.codes),
    partial: values.partial,
  });
  for (const { row, name, reason } of report.refused) out(`refused  row ${row} ${name}: ${reason}`);
  for (const matterId of report.changed) out(`changed  ${matterId}`);
  for (const matterId of report.added) out(`added    ${matterId}`);
  const { changed, added, unchanged, refused, written } = report;
  const rows = new Set(refused.map(({ row }) => row)).size;
  out(`${changed.length} changed, ${added.length} added, ${unchanged} unchanged, ${rows} refused`);
  if (!written) out('Nothing was written. With --partial, what is not refused is.');
  return refused.length > 0 ? 1 : 0;
}

async function exportFile(args: string[], { folder, out }: Surroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { department: { type: 'string' }, codes: { type: 'string', default: 'national' } },
  });
  const matters = exportMatters(loadCatalogue(folder), codesTable(values.codes), values.department);
  const [file] = positionals;
  if (file === undefined) {
    out(toJson(matters));
    return 0;
  }
  await writeTable(file, [...matterColumns, ...materialColumns], matters);
  out(`${matters.length} matters written to ${file}`);
  return 0;
}

const commands: Record<string, (args: string[], surroundings: Surroundings) => number | Promise<number>> = {
  check,
  stats,
  rules: listRules,
  batches,
  diff,
  unlock: unlockNext,
  import: importFile,
  export: exportFile,
};

/** Runs a command line without the tool's own name. */
export async function run([name, ...args]: string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  if (name === undefined || name === '--help') {
    (name ? out : err)(usage);
    return name ? 0 : 2;
  }
  const command = commands[name];
  try {
    if (!command) throw new Slip(`There is no command ${name}.`);
    return await command(args, surroundings);
  } catch (error) {
    if (error instanceof CatalogueError || error instanceof TableError) {
      err(error.message);
      return 1;
    }
    const code = (error as { code?: string }).code ?? '';
    if (!(error instanceof Slip) && !code.startsWith('ERR_PARSE_ARGS')) throw error;
    err(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
}
