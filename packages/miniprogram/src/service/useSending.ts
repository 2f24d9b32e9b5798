// Sending something inside a page: once at a time, with what went wrong.
import type { Client } from '@onetrip/sdk';
import { useRef, useState } from 'react';
import { gateway } from './client.ts';
import { type Fault, faultOf } from './fault.ts';

/** What is being sent. */
export interface Sending {
  busy: boolean;
  fault: Fault | null;
  /** Takes a step unless one is under way; whatever goes wrong in it becomes the fault. */
  send: (step: (client: Client) => Promise<void>) => Promise<void>;
}

/**
 * One thing at a time: a second tap before the answer sends nothing.
 * @param through whose client sends; `ownGateway` where it is the citizen's own, whomever he acts for
 */
export function useSending(through: () => Promise<Client> = gateway): Sending {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const under = useRef(false);
  const send: Sending['send'] = async (step) => {
    if (under.current) return;
    under.current = true;
    setBusy(true);
    setFault(null);
    try {
      await step(await through());
    } catch (caught) {
      setFault(faultOf(caught));
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  return { busy, fault, send };
}
