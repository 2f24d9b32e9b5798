// The client for Node and browsers, over axios.
import { type Client, type ClientOptions, createClientOver } from './client.ts';
import { axiosTransport } from './transports/axios.ts';

export * from './public.ts';
export { type AxiosAnswer, type AxiosLike, type AxiosRequest, axiosTransport } from './transports/axios.ts';

/**
 * Makes a client for Node or a browser.
 * @throws {TypeError} when `baseUrl` is no http(s) URL, or a partner's key is given
 * @example
 * const client = createClient({ baseUrl: 'https://api.example.gov.cn' });
 * const { items } = await client.matters.search({ q: '居住证' });
 */
export function createClient(options: ClientOptions): Client {
  return createClientOver(options.transport ?? axiosTransport(), options);
}
