// What went wrong, that nothing was lost, what to do, and the number for the hotline.
import { View } from '@tarojs/components';
import type { Fault } from '../service/fault.ts';
import { useSpeech } from '../words/words.ts';
import { Button } from './Button.tsx';

interface FaultNoticeProps {
  fault: Fault;
  onAgain?: () => void;
  /** Leads to sign-in or identity confirmation, when that is what is missing. */
  onSignIn?: () => void;
  onVerify?: () => void;
}

export function FaultNotice({ fault, onAgain, onSignIn, onVerify }: FaultNoticeProps) {
  const { words } = useSpeech();
  return (
    <View id="fault" className="fault" role="alert" aria-role="alert" aria-live="assertive">
      <View className="fault-mark" aria-hidden="true">
        !
      </View>
      <View className="fault-body">
        <View className="strong">{fault.sentence}</View>
        <View>{fault.nextStep}</View>
        {fault.requestId && <View className="small mist">{words.fault.number(fault.requestId)}</View>}
        <View className="fault-actions">
          {fault.code === 'unauthenticated' && onSignIn ? (
            <Button id="fault-sign-in" kind="quiet" onPress={onSignIn}>
              {words.fault.signIn}
            </Button>
          ) : fault.code === 'identity_level_too_low' && onVerify ? (
            <Button id="fault-verify" kind="quiet" onPress={onVerify}>
              {words.fault.verify}
            </Button>
          ) : (
            onAgain && (
              <Button id="fault-again" kind="quiet" onPress={onAgain}>
                {words.fault.again}
              </Button>
            )
          )}
        </View>
      </View>
    </View>
  );
}
