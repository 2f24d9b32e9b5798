// Filters said in the query itself: a district (余杭 居住证) and a department (公安局 身份证).
import { type Prepared, pairKey } from './prepared.ts';

/** What a query says beside the matter itself. */
interface Said {
  /** The query without it, simplified, in half width and lower case. */
  readonly words: string;
  /** The district's name in full. */
  readonly place: string | null;
  /** Code of the department. */
  readonly department: string | null;
}

/** Full-width forms in half width, ü as v, traditional as simplified characters, lower case. */
function normalised(query: string, { simplified }: Prepared): string {
  const half = query.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  return simplified(half.toLowerCase().replace(/ü/g, 'v').replace(/['’]/g, ''));
}

/** Whether the texts know these two characters side by side: 西湖益联保 is no district. */
function isKnownPair(first: string | undefined, second: string | undefined, { signOf, postings }: Prepared): boolean {
  const [one, other] = [signOf.get(first ?? ''), signOf.get(second ?? '')];
  return one !== undefined && other !== undefined && postings(pairKey(one, other)).length > 0;
}

/** Takes the first of these names out of the words. */
function takeOut(
  words: string,
  names: Readonly<Record<string, string>>,
  ready: Prepared,
): [rest: string, key: string | null] {
  let found: { key: string; name: string; at: number } | null = null;
  for (const key of Object.keys(names)) {
    for (const name of (names[key] as string).split(' ')) {
      const at = words.indexOf(name);
      if (at < 0 || name.length <= (found?.name.length ?? 0)) continue;
      const next = at + name.length;
      if (!isKnownPair(words[next - 1], words[next], ready)) found = { key, name, at };
    }
  }
  if (found === null) return [words, null];
  const { key, name, at } = found;
  return [`${words.slice(0, at)} ${words.slice(at + name.length)}`, key];
}

/** What the query says of place and department. */
export function saidIn(query: string, ready: Prepared): Said {
  const { places = {}, departments = {} } = ready.index.vocabulary;
  const [withoutPlace, place] = takeOut(normalised(query, ready), places, ready);
  const [words, department] = takeOut(withoutPlace, departments, ready);
  return { words, place, department };
}
