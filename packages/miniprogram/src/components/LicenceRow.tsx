// A licence in a list.
import type { Licence } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { open } from '../navigation/navigation.ts';
import { useSpeech } from '../words/words.ts';
import { Press } from './primitives.tsx';
import { Seal } from './Seal.tsx';

export function LicenceRow({ licence: { licenceId, licenceNumber, name, state } }: { licence: Licence }) {
  const { say } = useSpeech();
  return (
    <Press id={`licence-${licenceId}`} className="row" role="link" onPress={() => open('licence', { licenceId })}>
      <Seal size={40} pressed={state === 'valid'} />
      <View className="row-main">
        <View className="row-title">{say(name)}</View>
        <View className="small mist figures">{licenceNumber}</View>
      </View>
      <View className="chevron forward" aria-hidden="true" />
    </Press>
  );
}
