// Who may do what: to an application, read from the lifecycle's one table and never decided a second time; and which
// officers may call which operation.
import type { ApplicationState } from '../contract/application.ts';
import { type OfficerRole, officerRoles } from '../contract/officerRoles.ts';
import type { OperationOf } from '../contract/routes/index.ts';
import { type Action, type Actor, transitions } from './lifecycle.ts';

const everyOfficer: readonly OfficerRole[] = officerRoles;
/** Who sits at a department's desk. */
const deskRoles: readonly OfficerRole[] = ['caseOfficer', 'departmentLead'];

/** The roles that may call each operation of officers. What an officer may see of it, by his department, is the operation's. */
export const officerPermissions: Readonly<Record<OperationOf<'officer'>, readonly OfficerRole[]>> = {
  'officers.signOut': everyOfficer,
  'officers.me': everyOfficer,
  'faceReviews.list': ['caseOfficer'],
  'faceReviews.get': ['caseOfficer'],
  'faceReviews.decide': ['caseOfficer'],
  'cases.list': deskRoles,
  'cases.get': deskRoles,
  'cases.uploadPart': deskRoles,
  'cases.take': deskRoles,
  'cases.release': deskRoles,
  'cases.accept': deskRoles,
  'cases.refuse': deskRoles,
  'cases.askSupplement': deskRoles,
  'cases.startReview': deskRoles,
  'cases.startSpecialProcedure': deskRoles,
  'cases.endSpecialProcedure': deskRoles,
  'cases.extendTerm': ['departmentLead'],
  'cases.approve': deskRoles,
  'cases.reject': deskRoles,
  'cases.terminate': deskRoles,
  'escalations.list': ['reformOffice'],
  'escalations.handle': ['reformOffice'],
  'publications.preview': ['reformOffice'],
  'publications.create': ['reformOffice'],
  'publications.list': everyOfficer,
  'publications.audit': everyOfficer,
  'publications.get': everyOfficer,
  'publications.revert': ['reformOffice'],

  'reform.create': ['departmentReporter'],
  'reform.list': ['departmentReporter', 'reformOffice'],
  'reform.get': ['departmentReporter', 'reformOffice'],
  'reform.revise': ['departmentReporter'],
  'reform.report': ['departmentReporter'],
  'reform.reply': ['reformOffice'],
  'reform.reportAgain': ['departmentReporter'],
  'reform.replyAgain': ['reformOffice'],
  'reform.withdraw': ['departmentReporter'],
  'reform.answerDemand': ['departmentReporter'],
  'reform.demands': ['departmentReporter', 'reformOffice'],
  'licences.revoke': ['caseOfficer'],
  'anchors.create': ['operator'],
  'keys.status': ['operator'],
  'keys.rotate': ['operator'],
};

/** Roles that are held in a department; outside one they mean nothing. */
export const departmentalRoles: readonly OfficerRole[] = ['departmentReporter', 'caseOfficer', 'departmentLead'];

/** Whether an officer with these roles may call this operation. */
export function officerMay(operation: OperationOf<'officer'>, roles: readonly OfficerRole[]): boolean {
  return officerPermissions[operation].some((role) => roles.includes(role));
}

/** The steps an actor may take in a state, needs of the row aside; what a page offers as buttons. */
export function actionsFor(actor: Actor, state: ApplicationState): Action[] {
  return transitions.filter((row) => row.from === state && row.by.includes(actor)).map((row) => row.action);
}

/** Whether an actor may take a step in a state, needs of the row aside. */
export function may(actor: Actor, action: Action, state: ApplicationState): boolean {
  return actionsFor(actor, state).includes(action);
}
