// The transport of Node and browsers: axios.
import axios from 'axios';
import { type Transport, TransportFailure, type TransportRequest } from '../core/transport.ts';

/** The part of an axios instance that is used; any instance of axios 1 fits. */
export interface AxiosLike {
  request(config: AxiosRequest): Promise<AxiosAnswer>;
}

/** What axios is given. */
export interface AxiosRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  data: string | ArrayBufferLike | undefined;
  signal: TransportRequest['signal'];
  responseType: 'text';
  maxRedirects: number;
  validateStatus: () => boolean;
  transformRequest: (data: unknown) => unknown;
  transformResponse: (data: unknown) => unknown;
  onUploadProgress?: (progress: { loaded: number }) => void;
}

/** What axios answers. */
export interface AxiosAnswer {
  status: number;
  headers: object;
  data: unknown;
}

const asIs = (data: unknown): unknown => data;

/**
 * The transport over axios.
 * @param instance your own axios instance, e.g. with a proxy or an agent; its interceptors run
 * @example
 * const client = createClient({ baseUrl, transport: axiosTransport(axios.create({ proxy: { host, port } })) });
 */
export function axiosTransport(instance: AxiosLike = axios): Transport {
  return {
    async send({ method, url, headers, body, signal, onSent }) {
      const answer = await instance
        .request({
          method,
          url,
          headers: { ...headers },
          // Bytes as axios takes them in every engine: a copy, because a Buffer is a view into something larger.
          data: typeof body === 'object' ? new Uint8Array(body).buffer : body,
          signal,
          responseType: 'text',
          // A redirect would carry the token to wherever it points.
          maxRedirects: 0,
          validateStatus: () => true,
          transformRequest: asIs,
          transformResponse: asIs,
          ...(onSent && { onUploadProgress: ({ loaded }) => onSent(loaded) }),
        })
        .catch((error: unknown) => {
          throw new TransportFailure(isTimeout(error) ? 'timeout' : 'network', wordsOf(error));
        });
      return {
        status: answer.status,
        headers: lowerCase(answer.headers),
        body: typeof answer.data === 'string' ? answer.data : '',
      };
    },
    randomBytes: async (length) => crypto.getRandomValues(new Uint8Array(length)),
  };
}

function lowerCase(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

const isTimeout = (error: unknown): boolean =>
  ['ECONNABORTED', 'ETIMEDOUT'].includes(String((error as { code?: unknown } | null)?.code));

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  // A refused connection to a name with two addresses has an empty message, and only a code.
  return error.message || (typeof code === 'string' ? code : error.name);
}
