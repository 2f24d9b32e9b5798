// The consents given and the notices shown, to the letter; and withdrawing consents.
import type { Consent, ShownNotice } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { Press } from '../../../components/primitives.tsx';
import { Section } from '../../../components/Section.tsx';
import { Twice } from '../../../components/Twice.tsx';
import { ownGateway } from '../../../service/client.ts';
import { useAnswer } from '../../../service/useAnswer.ts';
import { useSending } from '../../../service/useSending.ts';
import { useMineWords } from '../words.ts';

export function Consents() {
  const { mineWords } = useMineWords();
  const { value, again } = useAnswer('consents', (client) => client.privacy.consents(), ownGateway);
  if (!value) return null;
  return (
    <>
      <Section id="consents" tone="card" title={mineWords.privacy.consents}>
        {value.items.length === 0 && <View className="mist">{mineWords.privacy.consentsNone}</View>}
        {value.items.map((consent) => (
          <ConsentPart key={consent.consentId} consent={consent} onWithdrawn={again} />
        ))}
      </Section>
      {value.notices.length > 0 && (
        <Section id="notices-shown" title={mineWords.privacy.told} lead={mineWords.privacy.toldWhy}>
          <View className="rows">
            {value.notices.map((notice) => (
              <NoticeRow key={notice.applicationId} notice={notice} />
            ))}
          </View>
        </Section>
      )}
    </>
  );
}

/** A notice as he was shown it; a tap opens its words. */
function NoticeRow({ notice: { applicationId, matterName, text, filedAt } }: { notice: ShownNotice }) {
  const { say, moment } = useMineWords();
  const [opened, setOpened] = useState(false);
  return (
    <View className="access">
      <Press id={`told-${applicationId}`} className="row" expanded={opened} onPress={() => setOpened(!opened)}>
        <View className="row-main">
          <View className="row-title">{say(matterName)}</View>
          <View className="small mist figures">{moment(filedAt)}</View>
        </View>
        <View className={`chevron ${opened ? 'up' : 'down'}`} aria-hidden="true" />
      </Press>
      {opened && (
        <View className="access-more">
          {say(text)
            .split('\n')
            .map((line) => (
              <View key={line} className="notice-line">
                {line}
              </View>
            ))}
        </View>
      )}
    </View>
  );
}

function ConsentPart({ consent, onWithdrawn }: { consent: Consent; onWithdrawn: () => void }) {
  const { mineWords, say, moment } = useMineWords();
  const { busy, fault, send } = useSending(ownGateway);
  const { consentId, recipient, text, givenAt, withdrawnAt, matterName } = consent;
  const withdraw = () =>
    send(async (client) => {
      await client.privacy.withdrawConsent(consentId);
      onWithdrawn();
    });
  return (
    <View className="consent-given">
      <View className="strong">{`${say(recipient.name)} · ${say(matterName)}`}</View>
      <View>{say(text)}</View>
      <View className="small mist">
        {mineWords.privacy.givenAt(moment(givenAt))}
        {withdrawnAt && ` · ${mineWords.privacy.withdrawnAt(moment(withdrawnAt))}`}
      </View>
      {fault && <FaultNotice fault={fault} />}
      {!withdrawnAt && (
        <Twice
          id={`withdraw-${consentId}`}
          sure={mineWords.privacy.withdrawSure}
          yes={mineWords.privacy.withdrawYes}
          no={mineWords.privacy.no}
          busy={busy}
          onYes={withdraw}
        >
          {mineWords.privacy.withdraw}
        </Twice>
      )}
    </View>
  );
}
