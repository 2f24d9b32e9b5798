// The one profile of HTTP Message Signatures (RFC 9421) spoken with partners and departments: what is covered, how old it may be.

/** Label of the signature in `Signature-Input` and `Signature`. */
export const signatureLabel = 'onetrip';
/** `tag` parameter: a signature made for another application is refused. */
export const signatureTag = 'onetrip';
/** `alg` parameter. */
export const signatureAlgorithm = 'ed25519';
/** A signature older than this is refused; seconds. */
export const signatureMaxAgeSeconds = 300;
/** A signature may come from a clock this far ahead; seconds. */
export const signatureMaxSkewSeconds = 60;

/** What a request's signature covers. Every request has a body (empty bodies are digested too), so one list serves all. */
export const signedRequestComponents = ['@method', '@path', '@query', 'content-digest', 'request-id'] as const;
/** What the signature of a write covers besides: the key that makes it safe to repeat. */
export const signedWriteComponents = [...signedRequestComponents, 'idempotency-key'] as const;
/** What a response's signature covers; `request-id` echoes the request's, so an answer cannot be replayed for another question. */
export const signedResponseComponents = ['@status', 'content-digest', 'request-id'] as const;

/**
 * What the signature of an answer to a partner covers besides: the signature of the request it answers (RFC 9421 §2.4).
 * That one is made anew for every attempt, so an answer cannot be taken for the answer to anything else, however old.
 */
export const signedAnswerComponents = [...signedResponseComponents, '"signature";req'] as const;
/** `typ` of the JWS by which a key of the service introduces the one after it. */
export const introductionType = 'onetrip-key+jws';
/** What the signature of an answer to a partner carries; without an age, because the request it is bound to has one. */
export const answerParameters = ['created', 'keyid', 'alg', 'tag'] as const;
