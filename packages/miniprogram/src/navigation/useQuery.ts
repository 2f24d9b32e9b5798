// What a page was opened with.
import { useRouter } from '@tarojs/taro';
import { useMemo } from 'react';

/** The page's query; WeChat hands it over still encoded, browsers do not. */
export function useQuery(): Readonly<Record<string, string | undefined>> {
  const { params } = useRouter();
  return useMemo(
    () =>
      Object.fromEntries(
        Object.entries(params).map(([name, value]) => [name, value === undefined ? undefined : decode(value)]),
      ),
    [params],
  );
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
