// The first line is the answer: only your ID · no visit · on the spot · free.
import type { MatterSummary, Plan } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { feeAnswer, useSpeech } from '../words/words.ts';

function Line({ parts, lead, className }: { parts: string[]; lead: boolean; className: string }) {
  return (
    <View className={className}>
      <View className="answer-line">
        {parts.map((part, index) => (
          <View key={part} className={`answer-part${index === 0 ? ` answer-lead${lead ? ' celadon' : ''}` : ''}`}>
            {part}
          </View>
        ))}
      </View>
    </View>
  );
}

/** A plan in one line. `settling`: the fee is being worked out again. */
export function PlanAnswer({ plan, settling }: { plan: Plan; settling: boolean }) {
  const speech = useSpeech();
  const { words, term } = speech;
  const lead = plan.idOnly ? words.answer.idOnly : words.answer.papersLeft(plan.toBring.length);
  const fee = settling ? '…' : feeAnswer(plan.fees, plan.totalFen, speech);
  const parts = [lead, words.answer.visits(plan.visits), term(plan.promised), fee];
  return <Line className="answer" parts={parts} lead={plan.idOnly} />;
}

/** A matter of a list in one small line. */
export function SummaryAnswer({ matter }: { matter: MatterSummary }) {
  const { words, term, say } = useSpeech();
  const lead =
    matter.idOnly === null ? words.answer.notCompiled : matter.idOnly ? words.answer.idOnly : words.answer.papersNeeded;
  const parts = [lead];
  if (matter.visits !== null) parts.push(words.answer.visits(matter.visits));
  parts.push(term(matter.promised), say(matter.feeText));
  if (!matter.online) parts.push(words.answer.counterOnly);
  return <Line className="answer-small" parts={parts} lead={matter.idOnly === true} />;
}
