// Signs what partners are answered (RFC 9421), problems included, so that a proxy in between can neither change nor invent it.
import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { type OperationId, type Route, routes } from '@onetrip/shared/routes';
import {
  answerParameters,
  signatureAlgorithm,
  signatureLabel,
  signatureTag,
  signedAnswerComponents,
} from '@onetrip/shared/signatures';
import type { FastifyInstance } from 'fastify';
import { createSigner, httpbis, type SigningKey } from 'http-message-signatures';
import type { JWK } from 'jose';
import type { Context } from '../context.ts';

/** An answer, as it will leave. */
export interface Answer {
  status: number;
  requestId: string;
  body: string | Buffer;
}

/**
 * The headers that sign an answer.
 * @param signature the header `Signature` of the request that is answered, as it came
 */
export async function answerHeaders(
  key: SigningKey,
  { status, requestId, body }: Answer,
  signature: string,
  now: Date,
): Promise<Record<string, string>> {
  const headers = {
    'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
    'request-id': requestId,
  };
  const signed = await httpbis.signMessage(
    {
      key,
      name: signatureLabel,
      params: [...answerParameters],
      fields: [...signedAnswerComponents],
      paramValues: { created: now, tag: signatureTag },
    },
    { status, headers },
    // Only its signature is covered, which covers all the rest.
    { method: 'POST', url: 'http://gateway.invalid/', headers: { signature } },
  );
  return signed.headers as Record<string, string>;
}

/** A key as the signatures' library takes it. */
export function answerSigner(jwk: JWK): SigningKey {
  const key: KeyObject = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  return createSigner(key, signatureAlgorithm, jwk.kid ?? '');
}

/**
 * Signs every answer of a partner's operations. An answer to a request without any signature has nothing to be bound to
 * and stays unsigned; it is a refusal.
 */
export function signAnswers(app: FastifyInstance, { keys, now }: Pick<Context, 'keys' | 'now'>): void {
  let jwk: JWK | undefined;
  let signer: SigningKey | undefined;
  const current = (): SigningKey => {
    const signing = keys.signing('answers');
    if (signer === undefined || signing !== jwk) signer = answerSigner(signing);
    jwk = signing;
    return signer;
  };
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    const { signature } = request.headers;
    if (typeof signature !== 'string' || !isPartners(request.routeOptions.config?.operation)) return payload;
    const body = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : '';
    const answer = { status: reply.statusCode, requestId: request.id, body };
    reply.headers(await answerHeaders(current(), answer, signature, now()));
    return payload;
  });
}

function isPartners(operation: OperationId | undefined): boolean {
  const route: Route | undefined = operation && routes[operation];
  return route?.access === 'partner';
}
