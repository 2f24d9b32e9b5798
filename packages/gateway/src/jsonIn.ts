// What came as text from outside, as JSON.

/** The content; null where it is no JSON. The parser's own message would repeat what it read, into a log at the worst. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
