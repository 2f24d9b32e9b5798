// What a guide says beside its papers: who may apply, the way a case goes, what comes of it, what people ask.
import type { Matter, Plan, Situation } from '@onetrip/shared/contract';
import { eligibility } from '@onetrip/shared/rules';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useSpeech } from '../words/words.ts';
import { Call, Heading, Press } from './primitives.tsx';
import { Facts, Section } from './Section.tsx';

/** What is known only once somebody has signed in; until then no register is asked. */
const noFacts: ReadonlyMap<string, boolean> = new Map();

/** The conditions of acceptance, each with yes, no, or maybe: then whom to ask. */
export function WhoMayApply({ matter, situation }: { matter: Matter; situation: Situation }) {
  const { words, say } = useSpeech();
  const { verdict, conditions } = eligibility(matter, { answers: situation, facts: noFacts });
  if (conditions.length === 0) return null;
  const { consultPhone } = matter;
  return (
    <Section id="eligibility" title={words.guide.eligibility} lead={words.guide.eligible[verdict]}>
      <View className="papers">
        {conditions.map(({ condition, verdict: here }) => (
          <View key={condition.id} id={`condition-${condition.id}`} className="paper">
            <View className={`verdict verdict-${here}`} aria-hidden="true">
              {words.guide.verdictMarks[here]}
            </View>
            <View className="paper-main">
              <View className="paper-head">
                <View className="paper-name">{say(condition.text)}</View>
                <View className={`chip${here === 'yes' ? '' : ' amber'}`}>{words.guide.verdicts[here]}</View>
              </View>
              {here !== 'yes' && (
                <View className="mist">
                  {condition.advice
                    ? say(condition.advice)
                    : condition.source
                      ? words.guide.checkedLater(say(condition.source.label))
                      : words.guide.askFirst}
                </View>
              )}
            </View>
          </View>
        ))}
      </View>
      {verdict !== 'yes' && consultPhone && (
        <Call id="consult" number={consultPhone}>
          {words.guide.consult(consultPhone)}
        </Call>
      )}
    </Section>
  );
}

/** What keeps it from needing nothing but the ID, in words. */
export function WhatBlocks({ plan }: { plan: Plan }) {
  const { words, say } = useSpeech();
  const { inEverySituation, explanation } = plan.blocking;
  if (inEverySituation.length === 0) return null;
  return (
    <Section id="blocking" title={words.guide.blocking}>
      <View>{say(explanation)}</View>
    </Section>
  );
}

/** The way a case goes, step by step. */
export function Steps({ matter: { steps = [] } }: { matter: Matter }) {
  const { words, say } = useSpeech();
  if (steps.length === 0) return null;
  return (
    <Section id="steps" title={words.guide.steps}>
      <View className="steps">
        {steps.map(({ name, by }, index) => (
          <View key={name.zh} className="step">
            <View className="step-number" aria-hidden="true">
              {index + 1}
            </View>
            <View>
              {say(name)}
              {by && <View className="small mist">{say(by)}</View>}
            </View>
          </View>
        ))}
      </View>
    </Section>
  );
}

/** What the citizen gets, and how it looks: an invented sample. */
export function WhatComesOfIt({ matter: { results } }: { matter: Matter }) {
  const { words, say } = useSpeech();
  const [shown, setShown] = useState<string | null>(null);
  if (results.length === 0) return null;
  return (
    <Section id="what-you-get" title={words.guide.results}>
      {results.map(({ kind, name, validYears, fields, sample }) => (
        <View key={kind} className="result">
          <View className="paper-head">
            <View className="paper-name">{say(name)}</View>
            {validYears !== undefined && <View className="chip">{words.guide.validYears(validYears)}</View>}
          </View>
          {sample && fields.length > 0 && (
            <Press
              id={`sample-${kind}`}
              className="link more"
              expanded={shown === kind}
              onPress={() => setShown(shown === kind ? null : kind)}
            >
              {shown === kind ? words.guide.sampleHide : words.guide.sampleShow}
            </Press>
          )}
          {sample && shown === kind && (
            <View id={`sample-of-${kind}`} className="sample">
              <View className="sample-mark" aria-hidden="true">
                {words.guide.sampleMark}
              </View>
              <Heading level={3}>{say(name)}</Heading>
              <Facts rows={fields.map(({ id, label }) => [say(label), sample[id] ?? ''] as const)} />
            </View>
          )}
        </View>
      ))}
    </Section>
  );
}

/** What people ask; an answer opens under its question. */
export function Questions({ matter: { faq = [] } }: { matter: Matter }) {
  const { words, say } = useSpeech();
  const [opened, setOpened] = useState<number | null>(null);
  if (faq.length === 0) return null;
  return (
    <Section id="faq" title={words.guide.faq}>
      <View className="rows">
        {faq.map(({ asked, answer }, index) => (
          <View key={asked.zh} className="question">
            <Press
              id={`faq-${index}`}
              className="row"
              expanded={opened === index}
              onPress={() => setOpened(opened === index ? null : index)}
            >
              <View className="row-main strong">{say(asked)}</View>
              <View className={`chevron ${opened === index ? 'up' : 'down'}`} aria-hidden="true" />
            </Press>
            {opened === index && (
              <View id={`faq-answer-${index}`} className="question-answer" aria-live="polite">
                {say(answer)}
              </View>
            )}
          </View>
        ))}
      </View>
    </Section>
  );
}
