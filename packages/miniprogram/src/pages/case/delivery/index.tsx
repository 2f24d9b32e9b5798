// How the result is to come, chosen after filing, or chosen anew.
import type { Application, Delivery, DeliveryChoice, DeliveryOptions } from '@onetrip/shared/contract';
import { mayChoose } from '@onetrip/shared/delivery';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { DeliveryPart } from '../../../components/DeliveryPart.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { Screen } from '../../../components/Screen.tsx';
import { Nothing, Waiting } from '../../../components/Waiting.tsx';
import { emptyAddress, missingIn } from '../../../matter/delivery.ts';
import { address, backTo } from '../../../navigation/navigation.ts';
import { useQuery } from '../../../navigation/useQuery.ts';
import { useAnswer } from '../../../service/useAnswer.ts';
import { useSending } from '../../../service/useSending.ts';
import { signInAgain } from '../../../session/signInAgain.ts';
import { useCaseWords } from '../words.ts';

/** An application, what was chosen for it, and what its matter offers. */
interface Standing {
  application: Application;
  delivery: Delivery;
  options: DeliveryOptions;
}

export default function DeliveryPage() {
  const { caseWords } = useCaseWords();
  const { applicationId = '' } = useQuery();
  const { value, fault, again } = useAnswer<Standing>(applicationId, async (client, asking) => {
    const [application, delivery] = await Promise.all([
      client.applications.get(applicationId, asking),
      client.deliveries.get(applicationId, asking),
    ]);
    return { application, delivery, options: await client.deliveries.options(application.matterId, asking) };
  });
  if (!value) {
    const signIn = () => signInAgain(address('delivery', { applicationId }));
    return (
      <Screen title={caseWords.delivery.title} narrow>
        {fault ? <FaultNotice fault={fault} onAgain={again} onSignIn={signIn} /> : <Waiting />}
      </Screen>
    );
  }
  if (!mayChoose(value.application.state, value.delivery.consignments)) {
    return (
      <Screen title={caseWords.delivery.title} narrow>
        <Nothing title={caseWords.delivery.fixed} help={caseWords.delivery.fixedHelp} />
      </Screen>
    );
  }
  return <DeliveryForm {...value} />;
}

/** What was chosen before, to be changed; an address is not shown again, so it is entered anew. */
function chosenBefore({ kind, consignments }: Delivery): DeliveryChoice | null {
  if (kind === 'electronic') return null;
  if (kind === 'post') return { kind, address: emptyAddress() };
  const servicePointId = consignments.find(({ direction }) => direction === 'toCitizen')?.servicePointId;
  return { kind, ...(servicePointId && { servicePointId }) };
}

function DeliveryForm({ application, delivery, options }: Standing) {
  const { caseWords, ...speech } = useCaseWords();
  const { applicationId } = application;
  const [choice, setChoice] = useState(() => chosenBefore(delivery));
  const [tried, setTried] = useState(false);
  const { busy, fault, send } = useSending();
  const missing = missingIn(choice, speech);
  const save = () => {
    setTried(true);
    if (Object.keys(missing).length > 0) return;
    void send(async (client) => {
      await client.deliveries.choose(applicationId, choice ?? { kind: 'electronic' });
      backTo('progress', { applicationId });
    });
  };
  return (
    <Screen
      title={caseWords.delivery.title}
      narrow
      action={
        <Button id="save-delivery" busy={busy} onPress={save}>
          {caseWords.delivery.go}
        </Button>
      }
    >
      <View className="page-lead">
        <View className="mist">{speech.say(application.matterName)}</View>
      </View>
      {fault && <FaultNotice fault={fault} onAgain={save} />}
      <DeliveryPart
        options={options}
        choice={choice}
        errors={{ ...(tried ? missing : {}), ...fault?.fields }}
        papersNeeded={false}
        onChoose={setChoice}
      />
      <View className="small mist">{caseWords.delivery.why}</View>
    </Screen>
  );
}
