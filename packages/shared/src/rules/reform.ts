// The life of a reform file (二报二回), as one table: who may take which step in which state, and what must hold for it.
import type { ReformAction, ReformActor, ReformEventType, ReformState } from '../contract/reform.ts';
import type { LocalText } from '../contract/text.ts';

/**
 * A fact that must hold beside the state.
 * - `changesSomething`: the proposal differs from what is in force.
 * - `guideSound`: the linter finds nothing but sources nobody supplies; those are the demands’ business.
 * - `opinionsGiven`: whoever returns a report says what is wrong with it.
 * - `opinionsAnswered`: every opinion of the first reply has its answer.
 * - `mattersUntouched`: no matter of the file has changed since it was drawn up.
 * - `demandsSupplied`: every demand has a supplier that offers it, has accepted it, and supplies it today.
 */
export const reformNeeds = [
  'changesSomething',
  'guideSound',
  'opinionsGiven',
  'opinionsAnswered',
  'mattersUntouched',
  'demandsSupplied',
] as const;
export type ReformNeed = (typeof reformNeeds)[number];

/** One row of the table. */
export interface ReformTransition {
  readonly from: ReformState;
  readonly action: ReformAction;
  readonly to: ReformState;
  readonly by: ReformActor;
  readonly event: ReformEventType;
  /** In the order in which they are told. */
  readonly needs: readonly ReformNeed[];
}

const step = (
  from: ReformState,
  action: ReformAction,
  to: ReformState,
  by: ReformActor,
  event: ReformEventType,
  ...needs: ReformNeed[]
): ReformTransition => ({ from, action, to, by, event, needs });

/** The department may still write: before its first report, and between the first reply and the second report. */
const unreported: readonly ReformState[] = ['draft', 'returned', 'agreed'];
/** A report lies with the office or a reply with the department: suppliers see what is asked of them. */
const underReview: readonly ReformState[] = ['reported', 'returned', 'agreed', 'reportedAgain'];

/** What every proposal needs from the day it is drawn up. */
export const proposalNeeds: readonly ReformNeed[] = ['mattersUntouched', 'changesSomething'];

/** Every permitted step; whatever is not here is refused. Approval publishes the proposal. */
export const reformTransitions: readonly ReformTransition[] = [
  ...unreported.map((state) => step(state, 'revise', state, 'department', 'revised', ...proposalNeeds)),
  step('draft', 'report', 'reported', 'department', 'reported', ...proposalNeeds, 'guideSound'),
  step('reported', 'return', 'returned', 'reformOffice', 'returned', 'opinionsGiven'),
  step('reported', 'agree', 'agreed', 'reformOffice', 'agreed'),
  ...(['returned', 'agreed'] as const).map((state) =>
    step(
      state,
      'reportAgain',
      'reportedAgain',
      'department',
      'reportedAgain',
      'opinionsAnswered',
      ...proposalNeeds,
      'guideSound',
    ),
  ),
  step(
    'reportedAgain',
    'approve',
    'approved',
    'reformOffice',
    'approved',
    ...proposalNeeds,
    'demandsSupplied',
    'guideSound',
  ),
  step('reportedAgain', 'reject', 'rejected', 'reformOffice', 'rejected'),
  ...underReview.flatMap((state) => [
    step(state, 'acceptDemand', state, 'supplier', 'demandAccepted'),
    step(state, 'declineDemand', state, 'supplier', 'demandDeclined'),
  ]),
  ...(['draft', ...underReview] as const).map((state) =>
    step(state, 'withdraw', 'withdrawn', 'department', 'withdrawn'),
  ),
];

/** States with no way on. */
export const closedReformStates = ['approved', 'rejected', 'withdrawn'] as const;

/** States in which others than the department see the file’s demands. */
export const reviewedReformStates = underReview;

/** Whether a file is over: its matters are free for another one. */
export const isReformClosed = (state: ReformState): boolean =>
  (closedReformStates as readonly ReformState[]).includes(state);

/** The row for a step in a state; null where it is not permitted at all. */
export function reformStep(state: ReformState, action: ReformAction): ReformTransition | null {
  return reformTransitions.find((row) => row.from === state && row.action === action) ?? null;
}

