// `onetrip plan MATTER`: what a matter asks in a situation, and why not more.
import type { Plan, Situation } from '@onetrip/shared/contract';
import type { Language } from '../core/errors.ts';
import { type Command, UsageError } from './command.ts';
import { onlyWord, readJson } from './files.ts';
import { money, say, wordsOf } from './words.ts';

/** Answers to questions, from `--situation '{"basis":"employment"}'`. @throws {UsageError} */
function situationOf(text: string | undefined): Situation {
  const given = text === undefined ? {} : readJson(text, '--situation');
  const isSituation =
    typeof given === 'object' && given !== null && Object.values(given).every((value) => typeof value === 'string');
  if (!isSituation) throw new UsageError('--situation takes answers by question: {"basis":"employment"}');
  return given as Situation;
}

/** What people are told of a plan. */
export function linesOf(plan: Plan, language: Language): string[] {
  const words = wordsOf(language);
  const materials = (label: string, list: Plan['toBring']) =>
    list.map(({ name, why }) => `${label}: ${say(name, language)} – ${say(why, language)}`);
  return [
    plan.idOnly ? words.idOnly : plan.idDocuments.map((name) => say(name, language)).join(' / '),
    ...materials(words.bring, plan.toBring),
    ...materials(words.notAsked, plan.notAsked),
    ...materials(words.commit, plan.commitments),
    ...plan.questions.map(
      ({ id, text, options }) =>
        `${words.open}: ${say(text, language)} ${id} = ${options.map(({ value, label }) => `${value} (${say(label, language)})`).join(' | ')}`,
    ),
    ...plan.blockers.map(({ message }) => `${words.blocked}: ${say(message, language)}`),
    `${words.fee}: ${money(plan.totalFen, language)}`,
    `${words.due}: ${plan.dueIfFiledNow.date}`,
  ];
}

/** `onetrip plan`. */
export const plan: Command = {
  usage: 'MATTER [--situation JSON]',
  summary: 'what a matter asks for in a situation, what it does not, what it costs, when it is done',
  options: ['situation'],
  async run({ words, options, client, language, tell }) {
    const matterId = onlyWord(words, 'matter');
    const made = await client().matters.plan(matterId, { situation: situationOf(options.situation) });
    tell(made, linesOf(made, language));
    return 0;
  },
};
