// Who acts for whom: what was proposed, what is in force, what was done under it, and a new one.
import type { Delegation } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { Heading } from '../../../components/primitives.tsx';
import { Screen } from '../../../components/Screen.tsx';
import { Section } from '../../../components/Section.tsx';
import { Twice } from '../../../components/Twice.tsx';
import { Waiting } from '../../../components/Waiting.tsx';
import { acting } from '../../../delegation/acting.ts';
import { address, askFirst, goHome } from '../../../navigation/navigation.ts';
import { useVisit } from '../../../navigation/useVisit.ts';
import { ownGateway } from '../../../service/client.ts';
import { useAnswer } from '../../../service/useAnswer.ts';
import { useSending } from '../../../service/useSending.ts';
import { signInAgain } from '../../../session/signInAgain.ts';
import { useMineWords } from '../words.ts';
import { Proposal } from './Proposal.tsx';
import { Uses } from './Uses.tsx';
import { useReach } from './useReach.ts';

const here = address('delegations');

export default function DelegationsPage() {
  const { mineWords } = useMineWords();
  const visit = useVisit();
  const { value, fault, again } = useAnswer(`${visit}`, (client) => client.delegations.list(), ownGateway);
  return (
    <Screen title={mineWords.delegations.title} narrow>
      <View className="page-lead">
        <Heading level={1}>{mineWords.delegations.lead}</Heading>
        <View className="mist">{mineWords.delegations.why}</View>
      </View>
      {fault && (
        <FaultNotice
          fault={fault}
          onAgain={again}
          onSignIn={() => signInAgain(here)}
          onVerify={() => askFirst('verify', here)}
        />
      )}
      {!value && !fault && <Waiting />}
      {value?.items.map((delegation) => (
        <One key={delegation.delegationId} delegation={delegation} onChanged={again} />
      ))}
      <Proposal onProposed={again} />
    </Screen>
  );
}

function One({ delegation, onChanged }: { delegation: Delegation; onChanged: () => void }) {
  const { mineWords, moment } = useMineWords();
  const { busy, fault, send } = useSending(ownGateway);
  const [opened, setOpened] = useState(false);
  const { delegationId, side, other, kind, state, scope, power, proposedByMe, expiresAt } = delegation;
  const words = mineWords.delegations;
  const reach = useReach(scope);
  // It ends with that day's last moment, which is the next day's first.
  const lastDay = moment(new Date(Date.parse(expiresAt) - 1).toISOString(), 'day');
  const change = (step: 'accept' | 'revoke') =>
    send(async (client) => {
      await client.delegations[step](delegationId);
      onChanged();
    });
  const act = () => {
    acting.set({ delegationId, name: other.name, idNumber: other.idNumber });
    goHome();
  };
  return (
    <Section id={`delegation-${delegationId}`} tone="card">
      <View className="paper-head">
        <Heading level={2}>{side === 'agent' ? words.forOther(other.name) : words.byOther(other.name)}</Heading>
        <View className={`chip${state === 'proposed' ? ' amber' : ''}`}>{words.states[state]}</View>
        {kind === 'guardian' && <View className="chip">{words.guardian}</View>}
      </View>
      <View className="mist">{[words.powers[power], reach, words.until(lastDay)].join(' · ')}</View>
      {fault && <FaultNotice fault={fault} onVerify={() => askFirst('verify', here)} />}
      {state === 'proposed' && proposedByMe && <View className="mist">{words.waiting}</View>}
      {state === 'proposed' && !proposedByMe && (
        <Button id={`accept-${delegationId}`} busy={busy} onPress={() => void change('accept')}>
          {words.accept}
        </Button>
      )}
      {state === 'active' && side === 'agent' && (
        <Button id={`act-${delegationId}`} kind="quiet" onPress={act}>
          {words.act(other.name)}
        </Button>
      )}
      {state !== 'proposed' && (
        <Button id={`uses-${delegationId}`} kind="plain" onPress={() => setOpened(!opened)}>
          {words.uses}
        </Button>
      )}
      {opened && <Uses delegationId={delegationId} />}
      {(state === 'active' || state === 'proposed') && (
        <Twice
          id={`revoke-${delegationId}`}
          sure={words.revokeSure}
          yes={words.revokeYes}
          no={words.revokeNo}
          busy={busy}
          onYes={() => change('revoke')}
        >
          {state === 'proposed' && !proposedByMe ? words.decline : words.revoke}
        </Twice>
      )}
    </Section>
  );
}
