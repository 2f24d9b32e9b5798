// Serves the built desk, which nobody may frame.
import { fileURLToPath } from 'node:url';
import { serveApp } from '../miniprogram/serve.mjs';

const root = fileURLToPath(new URL('./dist/', import.meta.url));

/**
 * Serves the desk.
 * @param {{ port?: number, host?: string, gatewayUrl: string }} options `port` 0 (default) takes any free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export const serveDesk = (options) => serveApp({ ...options, root });
