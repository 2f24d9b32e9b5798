// One spelling for every JSON value, so that a hash or a signature over it means the value (RFC 8785).

/**
 * A value as canonical JSON: names sorted, no spaces, numbers and strings as ECMAScript writes them. Fields that are
 * undefined are left out, as JSON does.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const record = value as Record<string, unknown>;
  const names = Object.keys(record).filter((name) => record[name] !== undefined);
  return `{${names
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(record[name])}`)
    .join(',')}}`;
}
