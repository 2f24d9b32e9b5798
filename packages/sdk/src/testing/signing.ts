// Signs answers as the service does, so that a partner's client can be tested as it is, with its trust in nobody.
import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import {
  answerParameters,
  signatureAlgorithm,
  signatureLabel,
  signatureTag,
  signedAnswerComponents,
} from '@onetrip/shared/signatures';
import { httpbis } from 'http-message-signatures';
import type { TransportRequest, TransportResponse } from '../core/transport.ts';
import type { ServiceKeySet } from '../partner/serviceKeys.ts';

/** A service's key for answers. */
export interface AnswerKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** What a client pins. */
  readonly serviceKeys: ServiceKeySet;
}

/** A new key for answers; or one made of a private key. */
export function createAnswerKey(
  kid: string = `answers-${randomUUID()}`,
  privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey,
): AnswerKey {
  const { kty = '', crv = '', x = '' } = privateKey.export({ format: 'jwk' });
  return { kid, privateKey, serviceKeys: { keys: [{ kty, crv, x, kid, purpose: 'answers' }] } };
}

/** The answer, with the headers that sign it as the one to this request; unchanged where the request has no signature. */
export async function signAnswer(
  response: TransportResponse,
  request: Pick<TransportRequest, 'headers'>,
  { kid, privateKey }: AnswerKey,
  now: Date,
): Promise<TransportResponse> {
  const lower = (headers: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const { signature, 'request-id': requestId = '' } = lower(request.headers);
  if (signature === undefined) return response;
  const headers = {
    ...response.headers,
    'request-id': requestId,
    'content-digest': `sha-256=:${createHash('sha256').update(response.body).digest('base64')}:`,
  };
  const signed = await httpbis.signMessage(
    {
      key: { id: kid, alg: signatureAlgorithm, sign: async (base) => sign(null, base, privateKey) },
      name: signatureLabel,
      params: [...answerParameters],
      fields: [...signedAnswerComponents],
      paramValues: { created: now, tag: signatureTag },
    },
    { status: response.status, headers },
    { method: 'POST', url: 'https://onetrip.test/', headers: { signature } },
  );
  return { ...response, headers: lower(signed.headers as Record<string, string>) };
}
