// The one door to the network: what the core asks of axios, of wx.request, or of whatever comes next.
import type { Queue } from './queue.ts';
import type { Signal } from './signal.ts';

/** A request, ready to leave. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Absolute URL, query included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or a part of a file; sent byte for byte, because a signature may cover it. */
  readonly body: string | Uint8Array | undefined;
  /** Called with the bytes of `body` sent so far, where the platform tells. */
  readonly onSent?: ((bytes: number) => void) | undefined;
  /** How long this attempt may take, in milliseconds; the core enforces it by `signal` too. */
  readonly timeoutMs: number;
  /** Aborted when the attempt is given up; the transport then closes the connection. */
  readonly signal: Signal;
}

/** What came back, whatever its status. */
export interface TransportResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; empty when there is none. */
  readonly body: string;
}

/** How requests leave. It never retries, never follows a redirect and never throws for a status. */
export interface Transport {
  /** Sends one request; rejects with a `TransportFailure` when no response came. */
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Random bytes fit for keys, from the platform. */
  randomBytes(length: number): Promise<Uint8Array>;
  /** Where requests wait their turn, on a platform that carries only so many at once. */
  readonly queue?: Queue;
  /** Resolves when the app is shown, at once if it is; only where the platform cuts requests of a hidden app. */
  shown?(): Promise<void>;
}

/** Why no response came. `interrupted`: WeChat put the mini-program into the background. */
export type TransportFailureKind = 'network' | 'timeout' | 'interrupted';

/** Thrown by a transport when no response came. */
export class TransportFailure extends Error {
  readonly kind: TransportFailureKind;

  constructor(kind: TransportFailureKind, message: string) {
    super(message);
    this.name = 'TransportFailure';
    this.kind = kind;
  }
}
