// The officers of the city who can sign in here: invented, a few of each kind.
import { departments } from '../departments/list.ts';

/** An officer as the staff directory knows him; `roles` as the gateway's `OfficerRole` names them. */
export type StaffOfficer = {
  readonly sub: string;
  readonly name: string;
  /** Department code; null for the reform office and the operator. */
  readonly department: string | null;
  readonly roles: readonly string[];
};

const officer = (sub: string, name: string, department: string | null, ...roles: string[]): StaffOfficer => ({
  sub,
  name,
  department,
  roles,
});

/** All of them, by staff number. */
export const staffOfficers: readonly StaffOfficer[] = [
  officer('S1001', '沈若楠', null, 'reformOffice'),
  officer('S1002', '陆明远', null, 'reformOffice'),
  officer('S1901', '倪文博', null, 'operator'),
  officer('S2101', '方志远', 'GA', 'departmentReporter'),
  officer('S2102', '韩雪梅', 'GA', 'caseOfficer'),
  officer('S2103', '崔颖', 'GA', 'caseOfficer'),
  officer('S2104', '石正', 'GA', 'departmentLead'),
  officer('S2201', '袁立', 'JJ', 'departmentReporter'),
  officer('S2202', '邵凯', 'JJ', 'caseOfficer'),
  officer('S2301', '钱静怡', 'RS', 'departmentReporter'),
  officer('S2302', '汤建国', 'RS', 'caseOfficer'),
  officer('S2401', '尹晓燕', 'YB', 'departmentReporter'),
  officer('S2402', '常青', 'YB', 'caseOfficer'),
  officer('S2501', '乔安平', 'CG', 'departmentReporter'),
  officer('S2502', '贺敏', 'CG', 'caseOfficer'),
  officer('S2601', '顾晓峰', 'GJ', 'departmentReporter'),
  officer('S2602', '龚丽', 'GJ', 'caseOfficer'),
  officer('S2701', '文慧', 'MZ', 'departmentReporter', 'caseOfficer'),
  // Works in the city, and has nothing to do with the reform.
  officer('S9001', '白露', 'DA'),
];

const roleNames: Readonly<Record<string, string>> = {
  reformOffice: '改革办',
  departmentReporter: '部门报送员',
  caseOfficer: '办件人员',
  departmentLead: '部门负责人',
  operator: '平台运维',
};

/** Where he works and as what, for the page he chooses himself on. */
export function describe({ department, roles }: StaffOfficer): string {
  const place = departments.find(({ code }) => code === department)?.name.zh;
  return [place, ...roles.map((role) => roleNames[role] ?? role)].filter(Boolean).join(' · ');
}
