// The departments over HTTP: queries of registers and cases, signed both ways.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxOptions } from '../options.ts';
import type { People } from '../people/person.ts';
import { followGatewayKeys } from '../signatures/gatewayKeys.ts';
import { makeForgersKey, makeRequestVerifier, readSigningKey, signAnswer, signCall } from '../signatures/requests.ts';
import { obeySwitches, type SwitchBoard } from '../switches.ts';
import { rfc3339 } from '../time.ts';
import { type CaseFiling, CaseSystem } from './cases.ts';
import { LaterAnswers } from './laterAnswers.ts';
import { departmentCodes } from './list.ts';
import { type Answer, agreementOn, answerQuery, type Query, refuse } from './queries.ts';

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
  required: ['queryId', 'salt', 'purpose', 'subject', 'fields'],
  additionalProperties: false,
  properties: {
    queryId: text,
    salt: text,
    purpose: {
      type: 'object',
      required: ['theme', 'matterId', 'materialId'],
      additionalProperties: false,
      properties: { theme: text, matterId: text, materialId: text },
    },
    subject,
    fields: { type: 'array', items: text, maxItems: 50 },
    predicate: text,
    parameters: texts,
    answerTo: { type: 'string', pattern: '^https?://', maxLength: 500 },
  },
} as const;

const batchBody = {
  type: 'object',
  required: ['batchId', 'questions'],
  additionalProperties: false,
  properties: { batchId: text, questions: { type: 'array', items: queryBody, minItems: 1, maxItems: 10_000 } },
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
    supplement: {
      type: 'object',
      required: ['statements', 'uploads'],
      additionalProperties: false,
      properties: {
        statements: texts,
        uploads: {
          type: 'array',
          maxItems: 50,
          items: {
            type: 'object',
            required: ['materialId', 'uploadId', 'type', 'size', 'sha256'],
            additionalProperties: false,
            properties: {
              materialId: text,
              uploadId: text,
              type: { enum: ['application/pdf', 'image/jpeg', 'image/png'] },
              size: { type: 'integer', minimum: 1 },
              sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
            },
          },
        },
      },
    },
    decisionTo: { type: 'string', pattern: '^https?://', maxLength: 500 },
    uploadsFrom: { type: 'string', pattern: '^https?://', maxLength: 500 },
  },
} as const;

const withdrawalBody = {
  type: 'object',
  required: ['caseId', 'withdrawnAt'],
  additionalProperties: false,
  properties: { caseId: text, withdrawnAt: { type: 'string', format: 'date-time' } },
} as const;

const codeOf = (request: FastifyRequest): string => (request.params as { code?: string }).code ?? '';

