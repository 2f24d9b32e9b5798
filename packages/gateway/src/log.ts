// Structured logs without identity numbers, tokens or bodies.
import { type DestinationStream, type Logger, pino } from 'pino';

/** Headers and fields that are never written, wherever a careless line may put them. */
const secret = [
  'authorization',
  'cookie',
  'token',
  'clientToken',
  'idNumber',
  'name',
  'mobile',
  'code',
  'openid',
  'body',
  'form',
  'record',
  'params',
  'signature',
];
const paths = secret.flatMap((field) => [field, `*.${field}`, `*.*.${field}`, `*["${field}"]`]);

/** An identity number of 18 or 15 characters, whatever but digits stands around it. */
const idNumbers = /(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)/g;

/** Numbers, codes and tokens that may have slipped into a sentence. */
const personal: [RegExp, string][] = [
  [idNumbers, '[id number]'],
  [/(?<![\dA-Za-z])1[3-9]\d{9}(?![\dA-Za-z])/g, '[mobile]'],
  [/\b(?:ses|emb|off)_[\w-]{40,}/g, '[token]'],
  [/\bsecret=[^&\s]+/g, 'secret=[secret]'],
];

/** Takes what identifies a person out of a sentence. */
export const withoutPersonal = (text: string): string =>
  personal.reduce((left, [pattern, mark]) => left.replace(pattern, mark), text);

/** Whether an identity number stands anywhere in a text, in groups or full-width digits too. */
export const holdsIdNumber = (text: string): boolean =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .search(idNumbers) >= 0;

/** An error as it is logged: a failed query's text and values, and a failed call's body, stay out. */
function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutPersonal(String(error)) };
  const failedQuery = 'query' in error && 'params' in error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    type: error.name,
    message: failedQuery ? 'a query failed' : withoutPersonal(error.message),
    ...('code' in error && typeof error.code === 'string' ? { errorCode: error.code } : {}),
    ...('constraint' in error ? { constraint: error.constraint } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
    ...(error.cause && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}

/**
 * The gateway's log: one JSON object a line.
 * @param destination standard output when absent
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service: 'gateway' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: '[left out]' },
      serializers: {
        err: (error: unknown) => describeError(error),
        // Words of a query may be personal: of a request no address is written.
        req: ({ method }: { method?: string }) => ({ method }),
        res: ({ statusCode }: { statusCode?: number }) => ({ statusCode }),
      },
    },
    destination,
  );
}
