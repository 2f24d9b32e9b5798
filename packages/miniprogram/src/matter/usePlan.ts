// The plan for a situation: worked out on the device as the citizen answers, then confirmed by the service.
import type { FeeItem, FeeLine, Matter, Plan, Situation } from '@onetrip/shared/contract';
import { plan as workOut } from '@onetrip/shared/rules';
import { useMemo, useRef } from 'react';
import type { Fault } from '../service/fault.ts';
import { useAnswer } from '../service/useAnswer.ts';

/** A plan, and whether the service has confirmed it for these very answers. */
export interface StandingPlan {
  plan: Plan | null;
  confirmed: boolean;
  fault: Fault | null;
  again: () => void;
}

/** The service's line as the table's item, so that the device can add up with the same rule. */
const itemOf = ({ feeId, head, name, unit, quantity, amountFen, toBeConfirmed }: FeeLine): FeeItem => ({
  feeId,
  head,
  headName: name,
  item: name,
  unit,
  amountFen: amountFen === null ? null : amountFen / quantity,
  department: '',
  basis: '',
  confidence: toBeConfirmed ? 'low' : 'high',
  chargeable: !toBeConfirmed,
  note: '',
});

/** Departments that did not answer when the service last looked. */
const downIn = (plan: Plan): ReadonlySet<string> =>
  new Set(
    plan.notAsked.flatMap(({ availability, source }) =>
      source && (availability === 'owed' || availability === 'commitmentInstead') ? [source.department] : [],
    ),
  );

/**
 * The plan for a matter under these answers; null until the service has spoken once.
 * @param kept a plan the service once made for this matter, to begin with while it cannot be reached
 */
export function usePlan(matter: Matter | null, situation: Situation, kept: Plan | null = null): StandingPlan {
  const key = matter && `${matter.matterId} ${JSON.stringify(Object.entries(situation).sort())}`;
  const { value, fault, asking, again } = useAnswer(key, (client) =>
    client.matters.plan(matter?.matterId ?? '', { situation }),
  );
  const fees = useRef(new Map<string, FeeItem>());
  const answered = useRef<{ key: string; plan: Plan } | null>(null);
  if (value && key && !asking && answered.current?.plan !== value) {
    answered.current = { key, plan: value };
    for (const line of value.fees) fees.current.set(line.feeId, itemOf(line));
  }
  const confirmed = answered.current?.key === key && !asking;
  const last = answered.current?.plan ?? kept;
  if (answered.current === null && kept !== null) {
    for (const line of kept.fees) fees.current.set(line.feeId, itemOf(line));
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for matter and situation
  const plan = useMemo(() => {
    if (!matter || !last) return null;
    if (confirmed) return last;
    return workOut(matter, {
      answers: situation,
      sourcesDown: downIn(last),
      fees: fees.current,
      due: last.dueIfFiledNow,
    });
  }, [key, last, confirmed]);
  return { plan, confirmed, fault, again };
}
