// W3C Trace Context: one trace a call, one span an attempt, so that a request is found again in the service's log.

/** Never all zeros, which mean "none" and are not valid. */
function hexOf(digits: number): string {
  let text = '';
  while (text.length < digits)
    text += Math.ceil(Math.random() * 0xfff_ffff)
      .toString(16)
      .padStart(8, '0');
  return text;
}

/** Makes the `traceparent` of each attempt of a call, in the caller's trace if he has one. */
export type Trace = (parent: string | undefined) => () => { readonly traceparent: string } | undefined;

/**
 * The `traceparent` of an attempt (W3C Trace Context §3.2): continues the caller's trace, or begins one.
 * @param parent the caller's own `traceparent`; one that is not valid is not continued
 * @example
 * const client = createClient({ baseUrl, transport, resources, trace: createTrace });
 */
export const createTrace: Trace = (parent) => {
  const [, traceId = hexOf(32), flags = '01'] = /^..-([\da-f]{32})-[\da-f]{16}-([\da-f]{2})/.exec(parent || '') || [];
  return () => ({ traceparent: `00-${traceId}-${hexOf(16)}-${flags}` });
};
