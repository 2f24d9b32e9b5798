// URLs without the URL class, which WeChat's engine lacks.
import { maskText } from './masking.ts';

/** A query or path value. */
export type UrlValue = string | number | boolean | undefined;

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
export function fillUrl(
  baseUrl: string,
  path: string,
  params: Readonly<Record<string, UrlValue>>,
  query: Readonly<Record<string, UrlValue>>,
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === '') throw new TypeError(`${name} is missing`);
    return encodeURIComponent(maskText(`${value}`));
  });
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map((pair) => pair.map((word) => encodeURIComponent(maskText(`${word}`))).join('='));
  return baseUrl + filled + (pairs[0] ? '?' : '') + pairs.join('&');
}
