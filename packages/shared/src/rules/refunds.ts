// What a payer reads of money on its way back.
import type { RefundState } from '../contract/refund.ts';
import type { LocalText } from '../contract/text.ts';

const byHand: LocalText = {
  zh: '原路没有退成，由收款单位联系您另行退款，也可以拨打 12345。',
  en: 'It could not be returned the way it came; the payee will contact you to return it otherwise. You may also call 12345.',
};

/** What happens next and who must act. */
export const refundSentences: Readonly<Record<RefundState, LocalText>> = {
  requested: {
    zh: '正在办理退款，款项将原路退回，您不用做什么。',
    en: 'The money is being returned the way it came. You need do nothing.',
  },
  processing: {
    zh: '退款已受理，一般 1 至 3 个工作日到账，您不用做什么。',
    en: 'The refund was taken; it mostly arrives within three working days. You need do nothing.',
  },
  succeeded: {
    zh: '款项已原路退回，请留意到账。',
    en: 'The money was returned the way it came; please look out for it.',
  },
  closed: byHand,
  abnormal: byHand,
};
