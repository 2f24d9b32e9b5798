// A resource's methods, made from its lines in the contract's table of routes: none is written out, none is forgotten.
import type { OperationId, ResultOf } from '@onetrip/shared/contract';
import type { RouteLine } from '@onetrip/shared/routes';
import type { Call } from './operations.ts';
import type { Lists, PageOf, Pages } from './pagination.ts';
import type { CallOptions, Send } from './request.ts';
import type { UrlValue } from './url.ts';

/** Operations, and a line for each that says how it is sent: `read public /v1/matters/:matterId`. */
export type RouteTable = Readonly<Partial<Record<OperationId, RouteLine>>>;

/** What a client is given to have a resource. `Methods` is what the client then has, e.g. the interface `Matters`. */
export interface Resource<Methods = unknown> {
  /** How its operations are sent. A method takes what the path names, then the query or the body, then options. */
  readonly routes: RouteTable;
  /** @internal Methods that take it otherwise. */
  byHand?(call: Call): Partial<Methods>;
}

/** Resources, under the names a client has them. */
export type Resources = Readonly<Record<string, Resource>>;

/** What a client of these resources has. */
export type MethodsOf<Chosen extends Resources> = {
  readonly [Name in keyof Chosen]: Chosen[Name] extends Resource<infer Methods> ? Methods : never;
};

/** The same, where lists are answered one page at a time. */
export type PageByPage<Named> = {
  readonly [Name in keyof Named]: {
    [Verb in keyof Named[Name]]: Named[Name][Verb] extends (...given: infer Given) => Pages<infer _Item, infer Page>
      ? (...given: Given) => Promise<Page>
      : Named[Name][Verb];
  };
};

/** The methods of resources, by their names. */
export function methodsOf<Chosen extends Resources>(
  resources: Chosen,
  send: Send,
  lists: Lists | undefined,
): MethodsOf<Chosen> {
  const named: Record<string, object> = {};
  for (const [name, { routes, byHand }] of Object.entries(resources)) {
    const methods: Record<string, unknown> = {};
    for (const [id, line] of Object.entries(routes)) methods[id.replace(/.*\./, '')] = methodOf(id, line, send, lists);
    const call: Call = (id, places, input, options) =>
      send(id, routes[id] as RouteLine, places as UrlValue[], input, options) as Promise<ResultOf<typeof id>>;
    named[name] = Object.assign(methods, byHand?.(call));
  }
  return named as MethodsOf<Chosen>;
}

/** It takes what the path names, then the query or the body, then options. */
function methodOf(id: string, line: RouteLine, send: Send, lists: Lists | undefined) {
  const [kind, , path] = line.split(' ') as [string, string, string];
  const count = path.split(':').length - 1;
  const takesInput = /find|list|ask|write/.test(kind);
  return (...given: unknown[]) => {
    const places = given.splice(0, count) as UrlValue[];
    const input = takesInput ? given.shift() || {} : undefined;
    const read = (asked: unknown) => send(id as OperationId, line, places, asked, given[0] as CallOptions);
    return kind === 'list' && lists ? lists(input as object, read as () => Promise<PageOf<unknown>>) : read(input);
  };
}
