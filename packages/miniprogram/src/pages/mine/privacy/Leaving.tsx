// Taking everything along, and having everything erased.
import type { Erasure } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { Section } from '../../../components/Section.tsx';
import { Twice } from '../../../components/Twice.tsx';
import { address, askFirst } from '../../../navigation/navigation.ts';
import { ownGateway } from '../../../service/client.ts';
import { useSending } from '../../../service/useSending.ts';
import { end } from '../../../session/session.ts';
import { signInAgain } from '../../../session/signInAgain.ts';
import { handOver } from '../../../state/handOver';
import { useMineWords } from '../words.ts';

const here = address('privacy');

export function Leaving() {
  const { mineWords, say } = useMineWords();
  const [taken, setTaken] = useState(false);
  const [erased, setErased] = useState<Erasure | null>(null);
  const taking = useSending(ownGateway);
  const erasing = useSending(ownGateway);
  const doors = { onSignIn: () => signInAgain(here), onVerify: () => askFirst('verify', here) };
  const take = () =>
    void taking.send(async (client) => {
      await handOver('onetrip.json', JSON.stringify(await client.privacy.export(), null, 2));
      setTaken(true);
    });
  const erase = () =>
    erasing.send(async (client) => {
      setErased(await client.privacy.erase());
      end();
    });
  if (erased) {
    return (
      <Section id="erased" tone="card" title={mineWords.privacy.erased}>
        {erased.kept.length > 0 && <View className="mist">{mineWords.privacy.kept}</View>}
        {erased.kept.map((kept) => (
          <View key={kept.zh}>{say(kept)}</View>
        ))}
      </Section>
    );
  }
  return (
    <>
      <Section id="take" tone="card" title={mineWords.privacy.take} lead={mineWords.privacy.takeWhy}>
        {taking.fault && <FaultNotice fault={taking.fault} onAgain={take} {...doors} />}
        <Button id="export" kind="quiet" busy={taking.busy} onPress={take}>
          {taken ? mineWords.privacy.takeDone : mineWords.privacy.takeGo}
        </Button>
      </Section>
      <Section id="erasure" tone="card" title={mineWords.privacy.erase} lead={mineWords.privacy.eraseWhy}>
        {erasing.fault && <FaultNotice fault={erasing.fault} {...doors} />}
        {Object.entries(erasing.fault?.fields ?? {}).map(([field, sentence]) => (
          <View key={field} className="note">
            {sentence}
          </View>
        ))}
        <Twice
          id="erase"
          sure={mineWords.privacy.eraseSure}
          yes={mineWords.privacy.eraseYes}
          no={mineWords.privacy.eraseNo}
          busy={erasing.busy}
          onYes={erase}
        >
          {mineWords.privacy.eraseGo}
        </Twice>
      </Section>
    </>
  );
}
