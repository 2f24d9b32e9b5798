// A page of somebody else's that sends a file: the SDK as a browser has it, over XMLHttpRequest.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What the page's program is given. */
export interface PageUpload {
  readonly baseUrl: string;
  readonly token: string;
  readonly size: number;
  /** Go on with this one. */
  readonly uploadId?: string;
}

/** What it tells. */
export interface PageOutcome {
  readonly uploadId: string;
  readonly progress: readonly number[];
  readonly state: string | null;
  readonly sha256: string | null;
  /** Code of the error it ended with. */
  readonly failed: string | null;
  /** Whether XMLHttpRequest carried it. */
  readonly byXhr: boolean;
}

const program = `
  import { createClient } from '@onetrip/sdk';
  import { blobSource, sendUpload } from '@onetrip/sdk/uploads';
  let opened = 0;
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (...given) { opened += 1; return open.apply(this, given); };
  globalThis.sendFile = async ({ baseUrl, token, size, uploadId }) => {
    const bytes = new Uint8Array(size).fill(7);
    bytes.set([0xff, 0xd8, 0xff, 0xe0]);
    const client = createClient({ baseUrl, token, maxAttempts: 1 });
    const progress = [];
    let begun = '';
    const options = {
      ...(uploadId ? { uploadId } : {}),
      onBegun: (upload) => { begun = upload.uploadId; },
      onProgress: (sent) => progress.push(sent),
    };
    const outcome = await sendUpload(client, blobSource(new Blob([bytes], { type: 'image/jpeg' })), options)
      .then(({ state, sha256 }) => ({ state, sha256, failed: null }))
      .catch(({ code }) => ({ state: null, sha256: null, failed: code }));
    return { ...outcome, uploadId: begun, progress, byXhr: opened > 0 };
  };`;

/** The page's program, as one script. */
export async function uploadPage(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL('../../', import.meta.url)) },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    conditions: ['source'],
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
