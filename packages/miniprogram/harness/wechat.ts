// WeChat around the app: requests, storage, sign-in, payment, navigation. Everything asynchronous answers later, as on a phone.
import { randomBytes } from 'node:crypto';
import { createFiles, type FilesOnPhone, type SendForm } from './files.ts';

/** What the phone's owner and the test decide. */
export interface Phone extends FilesOnPhone {
  /** The gateway's address, in the ext configuration. */
  gatewayUrl: string;
  /** What `wx.login` gives. */
  login: () => Promise<string>;
  /** The citizen before WeChat's payment sheet: true when he pays. */
  requestPayment: (request: Record<string, string>) => Promise<boolean>;
  /** What outlives the app. */
  storage: Map<string, string>;
  /** Where the phone is, GCJ-02; rejects where its owner refuses. Without it nobody may ask. */
  locate?: () => Promise<{ latitude: number; longitude: number }>;
  /** Numbers called so far. */
  calls?: string[];
  /** What its owner answers to WeChat's question, by template; without it he closes it. */
  subscribe?: (templateIds: string[]) => Record<string, 'accept' | 'reject'>;
  /** What its camera sees next; without it the scanner is closed. */
  scan?: () => string;
  /** Set to cut the network: each request then fails, before it is sent or after it was answered; or to make it slow. */
  network?: { fails: 'before' | 'after' | null; delayMs?: number };
}

/** Where the app wants to go. */
export interface Navigation {
  navigateTo(url: string): void;
  redirectTo(url: string): void;
  reLaunch(url: string): void;
  navigateBack(delta: number): void;
}

interface Callbacks {
  success?: (result: unknown) => void;
  fail?: (failure: { errMsg: string }) => void;
  complete?: (result: unknown) => void;
}

interface RequestOptions extends Callbacks {
  url: string;
  method?: string;
  header?: Record<string, string>;
  data?: string;
  timeout?: number;
}

/** A request as the server saw it. */
export interface SentRequest {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  /** What the server answered, once it has, whether or not the phone hears of it. */
  status?: number;
}

