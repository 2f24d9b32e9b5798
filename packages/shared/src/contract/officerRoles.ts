// The roles of officers, without schemas: the rules need them, and what a phone runs of the rules carries no schema.

/**
 * What officers do: the reform office runs the reform, a department reports its matters and decides its cases, its lead hears of what is overdue, and extends terms.
 */
export const officerRoles = [
  'reformOffice',
  'departmentReporter',
  'caseOfficer',
  'departmentLead',
  'operator',
] as const;
export type OfficerRole = (typeof officerRoles)[number];
