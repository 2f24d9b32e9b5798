// While something is read: the seal's outline, breathing.
import { View } from '@tarojs/components';
import { useSpeech } from '../words/words.ts';
import { Seal } from './Seal.tsx';

export function Waiting({ text }: { text?: string }) {
  const { words } = useSpeech();
  return (
    <View className="waiting" role="status" aria-live="polite">
      <Seal size={56} className="breathing" />
      <View className="mist">{text ?? words.loading}</View>
    </View>
  );
}

/** Nothing here yet, and what to do about it. */
export function Nothing({ title, help }: { title: string; help: string }) {
  return (
    <View className="waiting">
      <Seal size={56} />
      <View className="strong">{title}</View>
      <View className="mist">{help}</View>
    </View>
  );
}
