// `onetrip pay APPLICATION`: a code to scan, and whether it was paid.
import type { Command } from './command.ts';
import { onlyWord } from './files.ts';
import { money, say, wordsOf } from './words.ts';

/** `onetrip pay`. */
export const pay: Command = {
  usage: 'APPLICATION',
  summary: 'shows a code to scan with WeChat, and waits until it is paid',
  options: [],
  async run({ words, client, language, tell }) {
    const texts = wordsOf(language);
    const service = client();
    const { billId } = await service.applications.get(onlyWord(words, 'application'));
    if (billId === null) {
      tell({ billId }, [texts.noBill]);
      return 1;
    }
    const { title, dueFen, lateFen } = await service.bills.get(billId);
    const { paymentId, codeUrl } = await service.payments.create({ billId, channel: 'wechatNative' });
    tell({ billId, paymentId, codeUrl, amountFen: dueFen + lateFen }, [
      `${say(title, language)}: ${money(dueFen + lateFen, language)}`,
      `${texts.pay}: ${codeUrl}`,
    ]);
    const payment = await service.payments.waitFor(paymentId);
    const paid = payment.state === 'succeeded';
    tell(payment, [paid ? texts.paid : `${texts.notPaid}: ${payment.state}`]);
    return paid ? 0 : 1;
  },
};
