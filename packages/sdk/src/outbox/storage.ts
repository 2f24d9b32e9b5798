// Where an outbox keeps filings: anything that keeps text by key and survives the app.

/** Keeps text by key. `set` must keep the old text or the new, never half of one, whenever the app is killed. */
export interface OutboxStorage {
  keys(): Promise<readonly string[]>;
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/**
 * Keeps nothing beyond the process: for tests.
 * @example
 * const outbox = createOutbox({ client, storage: memoryStorage(), owner: citizenId });
 */
export function memoryStorage(): OutboxStorage {
  const kept = new Map<string, string>();
  return {
    keys: async () => [...kept.keys()],
    get: async (key) => kept.get(key),
    set: async (key, text) => {
      kept.set(key, text);
    },
    remove: async (key) => {
      kept.delete(key);
    },
  };
}

/** The part of the DOM's `Storage` that is used. */
export interface BrowserStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

/**
 * Keeps filings in a browser, as plain text of the page's own origin.
 * @param storage e.g. `localStorage`
 * @example
 * const outbox = createOutbox({ client, storage: browserStorage(localStorage), owner: citizenId });
 */
export function browserStorage(storage: BrowserStorage): OutboxStorage {
  return {
    keys: async () => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? ''),
    get: async (key) => storage.getItem(key) ?? undefined,
    set: async (key, text) => storage.setItem(key, text),
    remove: async (key) => storage.removeItem(key),
  };
}

/** The part of `wx` (or `Taro`) that keeps filings. */
export interface WechatStorage {
  setStorage(options: {
    key: string;
    data: string;
    encrypt: boolean;
    success: () => void;
    fail: (failure: { errMsg: string }) => void;
  }): unknown;
  getStorage(options: {
    key: string;
    encrypt: boolean;
    success: (answer: { data: unknown }) => void;
    fail: (failure: { errMsg: string }) => void;
  }): unknown;
  removeStorage(options: { key: string; success: () => void; fail: (failure: { errMsg: string }) => void }): unknown;
  getStorageInfo(options: {
    success: (answer: { keys: string[] }) => void;
    fail: (failure: { errMsg: string }) => void;
  }): unknown;
}

/**
 * Keeps filings in a mini-program's storage, encrypted by WeChat (base library 2.21.3 and later; 1 MB a filing).
 * @example
 * const outbox = createOutbox({ client, storage: wechatStorage(wx), owner: citizenId });
 */
export function wechatStorage(wx: WechatStorage): OutboxStorage {
  const promised = <T>(ask: (resolve: (value: T) => void, fail: (failure: { errMsg: string }) => void) => unknown) =>
    new Promise<T>((resolve, reject) => {
      ask(resolve, ({ errMsg }) => reject(new Error(errMsg)));
    });
  return {
    keys: async () =>
      (await promised<{ keys: string[] }>((success, fail) => wx.getStorageInfo({ success, fail }))).keys,
    get: (key) =>
      new Promise((resolve, reject) => {
        wx.getStorage({
          key,
          encrypt: true,
          success: ({ data }) => resolve(typeof data === 'string' && data !== '' ? data : undefined),
          fail: ({ errMsg }) => (/not found/i.test(errMsg) ? resolve(undefined) : reject(new Error(errMsg))),
        });
      }),
    set: (key, data) => promised<void>((success, fail) => wx.setStorage({ key, data, encrypt: true, success, fail })),
    remove: (key) => promised<void>((success, fail) => wx.removeStorage({ key, success, fail })),
  };
}
