// A new delegation: who acts for whom, for which matters, what may be done, for how long.
import type { DelegationPower } from '@onetrip/shared/contract';
import { checkCitizenId } from '@onetrip/shared/identifiers';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Choices } from '../../../components/Choices.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { Field, Labelled } from '../../../components/Field.tsx';
import { Section } from '../../../components/Section.tsx';
import { address, askFirst } from '../../../navigation/navigation.ts';
import { ownGateway } from '../../../service/client.ts';
import { useSending } from '../../../service/useSending.ts';
import { signInAgain } from '../../../session/signInAgain.ts';
import { useMineWords } from '../words.ts';
import { type ChosenScope, everything, isEmpty, ScopeChoice, scopeOf } from './ScopeChoice.tsx';

const here = address('delegations');
const sides = ['principal', 'agent', 'guardian'] as const;
const powers: readonly DelegationPower[] = ['file', 'see'];
const terms = [1, 3, 12] as const;

/** A day so many months ahead, one day short of it: a year is the most there may be. */
function dayAfter(months: number): string {
  const day = new Date();
  day.setMonth(day.getMonth() + months, day.getDate() - 1);
  return day.toISOString().slice(0, 10);
}

export function Proposal({ onProposed }: { onProposed: () => void }) {
  const { mineWords, say } = useMineWords();
  const words = mineWords.delegations;
  const [side, setSide] = useState<(typeof sides)[number]>('principal');
  const [name, setName] = useState('');
  const [idNumber, setIdNumber] = useState('');
  const [scope, setScope] = useState<ChosenScope>(everything);
  const [power, setPower] = useState<DelegationPower>('file');
  const [months, setMonths] = useState<(typeof terms)[number]>(3);
  const [wrong, setWrong] = useState<{ name?: string; idNumber?: string; scope?: boolean }>({});
  const [sent, setSent] = useState(false);
  const { busy, fault, send } = useSending(ownGateway);
  const propose = () => {
    const checked = checkCitizenId(idNumber, new Date());
    const other = name.trim();
    setWrong({
      ...(other.length < 2 && { name: words.nameShort }),
      ...(!checked.ok && { idNumber: say(checked.reason) }),
      ...(isEmpty(scope) && { scope: true }),
    });
    if (!checked.ok || other.length < 2 || isEmpty(scope)) return;
    void send(async (client) => {
      await client.delegations.propose({
        side: side === 'principal' ? 'principal' : 'agent',
        other: { name: other, idNumber: checked.value },
        scope: scopeOf(scope),
        power,
        until: dayAfter(months),
        ...(side === 'guardian' && { guardian: true }),
      });
      setName('');
      setIdNumber('');
      setSent(true);
      onProposed();
    });
  };
  return (
    <Section id="proposal" tone="card" title={words.propose}>
      {fault && (
        <FaultNotice
          fault={fault}
          onAgain={propose}
          onSignIn={() => signInAgain(here)}
          onVerify={() => askFirst('verify', here)}
        />
      )}
      <View className="form">
        <Labelled id="side" label={words.side}>
          <Choices
            id="side"
            label={words.side}
            options={sides.map((value) => ({ value, label: words.sides[value] }))}
            value={side}
            onChoose={(value) => setSide(sides.find((one) => one === value) ?? 'principal')}
          />
        </Labelled>
        <Field
          id="other-name"
          label={words.name}
          maxLength={50}
          value={name}
          error={wrong.name ?? fault?.fields['other.name']}
          onType={setName}
        />
        <Field
          id="other-id-number"
          label={words.idNumber}
          help={words.idNumberHelp}
          kind="idNumber"
          maxLength={20}
          value={idNumber}
          error={wrong.idNumber ?? fault?.fields['other.idNumber']}
          onType={setIdNumber}
        />
        <ScopeChoice scope={scope} isMissing={wrong.scope === true && isEmpty(scope)} onChoose={setScope} />
        <Labelled id="power" label={words.power}>
          <Choices
            id="power"
            label={words.power}
            options={powers.map((value) => ({ value, label: words.powers[value] }))}
            value={power}
            onChoose={(value) => setPower(value === 'see' ? 'see' : 'file')}
          />
        </Labelled>
        <Labelled id="months" label={words.months}>
          <Choices
            id="months"
            label={words.months}
            options={terms.map((value) => ({ value: String(value), label: words.monthsOf[value] }))}
            value={String(months)}
            onChoose={(value) => setMonths(terms.find((one) => String(one) === value) ?? 3)}
          />
        </Labelled>
        <Button id="propose" busy={busy} onPress={propose}>
          {words.go}
        </Button>
        {sent && !fault && (
          <View id="proposed" className="celadon" role="status" aria-live="polite">
            {words.sent}
          </View>
        )}
      </View>
    </Section>
  );
}
