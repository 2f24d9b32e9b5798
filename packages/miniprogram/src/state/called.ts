// WeChat's calls as promises. Not every call of Taro's answers by one, so none is relied on to.

/** What WeChat calls back. */
export interface Callbacks<T> {
  success: (answer: T) => void;
  fail: (failure: { errMsg: string }) => void;
}

/** Makes a call; rejects with WeChat's words. */
export const called = <T>(call: (callbacks: Callbacks<T>) => unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    call({ success: resolve, fail: ({ errMsg }) => reject(new Error(errMsg)) });
  });
