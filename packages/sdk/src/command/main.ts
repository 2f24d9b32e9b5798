// The command `onetrip`: a table of commands, help, exit codes.
import { parseArgs } from 'node:util';
import { createClientOver } from '../client.ts';
import { isOneTripError, type Language } from '../core/errors.ts';
import { maskText } from '../core/masking.ts';
import { readBaseUrl } from '../core/url.ts';
import { nodeTransport } from '../transports/node.ts';
import { type Call, type Command, type ExitCode, type Surroundings, UsageError } from './command.ts';
import { doctor } from './doctor.ts';
import { file } from './file.ts';
import { pay } from './pay.ts';
import { plan } from './plan.ts';
import { search } from './search.ts';
import { tokenFor } from './session.ts';
import { signIn, signOut } from './signIn.ts';
import { track } from './track.ts';
import { verify } from './verify.ts';
import { verifyWebhook } from './verifyWebhook.ts';
import { wordsOf } from './words.ts';

export { surroundings } from './surroundings.ts';

/** Every command by its name. */
const commands: Readonly<Record<string, Command>> = {
  search,
  plan,
  file,
  track,
  pay,
  'sign-in': signIn,
  'sign-out': signOut,
  doctor,
  verify,
  'verify-webhook': verifyWebhook,
};

const usage = [
  'onetrip COMMAND',
  '',
  ...Object.entries(commands).map(([name, command]) => `  ${name} ${command.usage}\n      ${command.summary}`),
  '',
  '  --url URL    where the service answers; default ONETRIP_URL',
  '  --lang zh|en what people are told in; default by the locale',
  '  --json       the result for a program, a line each',
  '  --help       this',
  '',
  'Ends with 0 as hoped; 1 refused, rejected or not genuine; 2 called wrongly;',
  '3 the service cannot be reached now, try later; 4 sign in first.',
  'Identity numbers are asked for, never given as arguments. ONETRIP_TOKEN: a session token, in place of sign-in.',
  '',
].join('\n');

type Parsed = Pick<Call, 'words' | 'options' | 'flags' | 'json'>;

/** A command line taken apart. @throws {UsageError} */
function parse(name: string, command: Command, args: readonly string[]): Parsed {
  // It would stand in the shell's history and in the list of processes for everybody.
  if (args.some((word) => maskText(word) !== word)) {
    throw new UsageError(`onetrip ${name}: no identity or mobile numbers on the command line; they are asked for.`);
  }
  const { flags = [] } = command;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(['json', ...flags].map((flag) => [flag, { type: 'boolean' as const }])),
        ...Object.fromEntries(['url', 'lang', ...command.options].map((one) => [one, { type: 'string' as const }])),
      },
    });
    const given = Object.entries(values);
    return {
      words: positionals,
      options: Object.fromEntries(given.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
      flags: new Set(given.flatMap(([flag, value]) => (value === true ? [flag] : []))),
      json: values.json === true,
    };
  } catch (error) {
    throw new UsageError(`onetrip ${name}: ${(error as Error).message}`);
  }
}

/** By `--lang`, or by the locale; Chinese where it says nothing of ours. */
function languageOf(wanted: string | undefined, { LC_ALL, LC_MESSAGES, LANG }: Surroundings['env']): Language {
  if (wanted !== undefined && wanted !== 'zh' && wanted !== 'en') throw new UsageError('--lang takes zh or en.');
  return wanted ?? (/^en/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'en' : 'zh');
}

function callOf(parsed: Parsed, around: Surroundings): Call {
  const { options, json } = parsed;
  const { env, write } = around;
  const language = languageOf(options.lang, env);
  const baseUrl = () => {
    const given = options.url ?? env.ONETRIP_URL;
    if (!given) throw new UsageError('Where is the service? --url URL or ONETRIP_URL.');
    try {
      return readBaseUrl(given);
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
  };
  let client: ReturnType<Call['client']> | undefined;
  return {
    ...around,
    ...parsed,
    language,
    baseUrl,
    client() {
      const token = tokenFor(baseUrl(), env);
      client ??= createClientOver(nodeTransport(), { baseUrl: baseUrl(), language, ...(token ? { token } : {}) });
      return client;
    },
    tell: (value, lines) => write(json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join('')),
  };
}

/** What a failure of the service ends with. */
function failed(error: unknown, call: Call | undefined): ExitCode {
  if (!call || !isOneTripError(error)) throw error;
  const { code, sentence, nextStep, fields, requestId, retryable, idempotencyKey } = error;
  const { json, language, write, warn } = call;
  if (json) write(`${JSON.stringify({ error: { code, sentence, nextStep, fields, requestId, idempotencyKey } })}\n`);
  else if (code === 'unauthenticated') warn(`${sentence} ${wordsOf(language).signInFirst}\n`);
  else warn(`${sentence} ${nextStep}${requestId ? ` (${requestId})` : ''}\n`);
  if (code === 'unauthenticated') return 4;
  return retryable ? 3 : 1;
}

/**
 * Runs one command line.
 * @param args the words after `onetrip`
 * @returns the exit code; nothing is thrown for a command that was called wrongly, or that the service refused
 */
export async function runCommand(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  if (name === '' || name === 'help' || args.includes('--help')) {
    around.write(usage);
    return name === '' ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  let call: Call | undefined;
  try {
    if (!command) throw new UsageError(`There is no command ${maskText(name)}.`);
    call = callOf(parse(name, command, rest), around);
    return await command.run(call);
  } catch (error) {
    if (!(error instanceof UsageError)) return failed(error, call);
    around.warn(`${error.message}\n\n${usage}`);
    return 2;
  }
}
