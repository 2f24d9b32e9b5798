// Which operation a request is for, by its method and path.
import { type OperationId, operationIds, type Route, routes } from '@onetrip/shared/routes';

/** An operation, and what its path says. */
export interface Routed {
  readonly operation: OperationId;
  readonly params: Readonly<Record<string, string>>;
}

/** Fixed paths come before those with parameters: `/matters/hot` is no matter. */
const table = operationIds
  .map((operation) => {
    const { method, path }: Route = routes[operation];
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
    return { operation, method, names, pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '([^/]+)')}$`) };
  })
  .sort((one, other) => one.names.length - other.names.length);

/** The operation of a request; undefined where there is none. */
export function routeOf(method: string, path: string): Routed | undefined {
  for (const { operation, method: wanted, names, pattern } of table) {
    const found = method === wanted ? pattern.exec(path) : null;
    if (!found) continue;
    const values = found.slice(1).map(decodeURIComponent);
    return { operation, params: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) };
  }
  return undefined;
}
