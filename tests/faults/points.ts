// Where something can go wrong: every request on its way to somebody, every statement on its way to the database, by a name that is the same in every walk.

/** An id, a number or a key in a path stands for any other. */
const named = (part: string): string => (/^[a-z]+$|^[a-z]+[A-Z-][A-Za-z-]*$|^v\d$|^[A-Z]{2}$/.test(part) ? part : '…');

/** The name of a request: `gateway → peer POST /departments/GA/registers/…/queries`, without what differs from one to the next. */
export function requestPoint(link: string, method: string, path: string): string {
  const [bare = ''] = path.split('?');
  return `${link} ${method} ${bare
    .split('/')
    .map((part) => (part === '' ? '' : named(part)))
    .join('/')}`;
}

/** A statement without its values: how many rows an insert has, and which ids a list names, does not make it another. */
export function statementName(sql: string): string {
  return sql
    .replaceAll(/'(?:[^']|'')*'/g, '?')
    .replaceAll(/\$?\b\d+\b/g, '?')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\((?:(?:\?|default), ?)*(?:\?|default)\)(?:, ?\((?:(?:\?|default), ?)*(?:\?|default)\))*/g, '(…)')
    .trim();
}

/**
 * The name of a statement's point. The same words do something else after others, so the one before it in its transaction
 * belongs to the name.
 */
export const statementPoint = (name: string, before: string | null): string =>
  `gateway → database ${name}${before === null ? '' : ` ⟨after ${before}⟩`}`;
