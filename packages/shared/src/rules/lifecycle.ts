// The life of an application, as one table: who may take which step in which state, and what the step does.
import type { ApplicationEventType, ApplicationState, ClockState } from '../contract/application.ts';

/** Who takes a step: the citizen, the operator at a counter with the citizen before him, a department, the system. */
export const actors = ['citizen', 'operator', 'department', 'system'] as const;
export type Actor = (typeof actors)[number];

/**
 * What a step does to the clock of the promise. `startFromReceipt`: it runs from the day of receipt, because nobody
 * said in time what was missing (行政许可法 32). `extend`: the head of the department gave more days (42). `end`: decided,
 * or over.
 */
export type ClockEffect = 'none' | 'start' | 'startFromReceipt' | 'pause' | 'resume' | 'extend' | 'end';

/**
 * A fact that must hold beside the state.
 * - `receiptUnanswered`: a licence (行政许可), and the days to say what is missing have passed without a word.
 * - `supplementOpen`: nothing was asked for before, and those days have not passed.
 * - `supplementUnanswered`: the citizen’s days to give what was asked for have passed.
 * - `extensionOpen`: a licence whose term was not extended before.
 * - `billSettled`: nothing is left to pay.
 */
export const needs = [
  'receiptUnanswered',
  'supplementOpen',
  'supplementUnanswered',
  'extensionOpen',
  'billSettled',
] as const;
export type Need = (typeof needs)[number];

/** Every step in the life of an application. */
export const actions = [
  'submit',
  'confirmCommitment',
  'recordPaperReceived',
  'recordPaperOwed',
  'recordPaperNegative',
  'recordPaperContradicted',
  'recordPaperOverdue',
  'accept',
  'deemAccepted',
  'refuse',
  'askSupplement',
  'giveSupplement',
  'dispatch',
  'startReview',
  'startSpecialProcedure',
  'endSpecialProcedure',
  'extendTerm',
  'correct',
  'warnDueSoon',
  'recordOverdue',
  'escalate',
  'approve',
  'reject',
  'issueBill',
  'settleBill',
  'recordRefundDue',
  'recordRefunded',
  'issueLicence',
  'revokeLicence',
  'deliver',
  'withdraw',
  'recordWithdrawalAnswered',
  'warnSupplementDue',
  'lapse',
  'terminate',
] as const;
export type Action = (typeof actions)[number];

/** One row of the table. */
export interface Transition {
  readonly from: ApplicationState;
  readonly action: Action;
  readonly to: ApplicationState;
  readonly by: readonly Actor[];
  readonly clock: ClockEffect;
  readonly event: ApplicationEventType;
  readonly needs?: Need;
}

const citizens: readonly Actor[] = ['citizen', 'operator'];
const deciders: readonly Actor[] = ['department', 'system'];
const department: readonly Actor[] = ['department'];
const system: readonly Actor[] = ['system'];

const step = (
  from: ApplicationState,
  action: Action,
  to: ApplicationState,
  by: readonly Actor[],
  clock: ClockEffect,
  event: ApplicationEventType,
  need?: Need,
): Transition => ({ from, action, to, by, clock, event, ...(need === undefined ? {} : { needs: need }) });

/** Something is noted in the history; the state stays. */
const note = (
  action: Action,
  by: readonly Actor[],
  event: ApplicationEventType,
  states: readonly ApplicationState[],
): Transition[] => states.map((state) => step(state, action, state, by, 'none', event));

/** From filing to decision. */
export const undecided: readonly ApplicationState[] = [
  'submitted',
  'supplementAsked',
  'accepted',
  'inReview',
  'supplementAskedInReview',
  'specialProcedure',
];
/** The citizen is expected to add what was asked for, and a day is set for it. */
const citizensTurn: readonly ApplicationState[] = ['supplementAsked', 'supplementAskedInReview'];
/** A department is expected to act, and a day is set for it. */
const departmentsTurn: readonly ApplicationState[] = ['submitted', 'accepted', 'inReview'];

/**
 * Every permitted step; whatever is not here is refused. No step waits for a paper a department owes: an application is
 * accepted all the same. What the citizen adds or corrects after acceptance is reviewed again, on the same clock. `approved`
 * with an unpaid bill is what citizens see as “awaiting payment”; `deliver` needs the bill settled, and a matter without
 * a fee counts as settled.
 */
