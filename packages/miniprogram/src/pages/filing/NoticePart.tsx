// The notice, to the letter: what is told (PIPL 30, 35), and what is asked, with a yes and a no and neither set beforehand.
import type { PrivacyNotice, Purpose } from '@onetrip/shared/contract';
import { asksConsent } from '@onetrip/shared/rules';
import { View } from '@tarojs/components';
import { Choices, Consent } from '../../components/Choices.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Section } from '../../components/Section.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import type { ConsentAnswer, Draft } from '../../drafts/drafts.ts';
import { mayConsent } from '../../matter/usePrivacyNotice.ts';
import type { Answer } from '../../service/useAnswer.ts';
import { useSpeech } from '../../words/words.ts';

interface NoticePartProps {
  notice: Answer<PrivacyNotice>;
  draft: Pick<Draft, 'notice' | 'consents'>;
  error?: string;
  onChange: (part: Partial<Pick<Draft, 'notice' | 'consents'>>) => void;
}

export function NoticePart({ notice: { value, fault, again }, draft, error, onChange }: NoticePartProps) {
  const { words, say } = useSpeech();
  const asked = value?.purposes.filter(asksConsent) ?? [];
  return (
    <Section id="notice" tone="card" title={words.filing.notice}>
      {fault && <FaultNotice fault={fault} onAgain={again} />}
      {!value && !fault && <Waiting />}
      {value && (
        <>
          {say(value.text)
            .split('\n')
            .map((line) => {
              const purpose = asked.find(({ text }) => say(text) === line);
              if (!purpose) return <Told key={line} line={line} />;
              return (
                <Asked
                  key={purpose.purposeId}
                  purpose={purpose}
                  value={draft.consents[purpose.purposeId]}
                  onChoose={(answer) => onChange({ consents: { ...draft.consents, [purpose.purposeId]: answer } })}
                />
              );
            })}
          <Consent
            id="notice-agree"
            value={draft.notice === value.noticeHash}
            error={error}
            onChange={(yes) => onChange({ notice: yes ? value.noticeHash : null })}
          >
            {words.filing.noticeAgree}
          </Consent>
        </>
      )}
    </Section>
  );
}

const Told = ({ line }: { line: string }) => <View className="notice-line">{line}</View>;

interface AskedProps {
  purpose: Purpose;
  value: ConsentAnswer | undefined;
  onChoose: (answer: ConsentAnswer) => void;
}

/** One thing he is asked about. Not answered counts as no. */
function Asked({ purpose, value, onChoose }: AskedProps) {
  const { words, say } = useSpeech();
  const { purposeId, basis, text, recipient } = purpose;
  return (
    <View id={`asked-${purposeId}`} className="asked">
      <View className="paper-head">
        <View className="strong">{say(recipient.name)}</View>
        <View className="chip">{words.filing.consentBases[basis]}</View>
      </View>
      <View>{say(text)}</View>
      {mayConsent(purpose) ? (
        <Choices
          id={`consent-${purposeId}`}
          label={say(text)}
          options={[
            { value: 'yes', label: words.filing.consentYes },
            { value: 'no', label: words.filing.consentNo },
          ]}
          value={value}
          onChoose={(answer) => onChoose(answer === 'yes' ? 'yes' : 'no')}
        />
      ) : (
        <View className="small mist">{words.filing.consentOfGuardian}</View>
      )}
    </View>
  );
}
