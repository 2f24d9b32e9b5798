// Confirm who somebody is: checked on the device first, then once with the police register. Nothing is kept here.
import { checkCitizenId } from '@onetrip/shared/identifiers';
import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Field } from '../../components/Field.tsx';
import { Heading } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Seal } from '../../components/Seal.tsx';
import { address, askFirst, goOn } from '../../navigation/navigation.ts';
import { useQuery } from '../../navigation/useQuery.ts';
import { gateway } from '../../service/client.ts';
import { type Fault, faultOf } from '../../service/fault.ts';
import { know } from '../../session/session.ts';
import { useSpeech } from '../../words/words.ts';

export default function Verify() {
  const { words, say } = useSpeech();
  const { next = '' } = useQuery();
  const [name, setName] = useState('');
  const [idNumber, setIdNumber] = useState('');
  const [wrong, setWrong] = useState<{ name?: string; idNumber?: string }>({});
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const under = useRef(false);

  const confirm = async () => {
    const checked = checkCitizenId(idNumber, new Date());
    const nameGiven = name.trim();
    setWrong({
      ...(nameGiven.length < 2 && { name: words.verify.nameShort }),
      ...(!checked.ok && { idNumber: say(checked.reason) }),
    });
    if (!checked.ok || nameGiven.length < 2 || under.current) return;
    under.current = true;
    setBusy(true);
    setFault(null);
    try {
      const client = await gateway();
      const { citizen } = await client.identity.verify({ name: nameGiven, idNumber: checked.value });
      know(citizen);
      goOn(next);
    } catch (caught) {
      setFault(faultOf(caught));
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  return (
    <Screen title={words.verify.title} narrow>
      <View className="page-lead">
        <Seal size={56} />
        <Heading level={1}>{words.verify.lead}</Heading>
        <View className="mist">{words.verify.why}</View>
      </View>
      {fault && <FaultNotice fault={fault} onSignIn={() => askFirst('signIn', address('verify', { next }))} />}
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
          onEnter={() => void confirm()}
        />
        <Button id="verify" busy={busy} onPress={() => void confirm()}>
          {words.verify.go}
        </Button>
      </View>
    </Screen>
  );
}
