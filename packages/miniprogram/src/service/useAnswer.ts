// Reading from the service inside a page: what came, what went wrong, and asking again.
import type { Client, RequestOptions } from '@onetrip/sdk';
import { useCallback, useEffect, useState } from 'react';
import { gateway } from './client.ts';
// Without an extension, so that Taro takes `connection.weapp.ts` for WeChat.
import { createAbort } from './connection';
import { type Fault, faultOf } from './fault.ts';

/** What has been asked. While asking again, the former answer stays in sight. */
export interface Answer<T> {
  value: T | null;
  fault: Fault | null;
  asking: boolean;
  /** The key `value` answers; null while nothing has been answered. */
  answered: string | null;
  again: () => void;
}

/** What a question may hand on to the client, so that it is cancelled when nobody waits for it any more. */
export type Asking = Pick<RequestOptions, 'signal'>;

/**
 * Asks once for each `key`; an answer that comes after the key has changed is dropped, and so is the asking itself where
 * `ask` hands on its second argument.
 * @param key names what is asked; null asks nothing
 * @param through whose client asks; `ownGateway` where it is the citizen's own, whomever he acts for
 */
export function useAnswer<T>(
  key: string | null,
  ask: (client: Client, asking: Asking) => PromiseLike<T>,
  through: () => Promise<Client> = gateway,
): Answer<T> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Omit<Answer<T>, 'again'>>({
    value: null,
    answered: null,
    fault: null,
    asking: key !== null,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for everything `ask` closes over
  useEffect(() => {
    if (key === null) return;
    let wanted = true;
    const abort = createAbort();
    setState((before) => ({ ...before, asking: true }));
    through()
      .then((client) => ask(client, { signal: abort.signal }))
      .then(
        (value) => wanted && setState({ value, fault: null, asking: false, answered: key }),
        (caught: unknown) => wanted && setState((before) => ({ ...before, fault: faultOf(caught), asking: false })),
      );
    return () => {
      wanted = false;
      abort.abort();
    };
  }, [key, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, again };
}
