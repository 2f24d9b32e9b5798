// Asking the service, and answering from this phone while the service is slow or out of reach.
import type { Client } from '@onetrip/sdk';
import { useEffect, useMemo, useState } from 'react';
import type { Fault } from '../service/fault.ts';
import { type Asking, useAnswer } from '../service/useAnswer.ts';

/** The service counts as slow after this, in milliseconds; people notice waiting from about there. */
const slowMs = 600;
/** Failures that say nothing about the question, only about the way there. */
const wayFaults: readonly string[] = [
  'network',
  'timeout',
  'interrupted',
  'unexpected_response',
  'service_unavailable',
];

/** What was found, and where. */
export interface Found<T, H> {
  /** What the service said to this very question, or to the one before while it is asked. */
  value: T | null;
  /** What this phone says meanwhile; null where it is not needed, or knows nothing. */
  here: H | null;
  /** What is wrong, where this phone has no answer either. */
  fault: Fault | null;
  asking: boolean;
  again: () => void;
}

/**
 * Asks once for each `key`; the question before is cancelled.
 * @param here answers from this phone; called only when it is needed
 */
export function useFound<T, H>(
  key: string | null,
  ask: (client: Client, asking: Asking) => PromiseLike<T>,
  here: () => H | null,
): Found<T, H> {
  const { value, fault, asking, again, answered } = useAnswer(key, ask);
  const [slow, setSlow] = useState<string | null>(null);
  useEffect(() => {
    if (key === null) return;
    const timer = setTimeout(() => setSlow(key), slowMs);
    return () => clearTimeout(timer);
  }, [key]);
  const isOut = fault !== null && wayFaults.includes(fault.code);
  const isNeeded = key !== null && answered !== key && (isOut || (asking && slow === key));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for everything `here` closes over
  const mine = useMemo(() => (isNeeded ? here() : null), [key, isNeeded]);
  return { value, here: mine, fault: mine === null ? fault : null, asking: asking && mine === null, again };
}
