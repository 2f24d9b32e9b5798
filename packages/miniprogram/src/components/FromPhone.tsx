// What stands here comes from this phone: the service is slow or cannot be reached.
import { View } from '@tarojs/components';
import { useSpeech } from '../words/words.ts';
import { Button } from './Button.tsx';

export function FromPhone({ onAgain }: { onAgain: () => void }) {
  const { words } = useSpeech();
  return (
    <View id="from-phone" className="from-phone" role="status" aria-live="polite">
      <View>{words.search.fromPhone}</View>
      <Button id="from-phone-again" kind="plain" onPress={onAgain}>
        {words.fault.again}
      </Button>
    </View>
  );
}
