// Statements prepared on the server: what is asked again and again is parsed and planned there once a connection.
import { createHash } from 'node:crypto';
import type pg from 'pg';

/** A text is prepared from this use on: what is asked once is not worth a place. */
const usesBefore = 3;
/** Places on a connection, each some kilobytes of the server's memory. */
const places = 300;

/** Names for the texts worth preparing. */
function createNames(): (text: string) => string | undefined {
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= places) return known;
    const used = (uses.get(text) ?? 0) + 1;
    if (used < usesBefore) {
      // Texts that vary without end must not gather here.
      if (uses.size >= places * 10) uses.clear();
      uses.set(text, used);
      return undefined;
    }
    uses.delete(text);
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
    names.set(text, name);
    return name;
  };
}

/** What is prepared on the connections of a pool; they share one table of names. */
export function createPreparing(): (client: pg.ClientBase) => void {
  const nameOf = createNames();
  const named = (asked: unknown, values: unknown): unknown => {
    if (typeof asked !== 'object' || asked === null) return asked;
    const config = asked as Partial<pg.QueryConfig>;
    const parameters = values ?? config.values;
    if (!config.text || config.name || !Array.isArray(parameters) || parameters.length === 0) return asked;
    const name = nameOf(config.text);
    return name === undefined ? asked : { ...config, name };
  };
  return (client) => {
    const ask = client.query.bind(client) as (asked: unknown, values: unknown, then: unknown) => unknown;
    const query = (asked: unknown, values: unknown, then: unknown) => ask(named(asked, values), values, then);
    client.query = query as typeof client.query;
  };
}