/** Builds the `wx` of one running app. */
export function createWechat(
  phone: Phone,
  navigation: Navigation,
  sent: SentRequest[],
  titles: string[],
  isAlive: () => boolean,
): Record<string, unknown> {
  const later = (name: string, options: Callbacks, work: () => unknown) => {
    setTimeout(() => {
      Promise.resolve()
        .then(work)
        .then(
          (result) => {
            if (!isAlive()) return;
            const answer = { errMsg: `${name}:ok`, ...(result as object) };
            options.success?.(answer);
            options.complete?.(answer);
          },
          (cause: unknown) => {
            if (!isAlive()) return;
            const failure = { errMsg: `${name}:fail ${cause instanceof Error ? cause.message : String(cause)}` };
            options.fail?.(failure);
            options.complete?.(failure);
          },
        );
    });
  };

  const request = (options: RequestOptions) => {
    const abort = new AbortController();
    later('request', options, async () => {
      if (phone.network?.fails === 'before') throw new Error('net::ERR_INTERNET_DISCONNECTED');
      const { method = 'GET', header = {}, data } = options;
      const { pathname, search } = new URL(options.url);
      const noted: SentRequest = { method, path: pathname, query: search, headers: { ...header } };
      sent.push(noted);
      if (phone.network?.delayMs) await new Promise((resolve) => setTimeout(resolve, phone.network?.delayMs));
      const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(options.timeout ?? 60_000)]);
      const response = await fetch(options.url, {
        method,
        headers: header,
        ...(data === undefined ? {} : { body: data }),
        signal,
      });
      const body = await response.text();
      noted.status = response.status;
      if (phone.network?.fails === 'after') throw new Error('net::ERR_CONNECTION_RESET');
      return { statusCode: response.status, header: Object.fromEntries(response.headers), data: body };
    });
    return { abort: () => abort.abort(), onHeadersReceived: () => {}, offHeadersReceived: () => {} };
  };

  const sendForm: SendForm = async (url, header, body) => {
    if (phone.network?.fails === 'before') throw new Error('net::ERR_INTERNET_DISCONNECTED');
    const { pathname, search } = new URL(url);
    sent.push({ method: 'POST', path: pathname, query: search, headers: { ...header } });
    if (phone.network?.delayMs) await new Promise((resolve) => setTimeout(resolve, phone.network?.delayMs));
    const response = await fetch(url, { method: 'POST', headers: header, body });
    const data = await response.text();
    if (phone.network?.fails === 'after') throw new Error('net::ERR_CONNECTION_RESET');
    return { statusCode: response.status, header: Object.fromEntries(response.headers), data };
  };

  const go = (name: keyof Navigation) => (options: Callbacks & { url?: string; delta?: number }) =>
    later(name, options, () => {
      if (name === 'navigateBack') navigation.navigateBack(options.delta ?? 1);
      else navigation[name](options.url ?? '');
    });
  const system = {
    platform: 'ios',
    SDKVersion: '3.5.0',
    pixelRatio: 2,
    windowWidth: 375,
    windowHeight: 760,
    theme: 'light',
  };
  const nothing = () => {};

  return {
    request,
    ...createFiles(phone, later, sendForm),
    login: (options: Callbacks) => later('login', options, async () => ({ code: await phone.login() })),
    requestPayment: (options: Callbacks & Record<string, string>) =>
      later('requestPayment', options, async () => {
        const { timeStamp = '', nonceStr = '', package: order = '', signType = '', paySign = '' } = options;
        if (!(await phone.requestPayment({ timeStamp, nonceStr, package: order, signType, paySign })))
          throw new Error('cancel');
      }),
    getRandomValues: (options: Callbacks & { length: number }) =>
      later('getRandomValues', options, () => ({ randomValues: new Uint8Array(randomBytes(options.length)).buffer })),
    getLocation: (options: Callbacks & { type?: string }) =>
      later('getLocation', options, async () => {
        if (!phone.locate || options.type !== 'gcj02') throw new Error('auth deny');
        return phone.locate();
      }),
    makePhoneCall: (options: Callbacks & { phoneNumber: string }) =>
      later('makePhoneCall', options, () => {
        phone.calls?.push(options.phoneNumber);
      }),
    requestSubscribeMessage: (options: Callbacks & { tmplIds: string[] }) =>
      later('requestSubscribeMessage', options, () => {
        if (!phone.subscribe) throw new Error('cancel');
        return phone.subscribe([...options.tmplIds]);
      }),
    scanCode: (options: Callbacks) =>
      later('scanCode', options, () => {
        if (!phone.scan) throw new Error('cancel');
        return { result: phone.scan(), scanType: 'QR_CODE', charSet: 'UTF-8', path: '', rawData: '' };
      }),
    getExtConfigSync: () => ({ gatewayUrl: phone.gatewayUrl }),
    getStorageSync: (key: string) => phone.storage.get(key) ?? '',
    setStorageSync: (key: string, value: string) => phone.storage.set(key, value),
    removeStorageSync: (key: string) => phone.storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...phone.storage.keys()], currentSize: 1, limitSize: 10_240 }),
    navigateTo: go('navigateTo'),
    redirectTo: go('redirectTo'),
    reLaunch: go('reLaunch'),
    navigateBack: go('navigateBack'),
    setNavigationBarTitle: (options: Callbacks & { title: string }) =>
      later('setNavigationBarTitle', options, () => {
        titles.push(options.title);
      }),
    getSystemInfoSync: () => system,
    getWindowInfo: () => system,
    getAppBaseInfo: () => system,
    getDeviceInfo: () => system,
    getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
    canIUse: () => true,
    nextTick: (callback: () => void) => setTimeout(callback),
    onAppShow: nothing,
    onAppHide: nothing,
    onError: nothing,
    onUnhandledRejection: nothing,
    onPageNotFound: nothing,
    onThemeChange: nothing,
    onWindowResize: nothing,
    createSelectorQuery: nothing,
    createIntersectionObserver: nothing,
  };
}
