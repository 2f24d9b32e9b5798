// While he acts for somebody else, always in sight: for whom, and the way back to his own.
import { View } from '@tarojs/components';
import { acting } from '../delegation/acting.ts';
import { goHome } from '../navigation/navigation.ts';
import { useSpeech } from '../words/words.ts';
import { Press } from './primitives.tsx';

export function ActingBar({ name }: { name: string }) {
  const { words } = useSpeech();
  return (
    <View id="acting-bar" className="acting-bar" role="status">
      <View className="strong">{words.acting.for(name)}</View>
      <Press
        id="act-for-myself"
        className="acting-end"
        onPress={() => {
          acting.set(null);
          goHome();
        }}
      >
        {words.acting.end}
      </Press>
    </View>
  );
}
