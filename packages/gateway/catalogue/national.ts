// The national field names (事项字段) and their numeric codes, as tables: names and codes of other systems end here.
import type { Matter } from '@onetrip/shared/contract';
import type { CatalogueMatter } from './format.ts';

/** One row as another system has it: national field names to text. */
export type NationalRow = Readonly<Record<string, string>>;

/** Columns of a matter, in the order of an export. */
export const matterColumns = [
  'matter_id',
  'task_name',
  'catalog_code',
  'task_code',
  'task_type',
  'task_state',
  'use_level',
  'dept_code',
  'dept_name',
  'by_law',
  'server_type',
  'project_type',
  'anticipate_day',
  'anticipate_type',
  'promise_day',
  'promise_type',
  'is_fee',
  'fee_basis',
  'is_pay_online',
  'fee_explain',
  'limit_scene_num',
  'limit_scene_explain',
  'handle_area',
  'online_handle_depth',
  'is_express',
  'is_service_terminals',
  'user_topic_type',
  'result_name',
  'accept_condition',
  'accept_address',
  'link_way',
  'supervise_way',
  'plan_effective_date',
  'plan_cancel_date',
] as const;

/** Columns of a material; a row with a `material_name` adds one to its matter. */
export const materialColumns = ['material_name', 'is_need', 'source_type', 'material_by_law', 'fill_explain'] as const;

/** 事项类型. */
export const taskTypes: Readonly<Record<string, Matter['type']>> = {
  '01': 'licence',
  '04': 'levy',
  '05': 'benefit',
  '07': 'confirmation',
  '08': 'reward',
  '09': 'adjudication',
  '10': 'other',
  '20': 'publicService',
};

/** 行使层级; 1 and 2 are the nation’s and the province’s. (4–6 verify) */
export const useLevels: Readonly<Record<string, Matter['levels'][number]>> = {
  '3': 'city',
  '4': 'district',
  '5': 'street',
  '6': 'community',
};

/** 时限单位. (verify) */
export const termUnits: Readonly<Record<string, Matter['promised']['unit']>> = {
  '1': 'workingDays',
  '2': 'calendarDays',
};

/** 通办范围: 全国、跨省、跨市、跨县. */
export const handleAreaCodes: Readonly<Record<string, NonNullable<Matter['handleArea']>>> = {
  '1': 'country',
  '2': 'country',
  '3': 'province',
  '4': 'city',
};

/** 网上办理深度: from Ⅲ on the whole application is filed on the web. */
export const depths: readonly string[] = ['1', '2', '3', '4'];

/** 材料来源渠道. */
export const sourceTypes = { '10': 'applicant', '20': 'government', '99': 'other' } as const;

/** Yes and no: shipped systems disagree on which digit is which. */
export const yesNo = {
  national: { '1': true, '0': false },
  reversed: { '0': true, '1': false },
} as const;
export type YesNoTable = keyof typeof yesNo;

/** The code a value has in a table; the first where several mean the same. */
export const codeOf = (table: Readonly<Record<string, unknown>>, value: unknown): string =>
  Object.entries(table).find(([, meaning]) => meaning === value)?.[0] ?? '';

const regionOfZhejiang = '33';

/** 基本编码 (12): region 2, type 2, department 2 (its place in the list), item 3, sub-item 3; computed unless one was given. */
export function catalogCodeOf(
  matter: CatalogueMatter,
  department: string,
  departments: readonly { code: string }[],
): string {
  if (matter.catalogCode) return matter.catalogCode;
  const place = departments.findIndex(({ code }) => code === department) + 1;
  const item = matter.matterId.split('-')[2] ?? '000';
  return `${regionOfZhejiang}${codeOf(taskTypes, matter.type)}${String(place).padStart(2, '0')}${item}000`;
}

/** Several codes in one cell: `3,4` or `3^4`. */
export const codesIn = (cell: string): string[] => cell.split(/[,，;；、^|\s]+/).filter(Boolean);
