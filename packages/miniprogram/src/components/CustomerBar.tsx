// At a counter, always in sight: where we are, who operates, who the customer is (masked), and how to clear everything.
import { View } from '@tarojs/components';
import { finish, useCounter } from '../embed/counter.ts';
import { goBack } from '../navigation/navigation.ts';
import { useSession } from '../session/session.ts';
import { useSpeech } from '../words/words.ts';
import { Button } from './Button.tsx';
import { Press } from './primitives.tsx';
import { Seal } from './Seal.tsx';

export function CustomerBar({ first }: { first?: boolean }) {
  const { words } = useSpeech();
  const standing = useCounter()?.standing;
  const citizen = useSession()?.citizen;
  return (
    <View className="customer-bar" role="banner">
      {first ? (
        <Seal size={30} pressed />
      ) : (
        <Press id="back" className="head-back" label={words.back} onPress={goBack}>
          <View className="chevron" aria-hidden="true" />
        </Press>
      )}
      <View className="customer">
        <View id="customer" className="strong figures" aria-live="polite">
          {citizen
            ? `${words.counter.customer} ${citizen.name ?? ''} ${citizen.idNumber ?? ''}`
            : words.counter.noCustomer}
        </View>
        {standing && (
          <View className="small mist">
            {`${standing.assistance.servicePointName} · ${words.counter.operator(standing.assistance.operatorName)}`}
          </View>
        )}
      </View>
      {citizen && (
        <View className="customer-finish">
          <Button id="finish" kind="grave" onPress={finish}>
            {words.counter.finish}
          </Button>
        </View>
      )}
    </View>
  );
}
