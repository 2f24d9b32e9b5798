// Where the pages are, and how one gets from one to the other.
import Taro from '@tarojs/taro';
import { isEmbedded } from '../embed/mode.ts';

/** Every page by name. */
export const pages = {
  home: '/pages/home/index',
  results: '/pages/results/index',
  guide: '/pages/guide/index',
  signIn: '/pages/sign-in/index',
  verify: '/pages/verify/index',
  filing: '/pages/filing/index',
  payment: '/pages/payment/index',
  progress: '/pages/progress/index',
  applications: '/pages/applications/index',
  licence: '/pages/licence/index',
  licenceCheck: '/pages/licence-check/index',
  about: '/pages/about/index',
  supplement: '/pages/case/supplement/index',
  correction: '/pages/case/correction/index',
  commitment: '/pages/case/commitment/index',
  delivery: '/pages/case/delivery/index',
  face: '/pages/face/index',
  delegations: '/pages/mine/delegations/index',
  privacy: '/pages/mine/privacy/index',
  notices: '/pages/mine/notices/index',
  counter: '/pages/counter/index',
  counterResults: '/pages/counter-results/index',
} as const;
export type PageName = keyof typeof pages;
export type Query = Readonly<Record<string, string>>;

/** A page's address with its query. */
export function address(page: PageName, query: Query = {}): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? pages[page] : `${pages[page]}?${pairs.join('&')}`;
}

/** Opens a page above this one. WeChat holds ten pages at most; beyond, the newest gives way. */
export function open(page: PageName, query?: Query): void {
  const url = address(page, query);
  if (Taro.getCurrentPages().length >= 10) void Taro.redirectTo({ url });
  else void Taro.navigateTo({ url });
}

/** Puts a page in place of this one. */
export function replace(page: PageName, query?: Query): void {
  void Taro.redirectTo({ url: address(page, query) });
}

/** Back to the page one came from, where it is this one; otherwise it is opened in place of this page. */
export function backTo(page: PageName, query?: Query): void {
  const opened = Taro.getCurrentPages();
  if (opened[opened.length - 2]?.route?.includes(pages[page].slice(1))) void Taro.navigateBack();
  else replace(page, query);
}

/** Begins anew from the first page. */
export function goHome(): void {
  void Taro.reLaunch({ url: isEmbedded ? pages.counter : pages.home });
}

/** One page back; home where there is none. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else goHome();
}

/**
 * Asks the citizen to sign in or confirm his identity, then brings him back here.
 * @param returnTo the address to come back to
 * @param level the real-name level needed there, where confirming name and number may not be enough
 */
export function askFirst(step: 'signIn' | 'verify', returnTo: string, level?: number): void {
  // At a counter nobody signs in by himself: the clerk confirms the person again.
  if (isEmbedded) void Taro.reLaunch({ url: pages.counter });
  else replace(step, { next: returnTo, ...(level && { level: String(level) }) });
}

/** Goes on to where somebody was when he was asked to sign in. Only pages of this app are accepted. */
export function goOn(next: string | undefined): void {
  const known = next !== undefined && Object.values(pages).some((path) => next === path || next.startsWith(`${path}?`));
  if (known) void Taro.redirectTo({ url: next });
  else goHome();
}
