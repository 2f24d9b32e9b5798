// The transport of servers: Node's own http, which costs the least of all, over connections kept open.

import { randomBytes } from 'node:crypto';
import { type ClientRequest, Agent as PlainAgent, request as requestPlain } from 'node:http';
import { request as requestSecure, Agent as SecureAgent } from 'node:https';
import { type Transport, TransportFailure, type TransportResponse } from '../core/transport.ts';

/** How a server's requests leave. */
export interface NodeTransportOptions {
  /** Connections kept open to the service at most; further requests wait for one. Default 64. */
  readonly maxSockets?: number;
  /** Certificates of the authorities trusted instead of Node's own, as PEM text: for a service inside a city's network. */
  readonly ca?: string | readonly string[];
}

/**
 * The transport over `node:http` and `node:https`: for a server that sends much. Choose `axiosTransport` where a proxy,
 * interceptors or a browser are needed.
 * @example
 * const client = createClient({ baseUrl, transport: nodeTransport() });
 */
export function nodeTransport({ maxSockets = 64, ca }: NodeTransportOptions = {}): Transport {
  const plain = new PlainAgent({ keepAlive: true, maxSockets });
  const secure = new SecureAgent({ keepAlive: true, maxSockets, ...(ca === undefined ? {} : { ca: [ca].flat() }) });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        const { method, url, headers, body, signal, onSent } = request;
        const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
        const options = { method, headers: { ...headers, ...length } };
        const sent = url.startsWith('https:')
          ? requestSecure(url, { ...options, agent: secure })
          : requestPlain(url, { ...options, agent: plain });
        const stop = () => sent.destroy();
        const end = () => signal.removeEventListener('abort', stop);
        const fail = (error: NodeJS.ErrnoException) => {
          end();
          reject(
            new TransportFailure(error.code === 'ETIMEDOUT' ? 'timeout' : 'network', error.message || `${error.code}`),
          );
        };
        signal.addEventListener('abort', stop);
        sent.on('error', fail);
        sent.on('response', (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', fail);
          answer.on('end', () => {
            end();
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers as TransportResponse['headers'],
              body: (parts.length === 1 ? parts[0] : Buffer.concat(parts))?.toString('utf8') ?? '',
            });
          });
        });
        if (onSent && typeof body === 'object') writeInSlices(sent, body, onSent);
        else sent.end(body);
      }),
    randomBytes: async (length) => new Uint8Array(randomBytes(length)),
  };
}

const sliceBytes = 64 * 1024;

/** Writes a body so that it can be told how much of it has left. */
function writeInSlices(sent: ClientRequest, body: Uint8Array, onSent: (bytes: number) => void): void {
  for (let at = 0; at < body.length; at += sliceBytes) {
    const slice = body.subarray(at, at + sliceBytes);
    sent.write(slice, (error) => {
      if (!error) onSent(at + slice.length);
    });
  }
  sent.end();
}
