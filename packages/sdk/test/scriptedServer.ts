// A real HTTP server that answers by a script and remembers what arrived.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers one request; the number counts from 1. */
export type Script = (request: Arrived, response: ServerResponse, number: number) => void;

/** A running server. */
export interface ScriptedServer {
  readonly url: string;
  readonly arrived: Arrived[];
  close(): Promise<void>;
}

/** Starts a server on a free port of the loopback. */
export async function startServer(script: Script): Promise<ScriptedServer> {
  const arrived: Arrived[] = [];
  const server = createServer(async (message, response) => {
    const request = await read(message);
    arrived.push(request);
    script(request, response, arrived.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(message: IncomingMessage): Promise<Arrived> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  return { method: message.method ?? '', url: message.url ?? '', headers: message.headers, body };
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'content-type': type, 'request-id': 'req-1', ...headers }).end(JSON.stringify(body));
}

/** A problem document. */
export function problem(code: string, status: number, retryable: boolean, more: Record<string, unknown> = {}) {
  return {
    type: `https://example.invalid/problems/${code}`,
    code,
    status,
    title: '标题',
    nextStep: '下一步',
    text: { title: { zh: '标题', en: 'Title' }, nextStep: { zh: '下一步', en: 'Next step' } },
    fields: [],
    retryable,
    requestId: 'req-1',
    ...more,
  };
}
