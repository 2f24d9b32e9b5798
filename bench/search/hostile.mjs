// Queries nobody means well with: as long as the contract lets them be, of what costs an engine most.

/** Numbers that look like chance and are always the same. */
function sequence(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const longest = 100;
const cutTo = (text) => Array.from(text).slice(0, longest).join('');

/**
 * Long and misspelt queries of every kind: characters of the names in any order, names run together with slips, letters
 * that may be initials or syllables, short words in great number.
 * @param names names of matters
 */
export function hostileQueries(names) {
  const next = sequence(20_180_602);
  const characters = Array.from(new Set(names.join('')));
  const one = (list) => list[next(list.length)];
  const many = (count, make) => Array.from({ length: count }, make);
  const syllables = ['shen', 'fen', 'zheng', 'ju', 'zhu', 'che', 'xing', 'shi', 'yi', 'bao', 'z', 's', 'j', 'd'];
  const kinds = [
    () => many(longest, () => one(characters)).join(''),
    () => many(12, () => one(names)).join(''),
    () => {
      const text = Array.from(many(12, () => one(names)).join(''));
      return text.map((char, at) => (at % 3 === 0 ? one(characters) : char)).join('');
    },
    () => many(longest, () => 'abcdefghjklmnopqrstwxyz'[next(23)]).join(''),
    () => many(longest / 2, () => one(syllables)).join(''),
    () => many(longest / 3, () => one(syllables)).join(' '),
    () => many(longest / 2, () => `${one(characters)}${'zsjd'[next(4)]}`).join(''),
    () => many(longest / 2, () => one(characters)).join(' '),
  ];
  return many(10, () => kinds.map((make) => cutTo(make()))).flat();
}
