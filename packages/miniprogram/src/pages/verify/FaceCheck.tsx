// The face check: the provider's page sees the citizen, the service asks the provider, and he goes on where he was.
import type { FinishFaceCheckBody, FaceCheck as Outcome } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Heading } from '../../components/primitives.tsx';
import { Seal } from '../../components/Seal.tsx';
import { faceCheckBack, goToCamera } from '../../identity/camera.ts';
import { address, goOn } from '../../navigation/navigation.ts';
import { useVisit } from '../../navigation/useVisit.ts';
import { ownGateway } from '../../service/client.ts';
import { useSending } from '../../service/useSending.ts';
import { know } from '../../session/session.ts';
import { signInAgain } from '../../session/signInAgain.ts';
import { useSpeech } from '../../words/words.ts';

export function FaceCheck({ next, level }: { next: string; level: number }) {
  const { words, say } = useSpeech();
  const here = address('verify', { next, level: String(level) });
  const visit = useVisit();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [check, setCheck] = useState<FinishFaceCheckBody | null>(null);
  const { busy, fault, send } = useSending(ownGateway);

  const finish = (asked: FinishFaceCheckBody) =>
    void send(async (client) => {
      setCheck(asked);
      const found = await client.identity.finishFaceCheck(asked);
      setOutcome(found);
      if (!found.me) return;
      know(found.me.citizen);
      goOn(next);
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked whenever he is back from the camera
  useEffect(() => {
    const back = faceCheckBack();
    if (back) finish(back);
  }, [visit]);
  const begin = () =>
    void send(async (client) => {
      setOutcome(null);
      goToCamera(await client.identity.startFaceCheck({ returnTo: `/#${here}` }));
    });
  const waits = outcome?.state === 'review' ? check : null;
  return (
    <>
      <View className="page-lead">
        <Seal size={56} />
        <Heading level={1}>{words.faceCheck.lead}</Heading>
        <View className="mist">{words.faceCheck.why}</View>
      </View>
      {fault && <FaultNotice fault={fault} onAgain={begin} onSignIn={() => signInAgain(here)} />}
      {outcome && outcome.state !== 'passed' && (
        <View id="face-outcome" className="note" role="status" aria-live="polite">
          {say(outcome.sentence)}
        </View>
      )}
      <View className="form">
        <Button id="face-check" busy={busy} onPress={() => (waits ? finish(waits) : begin())}>
          {waits ? words.faceCheck.look : outcome ? words.faceCheck.again : words.faceCheck.go}
        </Button>
        <View className="small mist">{words.faceCheck.otherwise}</View>
      </View>
    </>
  );
}
