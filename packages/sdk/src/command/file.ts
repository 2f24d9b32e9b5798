// `onetrip file MATTER`: files an application, asking what it needs; or from JSON on standard input.
import type { CreateApplicationBody, Plan, Situation } from '@onetrip/shared/contract';
import { type Call, type Command, UsageError } from './command.ts';
import { onlyWord, readJson } from './files.ts';
import { linesOf } from './plan.ts';
import { say, wordsOf } from './words.ts';

/** One of several: by its number, or by its value. */
async function choose(
  { ask, warn, language }: Call,
  question: string,
  options: Plan['questions'][number]['options'],
): Promise<string> {
  warn(
    `${question}\n${options.map(({ label, value }, at) => `  ${at + 1}. ${say(label, language)} (${value})`).join('\n')}\n`,
  );
  for (;;) {
    const answer = (await ask(`${wordsOf(language).answer}: `)).trim();
    const chosen = options[Number(answer) - 1] ?? options.find(({ value }) => value === answer);
    if (chosen) return chosen.value;
  }
}

/** Asks the questions until none is open. */
async function askSituation(call: Call, matterId: string): Promise<{ situation: Situation; plan: Plan }> {
  const { language } = call;
  for (let situation: Situation = {}; ; ) {
    const plan = await call.client().matters.plan(matterId, { situation });
    const [open] = plan.questions;
    if (!open) return { situation, plan };
    situation = { ...situation, [open.id]: await choose(call, say(open.text, language), open.options) };
  }
}

async function askForm(call: Call, fields: Plan['forms']): Promise<Record<string, string>> {
  const form: Record<string, string> = {};
  for (const { id, label, options, required } of fields.filter((field) => field.required || field.options)) {
    const text = say(label, call.language);
    const answer = options ? await choose(call, text, options) : (await call.ask(`${text}: `)).trim();
    if (answer !== '' || required) form[id] = answer;
  }
  return form;
}

/** Asks everything; undefined when the citizen would not confirm something. */
async function askAll(call: Call, matterId: string): Promise<CreateApplicationBody | undefined> {
  const { ask, warn, language } = call;
  const words = wordsOf(language);
  const { situation, plan } = await askSituation(call, matterId);
  warn(`${linesOf(plan, language).join('\n')}\n`);
  if (plan.blockers.length > 0) return undefined;
  const form = await askForm(call, plan.forms);
  for (const { name, commitment } of plan.commitments) {
    warn(`${say(name, language)}\n${commitment ? `${say(commitment.text, language)}\n` : ''}`);
    if (!words.yes.test((await ask(`${words.confirm} `)).trim())) return undefined;
  }
  const { text, noticeHash } = await call.client().privacy.notice(matterId, { situation });
  warn(`${words.notice}\n${say(text, language)}\n`);
  if (!words.yes.test((await ask(`${words.acknowledge} `)).trim())) return undefined;
  const commitments = plan.commitments.map(({ materialId }) => materialId);
  return { matterId, situation, form, commitments, noticeAcknowledged: true, noticeHash };
}

/** A filing a program hands over. @throws {UsageError} */
async function readFiling(call: Call, matterId: string): Promise<CreateApplicationBody> {
  const given = readJson(Buffer.from(await call.readInput()).toString('utf8'), 'Standard input');
  if (typeof given !== 'object' || given === null) throw new UsageError('Standard input is no filing.');
  return { situation: {}, form: {}, commitments: [], noticeAcknowledged: false, ...given, matterId };
}

/** `onetrip file`. */
export const file: Command = {
  usage: 'MATTER [--key KEY]',
  summary:
    'files an application; asks for what is needed, or with --json reads { situation, form, … } from standard input',
  options: ['key'],
  async run(call) {
    const { words, options, json, language, client, tell, warn } = call;
    const matterId = onlyWord(words, 'matter');
    const body = json ? await readFiling(call, matterId) : await askAll(call, matterId);
    if (!body) {
      warn(`${wordsOf(language).stopped}\n`);
      return 1;
    }
    const application = await client().applications.create(body, { idempotencyKey: options.key });
    const { applicationId, acceptanceNumber, sentence } = application;
    tell(application, [`${wordsOf(language).filed}: ${applicationId} (${acceptanceNumber})`, say(sentence, language)]);
    return 0;
  },
};
