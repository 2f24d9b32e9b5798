// The supplement: everything that is missing, item by item, given once.
import type { GiveSupplementBody, SupplementItem } from '@onetrip/shared/contract';
import { checkSupplement } from '@onetrip/shared/rules';
import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
import { Heading } from '../../../components/primitives.tsx';
import { Screen } from '../../../components/Screen.tsx';
import { Section } from '../../../components/Section.tsx';
import { Nothing, Waiting } from '../../../components/Waiting.tsx';
import { keepable } from '../../../drafts/drafts.ts';
import { type FiledForm, useFiledForm } from '../../../matter/useFiledForm.ts';
import { address, backTo } from '../../../navigation/navigation.ts';
import { useQuery } from '../../../navigation/useQuery.ts';
import { useSending } from '../../../service/useSending.ts';
import { signInAgain } from '../../../session/signInAgain.ts';
import { forgetAll, keep, recall } from '../../../state/device.ts';
import { useCaseWords } from '../words.ts';
import { ItemAnswer } from './ItemAnswer.tsx';

export default function SupplementPage() {
  const { caseWords } = useCaseWords();
  const { applicationId = '' } = useQuery();
  const { value, fault, again } = useFiledForm(applicationId);
  const signIn = () => signInAgain(address('supplement', { applicationId }));
  if (!value) {
    return (
      <Screen title={caseWords.supplement.title} narrow>
        {fault ? <FaultNotice fault={fault} onAgain={again} onSignIn={signIn} /> : <Waiting />}
      </Screen>
    );
  }
  return <SupplementForm filed={value} onSignIn={signIn} />;
}

const nothingYet: GiveSupplementBody = { form: {}, commitments: [], statements: {} };

/** What has been entered and not sent, kept on the device without identity numbers. */
function useKeptAnswer(applicationId: string) {
  const name = `draft.supplement.${applicationId}`;
  const [given, setGiven] = useState<GiveSupplementBody>(() => ({
    ...nothingYet,
    ...recall<Partial<GiveSupplementBody>>(name),
  }));
  const newest = useRef(given);
  const change = (make: (before: GiveSupplementBody) => Partial<GiveSupplementBody>) => {
    // A file may become whole while something else is typed: each changes what there is by then.
    const next = { ...newest.current, ...make(newest.current) };
    newest.current = next;
    setGiven(next);
    // Files are kept by the service; each upload keeps its own name for being found again.
    const { uploads: _, ...kept } = next;
    keep(name, { ...kept, form: keepable(next.form), statements: keepable(next.statements) });
  };
  return { given, name, change, drop: () => forgetAll(name) };
}

function SupplementForm({ filed, onSignIn }: { filed: FiledForm; onSignIn: () => void }) {
  const { caseWords, say } = useCaseWords();
  const { application, form, matter } = filed;
  const { applicationId } = application;
  const { given, name, change, drop } = useKeptAnswer(applicationId);
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const { busy, fault, send } = useSending();
  const supplement = form.supplement?.givenAt ? null : form.supplement;
  if (supplement === null) {
    return (
      <Screen title={caseWords.supplement.title} narrow>
        <Nothing title={caseWords.supplement.given} help={say(application.sentence)} />
      </Screen>
    );
  }
  const { items } = supplement;
  const missing = checkSupplement(matter, items, given);
  const errors = {
    ...(tried ? Object.fromEntries(missing.map(({ field, message }) => [field, say(message)])) : {}),
    ...fault?.fields,
  };
  const submit = () => {
    setTried(true);
    if (missing.length > 0) return;
    void send(async (client) => {
      await client.applications.supplement(applicationId, given);
      drop();
      backTo('progress', { applicationId });
    });
  };
  return (
    <Screen
      title={caseWords.supplement.title}
      narrow
      action={
        <>
          {sending.size > 0 ? (
            <View className="action-note">{caseWords.supplement.uploading}</View>
          ) : (
            missing.length > 0 && <View className="action-note">{caseWords.supplement.left(missing.length)}</View>
          )}
          <Button id="send-supplement" busy={busy} disabled={sending.size > 0} onPress={submit}>
            {caseWords.supplement.go}
          </Button>
        </>
      }
    >
      <View className="page-lead">
        <View className="mist">{say(application.matterName)}</View>
        <Heading level={1}>{caseWords.supplement.lead(items.length)}</Heading>
        <View className="mist">{caseWords.supplement.why}</View>
        <View id="answer-by">{caseWords.supplement.by(supplement.answerBy)}</View>
      </View>
      {fault && <FaultNotice fault={fault} onAgain={submit} onSignIn={onSignIn} />}
      {items.map((item, index) => (
        <Section key={idOf(item)} id={`item-${idOf(item)}`} tone="card">
          <View className="item-head">
            <View className="item-number figures">{`${index + 1}/${items.length}`}</View>
            <Heading level={2}>{say(item.what)}</Heading>
          </View>
          <View className="mist">{say(item.why)}</View>
          <ItemAnswer
            item={item}
            filed={filed}
            given={given}
            name={name}
            errors={errors}
            onChange={change}
            onSending={(busyNow) =>
              setSending((before) => {
                const others = [...before].filter((id) => id !== idOf(item));
                return new Set(busyNow ? [...others, idOf(item)] : others);
              })
            }
          />
        </Section>
      ))}
      <View className="small mist">{caseWords.supplement.kept}</View>
    </Screen>
  );
}

const idOf = ({ field, materialId }: SupplementItem): string => field ?? materialId ?? '';
