// The inbox: what happened, what happens next, who must act; unread until it is opened.
import type { Notice, NoticePage } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Consent } from '../../../components/Choices.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { Heading, Press } from '../../../components/primitives.tsx';
import { Screen } from '../../../components/Screen.tsx';
import { Section } from '../../../components/Section.tsx';
import { Nothing, Waiting } from '../../../components/Waiting.tsx';
import { address, open } from '../../../navigation/navigation.ts';
import { noteUnread } from '../../../notices/unread.ts';
import { ownGateway } from '../../../service/client.ts';
import { useAnswer } from '../../../service/useAnswer.ts';
import { usePaged } from '../../../service/usePaged.ts';
import { useSending } from '../../../service/useSending.ts';
import { signInAgain } from '../../../session/signInAgain.ts';
import { useMineWords } from '../words.ts';

export default function NoticesPage() {
  const { mineWords } = useMineWords();
  const { items, last, fault, asking, again, more } = usePaged<Notice, NoticePage>(
    (client, query) => client.notices.list(query),
    ownGateway,
  );
  const marking = useSending(ownGateway);
  const markAll = () =>
    void marking.send(async (client) => {
      await client.notices.markRead();
      again();
    });
  const unread = last?.unread ?? 0;
  useEffect(() => {
    if (last) noteUnread(last.unread);
  }, [last]);
  return (
    <Screen title={mineWords.notices.title} className="notices" narrow>
      <View className="results-head">
        <Heading level={1}>{mineWords.notices.title}</Heading>
        {items !== null && items.length > 0 && (
          <View id="unread" className="mist" aria-live="polite">
            {unread > 0 ? mineWords.notices.unread(unread) : mineWords.notices.allRead}
          </View>
        )}
      </View>
      {fault && <FaultNotice fault={fault} onAgain={again} onSignIn={() => signInAgain(address('notices'))} />}
      {marking.fault && <FaultNotice fault={marking.fault} onAgain={markAll} />}
      {items === null ? (
        !fault && <Waiting />
      ) : items.length === 0 ? (
        <Nothing title={mineWords.notices.none} help={mineWords.notices.noneHelp} />
      ) : (
        <View className="rows">
          {items.map((notice) => (
            <NoticeRow key={notice.noticeId} notice={notice} />
          ))}
        </View>
      )}
      {more && (
        <Button id="more" kind="quiet" busy={asking} onPress={more}>
          {mineWords.notices.more}
        </Button>
      )}
      {unread > 0 && (
        <Button id="mark-all" kind="plain" busy={marking.busy} onPress={markAll}>
          {mineWords.notices.markAll}
        </Button>
      )}
      <Channels />
    </Screen>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
  const { mineWords, say, moment } = useMineWords();
  const { noticeId, applicationId, title, sentence, matterName, nextActor, at, readAt } = notice;
  const read = () => {
    if (readAt === null)
      ownGateway()
        .then((client) => client.notices.markRead({ noticeIds: [noticeId] }))
        // It stays unread then, which does no harm.
        .catch(() => undefined);
    open('progress', { applicationId });
  };
  return (
    <Press id={`notice-${noticeId}`} className={`row${readAt === null ? ' unread' : ''}`} role="link" onPress={read}>
      <View className="row-main">
        <View className="paper-head">
          {readAt === null && <View className="unread-mark" aria-label={mineWords.notices.isUnread} />}
          <View className="row-title">{say(title)}</View>
          {nextActor === 'citizen' && <View className="chip amber">{mineWords.notices.yourTurn}</View>}
        </View>
        <View>{say(sentence)}</View>
        <View className="small mist figures">
          {moment(at)} · {say(matterName)}
        </View>
      </View>
      <View className="chevron forward" aria-hidden="true" />
    </Press>
  );
}

/** Where notices go beside the inbox. */
function Channels() {
  const { mineWords } = useMineWords();
  const { value, again } = useAnswer('channels', (client) => client.notices.preferences(), ownGateway);
  const { busy, fault, send } = useSending(ownGateway);
  if (!value) return null;
  const allow = (change: Partial<typeof value>) =>
    void send(async (client) => {
      await client.notices.setPreferences({ ...value, ...change });
      again();
    });
  return (
    <Section id="channels" tone="card" title={mineWords.notices.where} lead={mineWords.notices.whereWhy}>
      {fault && <FaultNotice fault={fault} />}
      {(['wechat', 'sms'] as const).map((channel) => (
        <Consent
          key={channel}
          id={`channel-${channel}`}
          value={value[channel]}
          onChange={(yes) => busy || allow({ [channel]: yes })}
        >
          {mineWords.notices[channel]}
        </Consent>
      ))}
    </Section>
  );
}
