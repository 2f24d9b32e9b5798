// What every complete client of an app has, and a client of chosen resources only when it asks for it.
import type { SessionOptions } from './client.ts';
import { createLog } from './logging.ts';
import { pagesOf } from './pagination.ts';
import { createSharing } from './sharing.ts';
import { createTrace } from './trace.ts';

/**
 * Lists that can be walked, identical reads sent once, a trace for every call, and masked logs.
 * @throws {TypeError} for a partner's private key or secret: an app is in everybody's hands
 */
export function complete(options: SessionOptions) {
  const { log, token } = options;
  if ('privateKey' in options || /PRIVATE KEY|^whsec_/.test(`${token}`)) {
    throw new TypeError('A private key or secret belongs on your server: in an app everybody could read it');
  }
  return { lists: pagesOf, share: createSharing(), trace: createTrace, observer: log && createLog(log) };
}
