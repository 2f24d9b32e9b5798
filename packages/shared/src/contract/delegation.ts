// Delegations (代办授权): one citizen lets another see, or do, his matters for a while; guardians act for children.
import { type Static, Type } from 'typebox';
import { Assistance, IdNumber, PersonName } from './citizen.ts';
import { CalendarDate, Id, LocalText, Nullable, OneOf, Page, PageQuery, Time } from './text.ts';

/** What the agent may do: look on, or file and do everything that follows. */
export const delegationPowers = ['see', 'file'] as const;
export type DelegationPower = (typeof delegationPowers)[number];

/** How it came about: both agreed, or the law gives it to a guardian (民法典 27, 个人信息保护法 31). */
export const delegationKinds = ['agreed', 'guardian'] as const;
export type DelegationKind = (typeof delegationKinds)[number];

export const delegationStates = ['proposed', 'active', 'lapsed', 'revoked'] as const;
export type DelegationState = (typeof delegationStates)[number];

/** Which side somebody is on. */
export const delegationSides = ['principal', 'agent'] as const;
export type DelegationSide = (typeof delegationSides)[number];

/** For which matters it holds: all where neither is named. */
export const DelegationScope = Type.Object(
  {
    matters: Type.Optional(Type.Array(Id('Matter'), { minItems: 1, maxItems: 100 })),
    themes: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 20 }), {
        minItems: 1,
        maxItems: 50,
        description: 'Themes (主题)',
      }),
    ),
  },
  {
    title: 'DelegationScope',
    additionalProperties: false,
    description: 'The matters named, and every matter of the themes named; every matter at all where neither is named.',
  },
);
export type DelegationScope = Static<typeof DelegationScope>;

/** Propose a delegation. */
export const ProposeDelegationBody = Type.Object(
  {
    side: OneOf(delegationSides, { description: 'Which side the proposer is on; `agent` to act for the other' }),
    other: Type.Object({ name: PersonName, idNumber: IdNumber }, { additionalProperties: false }),
    scope: DelegationScope,
    power: OneOf(delegationPowers),
    until: CalendarDate('Last day, at most a year ahead'),
    guardian: Type.Optional(
      Type.Boolean({
        description:
          'With `side: "agent"`: the other is a child under 14 and the proposer the guardian; the population register is asked, the child is not',
      }),
    ),
  },
  { title: 'ProposeDelegationBody', additionalProperties: false },
);
export type ProposeDelegationBody = Static<typeof ProposeDelegationBody>;

/** A delegation, as either side sees it. */
export const Delegation = Type.Object(
  {
    delegationId: Type.String(),
    side: OneOf(delegationSides, { description: 'Which side the reader is on' }),
    other: Type.Object({
      name: Type.String({ description: 'Masked' }),
      idNumber: Type.String({ description: 'Masked' }),
    }),
    kind: OneOf(delegationKinds),
    state: OneOf(delegationStates),
    scope: DelegationScope,
    power: OneOf(delegationPowers),
    proposedByMe: Type.Boolean(),
    proposedAt: Time('Proposed'),
    acceptedAt: Nullable(Time('Agreed to by the other side')),
    expiresAt: Time('When it ends by itself'),
    revokedAt: Nullable(Time('Ended by one side, or declined')),
    witness: Nullable(Assistance, { description: 'The clerk before whom the principal agreed' }),
  },
  { title: 'Delegation', description: 'A delegation (代办授权), as the side that reads it sees it.' },
);
export type Delegation = Static<typeof Delegation>;

export const Delegations = Type.Object({ items: Type.Array(Delegation) }, { title: 'Delegations' });
export type Delegations = Static<typeof Delegations>;

/** One thing done under a delegation. */
export const DelegationUse = Type.Object(
  {
    at: Time('When'),
    operation: Type.String({ description: 'What was called, e.g. `applications.create`' }),
    power: OneOf(delegationPowers),
    what: LocalText,
    applicationId: Nullable(Type.String()),
  },
  { title: 'DelegationUse', description: 'One thing done under a delegation; both sides see it.' },
);
export type DelegationUse = Static<typeof DelegationUse>;
export const DelegationUsePage = Page('DelegationUsePage', DelegationUse);
export type DelegationUsePage = Static<typeof DelegationUsePage>;
/** Query of `delegations.uses`. */
export const DelegationUseQuery = Type.Object({ ...PageQuery });
export type DelegationUseQuery = Static<typeof DelegationUseQuery>;
