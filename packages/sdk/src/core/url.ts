// URLs without the URL class, which WeChat's engine lacks.
import { maskText } from './masking.ts';

/** A query or path value. */
export type UrlValue = string | number | boolean | undefined;

/** What is asked in a URL. */
export type Query = Readonly<Record<string, UrlValue>>;

/**
 * Checks a base URL and cuts trailing slashes.
 * @throws {TypeError} when it is no http(s) URL, or carries a user name, a query or a fragment
 */
export function readBaseUrl(baseUrl: string): string {
  if (!/^https?:\/\/[^\s?#@]+$/i.test(baseUrl)) {
    throw new TypeError('baseUrl must be an http(s) URL without query');
  }
  return baseUrl.replace(/\/+$/, '');
}

/**
 * Fills a route's path and appends the query. Identity numbers never reach a URL, whether typed into a
 * search or taken for an id: they are masked.
 * @throws {TypeError} when a path parameter is missing or empty
 */
export function fillUrl(baseUrl: string, path: string, places: readonly UrlValue[], query: Query = {}): string {
  let next = 0;
  const encode = (word: UrlValue) => encodeURIComponent(maskText(`${word}`));
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = places[next++];
    if (!value && value !== 0) throw new TypeError(`${name} is missing`);
    return encode(value);
  });
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map((pair) => pair.map(encode).join('='));
  return baseUrl + filled + (pairs[0] ? '?' : '') + pairs.join('&');
}
