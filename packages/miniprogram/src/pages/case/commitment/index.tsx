// A paper a department owes: go on waiting, or commit in writing and go on at once.
import type { Application } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Consent } from '../../../components/Choices.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { Heading } from '../../../components/primitives.tsx';
import { Screen } from '../../../components/Screen.tsx';
import { Section } from '../../../components/Section.tsx';
import { Nothing, Waiting } from '../../../components/Waiting.tsx';
import { type FiledForm, useFiledForm } from '../../../matter/useFiledForm.ts';
import { address, backTo } from '../../../navigation/navigation.ts';
import { useQuery } from '../../../navigation/useQuery.ts';
import { useSending } from '../../../service/useSending.ts';
import { signInAgain } from '../../../session/signInAgain.ts';
import { calendarDate } from '../../../words/words.ts';
import { useCaseWords } from '../words.ts';

export default function CommitmentPage() {
  const { caseWords } = useCaseWords();
  const { applicationId = '', materialId = '' } = useQuery();
  const { value, fault, again } = useFiledForm(applicationId);
  const signIn = () => signInAgain(address('commitment', { applicationId, materialId }));
  const paper = value?.application.papers.find((one) => one.materialId === materialId);
  const commitment = value?.matter.materials.find(({ id }) => id === materialId)?.commitment;
  if (value && paper?.mayCommit && commitment)
    return <Offer application={value.application} paper={paper} commitment={commitment} onSignIn={signIn} />;
  return (
    <Screen title={caseWords.commitment.title} narrow>
      {value ? (
        <Nothing title={caseWords.commitment.gone} help={caseWords.commitment.goneHelp} />
      ) : fault ? (
        <FaultNotice fault={fault} onAgain={again} onSignIn={signIn} />
      ) : (
        <Waiting />
      )}
    </Screen>
  );
}

interface OfferProps {
  application: Application;
  paper: Application['papers'][number];
  commitment: NonNullable<FiledForm['matter']['materials'][number]['commitment']>;
  onSignIn: () => void;
}

function Offer({ application: { applicationId, matterName }, paper, commitment, onSignIn }: OfferProps) {
  const speech = useCaseWords();
  const { caseWords, words, say } = speech;
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const { busy, fault, send } = useSending();
  const back = () => backTo('progress', { applicationId });
  const commit = () => {
    setTried(true);
    if (!agreed) return;
    void send(async (client) => {
      // What is committed to is the Chinese text; the service refuses any other.
      await client.applications.commit(applicationId, paper.materialId, commitment.text.zh);
      back();
    });
  };
  return (
    <Screen
      title={caseWords.commitment.title}
      narrow
      action={
        <>
          <Button id="commit-instead" busy={busy} onPress={commit}>
            {caseWords.commitment.go}
          </Button>
          <Button id="wait" kind="plain" onPress={back}>
            {caseWords.commitment.wait}
          </Button>
        </>
      }
    >
      <View className="page-lead">
        <View className="mist">{say(matterName)}</View>
        <Heading level={1}>{caseWords.commitment.lead}</Heading>
        <View>
          {paper.source && caseWords.commitment.owes(say(paper.source), say(paper.name))}
          {paper.owedUntil && caseWords.commitment.until(calendarDate(paper.owedUntil, speech))}
        </View>
      </View>
      {fault && <FaultNotice fault={fault} onAgain={commit} onSignIn={onSignIn} />}
      <Section id="offer" tone="card" title={say(paper.name)} lead={caseWords.commitment.instead}>
        <View className="commitment">{say(commitment.text)}</View>
        <View className="small mist">{words.filing.laterCheck(say(commitment.laterCheck))}</View>
        <Consent
          id="agree"
          value={agreed}
          error={tried && !agreed ? caseWords.commitment.needed : null}
          onChange={setAgreed}
        >
          {caseWords.commitment.agree}
        </Consent>
      </Section>
    </Screen>
  );
}
