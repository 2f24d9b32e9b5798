// One attempt: a message posted to an address, without following anybody anywhere else.
import { type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { faultOf, publicLookup } from './address.ts';

/** As long as an address may take to answer; what Standard Webhooks recommends. */
const deadlineMs = 15_000;

/**
 * Posts a message.
 * @returns the HTTP status; null where none came
 */
export type Post = (url: string, headers: Record<string, string>, body: string) => Promise<number | null>;

/** @param privateAllowed in development: addresses on this machine or network, and plain http */
export const createPost =
  (privateAllowed: boolean): Post =>
  (url, headers, body) =>
    new Promise((resolve) => {
      const to = new URL(url);
      // The rules may have changed since it was registered.
      if (faultOf(to, privateAllowed) !== null) return resolve(null);
      const send = to.protocol === 'http:' ? httpRequest : httpsRequest;
      const request: ClientRequest = send(
        to,
        {
          method: 'POST',
          agent: false,
          headers: {
            ...headers,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'OneTrip-Webhooks/1',
          },
          signal: AbortSignal.timeout(deadlineMs),
          ...(privateAllowed ? {} : { lookup: publicLookup }),
        },
        (response) => {
          // What it says is of no interest, and may be endless.
          response.on('error', () => undefined);
          resolve(response.statusCode ?? null);
          response.destroy();
        },
      );
      request.on('error', () => resolve(null));
      request.end(body);
    });
