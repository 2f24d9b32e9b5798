// Files on a phone as WeChat shows them: what its owner chooses, what the app keeps for itself, what is uploaded and shared.

/** A file its owner has. */
export interface PhoneFile {
  name: string;
  bytes: Uint8Array;
}

/** What the owner of the phone and the test decide about files. */
export interface FilesOnPhone {
  /** What its camera or album gives next; without it the chooser is closed. */
  picture?: () => PhoneFile;
  /** The file of a chat that is chosen next; without it the chooser is closed. */
  received?: () => PhoneFile;
  /** What the app has sent to a chat so far. */
  shared?: { name: string; text: string }[];
}

interface Callbacks {
  success?: (result: unknown) => void;
  fail?: (failure: { errMsg: string }) => void;
  complete?: (result: unknown) => void;
}

interface UploadOptions extends Callbacks {
  url: string;
  filePath: string;
  name: string;
  header?: Record<string, string>;
}

/** Answers a call later, as a phone does. */
export type Later = (name: string, options: Callbacks, work: () => unknown) => void;

/** Sends a form as the phone's network does; what it was asked stands in the list of requests. */
export type SendForm = (
  url: string,
  header: Record<string, string>,
  form: FormData,
) => Promise<{ statusCode: number; header: Record<string, string>; data: string }>;

/** The part of `wx` that has to do with files. */
export function createFiles(phone: FilesOnPhone, later: Later, send: SendForm): Record<string, unknown> {
  const files = new Map<string, Uint8Array>();
  let chosen = 0;
  const at = (path: string): Uint8Array => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`no such file ${path}`);
    return bytes;
  };
  const take = (pick: (() => PhoneFile) | undefined) => {
    if (!pick) throw new Error('cancel');
    const { name, bytes } = pick();
    chosen += 1;
    const path = `wxfile://tmp/${chosen}-${name}`;
    files.set(path, bytes);
    return { path, name, size: bytes.length };
  };
  const manager = {
    stat: (options: Callbacks & { path: string }) =>
      later('stat', options, () => ({ stats: { size: at(options.path).length } })),
    readFile: (options: Callbacks & { filePath: string; position?: number; length?: number }) =>
      later('readFile', options, () => {
        const { filePath, position = 0, length } = options;
        const part = at(filePath).subarray(position, length === undefined ? undefined : position + length);
        // A copy: a Buffer's memory is shared with others.
        return { data: Uint8Array.from(part).buffer };
      }),
    writeFile: (options: Callbacks & { filePath: string; data: string | ArrayBuffer }) =>
      later('writeFile', options, () => {
        const { filePath, data } = options;
        files.set(filePath, typeof data === 'string' ? Buffer.from(data) : new Uint8Array(data));
      }),
    unlink: (options: Callbacks & { filePath: string }) =>
      later('unlink', options, () => {
        files.delete(options.filePath);
      }),
  };
  return {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => manager,
    chooseMedia: (options: Callbacks) =>
      later('chooseMedia', options, () => {
        const { path, size } = take(phone.picture);
        return { type: 'image', tempFiles: [{ tempFilePath: path, size, fileType: 'image' }] };
      }),
    chooseMessageFile: (options: Callbacks) =>
      later('chooseMessageFile', options, () => ({ tempFiles: [{ ...take(phone.received), type: 'file' }] })),
    shareFileMessage: (options: Callbacks & { filePath: string; fileName: string }) =>
      later('shareFileMessage', options, () => {
        phone.shared?.push({ name: options.fileName, text: Buffer.from(at(options.filePath)).toString() });
      }),
    uploadFile(options: UploadOptions) {
      const { url, filePath, name, header = {} } = options;
      const listeners: ((progress: { totalBytesSent: number }) => void)[] = [];
      later('uploadFile', options, async () => {
        const bytes = at(filePath);
        const form = new FormData();
        form.set(name, new Blob([new Uint8Array(bytes)]), 'part');
        for (const listener of listeners) listener({ totalBytesSent: bytes.length });
        return send(url, header, form);
      });
      return {
        abort: () => {},
        onProgressUpdate: (listener: (progress: { totalBytesSent: number }) => void) => listeners.push(listener),
        onHeadersReceived: () => {},
      };
    },
  };
}
