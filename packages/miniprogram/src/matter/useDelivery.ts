// How the result of an application is to come, and where it is: asked again while something is on its way.
import type { Application, Delivery, DeliveryOptions } from '@onetrip/shared/contract';
import { isSettled, mayChoose } from '@onetrip/shared/delivery';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { useAnswer } from '../service/useAnswer.ts';

/** How often an open page asks where something is, in milliseconds. */
const askMs = 20_000;

/** What is known of it; null parts are not known yet. */
export interface DeliveryInSight {
  delivery: Delivery | null;
  options: DeliveryOptions | null;
  /** Whether there is something to choose, now. */
  mayChoose: boolean;
}

/** Follows the delivery of an application for as long as the page is shown; null follows nothing. */
export function useDelivery(application: Application | null): DeliveryInSight {
  const [round, setRound] = useState(0);
  const [shown, setShown] = useState(true);
  useDidShow(() => {
    setShown(true);
    setRound((before) => before + 1);
  });
  useDidHide(() => setShown(false));
  const { applicationId = '', matterId = '', updatedAt } = application ?? {};
  const { value: delivery } = useAnswer(
    application && `delivery ${applicationId} ${updatedAt} ${round}`,
    (client, asking) => client.deliveries.get(applicationId, asking),
  );
  const { value: options } = useAnswer(application && `options ${matterId}`, (client, asking) =>
    client.deliveries.options(matterId, asking),
  );
  const underway = delivery?.consignments.some(({ kind, state }) => !isSettled(kind, state)) ?? false;
  useEffect(() => {
    if (!underway || !shown) return;
    const timer = setInterval(() => setRound((before) => before + 1), askMs);
    return () => clearInterval(timer);
  }, [underway, shown]);
  return {
    delivery,
    options,
    mayChoose:
      application !== null &&
      delivery !== null &&
      (options?.kinds.length ?? 0) > 1 &&
      mayChoose(application.state, delivery.consignments),
  };
}
