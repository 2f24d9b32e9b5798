// What a resource is given: the door to the service, and the language to speak.
import type { OperationId, ResultOf } from '@onetrip/shared/contract';
import type { OperationOf, RouteLine } from '@onetrip/shared/routes';
import type { Language } from './errors.ts';
import type { Call } from './request.ts';

/** What a resource is made of. */
export interface Core {
  readonly call: Call;
  readonly language: () => Language;
}

/** Operations, and a line for each that says how it is sent: `read public /v1/matters/:matterId`. */
export type RouteTable = Readonly<Partial<Record<OperationId, RouteLine>>>;

/** The operations that only a partner's back end may call. */
export type PartnerOperation = OperationOf<'partner'>;

/** The operations of officers, how they sign in among them. */
export type OfficeOperation = OperationOf<'officer'> | Extract<OperationId, `officers.${string}`>;

/** The operations of citizens' apps and of frames at counters. */
export type CitizenOperation = Exclude<OperationId, PartnerOperation | OfficeOperation>;

/**
 * What a set of resources must have to offer the operations `K`: for `matters.get` a resource `matters` with a method
 * `get` that promises what the contract says. `satisfies` it, and a forgotten method does not compile.
 */
export type Covering<K extends OperationId> = {
  [R in K extends `${infer Resource}.${string}` ? Resource : never]: {
    [V in K extends `${R}.${infer Verb}` ? Verb : never]: (
      ...args: never[]
    ) => PromiseLike<ResultOf<Extract<`${R}.${V}`, OperationId>>>;
  };
};
