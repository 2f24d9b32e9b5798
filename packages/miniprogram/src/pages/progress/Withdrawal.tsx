// Withdrawing: asked twice, done once.
import type { Application } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Twice } from '../../components/Twice.tsx';
import { useSending } from '../../service/useSending.ts';
import { useSpeech } from '../../words/words.ts';

interface WithdrawalProps {
  applicationId: string;
  onWithdrawn: (application: Application) => void;
}

export function Withdrawal({ applicationId, onWithdrawn }: WithdrawalProps) {
  const { words } = useSpeech();
  const { busy, fault, send } = useSending();
  return (
    <View className="withdrawal">
      {fault && <FaultNotice fault={fault} />}
      <Twice
        id="withdraw"
        sure={words.progress.withdrawSure}
        yes={words.progress.withdrawYes}
        no={words.progress.withdrawNo}
        busy={busy}
        onYes={() => send(async (client) => onWithdrawn(await client.applications.withdraw(applicationId)))}
      >
        {words.progress.withdraw}
      </Twice>
    </View>
  );
}
