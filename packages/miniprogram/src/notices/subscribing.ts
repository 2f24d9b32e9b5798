// WeChat lets an app send one message for each acceptance in a tap: asked for when somebody files, and counted by the service.
import Taro from '@tarojs/taro';
import { acting } from '../delegation/acting.ts';
import { ownGateway } from '../service/client.ts';
import { session } from '../session/session.ts';

let templateIds: string[] = [];

/**
 * Learns which messages to ask for, before the tap: inside it there is no time to. Of somebody else's application he is
 * not told.
 */
export function prepareToNotify(): void {
  if (process.env.TARO_ENV !== 'weapp' || !session.get()?.citizen.wechat || acting.get()) return;
  ownGateway()
    .then((client) => client.notices.subscriptions())
    .then(({ items }) => {
      templateIds = items.map(({ templateId }) => templateId);
    })
    // Without them he is told in the inbox and by SMS.
    .catch(() => undefined);
}

/** Asks whether he wants to be told in WeChat. Whatever he answers, he goes on. */
export async function askToNotify(): Promise<void> {
  if (process.env.TARO_ENV !== 'weapp' || templateIds.length === 0) return;
  // Asked once a filing: who tries again is not asked again.
  const asked = templateIds;
  templateIds = [];
  // Alipay's `entityIds` stand in the same type; the answer has the templates' ids for names.
  const answer: object = await Taro.requestSubscribeMessage({ tmplIds: asked, entityIds: [] }).catch(() => ({}));
  const accepted = asked.filter((id) => (answer as Record<string, unknown>)[id] === 'accept');
  if (accepted.length === 0) return;
  ownGateway()
    .then((client) => client.notices.recordSubscription({ accepted }))
    .catch(() => undefined);
}