/** Whose step an action is; the same in every state. */
export function reformActorOf(action: ReformAction): ReformActor | null {
  return reformTransitions.find((row) => row.action === action)?.by ?? null;
}

/** The steps somebody in these parts may take in a state, needs aside: what a page offers as buttons. */
export function reformActionsFor(actors: readonly ReformActor[], state: ReformState): ReformAction[] {
  return reformTransitions.filter((row) => row.from === state && actors.includes(row.by)).map(({ action }) => action);
}

/** An officer, as far as his part in a file depends on him. */
export interface ReformOfficer {
  readonly roles: readonly string[];
  readonly department: string | null;
}

/** A file, as far as an officer’s part in it depends on it. */
export interface ReformParties {
  readonly state: ReformState;
  /** The reporting department. */
  readonly department: string;
  /** The departments it demands data of. */
  readonly suppliers: readonly string[];
}

/**
 * The parts an officer takes in a file; none where he may not even see it. A supplier sees a file once it has been
 * reported; a department is never its own supplier, nor does anybody reply to his own department’s report.
 */
export function reformPartsOf(
  { roles, department }: ReformOfficer,
  { state, department: reporting, suppliers }: ReformParties,
): ReformActor[] {
  const reports = roles.includes('departmentReporter');
  if (reports && department === reporting) return ['department'];
  const office: ReformActor[] = roles.includes('reformOffice') && state !== 'draft' ? ['reformOffice'] : [];
  const supplies =
    reports &&
    department !== null &&
    suppliers.includes(department) &&
    (underReview.includes(state) || state === 'approved' || state === 'rejected');
  return supplies ? [...office, 'supplier'] : office;
}

/** A file’s first report, its replies and second report in words: what happens next and who must act. */
export const reformSentences: Readonly<Record<ReformState, LocalText>> = {
  draft: {
    zh: '尚未上报。请核对改革影响，修改好后上报改革办。',
    en: 'Not reported yet. Look at what it changes, then report it to the reform office.',
  },
  reported: {
    zh: '一报已提交，等待改革办一回；数据共享需求等待供数部门答复。',
    en: 'First report made. The reform office replies next; suppliers answer the data-sharing demands.',
  },
  returned: {
    zh: '改革办一回：退回修改。请逐条答复意见后二报。',
    en: 'First reply: returned with opinions. Answer each of them and report again.',
  },
  agreed: {
    zh: '改革办一回：同意。请落实数据共享需求后二报。',
    en: 'First reply: agreed. See to the data-sharing demands and report again.',
  },
  reportedAgain: {
    zh: '二报已提交，等待改革办二回。',
    en: 'Second report made. The reform office decides next.',
  },
  approved: {
    zh: '改革办二回：批准，已公布施行。',
    en: 'Second reply: approved, published and in force.',
  },
  rejected: {
    zh: '改革办二回：不予批准。可以重新立项上报。',
    en: 'Second reply: not approved. The department may open another file.',
  },
  withdrawn: {
    zh: '部门已撤回，事项可以重新立项上报。',
    en: 'Withdrawn by the department; its matters are free for another file.',
  },
};

/** What each entry of the history says. */
export const reformEventSentences: Readonly<Record<ReformEventType, LocalText>> = {
  created: { zh: '部门立项', en: 'File opened by the department' },
  revised: { zh: '部门修改方案', en: 'Proposal revised by the department' },
  reported: { zh: '一报：部门上报方案', en: 'First report by the department' },
  demandAccepted: { zh: '供数部门同意共享', en: 'Data-sharing demand accepted by the supplier' },
  demandDeclined: { zh: '供数部门不同意共享', en: 'Data-sharing demand declined by the supplier' },
  returned: { zh: '一回：改革办退回修改', en: 'First reply: returned with opinions' },
  agreed: { zh: '一回：改革办同意', en: 'First reply: agreed' },
  reportedAgain: { zh: '二报：部门再次上报', en: 'Second report by the department' },
  approved: { zh: '二回：改革办批准并公布', en: 'Second reply: approved and published' },
  rejected: { zh: '二回：改革办不予批准', en: 'Second reply: not approved' },
  withdrawn: { zh: '部门撤回', en: 'Withdrawn by the department' },
};
