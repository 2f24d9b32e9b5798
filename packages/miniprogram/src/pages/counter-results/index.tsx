// Results at a counter: what a department has sent is booked in, and handed to whoever tells its code.
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Choices } from '../../components/Choices.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Field } from '../../components/Field.tsx';
import { Heading } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Section } from '../../components/Section.tsx';
import { useSending } from '../../service/useSending.ts';
import { useResultWords } from './words.ts';

const steps = ['handOver', 'arrive'] as const;
type Step = (typeof steps)[number];

export default function CounterResultsPage() {
  const { resultWords: words } = useResultWords();
  const [step, setStep] = useState<Step>('handOver');
  const [number, setNumber] = useState('');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const { busy, fault, send } = useSending();
  const wrong = {
    ...(!/^\d{8,32}$/.test(number) && { number: words.numberWrong }),
    ...(step === 'handOver' && !/^\d{6}$/.test(code) && { code: words.codeWrong }),
  };
  const errors = tried ? wrong : {};
  const begin = (next: Step) => {
    setStep(next);
    setTried(false);
    setDone(null);
  };
  const go = () => {
    setTried(true);
    setDone(null);
    if (Object.keys(wrong).length > 0) return;
    void send(async (client) => {
      const { acceptanceNumber } =
        step === 'arrive'
          ? await client.deliveries.arrive({ acceptanceNumber: number })
          : await client.deliveries.handOver({ acceptanceNumber: number, code });
      setNumber('');
      setCode('');
      setTried(false);
      setDone(words.done[step](acceptanceNumber.slice(-6)));
      document.getElementById('number')?.focus();
    });
  };
  return (
    <Screen title={words.title} narrow className="counter">
      <Heading level={1}>{words.lead}</Heading>
      <Section id="results-step" tone="card">
        <Choices
          id="step"
          label={words.what}
          options={steps.map((value) => ({ value, label: words.steps[value] }))}
          value={step}
          onChoose={(value) => begin(value === 'arrive' ? 'arrive' : 'handOver')}
        />
        <View className="mist">{words.help[step]}</View>
        {fault && <FaultNotice fault={fault} />}
        {fault?.code === 'not_found' && <View className="note">{words.notHere}</View>}
        <View className="form">
          <Field
            id="number"
            label={words.number}
            help={words.numberHelp}
            kind="digits"
            maxLength={32}
            value={number}
            error={errors.number}
            autoFocus
            onType={setNumber}
          />
          {step === 'handOver' && (
            <Field
              id="code"
              label={words.code}
              help={words.codeHelp}
              kind="digits"
              maxLength={6}
              value={code}
              error={errors.code ?? fault?.fields.code}
              onType={setCode}
            />
          )}
          <Button id="results-go" busy={busy} onPress={go}>
            {words.go[step]}
          </Button>
        </View>
        {done && (
          <View id="results-done" className="celadon strong" role="status" aria-live="polite">
            {done}
          </View>
        )}
      </Section>
    </Screen>
  );
}
