// What a resource is given: the door to the service, and the language to speak.
import type { OperationId, ResultOf } from '@onetrip/shared/contract';
import type { routes } from '@onetrip/shared/routes';
import type { Language } from './errors.ts';
import type { Call } from './request.ts';

/** What a resource is made of. */
export interface Core {
  readonly call: Call;
  readonly language: () => Language;
}

/** The operations that only a partner's back end may call. */
export type PartnerOperation = {
  [K in OperationId]: (typeof routes)[K]['access'] extends 'partner' ? K : never;
}[OperationId];

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
