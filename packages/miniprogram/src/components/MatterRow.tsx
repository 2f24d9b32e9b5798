// A matter in a list: its name with what matched, who handles it, and its answer.
import { View } from '@tarojs/components';
import type { FoundMatter } from '../finding/here.ts';
import { open } from '../navigation/navigation.ts';
import { useSpeech } from '../words/words.ts';
import { SummaryAnswer } from './Answer.tsx';
import { Marked } from './Marked.tsx';
import { Press } from './primitives.tsx';

export function MatterRow({ matter, id }: { matter: FoundMatter; id?: string }) {
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
          {marked ? <Marked text={matter.name.zh} ranges={matter.highlights ?? []} /> : say(matter.name)}
        </View>
        <SummaryAnswer matter={matter} />
        <View className="small mist">{say(matter.department.name)}</View>
      </View>
      <View className="chevron forward" aria-hidden="true" />
    </Press>
  );
}
