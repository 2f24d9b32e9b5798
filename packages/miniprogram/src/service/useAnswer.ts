// Reading from the service inside a page: what came, what went wrong, and asking again.
import type { Client } from '@onetrip/sdk';
import { useCallback, useEffect, useState } from 'react';
import { gateway } from './client.ts';
import { type Fault, faultOf } from './fault.ts';

/** What has been asked. While asking again, the former answer stays in sight. */
export interface Answer<T> {
  value: T | null;
  fault: Fault | null;
  asking: boolean;
  again: () => void;
}

/**
 * Asks once for each `key`; an answer that comes after the key has changed is dropped.
 * @param key names what is asked; null asks nothing
 */
export function useAnswer<T>(key: string | null, ask: (client: Client) => PromiseLike<T>): Answer<T> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ value: T | null; fault: Fault | null; asking: boolean }>({
    value: null,
    fault: null,
    asking: key !== null,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for everything `ask` closes over
  useEffect(() => {
    if (key === null) return;
    let wanted = true;
    setState((before) => ({ ...before, asking: true }));
    gateway()
      .then(ask)
      .then(
        (value) => wanted && setState({ value, fault: null, asking: false }),
        (caught: unknown) => wanted && setState((before) => ({ ...before, fault: faultOf(caught), asking: false })),
      );
    return () => {
      wanted = false;
    };
  }, [key, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, again };
}
