// The catalogue as other systems read it: national field names and codes.
import { consultPhones, usualPhones } from './defaults.ts';
import { visitsOffered } from './kpis.ts';
import type { CatalogueFiles, FiledMatter } from './load.ts';
import {
  catalogCodeOf,
  codeOf,
  handleAreaCodes,
  type NationalRow,
  sourceTypes,
  taskTypes,
  termUnits,
  useLevels,
  type YesNoTable,
  yesNo,
} from './national.ts';
import { usualVisitReason } from './nationalMatter.ts';
import type { NationalMatter } from './tables.ts';

/** One matter in national fields. */
function exportMatter(filed: FiledMatter, files: CatalogueFiles, codes: YesNoTable): NationalMatter {
  const { written, department } = filed;
  const yes = (value: boolean): string => codeOf(yesNo[codes], value);
  const visits = visitsOffered(written);
  const fees = (written.fees ?? []).flatMap(({ feeId }) => files.fees.get(feeId) ?? []);
  const onWeb = written.channels.includes('web') || written.channels.includes('phone');
  const matter: NationalRow = {
    matter_id: written.matterId,
    task_name: written.name.zh,
    catalog_code: catalogCodeOf(written, department, files.departments),
    task_code: written.taskCode ?? '',
    task_type: codeOf(taskTypes, written.type),
    task_state: '1',
    use_level: written.levels.map((level) => codeOf(useLevels, level)).join(','),
    dept_code: department,
    dept_name: files.departments.find(({ code }) => code === department)?.name.zh ?? '',
    by_law: written.byLaw ?? '',
    server_type: '1',
    project_type: written.promised.count === 0 ? '1' : '2',
    anticipate_day: String(written.statutory.count),
    anticipate_type: codeOf(termUnits, written.statutory.unit),
    promise_day: String(written.promised.count),
    promise_type: codeOf(termUnits, written.promised.unit),
    is_fee: yes((written.fees ?? []).length > 0),
    fee_basis: [...new Set(fees.map(({ basis }) => basis).filter(Boolean))].join('；'),
    // Heads F are on the unified payment; what is free has no flag at all.
    is_pay_online: fees.length === 0 ? '' : yes(fees.every(({ head }) => head.startsWith('F'))),
    fee_explain: written.feeText.zh,
    limit_scene_num: String(visits),
    limit_scene_explain: visits === 0 ? '' : (written.visitReason?.zh ?? usualVisitReason),
    handle_area: codeOf(handleAreaCodes, written.handleArea),
    online_handle_depth: !onWeb ? '1' : visits === 0 ? '4' : '3',
    is_express: yes(written.channels.includes('post')),
    is_service_terminals: yes(written.channels.includes('selfService')),
    user_topic_type: written.theme,
    result_name: (written.results ?? []).map(({ name }) => name.zh).join('、'),
    accept_condition: (written.eligibility ?? []).map(({ text }) => text.zh).join('；'),
    accept_address: written.where ?? '',
    link_way: written.consultPhone ?? consultPhones[department] ?? usualPhones.consultPhone,
    supervise_way: written.complaintPhone ?? usualPhones.complaintPhone,
    plan_effective_date: written.effective?.from ?? '',
    plan_cancel_date: written.effective?.until ?? '',
  };
  const materials = (written.materials ?? [])
    .filter(({ kind }) => kind === 'paper')
    .map(({ name, ending = 'provided', byLaw, when }) => ({
      material_name: name.zh,
      // 1 必要 · 2 非必要: asked only in some situations.
      is_need: when ? '2' : '1',
      source_type: codeOf(sourceTypes, ending === 'provided' ? 'applicant' : 'government'),
      material_by_law: byLaw ?? '',
      fill_explain: '',
    }));
  return { matter, materials };
}

/** Every matter, or those of one department. */
export const exportMatters = (files: CatalogueFiles, codes: YesNoTable, department?: string): NationalMatter[] =>
  files.matters
    .filter((filed) => department === undefined || filed.department === department)
    .map((filed) => exportMatter(filed, files, codes));