export const transitions: readonly Transition[] = [
  step('draft', 'submit', 'submitted', citizens, 'none', 'submitted'),
  step('submitted', 'accept', 'accepted', deciders, 'start', 'accepted'),
  step('submitted', 'deemAccepted', 'accepted', system, 'startFromReceipt', 'deemedAccepted', 'receiptUnanswered'),
  step('submitted', 'refuse', 'notAccepted', department, 'none', 'notAccepted'),
  step('submitted', 'askSupplement', 'supplementAsked', department, 'none', 'supplementAsked', 'supplementOpen'),
  step('supplementAsked', 'giveSupplement', 'submitted', citizens, 'none', 'supplementGiven'),
  ...(['accepted', 'inReview'] as const).map((state) =>
    step(state, 'askSupplement', 'supplementAskedInReview', department, 'pause', 'supplementAsked', 'supplementOpen'),
  ),
  step('supplementAskedInReview', 'giveSupplement', 'accepted', citizens, 'resume', 'supplementGiven'),
  step('accepted', 'startReview', 'inReview', deciders, 'none', 'reviewStarted'),
  step('inReview', 'startSpecialProcedure', 'specialProcedure', department, 'pause', 'specialProcedureStarted'),
  step('specialProcedure', 'endSpecialProcedure', 'inReview', department, 'resume', 'specialProcedureEnded'),
  step('inReview', 'extendTerm', 'inReview', department, 'extend', 'termExtended', 'extensionOpen'),
  step('inReview', 'correct', 'accepted', citizens, 'none', 'corrected'),
  step('inReview', 'approve', 'approved', deciders, 'end', 'approved'),
  step('inReview', 'reject', 'rejected', department, 'end', 'rejected'),
  step('approved', 'deliver', 'delivered', deciders, 'none', 'delivered', 'billSettled'),

  ...note('confirmCommitment', citizens, 'commitmentMade', ['submitted', 'accepted', 'inReview']),
  ...note('recordPaperReceived', deciders, 'paperReceived', [...undecided, 'approved', 'delivered']),
  ...note('recordPaperOwed', system, 'paperOwed', [...undecided, 'approved', 'delivered']),
  ...note('recordPaperNegative', deciders, 'paperNegative', [...undecided, 'approved', 'delivered']),
  ...note('recordPaperContradicted', deciders, 'paperContradicted', [...undecided, 'approved', 'delivered']),
  ...note('recordPaperOverdue', system, 'paperOverdue', [...undecided, 'approved', 'delivered']),
  ...note('correct', citizens, 'corrected', [
    'submitted',
    'supplementAsked',
    'accepted',
    'supplementAskedInReview',
    'specialProcedure',
    'approved',
  ]),
  ...note('warnDueSoon', system, 'dueSoon', departmentsTurn),
  ...note('recordOverdue', system, 'overdue', departmentsTurn),
  ...note('escalate', system, 'escalated', departmentsTurn),
  ...note('warnSupplementDue', system, 'supplementDueSoon', citizensTurn),
  ...note('dispatch', system, 'dispatched', ['accepted', 'inReview']),
  ...note('issueBill', system, 'billIssued', ['approved']),
  ...note('settleBill', system, 'billPaid', ['approved']),
  // Money that came twice, too late, or for what was never issued, goes back; a payer's phone knows nothing of our states.
  ...note('recordRefundDue', system, 'refundDue', ['approved', 'delivered', 'withdrawn', 'terminated']),
  ...note('recordRefunded', system, 'refunded', ['approved', 'delivered', 'withdrawn', 'terminated']),
  // A department's own system says whether it stopped.
  ...note('recordWithdrawalAnswered', department, 'withdrawalAnswered', ['withdrawn', 'terminated']),
  ...note('issueLicence', deciders, 'licenceIssued', ['approved']),
  ...note('revokeLicence', deciders, 'licenceRevoked', ['approved', 'delivered']),

  // Approved, nothing is issued yet: whoever does not want to pay may still let it be.
  ...(['draft', 'submitted', 'supplementAsked', 'approved'] as const).map((state) =>
    step(state, 'withdraw', 'withdrawn', citizens, 'none', 'withdrawn'),
  ),
  ...(['accepted', 'inReview', 'supplementAskedInReview', 'specialProcedure'] as const).map((state) =>
    step(state, 'withdraw', 'withdrawn', citizens, 'end', 'withdrawn'),
  ),
  ...(['draft', 'submitted', 'supplementAsked', 'approved'] as const).map((state) =>
    step(state, 'terminate', 'terminated', deciders, 'none', 'terminated'),
  ),
  ...(['accepted', 'inReview', 'supplementAskedInReview', 'specialProcedure'] as const).map((state) =>
    step(state, 'terminate', 'terminated', deciders, 'end', 'terminated'),
  ),
  step('supplementAsked', 'lapse', 'terminated', system, 'none', 'terminated', 'supplementUnanswered'),
  step('supplementAskedInReview', 'lapse', 'terminated', system, 'end', 'terminated', 'supplementUnanswered'),
];

/** States with no way on. Papers moved after approval may still be noted in `delivered`. */
export const terminalStates = ['notAccepted', 'rejected', 'delivered', 'withdrawn', 'terminated'] as const;

/** Whether the application's life is over. */
export function isTerminal(state: ApplicationState): boolean {
  return (terminalStates as readonly ApplicationState[]).includes(state);
}

/** Whether the clock of the promise runs in a state. */
export const clockStateOf: Readonly<Record<ApplicationState, ClockState>> = {
  draft: 'notStarted',
  submitted: 'notStarted',
  supplementAsked: 'notStarted',
  accepted: 'running',
  inReview: 'running',
  supplementAskedInReview: 'paused',
  specialProcedure: 'paused',
  approved: 'ended',
  rejected: 'ended',
  notAccepted: 'ended',
  delivered: 'ended',
  withdrawn: 'ended',
  terminated: 'ended',
};

/** Whether it ended without what the citizen asked for: nothing that hung on it is needed any more. */
export const endsWithoutResult = (state: ApplicationState): boolean => isTerminal(state) && state !== 'delivered';

/** The row for a step in a state, whoever asks; null where the step is not permitted at all. */
export function next(state: ApplicationState, action: Action): Transition | null {
  return transitions.find((row) => row.from === state && row.action === action) ?? null;
}

/**
 * The row for a step in a state, taken by an actor; null where it is refused: not in the table, not his to take, or a
 * need of the row is not among `met`.
 */
export function transition(
  state: ApplicationState,
  action: Action,
  actor: Actor,
  met: readonly Need[] = [],
): Transition | null {
  const row = next(state, action);
  if (row === null || !row.by.includes(actor)) return null;
  return row.needs === undefined || met.includes(row.needs) ? row : null;
}
