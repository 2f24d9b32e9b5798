// A matter's guide. The first line is the answer; then why: every paper that is not asked, and who supplies it.
import type { Matter, Plan } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { PlanAnswer } from '../../components/Answer.tsx';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { FromPhone } from '../../components/FromPhone.tsx';
import { Questions, Steps, WhatBlocks, WhatComesOfIt, WhoMayApply } from '../../components/GuideParts.tsx';
import { Nearest } from '../../components/Nearest.tsx';
import { PapersNotAsked, PapersToBring } from '../../components/Papers.tsx';
import { Heading } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Facts, Section } from '../../components/Section.tsx';
import { Situation } from '../../components/Situation.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { keepDraft, readDraft } from '../../drafts/drafts.ts';
import { isEmbedded } from '../../embed/mode.ts';
import { keepGuide, keptGuide } from '../../finding/keptGuides.ts';
import { useGuide } from '../../guide/useGuide.ts';
import { usePlan } from '../../matter/usePlan.ts';
import { open } from '../../navigation/navigation.ts';
import { useQuery } from '../../navigation/useQuery.ts';
import { calendarDate, useSpeech } from '../../words/words.ts';

export default function Guide() {
  const { words, say } = useSpeech();
  const { matterId = '' } = useQuery();
  const { matter, fromHere, fault, again } = useGuide(matterId);
  const [situation, setSituation] = useState(() => readDraft(matterId).situation);
  useDidShow(() => setSituation(readDraft(matterId).situation));
  // A matter whose materials nobody has compiled yet has no plan.
  const isCompiled = matter !== null && matter.idOnly !== null;
  const kept = fromHere ? (keptGuide(matterId)?.plan ?? null) : null;
  const standing = usePlan(isCompiled ? matter : null, situation, kept);
  const { plan } = standing;
  const isUnanswered = Object.keys(situation).length === 0;
  useEffect(() => {
    if (!matter || fromHere || (isCompiled && !standing.confirmed)) return;
    // Kept without the reader's own answers; these stand in his draft alone.
    keepGuide({ matter, plan: isUnanswered ? plan : (keptGuide(matterId)?.plan ?? null) });
  }, [matter, fromHere, isCompiled, standing.confirmed, plan, isUnanswered, matterId]);
  const answer = (question: string, value: string) => {
    const next = { ...situation, [question]: value };
    setSituation(next);
    keepDraft(matterId, { ...readDraft(matterId), situation: next, key: null });
  };
  if (!matter) {
    return <Screen title={words.app}>{fault ? <FaultNotice fault={fault} onAgain={again} /> : <Waiting />}</Screen>;
  }
  const blocker = plan?.blockers[0];
  return (
    <Screen
      title={say(matter.name)}
      className="guide"
      action={
        plan &&
        matter.online && (
          <>
            {blocker && <View className="action-note">{say(blocker.message)}</View>}
            <Button id="file" disabled={blocker !== undefined} onPress={() => open('filing', { matterId })}>
              {isEmbedded ? words.guide.fileHere : words.guide.file}
            </Button>
          </>
        )
      }
    >
      <View className="guide-head">
        <View className="mist">{say(matter.department.name)}</View>
        <Heading level={1}>{say(matter.name)}</Heading>
        {plan && <PlanAnswer plan={plan} settling={!standing.confirmed} />}
        {!matter.online && (
          <View className="offline">
            <View className="strong">{words.guide.offline}</View>
            <View>{words.guide.offlineHelp}</View>
          </View>
        )}
      </View>
      {fromHere && (
        <FromPhone
          onAgain={() => {
            again();
            standing.again();
          }}
        />
      )}
      {standing.fault && !fromHere && <FaultNotice fault={standing.fault} onAgain={standing.again} />}
      {isCompiled && !plan && !standing.fault && <Waiting text={words.guide.checking} />}
      <View className="columns">
        <View className="column-main">
          {matter.questions.length > 0 && (
            <Section id="situation" tone="card" title={words.guide.situation} lead={words.guide.situationWhy}>
              <Situation matter={matter} answers={situation} onAnswer={answer} />
            </Section>
          )}
          {plan && <PlannedPapers plan={plan} />}
          {plan && <WhatBlocks plan={plan} />}
          <WhoMayApply matter={matter} situation={situation} />
          <Steps matter={matter} />
          <Questions matter={matter} />
        </View>
        <View className="column-side">
          <GuideFacts matter={matter} plan={plan} />
          <WhatComesOfIt matter={matter} />
          {!isEmbedded && <Nearest matterId={matterId} />}
        </View>
      </View>
    </Screen>
  );
}

function PlannedPapers({ plan }: { plan: Plan }) {
  const { words } = useSpeech();
  return (
    <>
      {plan.notAsked.length > 0 && (
        <Section
          id="not-asked"
          tone="celadon"
          title={words.guide.notAsked(plan.notAsked.length)}
          lead={words.guide.notAskedWhy}
        >
          <PapersNotAsked papers={plan.notAsked} />
        </Section>
      )}
      <Section id="to-bring" title={words.guide.toBring}>
        <View className="papers">
          <View className="paper">
            <View className="dot" aria-hidden="true" />
            <View className="paper-main">
              <View className="paper-name">{words.guide.idDocument}</View>
              <View className="mist">{words.guide.idDocumentWhy}</View>
            </View>
          </View>
          <PapersToBring papers={plan.toBring} />
        </View>
      </Section>
      {plan.acts.length > 0 && (
        <Section id="acts" title={words.guide.acts}>
          <View className="papers">
            <PapersToBring papers={plan.acts} />
          </View>
        </Section>
      )}
    </>
  );
}

function GuideFacts({ matter, plan }: { matter: Matter; plan: Plan | null }) {
  const speech = useSpeech();
  const { words, say, term, money } = speech;
  const rows: [string, string][] = [[words.guide.promised, term(matter.promised)]];
  if (plan) {
    const { date, provisional } = plan.dueIfFiledNow;
    rows.push([words.guide.due, calendarDate(date, speech) + (provisional ? words.guide.dueProvisional : '')]);
    for (const line of plan.fees) {
      rows.push([line.name, line.amountFen === null ? words.guide.toBeConfirmed : money(line.amountFen)]);
    }
    if (plan.fees.length > 1 && plan.totalFen !== null) rows.push([words.guide.total, money(plan.totalFen)]);
  } else {
    rows.push([words.guide.fees, say(matter.feeText)]);
  }
  rows.push([
    words.guide.channels,
    matter.channels.map((channel) => words.guide.channelNames[channel]).join(words.listSeparator),
  ]);
  if (matter.where) rows.push([words.guide.where, matter.where]);
  if (matter.byLaw) rows.push([words.guide.basis, matter.byLaw]);
  return (
    <Section id="facts" tone="card">
      <Facts rows={rows} />
      <View className="small mist">{say(matter.disclaimer)}</View>
    </Section>
  );
}
