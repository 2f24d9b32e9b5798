// Believes no answer that the service has not signed: HTTP Message Signatures (RFC 9421), bound to the request answered.
import { createHash, timingSafeEqual, verify } from 'node:crypto';
import { signatureAlgorithm, signatureLabel, signatureTag, signedAnswerComponents } from '@onetrip/shared/signatures';
import { httpbis } from 'http-message-signatures';
import type { ClientCode } from '../core/errors.ts';
import type { Transport, TransportRequest, TransportResponse } from '../core/transport.ts';
import type { ServiceKeys } from './serviceKeys.ts';

/** The one form a signature may have: exactly these components, exactly these parameters. */
const covered = signedAnswerComponents.map((name) => (name.startsWith('"') ? name : `"${name}"`)).join(' ');
const profile = new RegExp(
  `^${signatureLabel}=\\(${covered}\\);created=\\d{1,12};keyid="([^"\\\\]{1,200})";alg="${signatureAlgorithm}";tag="${signatureTag}"$`,
);

const title = {
  zh: '服务的回应未通过签名验证，未予采用。',
  en: 'The answer is not proved to be the service’s, and was not used.',
};
const nextStep = {
  zh: '请核对服务公钥（serviceKeys）与网络出口；用同一幂等键重新提交不会重复办理。',
  en: 'Check serviceKeys and what stands between you and the service; sent again with its key, nothing is done twice.',
};
/** What is told in place of an answer that is not proved to be the service's. */
const untrusted = JSON.stringify({
  code: 'signature_untrusted' satisfies ClientCode,
  title: title.zh,
  nextStep: nextStep.zh,
  text: { title, nextStep },
  retryable: false,
});

/**
 * A transport that hands on only what the service has signed as the answer to this very request. Anything else that says
 * something becomes the problem `signature_untrusted` (502, as for a gateway whose server answers nonsense); a page of a
 * proxy, which says nothing in the service's name, passes as the failure it is.
 */
export function trustingOnly(keys: ServiceKeys, transport: Transport): Transport {
  return {
    ...transport,
    async send(request) {
      const response = await transport.send(request);
      if (await isSigned(keys, request, response)) return response;
      if (response.status >= 300 && !/json/i.test(response.headers['content-type'] ?? '')) return response;
      return { status: 502, headers: {}, body: untrusted };
    },
  };
}

/** Whether one of the service's keys signed this as the answer to that. */
async function isSigned(keys: ServiceKeys, request: TransportRequest, response: TransportResponse): Promise<boolean> {
  const { headers, status, body } = response;
  const [, kid] = profile.exec(headers['signature-input'] ?? '') ?? [];
  if (kid === undefined || !digestFits(headers['content-digest'] ?? '', body)) return false;
  const key = await keys.find(kid);
  if (!key) return false;
  return httpbis
    .verifyMessage(
      {
        all: true,
        // It answers a request made a moment ago, whatever either clock says.
        tolerance: Number.MAX_SAFE_INTEGER / 2,
        keyLookup: async () => ({
          id: kid,
          algs: [signatureAlgorithm],
          verify: async (base, signature) => verify(null, base, key, signature),
        }),
      },
      { status, headers: { ...headers } },
      { method: request.method, url: request.url, headers: { ...request.headers } },
    )
    .then(
      (verified) => verified === true,
      () => false,
    );
}

/** RFC 9530, `sha-256`, over the bytes as they came. */
function digestFits(given: string, body: string): boolean {
  const expected = Buffer.from(`sha-256=:${createHash('sha256').update(body).digest('base64')}:`);
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
