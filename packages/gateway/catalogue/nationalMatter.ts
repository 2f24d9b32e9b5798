// Reads one matter out of national rows: what it says, in the catalogue's terms, or every reason why it is refused.
import type { WrittenMaterial, WrittenMatter } from './format.ts';
import type { CatalogueFiles, FiledMatter } from './load.ts';
import {
  catalogCodeOf,
  codesIn,
  depths,
  handleAreaCodes,
  type NationalRow,
  sourceTypes,
  taskTypes,
  termUnits,
  useLevels,
  type YesNoTable,
  yesNo,
} from './national.ts';

/** What a row says: only what it has a column for. */
export interface ReadMatter {
  department: string | undefined;
  said: Partial<WrittenMatter>;
  materials: WrittenMaterial[];
  /** Names of papers, to be held against a list that is here already. */
  materialNames: string[];
  /** Channels switched on and off. */
  channels: Partial<Record<WrittenMatter['channels'][number], boolean>>;
  reasons: string[];
}

/** Said in an export where a visit has no reason of its own. */
export const usualVisitReason = '须到现场办理';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** The code of the department a row names, by code or by any of its names. */
function departmentOf({ dept_code: code = '', dept_name: name = '' }: NationalRow, { departments }: CatalogueFiles) {
  const found = departments.find(
    (one) => one.code === code || (name !== '' && [one.name.zh, ...one.name2017.split('/')].includes(name)),
  );
  return found?.code;
}

/** Reads cells, and keeps the reasons why one cannot be read. */
function reader(row: NationalRow) {
  const reasons: string[] = [];
  const cell = (column: string): string => row[column] ?? '';
  return {
    reasons,
    cell,
    refuse: (reason: string) => void reasons.push(reason),
    /** The meaning of a code; undefined where the cell is empty. */
    coded<T>(column: string, table: Readonly<Record<string, T>>): T | undefined {
      const code = cell(column);
      if (code === '') return undefined;
      if (!Object.hasOwn(table, code)) {
        reasons.push(`${column}: ${code} is none of ${Object.keys(table).join(' ')}`);
        return undefined;
      }
      return table[code];
    },
    /** A whole number; undefined where the cell is empty. */
    whole(column: string): number | undefined {
      const text = cell(column);
      if (text === '') return undefined;
      if (/^\d{1,4}$/.test(text)) return Number(text);
      reasons.push(`${column}: ${text} is no number`);
      return undefined;
    },
  };
}
type Reader = ReturnType<typeof reader>;

function termOf(read: Reader, what: 'anticipate' | 'promise') {
  const count = read.whole(`${what}_day`);
  const unit = read.coded(`${what}_type`, termUnits);
  return count === undefined ? undefined : { count, unit: unit ?? ('workingDays' as const) };
}

/** 到办事现场次数 and 网上办理深度, held against each other as the reviewers do. */
function readVisits(read: Reader, said: Partial<WrittenMatter>) {
  const visits = read.whole('limit_scene_num');
  const reason = read.cell('limit_scene_explain');
  const depth = read.coded('online_handle_depth', Object.fromEntries(depths.map((one) => [one, Number(one)])));
  if (visits !== undefined && visits > 0 && reason === '') read.refuse('limit_scene_num: a visit needs a reason');
  if (visits === 0 && reason !== '') read.refuse('limit_scene_explain: a reason for a visit that is not needed');
  if (depth === 4 && visits !== undefined && visits > 0) read.refuse('online_handle_depth: Ⅳ means no visit');
  if (visits && reason !== usualVisitReason && reason !== '') said.visitReason = reason;
  return depth;
}

/** 即办件 ⇔ promised on the spot. */
function readProjectType(read: Reader, { promised }: Partial<WrittenMatter>): void {
  const onTheSpot = read.coded('project_type', { '1': true, '2': false });
  if (onTheSpot !== undefined && promised && onTheSpot !== (promised.count === 0)) {
    read.refuse(`project_type: ${onTheSpot ? '即办件 is promised on the spot' : '承诺件 is not promised on the spot'}`);
  }
}

const isIdentity = (name: string): boolean => /^(居民)?身份证(原件)?$/.test(name);
const isForm = (name: string): boolean => /(申请表|登记表|申报表)$/.test(name);

/** One material; its ending is the catalogue's own where the paper is known and is not the citizen's to provide. */
function readMaterial(row: NationalRow, { papers }: CatalogueFiles, reasons: string[]): WrittenMaterial[] {
  const { material_name: name = '', source_type: source = '', material_by_law: byLaw = '' } = row;
  if (name === '') return [];
  if (isIdentity(name)) return [{ identity: 'idCard' }];
  if (isForm(name)) return [{ form: name }];
  if (source !== '' && !Object.hasOwn(sourceTypes, source)) {
    reasons.push(`source_type: ${source} is none of ${Object.keys(sourceTypes).join(' ')}`);
    return [];
  }
  const known = papers.find(({ paper }) => paper.name.zh === name)?.paper;
  if (known && source !== '10') return [{ paper: known.id }];
  if (byLaw === '') {
    reasons.push(
      source === '10'
        ? `${name}: 由申请人提供, without the article that asks for it (material_by_law)`
        : `${name}: no kind of paper is called so; add it to papers/, with its ending`,
    );
    return [];
  }
  const provided = { ending: 'provided', byLaw, confidence: 'verify' } as const;
  return [known ? { paper: known.id, ...provided } : { kind: 'paper', id: 'paper', name, ...provided }];
}

