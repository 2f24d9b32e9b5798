// W3C Trace Context: one trace a call, one span an attempt, so that a request is found again in the service's log.

const hexOf = (digits: number): string => {
  let text = '';
  while (text.length < digits) {
    text += Math.floor(Math.random() * 0x1_0000)
      .toString(16)
      .padStart(4, '0');
  }
  // All zeros mean "none" and are not valid.
  return /^0+$/.test(text) ? text.replace(/0$/, '1') : text;
};

/**
 * The `traceparent` of an attempt (W3C Trace Context §3.2): continues the caller's trace, or begins one.
 * @param parent the caller's own `traceparent`; one that is not valid is not continued
 */
export function createTrace(parent: string | undefined): () => string {
  const [, traceId = hexOf(32), flags = '01'] =
    /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})/.exec(parent ?? '') ?? [];
  return () => `00-${traceId}-${hexOf(16)}-${flags}`;
}
