// A link between two that speak HTTP, on which any request and any answer can be held up, cut or sent twice.
import { createServer, type IncomingHttpHeaders, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Board } from './faults.ts';
import { requestPoint } from './points.ts';

/** A request as it goes over the link. */
export interface PassingRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** An answer as it comes back. */
export interface PassingAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A link that is open. */
export interface RequestLink {
  url: string;
  close(): Promise<void>;
}

/** How a link is made. */
export interface RequestLinkOptions {
  /** Who speaks to whom. */
  name: string;
  /** Where it leads; known when the first request comes. */
  target: () => string;
  board: Board;
  /** Is told of everything that was answered. */
  note?: (request: PassingRequest, answer: PassingAnswer) => void;
}

const perConnection = ['connection', 'keep-alive', 'transfer-encoding'];
const withoutConnection = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !perConnection.includes(name)));

/** Sends a request on. */
const forward = (target: string, { method, path, headers, body }: PassingRequest): Promise<PassingAnswer> =>
  new Promise((resolve, reject) => {
    const onward = { ...withoutConnection(headers), 'content-length': String(body.length) };
    const going = send(new URL(path, target), { method, headers: onward, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    going.on('error', reject).end(body);
  });

/** Opens a link. */
export async function openRequestLink({ name, target, board, note }: RequestLinkOptions): Promise<RequestLink> {
  const server = createServer((asked, answering) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const { method = 'GET', url: path = '/', headers } = asked;
      const request: PassingRequest = { method, path, headers, body: Buffer.concat(chunks) };
      void board.pass(
        { name: requestPoint(name, method, path), statement: false, settles: true },
        {
          async forward() {
            const answer = await forward(target(), request);
            note?.(request, answer);
            return answer;
          },
          answer({ status, headers: given, body }) {
            const back = { ...withoutConnection(given), 'content-length': String(body.length) };
            answering.writeHead(status, back).end(body);
          },
          cut: () => void asked.socket.destroy(),
        },
      );
    });
  });
  // What is cut on one side breaks on the other.
  server.on('clientError', (_error, socket) => void socket.destroy());
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
