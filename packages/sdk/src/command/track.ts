// `onetrip track [APPLICATION]`: how an application stands, once or until it is decided; without one, all of them.
import type { Application, ApplicationSummary } from '@onetrip/shared/contract';
import type { Language } from '../core/errors.ts';
import { type Call, type Command, type ExitCode, UsageError } from './command.ts';
import { say } from './words.ts';

const refused = new Set(['rejected', 'notAccepted', 'terminated', 'withdrawn']);
/** How long is followed at most, in milliseconds: a shift. */
const followMs = 8 * 3_600_000;

const lineOf = ({ applicationId, state, matterName, sentence }: ApplicationSummary, language: Language): string =>
  `${applicationId}  ${state}  ${say(matterName, language)} – ${say(sentence, language)}`;

async function follow({ client, tell, language }: Call, applicationId: string): Promise<Application> {
  return client().applications.waitFor(applicationId, {
    timeoutMs: followMs,
    onChange: (application) => tell(application, [lineOf(application, language)]),
  });
}

/** `onetrip track`. */
export const track: Command = {
  usage: '[APPLICATION] [--follow]',
  summary: 'how an application stands, or all of them; with --follow until somebody must act, a line for each change',
  options: [],
  flags: ['follow'],
  async run(call): Promise<ExitCode> {
    const { words, flags, client, tell, language } = call;
    const [applicationId, ...others] = words;
    if (others.length > 0) throw new UsageError('Which application?');
    if (applicationId === undefined) {
      const items = await client().applications.list().toArray({ limit: 100 });
      tell(
        { items },
        items.map((one) => lineOf(one, language)),
      );
      return 0;
    }
    if (flags.has('follow')) return refused.has((await follow(call, applicationId)).state) ? 1 : 0;
    const application = await client().applications.get(applicationId);
    const { items } = await client().applications.events(applicationId);
    tell({ ...application, events: items }, [
      lineOf(application, language),
      ...items.map(({ at, sentence }) => `  ${at}  ${say(sentence, language)}`),
    ]);
    return refused.has(application.state) ? 1 : 0;
  },
};
