// What was done under a delegation; both sides see the same.
import type { DelegationUse, DelegationUsePage } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { Button } from '../../../components/Button.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { Waiting } from '../../../components/Waiting.tsx';
import { ownGateway } from '../../../service/client.ts';
import { usePaged } from '../../../service/usePaged.ts';
import { useMineWords } from '../words.ts';

export function Uses({ delegationId }: { delegationId: string }) {
  const { mineWords, words, say, moment } = useMineWords();
  const { items, fault, asking, again, more } = usePaged<DelegationUse, DelegationUsePage>(
    (client, query) => client.delegations.uses(delegationId, query),
    ownGateway,
  );
  if (fault && !items) return <FaultNotice fault={fault} onAgain={again} />;
  if (!items) return <Waiting />;
  if (items.length === 0) return <View className="mist">{mineWords.delegations.usesNone}</View>;
  return (
    <View className="timeline">
      {items.map(({ at, operation, what }) => (
        <View key={`${at} ${operation}`} className="moment">
          <View className="small mist figures">{moment(at)}</View>
          <View>{say(what)}</View>
        </View>
      ))}
      {more && (
        <Button id="more-uses" kind="quiet" busy={asking} onPress={more}>
          {words.applications.more}
        </Button>
      )}
    </View>
  );
}
