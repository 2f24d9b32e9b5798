// Filters said in the query itself: a district (余杭 居住证) and a department (公安局 身份证).
import { firstWords } from './bounds.ts';
import { type Prepared, pairKey } from './prepared.ts';

/** A district or a department named in a query. */
export interface Named {
  /** The district's name in full, or the department's code. */
  readonly key: string;
  /** The query without this name, simplified, in half width and lower case. */
  readonly without: string;
}

/** What a query says beside the matter itself. */
export interface Said {
  readonly place: Named | null;
  readonly department: Named | null;
}

/** Full-width forms in half width, ü as v, traditional as simplified characters, lower case. */
function normalised(query: string, { simplified }: Prepared): string {
  const half = query.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  return firstWords(simplified(half.toLowerCase().replace(/ü/g, 'v').replace(/['’]/g, '')));
}

/** Whether the texts know these two characters side by side: 西湖益联保 is no district. */
function isKnownPair(first: string | undefined, second: string | undefined, { signOf, postings }: Prepared): boolean {
  const [one, other] = [signOf.get(first ?? ''), signOf.get(second ?? '')];
  return one !== undefined && other !== undefined && postings(pairKey(one, other)).length > 0;
}

/** The longest of these names that stands in the words. */
function nameIn(words: string, names: Readonly<Record<string, string>>, ready: Prepared): Named | null {
  let found: { key: string; name: string; at: number } | null = null;
  for (const key of Object.keys(names)) {
    for (const name of (names[key] as string).split(' ')) {
      const at = words.indexOf(name);
      if (at < 0 || name.length <= (found?.name.length ?? 0)) continue;
      const next = at + name.length;
      if (!isKnownPair(words[next - 1], words[next], ready)) found = { key, name, at };
    }
  }
  if (found === null) return null;
  const { key, name, at } = found;
  return { key, without: `${words.slice(0, at)} ${words.slice(at + name.length)}`.trim() };
}

/** What the query says of place and department, and the words that are left. */
export function saidIn(query: string, ready: Prepared): { said: Said; words: string } {
  const { places = {}, departments = {} } = ready.index.vocabulary;
  const whole = normalised(query, ready);
  const place = nameIn(whole, places, ready);
  const words = place?.without ?? whole;
  const department = nameIn(words, departments, ready);
  // Without the department the district stays in the query.
  const without = place === null ? department?.without : nameIn(whole, departments, ready)?.without;
  return {
    said: { place, department: department && { key: department.key, without: without ?? department.without } },
    words: department?.without ?? words,
  };
}
