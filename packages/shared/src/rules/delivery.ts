// How a result travels: the table of its steps, what a matter offers, and what the citizen reads at each place.
import type { ApplicationState } from '../contract/application.ts';
import type { CarriedKind, DeliveryDirection, DeliveryKind, DeliveryState } from '../contract/delivery.ts';
import type { Matter } from '../contract/matter.ts';
import type { NoticeKind } from '../contract/notice.ts';
import type { LocalText } from '../contract/text.ts';
import { endsWithoutResult } from './lifecycle.ts';

/** Everything that can happen to something on its way. */
export const deliverySteps = ['order', 'take', 'arrive', 'handOver', 'return', 'cancel'] as const;
export type DeliveryStep = (typeof deliverySteps)[number];

/** Who takes a step: this service, the post, or the clerk at the service point. */
export const carriers = ['system', 'post', 'servicePoint'] as const;
export type Carrier = (typeof carriers)[number];

/** One row of the table. */
export interface DeliveryTransition {
  readonly kind: CarriedKind;
  readonly from: DeliveryState;
  readonly step: DeliveryStep;
  readonly to: DeliveryState;
  readonly by: Carrier;
}

const row = (
  kind: CarriedKind,
  from: DeliveryState,
  step: DeliveryStep,
  to: DeliveryState,
  by: Carrier,
): DeliveryTransition => ({ kind, from, step, to, by });

/**
 * Every permitted step; whatever is not here is refused. The post’s messages may come out of order: what was signed for
 * has been taken, whether or not we were told.
 */
export const deliveryTransitions: readonly DeliveryTransition[] = [
  row('post', 'chosen', 'order', 'ordered', 'system'),
  row('post', 'ordered', 'take', 'sent', 'post'),
  row('post', 'ordered', 'handOver', 'handedOver', 'post'),
  row('post', 'ordered', 'return', 'returned', 'post'),
  row('post', 'sent', 'handOver', 'handedOver', 'post'),
  row('post', 'sent', 'return', 'returned', 'post'),
  row('post', 'chosen', 'cancel', 'cancelled', 'system'),
  row('pickUp', 'chosen', 'arrive', 'ready', 'servicePoint'),
  row('pickUp', 'ready', 'handOver', 'handedOver', 'servicePoint'),
  row('pickUp', 'ready', 'return', 'returned', 'system'),
  row('pickUp', 'chosen', 'cancel', 'cancelled', 'system'),
];

/** Where a step leads; null where it is refused. */
export const afterStep = (
  kind: CarriedKind,
  from: DeliveryState,
  step: DeliveryStep,
  by: Carrier,
): DeliveryState | null =>
  deliveryTransitions.find((one) => one.kind === kind && one.from === from && one.step === step && one.by === by)?.to ??
  null;

/** Nothing more will happen. */
export const isSettled = (kind: CarriedKind, state: DeliveryState): boolean =>
  !deliveryTransitions.some((one) => one.kind === kind && one.from === state);

/** A result lies at a service point for so many days, then it goes back to the department. */
export const keptDays = 30;

/**
 * What a matter offers, by its channels (is_express, 寄递).
 * @param points whether a service point hands its results out
 */
export const kindsOffered = ({ channels }: Pick<Matter, 'channels'>, points: boolean): DeliveryKind[] => [
  'electronic',
  ...(channels.includes('post') ? (['post'] as const) : []),
  ...(points ? (['pickUp'] as const) : []),
];

/**
 * Whether the citizen may choose how the result comes, or choose anew: as long as there may be one and nothing is in
 * motion. Once it is issued, only where he chose nothing before. Originals that the post collects go back where they were
 * collected, so that choice stands.
 * @param chosen what travels, or is to travel, for the application
 */
export const mayChoose = (
  state: ApplicationState,
  chosen: readonly { readonly direction: DeliveryDirection; readonly state: DeliveryState }[],
): boolean =>
  !endsWithoutResult(state) &&
  (state === 'delivered'
    ? chosen.length === 0
    : chosen.every((one) => one.direction === 'toCitizen' && one.state === 'chosen'));

/** The notice a step brings; null where the citizen is not told. */
export const noticeOfStep = (direction: DeliveryDirection, step: DeliveryStep): NoticeKind | null =>
  direction === 'toCitizen' ? (noticesToCitizen[step] ?? null) : null;

const noticesToCitizen: Partial<Record<DeliveryStep, NoticeKind>> = {
  take: 'resultSent',
  arrive: 'resultReady',
  return: 'resultReturned',
};

const sentences: Record<CarriedKind, Partial<Record<DeliveryState, LocalText>>> = {
  post: {
    chosen: {
      zh: '办好后由邮政寄给您，您不用做什么。',
      en: 'It is posted to you once it is done. You need do nothing.',
    },
    ordered: { zh: '已约邮政上门取件。', en: 'The post was asked to collect it.' },
    sent: { zh: '已寄出，请您留意收件电话。', en: 'It is on its way; please answer the courier’s call.' },
    handedOver: { zh: '已签收。', en: 'It was signed for.' },
    returned: {
      zh: '没有送到，已退回部门。请您拨打 12345 另约。',
      en: 'It could not be delivered and went back to the department. Call 12345 to arrange it anew.',
    },
    cancelled: { zh: '没有需要寄送的。', en: 'There is nothing to post.' },
  },
  pickUp: {
    chosen: {
      zh: '会送到您选的网点，到了告诉您，您不用做什么。',
      en: 'It is brought to the place you chose; we tell you when it is there. You need do nothing.',
    },
    ready: {
      zh: `已到网点，请您在 ${keptDays} 天内凭取件码领取。`,
      en: `It lies at the service point: please fetch it within ${keptDays} days and tell the code.`,
    },
    handedOver: { zh: '已领取。', en: 'It was fetched.' },
    returned: {
      zh: '超过时间没有领取，已退回部门。请您拨打 12345 另约。',
      en: 'It was not fetched in time and went back to the department. Call 12345 to arrange it anew.',
    },
    cancelled: { zh: '没有需要领取的。', en: 'There is nothing to fetch.' },
  },
};

const toDepartment: Partial<Record<DeliveryState, LocalText>> = {
  ordered: {
    zh: '已约邮政上门取您的原件，请您备好。',
    en: 'The post was asked to collect your originals; please have them ready.',
  },
  sent: { zh: '您的原件已交邮政，正寄往部门。', en: 'The post has your originals and takes them to the department.' },
  handedOver: {
    zh: '部门已收到您的原件，用完后寄还给您。',
    en: 'The department has your originals and posts them back.',
  },
  returned: {
    zh: '没有取到您的原件。请您拨打 12345 另约。',
    en: 'Your originals could not be collected. Call 12345 to arrange it anew.',
  },
};

/** What the citizen reads of something on its way. */
export function deliverySentence(direction: DeliveryDirection, kind: CarriedKind, state: DeliveryState): LocalText {
  const found = (direction === 'toDepartment' ? toDepartment[state] : undefined) ?? sentences[kind][state];
  if (!found) throw new Error(`nothing is ${state} by ${kind}`);
  return found;
}
