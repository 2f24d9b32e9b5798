// A matter in a list: its name with what matched, who handles it, and its answer.
import type { MatterHit } from '@onetrip/shared/contract';
import { Text, View } from '@tarojs/components';
import { open } from '../navigation/navigation.ts';
import { useSpeech } from '../words/words.ts';
import { SummaryAnswer } from './Answer.tsx';
import { Press } from './primitives.tsx';

export function MatterRow({ matter, id }: { matter: MatterHit; id?: string }) {
  const { say, language } = useSpeech();
  const marked = language === 'zh' || !matter.name.en;
  return (
    <Press
      id={id ?? `matter-${matter.matterId}`}
      className="row"
      role="link"
      onPress={() => open('guide', { matterId: matter.matterId })}
    >
      <View className="row-main">
        <View className="row-title">
          {marked ? <Marked text={matter.name.zh} ranges={matter.highlights} /> : say(matter.name)}
        </View>
        <SummaryAnswer matter={matter} />
        <View className="small mist">{say(matter.department.name)}</View>
      </View>
      <View className="chevron forward" aria-hidden="true" />
    </Press>
  );
}

/** A text with some ranges [from, to) brought out. */
function Marked({ text, ranges }: { text: string; ranges: readonly (readonly [number, number])[] }) {
  const parts: { from: number; text: string; hit: boolean }[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from > at) parts.push({ from: at, text: text.slice(at, from), hit: false });
    parts.push({ from, text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < text.length) parts.push({ from: at, text: text.slice(at), hit: false });
  return (
    <>
      {parts.map((part) => (
        <Text key={part.from} className={part.hit ? 'hit' : ''}>
          {part.text}
        </Text>
      ))}
    </>
  );
}
