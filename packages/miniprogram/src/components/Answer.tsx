// The first line is the answer: only your ID · no visit · on the spot · free.
import type { Plan } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import type { FoundMatter } from '../finding/here.ts';
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
  // While questions are open, papers may still come that some answers ask for.
  const papers = plan.toBring.length > 0 ? words.answer.papersLeft(plan.toBring.length) : words.answer.idOnlyInSome;
  const lead = plan.idOnly ? words.answer.idOnly : papers;
  const fee = settling ? '…' : feeAnswer(plan.fees, plan.totalFen, speech);
  const parts = [lead, words.answer.visits(plan.visits), term(plan.promised), fee];
  return <Line className="answer" parts={parts} lead={plan.idOnly} />;
}

/** A matter of a list in one small line; what the phone itself does not know of it is left out. */
export function SummaryAnswer({ matter }: { matter: FoundMatter }) {
  const { words, term, say } = useSpeech();
  const { idOnly, idOnlyInSome, visits, promised, feeText, online } = matter;
  const papers = idOnlyInSome ? words.answer.idOnlyInSome : words.answer.papersNeeded;
  const parts = [idOnly === null ? words.answer.notCompiled : idOnly ? words.answer.idOnly : papers];
  if (visits !== null && visits !== undefined) parts.push(words.answer.visits(visits));
  if (promised) parts.push(term(promised));
  if (feeText) parts.push(say(feeText));
  if (online === false) parts.push(words.answer.counterOnly);
  return <Line className="answer-small" parts={parts} lead={idOnly === true} />;
}
