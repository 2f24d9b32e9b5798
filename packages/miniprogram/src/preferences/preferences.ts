// Language and large type: the two choices a reader makes once.
import Taro from '@tarojs/taro';
import { keep, recall } from '../state/device.ts';
import { createStore, useStore } from '../state/store.ts';

export type Language = 'zh' | 'en';
export interface Preferences {
  language: Language;
  /** 适老化: larger type and targets. */
  large: boolean;
  /** Light or dark, where a partner's page asks for one; otherwise as the device is set. */
  theme: 'light' | 'dark' | 'auto';
}

const kept = recall<Partial<Preferences>>('preferences');

export const preferences = createStore<Preferences>({
  language: kept?.language === 'en' ? 'en' : 'zh',
  large: kept?.large === true,
  theme: 'auto',
});

/** Changes a preference and remembers it. */
export function prefer(change: Partial<Preferences>): void {
  preferences.set({ ...preferences.get(), ...change });
  keep('preferences', preferences.get());
}

if (process.env.TARO_ENV === 'h5') {
  const speak = () => {
    document.documentElement.lang = preferences.get().language === 'zh' ? 'zh-CN' : 'en';
  };
  speak();
  preferences.subscribe(speak);
}

/** The reader's preferences, watched. */
export const usePreferences = (): Preferences => useStore(preferences);

/** The title in WeChat's own bar, or of the browser's tab. */
export function setTitle(title: string): void {
  if (process.env.TARO_ENV === 'h5') document.title = title;
  else void Taro.setNavigationBarTitle({ title });
}
