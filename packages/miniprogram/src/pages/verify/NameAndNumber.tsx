// Name and number: checked on the device first, then once with the police register. Nothing is kept here.
import { checkCitizenId } from '@onetrip/shared/identifiers';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Field } from '../../components/Field.tsx';
import { Heading } from '../../components/primitives.tsx';
import { Seal } from '../../components/Seal.tsx';
import { address, goOn } from '../../navigation/navigation.ts';
import { ownGateway } from '../../service/client.ts';
import { useSending } from '../../service/useSending.ts';
import { know } from '../../session/session.ts';
import { signInAgain } from '../../session/signInAgain.ts';
import { useSpeech } from '../../words/words.ts';

export function NameAndNumber({ next, level }: { next: string; level: number }) {
  const { words, say } = useSpeech();
  const [name, setName] = useState('');
  const [idNumber, setIdNumber] = useState('');
  const [wrong, setWrong] = useState<{ name?: string; idNumber?: string }>({});
  const { busy, fault, send } = useSending(ownGateway);

  const confirm = () => {
    const checked = checkCitizenId(idNumber, new Date());
    const nameGiven = name.trim();
    setWrong({
      ...(nameGiven.length < 2 && { name: words.verify.nameShort }),
      ...(!checked.ok && { idNumber: say(checked.reason) }),
    });
    if (!checked.ok || nameGiven.length < 2) return;
    void send(async (client) => {
      const { citizen } = await client.identity.verify({ name: nameGiven, idNumber: checked.value });
      know(citizen);
      // Where more is needed, this page asks for it next.
      if (citizen.level >= level) goOn(next);
    });
  };
  return (
    <>
      <View className="page-lead">
        <Seal size={56} />
        <Heading level={1}>{words.verify.lead}</Heading>
        <View className="mist">{words.verify.why}</View>
      </View>
      {fault && (
        <FaultNotice fault={fault} onSignIn={() => signInAgain(address('verify', { next, level: String(level) }))} />
      )}
      <View className="form">
        <Field
          id="name"
          label={words.verify.name}
          placeholder={words.verify.nameHint}
          maxLength={50}
          value={name}
          error={wrong.name ?? fault?.fields.name}
          onType={setName}
        />
        <Field
          id="id-number"
          label={words.verify.idNumber}
          placeholder={words.verify.idNumberHint}
          kind="idNumber"
          maxLength={20}
          value={idNumber}
          error={wrong.idNumber ?? fault?.fields.idNumber}
          help={words.verify.here}
          onType={setIdNumber}
          onEnter={confirm}
        />
        <Button id="verify" busy={busy} onPress={confirm}>
          {words.verify.go}
        </Button>
      </View>
    </>
  );
}
