// What the contract says of a method, as types: whose it is, what it takes and what it answers.
import type { BodyOf, OperationId, ParamsOf, QueryOf, ResultOf } from '@onetrip/shared/contract';
import type { LineOf, OperationOf } from '@onetrip/shared/routes';
import type { PageOf, Pages } from './pagination.ts';
import type { CallOptions, RequestOptions, WriteOptions } from './request.ts';

/** The operations that only a partner's back end may call. */
export type PartnerOperation = OperationOf<'partner'>;

/** The operations of officers, how they sign in among them. */
export type OfficeOperation = OperationOf<'officer'> | Extract<OperationId, `officers.${string}`>;

/** The operations of citizens' apps and of frames at counters. */
export type CitizenOperation = Exclude<OperationId, PartnerOperation | OfficeOperation>;

/** The names in a path, in order. */
type NamesIn<Path> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? [Name, ...NamesIn<Rest>]
  : Path extends `${string}:${infer Name}`
    ? [Name]
    : [];

/** Their values. */
type ValuesOf<Names, Params> = { [I in keyof Names]: Names[I] extends keyof Params ? Params[Names[I]] : never };
type PlacesOf<K extends OperationId> = ValuesOf<NamesIn<LineOf<K>>, ParamsOf<K>>;

/** The query or the body of an operation, by its kind. */
type InputOf<K extends OperationId> =
  LineOf<K> extends `${'find' | 'list'} ${string}`
    ? QueryOf<K>
    : LineOf<K> extends `${'ask' | 'write'} ${string}`
      ? BodyOf<K>
      : undefined;

/** Sends one operation: what its path names, its query or body, and options. */
export type Call = <K extends OperationId>(
  operation: K,
  places: PlacesOf<K>,
  input: InputOf<K>,
  options?: CallOptions,
) => Promise<ResultOf<K>>;

type Arguments<Places, Input, Options> = Places extends unknown[]
  ? Input extends undefined
    ? [...Places, options?: Options]
    : Partial<Input> extends Input
      ? [...Places, input?: Input, options?: Options]
      : [...Places, input: Input, options?: Options]
  : never;

/** The method of an operation, as the contract has it. */
export type MethodOf<K extends OperationId> =
  LineOf<K> extends `list ${string}`
    ? (
        ...given: Arguments<PlacesOf<K>, InputOf<K>, RequestOptions>
      ) => ResultOf<K> extends PageOf<infer Item> ? Pages<Item, ResultOf<K>> : never
    : (
        ...given: Arguments<
          PlacesOf<K>,
          InputOf<K>,
          LineOf<K> extends `${'write' | 'act'} ${string}` ? WriteOptions : RequestOptions
        >
      ) => Promise<ResultOf<K>>;

/**
 * What a client must have to offer the operations `K`: for `matters.get` a resource `matters` with a method `get` that
 * answers what the contract says. `satisfies` it, and a forgotten method does not compile.
 */
export type Covering<K extends OperationId> = {
  [R in K extends `${infer Resource}.${string}` ? Resource : never]: {
    [V in K extends `${R}.${infer Verb}` ? Verb : never]: (
      ...args: never[]
    ) => PromiseLike<ResultOf<Extract<`${R}.${V}`, OperationId>>>;
  };
};
