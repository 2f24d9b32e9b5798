// Escalations (督办): terms that departments let pass, as the reform office hears of them.
import { type Static, Type } from 'typebox';
import { applicationStates } from './application.ts';
import { CalendarDate, Id, LocalText, Nullable, OneOf, Page, PageQuery, Time } from './text.ts';

/** The term that passed: to say what is missing, the department's promise, the law's own. */
export const escalatedTerms = ['reply', 'promised', 'statutory'] as const;
export type EscalatedTerm = (typeof escalatedTerms)[number];

/** What the reform office did about it. */
const Handling = Type.Object(
  {
    officerId: Type.String({ description: 'By the number in the staff directory' }),
    at: Time('Handled'),
    remark: Type.String(),
  },
  { title: 'EscalationHandling' },
);

/** A term a department let pass. Nothing personal. */
export const Escalation = Type.Object(
  {
    escalationId: Type.String(),
    applicationId: Type.String(),
    acceptanceNumber: Type.String(),
    matterId: Type.String(),
    matterName: LocalText,
    department: Type.Object({ code: Type.String(), name: LocalText }),
    state: OneOf(applicationStates, { description: 'How the application stands now' }),
    term: OneOf(escalatedTerms),
    lastDay: CalendarDate('The last day that passed'),
    workingDaysOver: Type.Integer({ minimum: 0, description: 'Working days since, while it is still undecided' }),
    escalatedAt: Time('Reported'),
    handled: Nullable(Handling),
  },
  { title: 'Escalation', description: 'A term a department let pass, reported to the reform office.' },
);
export type Escalation = Static<typeof Escalation>;

/** A page of escalations: open ones oldest first, handled ones newest first. */
export const EscalationPage = Page('EscalationPage', Escalation);
export type EscalationPage = Static<typeof EscalationPage>;

/** Query of `escalations.list`. */
export const EscalationQuery = Type.Object({
  ...PageQuery,
  handled: Type.Optional(Type.Boolean({ description: 'Those dealt with; default those that are not' })),
  department: Type.Optional(Id('Code of the department')),
});
export type EscalationQuery = Static<typeof EscalationQuery>;

/** Deal with an escalation. */
export const HandleEscalationBody = Type.Object(
  {
    remark: Type.String({
      minLength: 1,
      maxLength: 1000,
      description: 'What was done about it; names of citizens have no place in it',
    }),
  },
  { title: 'HandleEscalationBody', additionalProperties: false },
);
export type HandleEscalationBody = Static<typeof HandleEscalationBody>;
