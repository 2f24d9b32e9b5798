// `onetrip doctor`: why it does not work – the network, the clock, the key, what the key may do.
import { isOneTripError, ProblemError } from '../core/errors.ts';
import type { Transport } from '../core/transport.ts';
import { createPartnerClient, type PartnerClient } from '../partner/index.ts';
import { nodeTransport } from '../transports/node.ts';
import { type Call, type Command, UsageError } from './command.ts';
import { readFile, readJson } from './files.ts';
import { say, wordsOf } from './words.ts';

/** One thing that was looked at. */
interface Finding {
  readonly check: 'reached' | 'clock' | 'key' | 'answers' | 'session' | 'scopes';
  /** Null: there was nothing to look at, or no way to. */
  readonly ok: boolean | null;
  /** For people. */
  readonly detail: string;
  /** For programs. */
  readonly [more: string]: unknown;
}

/** A clock that is off by less signs well enough; the service's own `Date` has whole seconds. */
const toleratedSeconds = 30;

/** Asks the service something small, and looks at its clock. */
async function reach({ baseUrl, language }: Call, transport: Transport): Promise<Finding[]> {
  const { seconds, ahead, behind, skipped } = wordsOf(language);
  const startedAt = Date.now();
  try {
    const { status, headers } = await transport.send({
      method: 'GET',
      url: `${baseUrl()}/v1/keys`,
      headers: { Accept: 'application/json' },
      body: undefined,
      timeoutMs: 10_000,
      signal: AbortSignal.timeout(10_000),
    });
    const tookMs = Date.now() - startedAt;
    const reached: Finding = {
      check: 'reached',
      ok: status === 200,
      detail: `${status}, ${tookMs} ms`,
      status,
      tookMs,
    };
    const date = Date.parse(headers.date ?? '');
    if (Number.isNaN(date)) return [reached, { check: 'clock', ok: null, detail: skipped }];
    const skewSeconds = Math.round((startedAt + tookMs / 2 - date) / 1000);
    const detail = `${Math.abs(skewSeconds)} ${seconds} ${skewSeconds < 0 ? behind : ahead}`;
    return [reached, { check: 'clock', ok: Math.abs(skewSeconds) <= toleratedSeconds, detail, skewSeconds }];
  } catch (error) {
    return [
      { check: 'reached', ok: false, detail: (error as Error).message },
      { check: 'clock', ok: null, detail: skipped },
    ];
  }
}

/** The partner's client, where a key was given. @throws {UsageError} for a key of the wrong kind */
function partnerOf({ options, env, baseUrl, language }: Call, transport: Transport): PartnerClient | undefined {
  const keyFile = options.key ?? env.ONETRIP_PRIVATE_KEY_FILE;
  if (keyFile === undefined) return undefined;
  const keysFile = options['service-keys'] ?? env.ONETRIP_SERVICE_KEYS_FILE;
  if (keysFile === undefined) throw new UsageError('No keys of the service: --service-keys FILE.');
  const key = readFile(keyFile).toString('utf8');
  try {
    return createPartnerClient({
      baseUrl: baseUrl(),
      language,
      transport,
      ...(options['key-id'] === undefined ? {} : { keyId: options['key-id'] }),
      privateKey: key.trimStart().startsWith('{') ? (readJson(key, keyFile) as never) : key,
      serviceKeys: readJson(readFile(keysFile).toString('utf8'), keysFile) as never,
      maxAttempts: 1,
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Whether the key is known, the answers are the service's, and what the key may do. */
async function examineKey({ language }: Call, partner: PartnerClient | undefined): Promise<Finding[]> {
  const { skipped } = wordsOf(language);
  const unknown = (check: Finding['check']): Finding => ({ check, ok: null, detail: skipped });
  if (!partner) return (['key', 'answers', 'scopes'] as const).map(unknown);
  try {
    const { partnerId, name, keyId, keyIds, servicePoints, matters, origins } = await partner.registration.get();
    const scopes = { servicePoints, matters, origins };
    const told = [
      servicePoints.map((point) => point.name),
      matters.map((matter) => say(matter.name, language)),
      origins,
    ];
    return [
      { check: 'key', ok: true, detail: `${keyId} – ${say(name, language)}`, partnerId, keyId, keyIds },
      { check: 'answers', ok: true, detail: '' },
      { check: 'scopes', ok: true, detail: told.map((part) => part.join(', ')).join('; '), scopes },
    ];
  } catch (error) {
    if (!isOneTripError(error)) throw error;
    const { code, sentence, nextStep } = error;
    const skewSeconds = error instanceof ProblemError ? error.problem.clockSkewSeconds : undefined;
    const fault = {
      ok: false,
      detail: `${sentence} ${nextStep}`,
      code,
      ...(skewSeconds === undefined ? {} : { skewSeconds }),
    };
    const isAnswers = code === 'signature_untrusted';
    return [
      isAnswers ? unknown('key') : { check: 'key', ...fault },
      isAnswers ? { check: 'answers', ...fault } : unknown('answers'),
      unknown('scopes'),
    ];
  }
}

/** Whether somebody is signed in. */
async function examineSession({ client, language }: Call): Promise<Finding> {
  try {
    const { citizen, expiresAt } = await client().identity.me({ maxAttempts: 1 });
    return { check: 'session', ok: true, detail: `${citizen.level}, ${expiresAt}`, level: citizen.level, expiresAt };
  } catch (error) {
    if (!isOneTripError(error)) throw error;
    const nobody = error.code === 'unauthenticated';
    return { check: 'session', ok: nobody ? null : false, detail: nobody ? wordsOf(language).skipped : error.sentence };
  }
}

const marks = new Map<boolean | null, string>([
  [true, '✓'],
  [false, '✗'],
  [null, '–'],
]);

/** `onetrip doctor`. */
export const doctor: Command = {
  usage: '[--key FILE --service-keys FILE [--key-id ID]]',
  summary: 'whether the service is reached, the clock is right, the key is known, and what it may do',
  options: ['key', 'key-id', 'service-keys'],
  async run(call) {
    const { language, tell } = call;
    const transport = nodeTransport();
    const partner = partnerOf(call, transport);
    const reached = await reach(call, transport);
    const findings = [...reached, ...(await examineKey(call, partner)), await examineSession(call)];
    const texts = wordsOf(language);
    tell(
      { ok: findings.every(({ ok }) => ok !== false), findings },
      findings.map(({ check, ok, detail }) => `${marks.get(ok)} ${texts[check]}: ${detail}`),
    );
    if (reached[0]?.ok === false) return 3;
    return findings.some(({ ok }) => ok === false) ? 1 : 0;
  },
};
