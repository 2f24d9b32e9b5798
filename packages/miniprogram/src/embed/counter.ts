// The counter: where the frame stands, the customer before the clerk, and what the host page is told (never who he is).

import type { ApplicationNotice, HostConnection } from '@onetrip/sdk/embed/frame';
import type { CurrentEmbedSession } from '@onetrip/shared/contract';
import Taro from '@tarojs/taro';
import { pages } from '../navigation/navigation.ts';
import { gateway } from '../service/client.ts';
import { end, session } from '../session/session.ts';
import { createStore, useStore } from '../state/store.ts';

/** A connected counter. */
export interface Counter {
  standing: CurrentEmbedSession;
  host: HostConnection;
}

/** Null until the host page has connected, and again when its session could not be renewed. */
export const counter = createStore<Counter | null>(null);

/** The counter, watched. */
export const useCounter = (): Counter | null => useStore(counter);

/** Tells the host page how far an application is. Outside a frame nobody is told. */
export function announce(kind: 'filed' | 'completed', { applicationId, state }: ApplicationNotice): void {
  counter.get()?.host[kind]({ applicationId, state });
}

/** The customer leaves: his session is ended, and everything of his goes from memory and screen. */
export function finish(): void {
  const token = session.get()?.token;
  if (token) {
    gateway()
      .then((client) => client.identity.signOut({ token }))
      // It lapses by itself; the next customer must not wait for it.
      .catch(() => undefined);
  }
  end();
  counter.get()?.host.startOver();
  void Taro.reLaunch({ url: pages.counter });
}
