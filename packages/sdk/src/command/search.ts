// `onetrip search WORDS`: matters by what people call them.
import { type Command, UsageError } from './command.ts';
import { say, wordsOf } from './words.ts';

/** How many are shown. */
const shown = 20;

/** `onetrip search`. */
export const search: Command = {
  usage: 'WORDS…',
  summary: 'matters by what people call them; pinyin will do',
  options: [],
  async run({ words, client, language, tell }) {
    if (words.length === 0) throw new UsageError('What are you looking for?');
    const { items } = await client().matters.search({ q: words.join(' '), limit: shown });
    const { idOnly, idOnlyInSome, nothing } = wordsOf(language);
    const lines = items.map((matter) => {
      const mark = matter.idOnly ? ` [${idOnly}]` : matter.idOnlyInSome ? ` [${idOnlyInSome}]` : '';
      return `${matter.matterId}  ${say(matter.name, language)}${mark} – ${say(matter.department.name, language)}`;
    });
    tell({ items }, lines.length > 0 ? lines : [nothing]);
    return items.length > 0 ? 0 : 1;
  },
};
