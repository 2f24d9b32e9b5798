// A correction: what was filled in wrongly is changed; only what changed is sent.
import { checkCorrection } from '@onetrip/shared/rules';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { FormFields } from '../../../components/FormFields.tsx';
import { Heading } from '../../../components/primitives.tsx';
import { Screen } from '../../../components/Screen.tsx';
import { Section } from '../../../components/Section.tsx';
import { Nothing, Waiting } from '../../../components/Waiting.tsx';
import { type FiledForm, useFiledForm } from '../../../matter/useFiledForm.ts';
import { address, backTo } from '../../../navigation/navigation.ts';
import { useQuery } from '../../../navigation/useQuery.ts';
import { useSending } from '../../../service/useSending.ts';
import { signInAgain } from '../../../session/signInAgain.ts';
import { useCaseWords } from '../words.ts';

export default function CorrectionPage() {
  const { caseWords } = useCaseWords();
  const { applicationId = '' } = useQuery();
  const { value, fault, again } = useFiledForm(applicationId);
  const signIn = () => signInAgain(address('correction', { applicationId }));
  if (!value) {
    return (
      <Screen title={caseWords.correction.title} narrow>
        {fault ? <FaultNotice fault={fault} onAgain={again} onSignIn={signIn} /> : <Waiting />}
      </Screen>
    );
  }
  return <CorrectionForm filed={value} onSignIn={signIn} />;
}

function CorrectionForm({ filed, onSignIn }: { filed: FiledForm; onSignIn: () => void }) {
  const { caseWords, say } = useCaseWords();
  const { application, form, matter } = filed;
  const { applicationId, situation, state } = application;
  const [entered, setEntered] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const { busy, fault, send } = useSending();
  const fields = matter.form.filter(({ id }) => form.correctable.includes(id));
  if (fields.length === 0) {
    return (
      <Screen title={caseWords.correction.title} narrow>
        <Nothing title={caseWords.correction.nothing} help={caseWords.correction.nothingHelp} />
      </Screen>
    );
  }
  const changed = Object.fromEntries(
    Object.entries(entered).filter(([id, value]) => value.trim() !== (form.values[id] ?? '')),
  );
  const untouched = Object.keys(changed).length === 0;
  const faults = untouched ? [] : checkCorrection(matter, { situation, values: form.values }, state, changed);
  const errors = {
    ...(tried ? Object.fromEntries(faults.map(({ field, message }) => [field, say(message)])) : {}),
    ...fault?.fields,
  };
  const submit = () => {
    setTried(true);
    if (untouched || faults.length > 0) return;
    void send(async (client) => {
      await client.applications.correct(applicationId, { form: changed });
      backTo('progress', { applicationId });
    });
  };
  return (
    <Screen
      title={caseWords.correction.title}
      narrow
      action={
        <>
          {untouched && <View className="action-note">{caseWords.correction.unchanged}</View>}
          <Button id="send-correction" busy={busy} disabled={untouched} onPress={submit}>
            {caseWords.correction.go}
          </Button>
        </>
      }
    >
      <View className="page-lead">
        <View className="mist">{say(application.matterName)}</View>
        <Heading level={1}>{caseWords.correction.lead}</Heading>
        <View className="mist">{caseWords.correction.why}</View>
      </View>
      {fault && <FaultNotice fault={fault} onAgain={submit} onSignIn={onSignIn} />}
      <Section id="form" tone="card">
        <FormFields
          fields={fields}
          values={{ ...form.values, ...entered }}
          errors={errors}
          onChange={(id, value) => setEntered({ ...entered, [id]: value })}
        />
      </Section>
    </Screen>
  );
}
