// The desk of a department: how near a case's last day is, and what an officer may do with it now.
import type { ApplicationState } from '../contract/application.ts';
import { type CaseStep, caseSteps, type DueState } from '../contract/caseSteps.ts';
import type { OfficerRole } from '../contract/officerRoles.ts';
import { addTerm, dateAfter, isWorkingDay, startOfDate } from './deadline.ts';
import { type Need, transition, undecided } from './lifecycle.ts';
import { officerMay } from './permissions.ts';

/** Working days left at which a last day counts as near. */
const soonDays = 3;

/** How near a last day is. */
export interface DueStanding {
  readonly due: DueState;
  /** Working days left after today; negative: since the last day passed; null where it is not the department's turn. */
  readonly workingDaysLeft: number | null;
}

/** The last date that is near on a day (YYYY-MM-DD). */
export const soonUntil = (today: string): string =>
  addTerm(startOfDate(today), { count: soonDays, unit: 'workingDays' }).date;

/** Working days after one date, up to and with another. */
export function workingDaysUntil(after: string, until: string): number {
  let days = 0;
  for (let date = dateAfter(after, 1); date <= until; date = dateAfter(date, 1))
    if (isWorkingDay(date).working) days += 1;
  return days;
}

/** How near a department's last day is on a day, both YYYY-MM-DD. */
export function dueStanding(actBy: string | null, today: string): DueStanding {
  if (actBy === null) return { due: 'waiting', workingDaysLeft: null };
  if (actBy < today) return { due: 'overdue', workingDaysLeft: 0 - workingDaysUntil(actBy, today) };
  return { due: actBy <= soonUntil(today) ? 'soon' : 'inTime', workingDaysLeft: workingDaysUntil(today, actBy) };
}

/** A case as one officer of its department meets it. */
export interface CaseStanding {
  readonly state: ApplicationState;
  /** Who works on it: nobody, he himself, a colleague. */
  readonly holder: 'nobody' | 'himself' | 'colleague';
  /** What holds beside the state. */
  readonly met: readonly Need[];
}

/** Whether a case may be taken: one nobody has, and for the lead of the department a colleague's too. */
export const mayTake = (holder: CaseStanding['holder'], roles: readonly OfficerRole[]): boolean =>
  holder === 'nobody' || (holder === 'colleague' && roles.includes('departmentLead'));

/** What an officer may do with a case now: who holds it, takes the lifecycle's steps of a department. */
export function caseStepsFor({ state, holder, met }: CaseStanding, roles: readonly OfficerRole[]): CaseStep[] {
  if (!undecided.includes(state)) return [];
  return caseSteps.filter((step) => {
    if (!officerMay(`cases.${step}`, roles)) return false;
    if (step === 'take') return mayTake(holder, roles);
    return holder === 'himself' && (step === 'release' || transition(state, step, 'department', met) !== null);
  });
}
