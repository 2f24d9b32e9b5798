// Serves the built H5: long caching for named files, none for the pages, and frames only for the embed page's partners.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const citizenApp = fileURLToPath(new URL('./dist/h5/', import.meta.url));
/** The page partners open in a frame; the same application as `/`. */
const embedPage = '/embed.html';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};
const compressed = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt']);

/**
 * What a page may load and who may frame it. Styles are set on elements by the framework, hence `unsafe-inline` there;
 * scripts come from this origin alone.
 */
function contentSecurityPolicy(gatewayUrl, frameAncestors) {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self' ${new URL(gatewayUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ')}`,
  ].join('; ');
}

const common = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' };
/** A citizen's own page may ask where he is, when he taps for it; at a counter nobody asks. */
const permissions = (geolocation) => `camera=(), microphone=(), geolocation=(${geolocation}), payment=()`;

/** The file a path names, inside the build in `root` and nowhere else; null where there is none. */
async function fileFor(root, path) {
  const name = path === '/' || path === embedPage ? 'index.html' : path.slice(1);
  const file = normalize(join(root, name));
  if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { file, size: found.size } : null;
}

/**
 * Serves an app built into the folder `root`.
 * @param {{ root: string, port?: number, host?: string, gatewayUrl: string, frameAncestors?: readonly string[] }} options
 *   `port` 0 (default) takes any free one; `frameAncestors`: origins of the partners' pages that may frame the embed page
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveApp({ root, port = 0, host = '127.0.0.1', gatewayUrl, frameAncestors = [] }) {
  const config = JSON.stringify({ gatewayUrl });
  const policies = {
    page: contentSecurityPolicy(gatewayUrl, []),
    embed: contentSecurityPolicy(gatewayUrl, frameAncestors),
  };

  const server = createServer(async (request, response) => {
    const answer = (status, headers, body) => {
      response.writeHead(status, { ...common, ...headers });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const plain = { 'Content-Type': types['.txt'], 'Cache-Control': 'no-store' };
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(405, { ...plain, Allow: 'GET, HEAD' }, 'Method not allowed\n');
    let path;
    try {
      path = decodeURIComponent(new URL(request.url ?? '/', 'http://app').pathname);
    } catch {
      return answer(400, plain, 'Bad request\n');
    }
    if (path === '/config.json')
      return answer(200, { 'Content-Type': types['.json'], 'Cache-Control': 'no-cache' }, config);
    const found = await fileFor(root, path);
    if (!found) return answer(404, plain, 'Not found\n');

    const kind = extname(found.file);
    const page = kind === '.html';
    const zip = compressed.has(kind) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(200, {
      ...common,
      'Content-Type': types[kind] ?? 'application/octet-stream',
      // Every other file carries a hash of its content in its name.
      'Cache-Control': page ? 'no-cache' : 'public, max-age=31536000, immutable',
      'Permissions-Policy': permissions(page && path !== embedPage ? 'self' : ''),
      ...(page ? { 'Content-Security-Policy': path === embedPage ? policies.embed : policies.page } : {}),
      ...(compressed.has(kind) ? { Vary: 'Accept-Encoding' } : {}),
      ...(zip ? { 'Content-Encoding': 'gzip' } : { 'Content-Length': found.size }),
    });
    if (request.method === 'HEAD') return response.end();
    const file = createReadStream(found.file).on('error', () => response.destroy());
    if (zip) file.pipe(createGzip()).pipe(response);
    else file.pipe(response);
  });

  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address();
  return {
    url: `http://${host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** Serves the citizen's app. */
export const serveCitizenApp = (options) => serveApp({ ...options, root: citizenApp });
