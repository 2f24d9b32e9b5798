// The frame's side: what the citizen app calls when a bank's or dealer's page shows it.
import type { CurrentEmbedSession } from '@onetrip/shared/contract';
import { type ApplicationNotice, greet, type HostSettings, isGreeting, readToFrame, type ToHost } from './protocol.ts';

export type { Assistance, CurrentEmbedSession, LocalText } from '@onetrip/shared/contract';
export type { ApplicationNotice, HostSettings } from './protocol.ts';

/** The part of a client that is used; any client of this SDK fits. */
export interface FrameClient {
  readonly embedSessions: { current(options: { readonly token: string }): Promise<CurrentEmbedSession> };
  setToken(token: string | undefined): void;
}

/** What the frame gives to be connected. */
export interface HostOptions {
  /** The client; it is given the client token once the host page has proved to be the one the session was made for. */
  readonly client: FrameClient;
  /** Called when the host changes language, theme or label. */
  readonly onSettings?: (settings: HostSettings) => void;
  /** How long the host may take to answer, in milliseconds. Default 15 000. */
  readonly timeoutMs?: number;
}

/** The connection to the host page. */
export interface HostConnection {
  /** Where the frame stands. */
  readonly session: CurrentEmbedSession;
  readonly settings: HostSettings;
  /** The page can be used. */
  ready(): void;
  /** The page's height, in CSS pixels. */
  resize(height: number): void;
  /** Reports the height of an element now and whenever it changes; returns how to stop. */
  followHeight(element: Element): () => void;
  /** An application has been filed. */
  filed(application: ApplicationNotice): void;
  /** An application has come to its end. */
  completed(application: ApplicationNotice): void;
  /** The client token has lapsed: asks the host's back end for another and takes it. */
  expired(): Promise<CurrentEmbedSession>;
  /** The customer has left: the client carries the counter's token again, no citizen's. */
  startOver(): void;
}

/** Thrown when there is no host page, or not the right one. */
export class HostError extends Error {
  /** `noHost`: not in a frame · `noAnswer`: nobody answered in time · `wrongHost`: the session belongs to another page. */
  readonly reason: 'noHost' | 'noAnswer' | 'wrongHost';

  constructor(reason: HostError['reason'], message: string) {
    super(message);
    this.name = 'HostError';
    this.reason = reason;
  }
}

/**
 * Connects the citizen app to the host page that frames it. The token comes over a port given by the very window that
 * frames us, and is used only when the service says that it was made for that window's origin.
 * @throws {HostError} `noHost`, `noAnswer`, `wrongHost`
 * @throws {OneTripError} when the service cannot be asked
 * @example
 * const host = await connectToHost({ client });
 * host.followHeight(document.body);
 * host.ready();
 */
export async function connectToHost({ client, onSettings, timeoutMs = 15_000 }: HostOptions): Promise<HostConnection> {
  if (window.parent === window) throw new HostError('noHost', 'This page is not shown in a frame');
  const deadline = Date.now() + timeoutMs;
  const { port, origin } = await meetHost(timeoutMs);
  const send = (message: ToHost) => port.postMessage(message);

  let settings: HostSettings = { language: 'zh', theme: 'auto', label: '' };
  let clientToken = '';
  let session: CurrentEmbedSession;
  let heard: (token: string) => void = () => {};
  port.onmessage = ({ data }) => {
    const message = readToFrame(data);
    if (!message) return;
    settings = message.settings;
    if (message.type === 'session') heard(message.clientToken);
    onSettings?.(settings);
  };
  const accept = async (token: string): Promise<CurrentEmbedSession> => {
    const found = await client.embedSessions.current({ token });
    if (found.origin !== origin) throw new HostError('wrongHost', `The session was not made for ${origin}`);
    clientToken = token;
    client.setToken(token);
    return found;
  };
  // A token may come unasked or late: the page gave another session, or the clerk tried again. It is judged all the same.
  const takeUnasked = (token: string) => {
    accept(token).then(
      (found) => {
        session = found;
      },
      () => send({ type: 'expired' }),
    );
  };
  const nextToken = (waitMs: number) =>
    new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => {
        heard = takeUnasked;
        reject(new HostError('noAnswer', 'The host page gave no session'));
      }, waitMs);
      heard = (token) => {
        clearTimeout(timer);
        heard = takeUnasked;
        resolve(token);
      };
    });
  session = await nextToken(Math.max(0, deadline - Date.now()))
    .then(accept)
    .catch((error: unknown) => {
      port.close();
      throw error;
    });

  let renewal: Promise<CurrentEmbedSession> | undefined;
  const renew = async () => {
    const token = nextToken(timeoutMs);
    send({ type: 'expired' });
    session = await accept(await token);
    return session;
  };

  return {
    get session() {
      return session;
    },
    get settings() {
      return settings;
    },
    ready: () => send({ type: 'ready' }),
    resize: (height) => send({ type: 'resize', height }),
    followHeight(element) {
      const observer = new ResizeObserver(() => send({ type: 'resize', height: Math.ceil(element.scrollHeight) }));
      observer.observe(element);
      return () => observer.disconnect();
    },
    filed: ({ applicationId, state }) => send({ type: 'filed', applicationId, state }),
    completed: ({ applicationId, state }) => send({ type: 'completed', applicationId, state }),
    // However many requests are refused at once, the host is asked once.
    expired() {
      renewal ??= renew().finally(() => {
        renewal = undefined;
      });
      return renewal;
    },
    startOver: () => client.setToken(clientToken),
  };
}

/** Greets the parent window and takes the port it gives; nobody else's. */
function meetHost(timeoutMs: number): Promise<{ port: MessagePort; origin: string }> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('message', hear);
    };
    const hear = ({ source, origin, data, ports }: MessageEvent<unknown>) => {
      const [port] = ports;
      if (source !== window.parent || !port || !isGreeting(data, 'connect')) return;
      end();
      resolve({ port, origin });
    };
    const timer = setTimeout(() => {
      end();
      reject(new HostError('noAnswer', 'The host page did not answer'));
    }, timeoutMs);
    window.addEventListener('message', hear);
    // Who frames us is not known yet, so this goes to any origin; it says nothing but that we are here.
    window.parent.postMessage(greet('hello'), '*');
  });
}