/** Mounts `/departments/:code/…`. */
export function playDepartments(
  app: FastifyInstance,
  { options, people, board, now }: { options: SandboxOptions; people: People; board: SwitchBoard; now: () => number },
): void {
  const verify = makeRequestVerifier(followGatewayKeys(options), now);
  const keys = new Map(Object.entries(options.departmentKeys).map(([code, jwk]) => [code, readSigningKey(jwk)]));
  const forgersKey = makeForgersKey();
  const caseDelayMs = options.caseDelayMs ?? 1000;
  const signerOf = (code: string) => {
    const key = keys.get(code);
    return key && board.of(code).wrongSignature ? { ...key, privateKey: forgersKey } : key;
  };
  const cases = new CaseSystem(people, caseDelayMs, now, async (code, address) => {
    const signer = signerOf(code);
    if (!signer) return null;
    const headers = await signCall(signer, { url: address }, now());
    const answer = await fetch(address, { headers, signal: AbortSignal.timeout(5000) }).catch(() => null);
    return answer?.ok ? Buffer.from(await answer.arrayBuffer()) : null;
  });
  const later = new LaterAnswers(options.answerDelayMs ?? 1500, {
    now,
    switchesOf: (code) => board.of(code),
    async deliver(code, address, queryId, content) {
      const signer = signerOf(code);
      if (!signer) return false;
      const body = JSON.stringify(content);
      const headers = await signCall(signer, { url: address, body, idempotencyKey: queryId }, now());
      const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
      return fetch(address, { ...init, signal: AbortSignal.timeout(5000) }).then(
        ({ ok }) => ok,
        () => false,
      );
    },
  });
  app.addHook('onClose', async () => later.stop());

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
    const signer = signerOf(code);
    const requestId = request.headers['request-id'];
    if (!signer || typeof requestId !== 'string' || reply.statusCode === 503) return payload;
    const body = typeof payload === 'string' ? payload : '';
    reply.headers(await signAnswer(signer, { status: reply.statusCode, body, requestId }, now()));
    return payload;
  });

  app.post<{ Params: { code: string; register: string }; Body: Query }>(
    '/departments/:code/registers/:register/queries',
    { schema: { body: queryBody } },
    async ({ params, body }, reply) => {
      const contract = agreementOn(options.agreements, params.code, params.register);
      const asked = (): Answer => {
        const refused = refuse(contract, body, now());
        if (refused || !contract) return refused ?? { status: 404, body: { error: 'unknown_register' } };
        if (contract.mode === 'batch') return { status: 400, body: { error: 'asked_in_batches' } };
        const answer = answerQuery(contract, body, people, rfc3339(now()));
        return contract.mode === 'asynchronous' ? later.ask(params.code, body, JSON.stringify(body), answer) : answer;
      };
      const { status, body: content } = asked();
      return reply.code(status).send(content);
    },
  );

  app.get<{ Params: { code: string; register: string; queryId: string } }>(
    '/departments/:code/registers/:register/queries/:queryId',
    async ({ params }, reply) => {
      const { status, body } = later.standing(params.code, params.queryId);
      return reply.code(status).send(body);
    },
  );

  app.post<{ Params: { code: string; register: string }; Body: { batchId: string; questions: Query[] } }>(
    '/departments/:code/registers/:register/batches',
    { schema: { body: batchBody }, config: { coversIdempotencyKey: true } },
    async ({ params, body: { batchId, questions } }, reply) => {
      const contract = agreementOn(options.agreements, params.code, params.register);
      if (contract?.mode !== 'batch') return reply.code(400).send({ error: 'not_asked_in_batches' });
      const answers = questions.map((question) => {
        const refused = refuse(contract, question, now());
        return refused
          ? { queryId: question.queryId, ...refused.body }
          : answerQuery(contract, question, people, rfc3339(now())).body;
      });
      const { status, body } = later.file(params.code, batchId, JSON.stringify(questions), answers);
      return reply.code(status).send(body);
    },
  );

  app.get<{ Params: { code: string; register: string; batchId: string } }>(
    '/departments/:code/registers/:register/batches/:batchId',
    async ({ params }, reply) => {
      const { status, body } = later.batch(params.code, params.batchId);
      return reply.code(status).send(body);
    },
  );

  app.post<{ Params: { code: string }; Body: CaseFiling }>(
    '/departments/:code/cases',
    { schema: { body: caseBody }, config: { coversIdempotencyKey: true } },
    async ({ params: { code }, body }, reply) => {
      const { caseId, decisionTo } = body;
      const outcome = cases.file(code, body, board.of(code).asksSupplement);
      if (outcome === 'differs') return reply.code(409).send({ error: 'case_differs' });
      if (outcome === 'taken' && decisionTo !== undefined)
        later.bring(code, decisionTo, caseId, () => cases.status(code, caseId) ?? {}, caseDelayMs);
      return reply.code(202).send({ caseId, status: 'received' });
    },
  );

  app.post<{ Params: { code: string; caseId: string }; Body: { caseId: string } }>(
    '/departments/:code/cases/:caseId/withdrawal',
    { schema: { body: withdrawalBody }, config: { coversIdempotencyKey: true } },
    async ({ params: { code, caseId }, body }, reply) => {
      if (body.caseId !== caseId) return reply.code(400).send({ error: 'malformed' });
      return cases.withdraw(code, caseId) ?? reply.code(404).send({ error: 'unknown_case' });
    },
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
