// Where the tag gets its session: from the host page's own back end, or from the page.

/** What the host's back end answers: an embed session, as `createPartnerClient` gave it. */
export interface HostSession {
  readonly clientToken: string;
  readonly frameUrl: string;
  /** When the token lapses (RFC 3339). */
  readonly expiresAt?: string;
}

/** Reads a session from a property, an attribute or an answer; undefined when it is none. */
export function readHostSession(value: unknown): HostSession | undefined {
  const parsed = typeof value === 'string' ? parse(value) : value;
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { clientToken, frameUrl, expiresAt } = parsed as Record<string, unknown>;
  if (typeof clientToken !== 'string' || clientToken === '' || typeof frameUrl !== 'string') return undefined;
  return { clientToken, frameUrl, ...(typeof expiresAt === 'string' ? { expiresAt } : {}) };
}

/** Asks the host's back end; with the host's cookies, because only a signed-in operator may have a session. */
export async function fetchHostSession(url: string, signal: AbortSignal): Promise<HostSession | undefined> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: '{}',
    credentials: 'include',
    cache: 'no-store',
    redirect: 'error',
    signal,
  });
  return answer.ok ? readHostSession(await answer.text()) : undefined;
}

/**
 * The frame's origin, or undefined when such a frame must not be opened: one of the host's own origin could reach out
 * of its sandbox, and one without TLS (beyond this machine) could be read on the way.
 */
export function frameOriginOf(frameUrl: string, hostOrigin: string): string | undefined {
  const url = parseUrl(frameUrl);
  if (!url) return undefined;
  const { protocol, origin, hostname } = url;
  const local = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  if (protocol !== 'https:' && !(protocol === 'http:' && local)) return undefined;
  return origin === hostOrigin ? undefined : origin;
}

/** Whether the session's token has lapsed. */
export const hasLapsed = ({ expiresAt }: HostSession, now: number): boolean =>
  expiresAt !== undefined && Date.parse(expiresAt) <= now;

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
