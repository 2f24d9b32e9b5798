// Where the phone is; asked only when somebody taps for it. WeChat asks the owner and gives GCJ-02.
import Taro from '@tarojs/taro';
import type { Position } from './gcj02.ts';

/** The position in GCJ-02; rejects where it is refused or not to be had. */
export async function locate(): Promise<Position> {
  const { latitude, longitude } = await Taro.getLocation({ type: 'gcj02' });
  return { lat: latitude, lng: longitude };
}
