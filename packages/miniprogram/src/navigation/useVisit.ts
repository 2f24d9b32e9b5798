// How often a page has been shown: what it reads is read again when somebody comes back to it.
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';

/** Counts a page's being shown. */
export function useVisit(): number {
  const [visit, setVisit] = useState(0);
  useDidShow(() => setVisit((before) => before + 1));
  return visit;
}
