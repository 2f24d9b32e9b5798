// What this device keeps between visits. In a partner's frame nothing outlives the page: the device is not the citizen's.
import Taro from '@tarojs/taro';
import { isEmbedded } from '../embed/mode.ts';

const prefix = 'onetrip.';
const passing = new Map<string, unknown>();

/** Keeps a JSON value under a name. A full or forbidden storage is no reason to fail: the value then lasts as long as the page. */
export function keep(name: string, value: unknown): void {
  passing.set(name, value);
  if (isEmbedded) return;
  try {
    Taro.setStorageSync(prefix + name, JSON.stringify(value));
  } catch {
    return;
  }
}

/** The value kept under a name, or null. The caller names its type; what an older version kept is read leniently by it. */
export function recall<T>(name: string): T | null {
  if (passing.has(name)) return passing.get(name) as T;
  if (isEmbedded) return null;
  try {
    const text: unknown = Taro.getStorageSync(prefix + name);
    return typeof text === 'string' && text !== '' ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

/** Forgets one name. */
export function forget(name: string): void {
  passing.delete(name);
  if (isEmbedded) return;
  try {
    Taro.removeStorageSync(prefix + name);
  } catch {
    return;
  }
}

/** Forgets every name that begins so; with no argument, everything of ours. */
export function forgetAll(beginning = ''): void {
  for (const name of [...passing.keys()]) if (name.startsWith(beginning)) passing.delete(name);
  if (isEmbedded) return;
  try {
    for (const key of Taro.getStorageInfoSync().keys) {
      if (key.startsWith(prefix + beginning)) Taro.removeStorageSync(key);
    }
  } catch {
    return;
  }
}
