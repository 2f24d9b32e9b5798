// The departments over HTTP: queries of registers and cases, signed both ways.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxOptions } from '../options.ts';
import type { People } from '../people/person.ts';
import { makeForgersKey, makeRequestVerifier, readSigningKey, signAnswer } from '../signatures/requests.ts';
import { obeySwitches, type SwitchBoard } from '../switches.ts';
import { rfc3339 } from '../time.ts';
import { type CaseFiling, CaseSystem } from './cases.ts';
import { departmentCodes } from './list.ts';
import { answerQuery, type Query } from './queries.ts';

const text = { type: 'string', minLength: 1, maxLength: 200 } as const;
const subject = {
  type: 'object',
  required: ['name', 'idNumber'],
  additionalProperties: false,
  properties: { name: text, idNumber: text },
} as const;
const texts = { type: 'object', additionalProperties: { type: 'string', maxLength: 2000 } } as const;

const queryBody = {
  type: 'object',
  required: ['queryId', 'purpose', 'subject', 'fields'],
  additionalProperties: false,
  properties: {
    queryId: text,
    purpose: {
      type: 'object',
      required: ['matterId', 'materialId'],
      additionalProperties: false,
      properties: { matterId: text, materialId: text },
    },
    subject,
    fields: { type: 'array', items: text, maxItems: 50 },
    predicate: text,
    parameters: texts,
  },
} as const;

const caseBody = {
  type: 'object',
  required: ['caseId', 'matterId', 'applicant', 'situation', 'form', 'evidence'],
  additionalProperties: false,
  properties: {
    caseId: text,
    matterId: text,
    applicant: subject,
    situation: texts,
    form: texts,
    evidence: {
      type: 'array',
      items: {
        type: 'object',
        required: ['materialId', 'outcome'],
        additionalProperties: false,
        properties: { materialId: text, outcome: text, record: texts },
      },
    },
  },
} as const;

const codeOf = (request: FastifyRequest): string => (request.params as { code?: string }).code ?? '';

/** Mounts `/departments/:code/…`. */
export function playDepartments(
  app: FastifyInstance,
  { options, people, board, now }: { options: SandboxOptions; people: People; board: SwitchBoard; now: () => number },
): void {
  const verify = makeRequestVerifier(options.gatewayKey, now);
  const keys = new Map(Object.entries(options.departmentKeys).map(([code, jwk]) => [code, readSigningKey(jwk)]));
  const forgersKey = makeForgersKey();
  const cases = new CaseSystem(people, options.caseDelayMs ?? 1000, now);

  app.addHook('onRequest', async (request, reply) => {
    if (!departmentCodes.includes(codeOf(request))) return reply.code(404).send({ error: 'unknown_department' });
  });
  obeySwitches(app, board, codeOf);

  // A schema's refusal comes after the signature's: preValidation.
  app.addHook('preValidation', async (request, reply) => {
    const { method, url, headers, bodyBytes } = request;
    const write = request.routeOptions.config.coversIdempotencyKey === true;
    const reason = await verify({ method, url, headers, body: bodyBytes }, write);
    if (reason) return reply.code(401).send({ error: 'signature', reason });
  });
  app.setErrorHandler((error: { validation?: unknown; statusCode?: number }, _request, reply) => {
    const status = error.validation ? 400 : (error.statusCode ?? 500);
    return reply.code(status).send({ error: status < 500 ? 'malformed' : 'internal' });
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const code = codeOf(request);
    const key = keys.get(code);
    const requestId = request.headers['request-id'];
    if (!key || typeof requestId !== 'string' || reply.statusCode === 503) return payload;
    const body = typeof payload === 'string' ? payload : '';
    const signer = board.of(code).wrongSignature ? { ...key, privateKey: forgersKey } : key;
    reply.headers(await signAnswer(signer, { status: reply.statusCode, body, requestId }, now()));
    return payload;
  });

  app.post<{ Params: { code: string; register: string }; Body: Query }>(
    '/departments/:code/registers/:register/queries',
    { schema: { body: queryBody } },
    async ({ params, body }, reply) => {
      const answer = answerQuery(params.code, params.register, body, people, rfc3339(now()));
      return reply.code(answer.status).send(answer.body);
    },
  );

  app.post<{ Params: { code: string }; Body: CaseFiling }>(
    '/departments/:code/cases',
    { schema: { body: caseBody }, config: { coversIdempotencyKey: true } },
    async ({ params, body }, reply) =>
      cases.file(params.code, body)
        ? reply.code(202).send({ caseId: body.caseId, status: 'received' })
        : reply.code(409).send({ error: 'case_differs' }),
  );

  app.get<{ Params: { code: string; caseId: string } }>(
    '/departments/:code/cases/:caseId',
    async ({ params }, reply) => {
      const status = cases.status(params.code, params.caseId);
      return status ?? reply.code(404).send({ error: 'unknown_case' });
    },
  );
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A write: its signature covers the idempotency key. */
    coversIdempotencyKey?: boolean;
  }
}
