// Every error that leaves the gateway is a problem (RFC 9457), in the reader's language and in both.
import { type LocalText, type Problem, type ProblemCode, type ProblemField, problems } from '@onetrip/shared/contract';
import { stepToLevel } from '@onetrip/shared/rules';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { withoutPersonal } from '../log.ts';
import { ProblemError } from './problem.ts';

/** A language the sentences are written in. */
export type Language = 'zh' | 'en';

/** The language asked for by `Accept-Language`; Chinese where it says nothing of ours. */
function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';');
      const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
      return { language: tag.trim().slice(0, 2).toLowerCase(), quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ language, quality }) => (language === 'zh' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted[0]?.language === 'en' ? 'en' : 'zh';
}

/** What a signer whose clock is off is told: by how much, and which way. */
function stepToClock(skewSeconds: number): LocalText {
  const seconds = Math.abs(skewSeconds);
  return {
    zh: `您的服务器时钟比本服务${skewSeconds > 0 ? '快' : '慢'} ${seconds} 秒，请校准后重试。`,
    en: `Your clock is ${seconds} s ${skewSeconds > 0 ? 'ahead of' : 'behind'} the service’s: set it and try again.`,
  };
}

/** The problem an error becomes. Anything unforeseen is `internal`; nothing of its message goes out. */
export function problemOf(error: unknown, requestId: string, language: Language): Problem {
  const known = error instanceof ProblemError ? error : fromFramework(error);
  const { status, title, retryable, ...kind } = problems[known.code];
  const { neededLevel, clockSkewSeconds } = known;
  const nextStep: LocalText =
    clockSkewSeconds !== undefined
      ? stepToClock(clockSkewSeconds)
      : neededLevel === undefined
        ? kind.nextStep
        : stepToLevel[neededLevel];
  return {
    type: `urn:onetrip:problem:${known.code}`,
    code: known.code,
    status,
    title: title[language],
    ...(known.detail === undefined ? {} : { detail: known.detail }),
    nextStep: nextStep[language] ?? nextStep.zh,
    text: { title, nextStep },
    // A field nobody knows is named as it was sent, and that may be anything.
    fields: known.fields.map((fault) => ({ ...fault, field: withoutPersonal(fault.field) })),
    retryable,
    requestId,
    ...(known.currentState === undefined ? {} : { currentState: known.currentState }),
    ...(neededLevel === undefined ? {} : { neededLevel }),
    ...(clockSkewSeconds === undefined ? {} : { clockSkewSeconds }),
    ...(known.until === undefined ? {} : { until: known.until.toISOString() }),
    ...(known.possibleSteps === undefined ? {} : { possibleSteps: [...known.possibleSteps] }),
  };
}

/** What Fastify itself refuses, by its code. */
const refusals: Record<string, { code: ProblemCode; fields?: ProblemField[] }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'payload_too_large' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'invalid_request',
    fields: [
      {
        field: 'Content-Type',
        message: { zh: '请求正文须为 application/json。', en: 'The body must be application/json.' },
      },
    ],
  },
  FST_ERR_BAD_URL: { code: 'not_found' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'not_found' },
  FST_ERR_NOT_FOUND: { code: 'not_found' },
};
const unreadable: ProblemField[] = [
  { field: 'body', message: { zh: '请求正文不是有效的 JSON。', en: 'The body is not valid JSON.' } },
];

function fromFramework(error: unknown): ProblemError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  const refusal = refusals[code];
  if (refusal) return new ProblemError(refusal.code, refusal.fields ? { fields: refusal.fields } : {});
  if (status === 400) return new ProblemError('invalid_request', { fields: unreadable });
  return new ProblemError('internal', { cause: error });
}

/** Answers with the problem. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(error, request.id, language);
  if (error instanceof ProblemError && error.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(error.retryAfterSeconds));
  } else if (problem.retryable && problem.status === 503 && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', '2');
  }
  return reply
    .code(problem.status)
    .header('content-language', language)
    .type('application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}
