// `onetrip verify-webhook FILE`: why a webhook that arrived was, or would be, refused.
import { verifyWebhook as verifyMessage, WebhookError } from '../partner/webhooks/verify.ts';
import { type Command, UsageError } from './command.ts';
import { onlyWord, readFile, readJson } from './files.ts';
import { wordsOf } from './words.ts';

/** Headers as they were written down: a JSON object, or lines `Name: value`. */
function headersOf(text: string): Record<string, string> {
  const given = text.trimStart().startsWith('{')
    ? Object.entries(readJson(text, 'The file of headers') as object)
    : text.split('\n').map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
      });
  return Object.fromEntries(given.map(([name, value]) => [name.trim().toLowerCase(), String(value)]));
}

/** A secret is a secret: from a file or the environment, never an argument. */
function secretsOf(path: string | undefined, fromEnv: string | undefined): string[] {
  const text = path === undefined ? fromEnv : readFile(path).toString('utf8');
  const secrets = (text ?? '').split(/\s+/).filter((word) => word !== '');
  if (secrets.length === 0) throw new UsageError('No secret: --secret-file FILE or ONETRIP_WEBHOOK_SECRET.');
  return secrets;
}

/** `onetrip verify-webhook`. */
export const verifyWebhook: Command = {
  usage: 'FILE|- --headers FILE [--secret-file FILE] [--at TIME]',
  summary: 'whether the bytes of a webhook are the service’s; `-` reads them from standard input',
  options: ['headers', 'secret-file', 'at'],
  async run({ words, options, env, language, readInput, tell, warn, json }) {
    const path = onlyWord(words, 'file');
    if (options.headers === undefined) throw new UsageError('Which headers? --headers FILE.');
    const now = options.at === undefined ? new Date() : new Date(options.at);
    if (Number.isNaN(now.getTime())) throw new UsageError('--at takes a time: 2026-03-02T09:00:00+08:00.');
    const secrets = secretsOf(options['secret-file'], env.ONETRIP_WEBHOOK_SECRET);
    const headers = headersOf(readFile(options.headers).toString('utf8'));
    const body = path === '-' ? await readInput() : readFile(path);
    const texts = wordsOf(language);
    try {
      const { id, sentAt, event } = verifyMessage(body, headers, secrets, { now });
      tell({ valid: true, id, sentAt, event }, [`${texts.genuine}: ${event.type} ${id}`]);
      return 0;
    } catch (error) {
      if (error instanceof TypeError) throw new UsageError(error.message);
      if (!(error instanceof WebhookError)) throw error;
      if (json) tell({ valid: false, fault: error.fault }, []);
      else warn(`${texts.notGenuine}: ${error.message}.\n`);
      return 1;
    }
  },
};