/** What national rows say of one matter; the first carries the matter's cells, each may carry a material. */
export function readMatter(
  rows: readonly NationalRow[],
  files: CatalogueFiles,
  codes: YesNoTable,
  known: FiledMatter | undefined,
): ReadMatter {
  const [row = {}] = rows;
  const read = reader(row);
  const said: Partial<WrittenMatter> = {};
  const take = <K extends keyof WrittenMatter>(key: K, value: WrittenMatter[K] | undefined | '') => {
    if (value !== undefined && value !== '') said[key] = value;
  };

  const department = departmentOf(row, files) ?? known?.department;
  if (department === undefined)
    read.refuse(`dept_code, dept_name: there is no such department (${read.cell('dept_name')})`);
  if (codesIn(read.cell('server_type')).length > 0 && !codesIn(read.cell('server_type')).includes('1')) {
    read.refuse('server_type: not a matter for natural persons');
  }
  if (!['', '1'].includes(read.cell('task_state')) && read.cell('plan_cancel_date') === '') {
    read.refuse('task_state: suspended or cancelled, without plan_cancel_date');
  }
  take('name', read.cell('task_name'));
  take('type', read.coded('task_type', taskTypes));
  const levels = codesIn(read.cell('use_level'));
  const unknownLevels = levels.filter((code) => !Object.hasOwn(useLevels, code));
  if (unknownLevels.length > 0) read.refuse(`use_level: ${unknownLevels.join(' ')} is no level of a city`);
  else if (levels.length > 0)
    take(
      'levels',
      levels.flatMap((code) => useLevels[code] ?? []),
    );
  take('statutory', termOf(read, 'anticipate'));
  take('promised', termOf(read, 'promise'));
  readProjectType(read, said);
  const charged = read.coded('is_fee', yesNo[codes]);
  if (charged === true && read.cell('fee_explain') === '') read.refuse('is_fee: charged, without fee_explain');
  take('feeText', read.cell('fee_explain') || (charged === false ? '免费' : ''));
  take('byLaw', read.cell('by_law'));
  take('where', read.cell('accept_address'));
  take('theme', read.cell('user_topic_type'));
  take('handleArea', read.coded('handle_area', handleAreaCodes));
  take('consultPhone', read.cell('link_way'));
  take('complaintPhone', read.cell('supervise_way'));
  const depth = readVisits(read, said);
  const [from, until] = [read.cell('plan_effective_date'), read.cell('plan_cancel_date')];
  for (const date of [from, until]) {
    if (date !== '' && !datePattern.test(date)) read.refuse(`${date} is no date, as in 2018-06-30`);
  }
  if (from !== '') take('effective', { from, ...(until === '' ? {} : { until }) });
  const [catalogCode, taskCode] = [read.cell('catalog_code'), read.cell('task_code')];
  const computed = known && catalogCodeOf(known.written, known.department, files.departments);
  if (catalogCode !== '' && !/^[0-9A-Z]{12}$/.test(catalogCode)) read.refuse('catalog_code: not 12 characters');
  else if (catalogCode !== computed) take('catalogCode', catalogCode);
  if (taskCode !== '' && !/^[0-9A-Z]{31}$/.test(taskCode)) read.refuse('task_code: not 31 characters');
  else take('taskCode', taskCode);

  const results = read.cell('result_name').split('、').filter(Boolean);
  if (!known && results.length > 0) said.results = results.map((name, at) => ({ kind: `result${at + 1}`, name }));
  const conditions = read.cell('accept_condition').split(/[；;]/).filter(Boolean);
  if (!known && conditions.length > 0) said.eligibility = conditions.map((text) => ({ text }));

  const post = read.coded('is_express', yesNo[codes]);
  const selfService = read.coded('is_service_terminals', yesNo[codes]);
  return {
    department,
    said,
    channels: {
      ...(depth !== undefined && depth >= 3 && !known?.written.channels.includes('phone') ? { web: true } : {}),
      ...(post === undefined ? {} : { post }),
      ...(selfService === undefined ? {} : { selfService }),
    },
    materials: known?.written.materials ? [] : rows.flatMap((one) => readMaterial(one, files, read.reasons)),
    materialNames: rows.flatMap(({ material_name: name }) => (name ? [name] : [])),
    reasons: read.reasons,
  };
}
