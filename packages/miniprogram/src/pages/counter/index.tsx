// The counter's first page: the clerk confirms the person before him, then chooses what is to be done.
import type { ApplicationSummary, ConfirmInPersonBody, CurrentEmbedSession } from '@onetrip/shared/contract';
import { checkCitizenId } from '@onetrip/shared/identifiers';
import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { ApplicationRow } from '../../components/ApplicationRow.tsx';
import { Button } from '../../components/Button.tsx';
import { Choices, Consent } from '../../components/Choices.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Field, Labelled } from '../../components/Field.tsx';
import { Press } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Section } from '../../components/Section.tsx';
import { Nothing, Waiting } from '../../components/Waiting.tsx';
import { connectCounter, hostFault, makeTimeForCustomer } from '../../embed/connect.ts';
import { useCounter } from '../../embed/counter.ts';
import { focusFirst, listenForEnter } from '../../embed/keyboard.ts';
import { isOver } from '../../matter/states.ts';
import { open } from '../../navigation/navigation.ts';
import { useVisit } from '../../navigation/useVisit.ts';
import { gateway } from '../../service/client.ts';
import { type Fault, faultOf } from '../../service/fault.ts';
import { useAnswer } from '../../service/useAnswer.ts';
import { begin, useSession } from '../../session/session.ts';
import { useSpeech } from '../../words/words.ts';

let listening = false;

export default function CounterPage() {
  const { words } = useSpeech();
  const standing = useCounter()?.standing;
  const signedIn = useSession();
  const [fault, setFault] = useState<Fault | 'unframed' | 'noSession' | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round connects again
  useEffect(() => {
    setFault(null);
    connectCounter().catch((caught: unknown) => setFault(hostFault(caught) ?? faultOf(caught)));
    if (!listening) listenForEnter();
    listening = true;
  }, [round]);
  return (
    <Screen title={words.counter.title} first className="counter">
      {fault === 'unframed' ? (
        <Nothing title={words.counter.notFramed} help={words.counter.notFramedNext} />
      ) : fault === 'noSession' ? (
        <Nothing title={words.counter.expired} help={words.counter.expiredNext} />
      ) : fault ? (
        <FaultNotice fault={fault} onAgain={() => setRound((before) => before + 1)} />
      ) : standing ? (
        <View className="columns">
          <View className="column-main">
            {signedIn ? <Matters standing={standing} /> : <Confirmation standing={standing} />}
          </View>
          {!signedIn && (
            <View className="column-side">
              <Section title={words.counter.matters}>
                {standing.matters.map(({ matterId, name }) => (
                  <MatterName key={matterId} name={name} />
                ))}
              </Section>
              <Button id="to-results" kind="quiet" onPress={() => open('counterResults')}>
                {words.counter.results}
              </Button>
            </View>
          )}
        </View>
      ) : (
        <Waiting text={words.counter.connecting} />
      )}
    </Screen>
  );
}

function MatterName({ name }: { name: CurrentEmbedSession['matters'][number]['name'] }) {
  const { say } = useSpeech();
  return <View className="mist">{say(name)}</View>;
}

/** The person before the clerk, checked against the card he holds. */
function Confirmation({ standing }: { standing: CurrentEmbedSession }) {
  const { words, say } = useSpeech();
  const [name, setName] = useState('');
  const [idNumber, setIdNumber] = useState('');
  const [document, setDocument] = useState<ConfirmInPersonBody['document']>('idCard');
  const [seen, setSeen] = useState(false);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const under = useRef(false);

  const confirm = async () => {
    const checked = checkCitizenId(idNumber, new Date());
    const nameGiven = name.trim();
    const faults: Record<string, string> = {
      ...(nameGiven.length < 2 && { name: words.verify.nameShort }),
      ...(!checked.ok && { idNumber: say(checked.reason) }),
      ...(!seen && { seen: words.counter.seenNeeded }),
    };
    setWrong(faults);
    if (!checked.ok || !seen || Object.keys(faults).length > 0 || under.current) return;
    under.current = true;
    setBusy(true);
    setFault(null);
    try {
      const client = await gateway();
      await makeTimeForCustomer();
      begin(
        await client.identity.confirmInPerson({
          name: nameGiven,
          idNumber: checked.value,
          document,
          seenByOperator: true,
        }),
      );
      const [only, ...others] = standing.matters;
      if (only && others.length === 0) open('filing', { matterId: only.matterId });
    } catch (caught) {
      setFault(faultOf(caught));
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  return (
    <Section id="confirmation" tone="card" title={words.counter.confirm} lead={words.counter.confirmWhy}>
      {fault && <FaultNotice fault={fault} onAgain={() => void confirm()} />}
      <View className="form">
        <View className="pair">
          <Field
            id="name"
            label={words.verify.name}
            maxLength={50}
            value={name}
            error={wrong.name ?? fault?.fields.name}
            autoFocus
            onType={setName}
          />
          <Field
            id="id-number"
            label={words.verify.idNumber}
            kind="idNumber"
            maxLength={20}
            value={idNumber}
            error={wrong.idNumber ?? fault?.fields.idNumber}
            onType={setIdNumber}
          />
        </View>
        <Labelled id="document" label={words.counter.document}>
          <Choices
            id="document"
            label={words.counter.document}
            options={[
              { value: 'idCard', label: words.counter.idCard },
              { value: 'citizenCard', label: words.counter.citizenCard },
            ]}
            value={document}
            onChoose={(value) => setDocument(value === 'citizenCard' ? value : 'idCard')}
          />
        </Labelled>
        <Consent id="seen" value={seen} error={wrong.seen} onChange={setSeen}>
          {words.counter.seen}
        </Consent>
        <Button id="confirm" busy={busy} onPress={() => void confirm()}>
          {words.counter.confirmGo}
        </Button>
        <View className="small mist">{words.counter.enter}</View>
      </View>
    </Section>
  );
}

/** As many of his finished cases as are shown: to fetch a result, or to show a licence again. */
const mostDone = 5;

/** What this counter handles, for the customer at hand, and what of his is under way or done here. */
function Matters({ standing }: { standing: CurrentEmbedSession }) {
  const { words, say } = useSpeech();
  const visit = useVisit();
  const { value } = useAnswer(`underway ${visit}`, (client) => client.applications.list({ limit: 20 }));
  const underway = (value?.items ?? []).filter(({ state }) => !isOver(state));
  const done = (value?.items ?? []).filter(({ state }) => state === 'delivered').slice(0, mostDone);
  useEffect(() => {
    setTimeout(focusFirst);
  }, []);
  return (
    <>
      <Cases id="underway" title={words.search.underway} cases={underway} />
      <Section id="matters" title={words.counter.matters} lead={words.counter.finishHint}>
        <View className="rows">
          {standing.matters.map(({ matterId, name }) => (
            <Press
              key={matterId}
              id={`matter-${matterId}`}
              className="row"
              onPress={() => open('filing', { matterId })}
            >
              <View className="row-main row-title">{say(name)}</View>
              <View className="chevron forward" aria-hidden="true" />
            </Press>
          ))}
        </View>
      </Section>
      <Cases id="done" title={words.counter.done} cases={done} />
    </>
  );
}

function Cases({ id, title, cases }: { id: string; title: string; cases: readonly ApplicationSummary[] }) {
  if (cases.length === 0) return null;
  return (
    <Section id={id} title={title}>
      <View className="rows">
        {cases.map((application) => (
          <ApplicationRow key={application.applicationId} application={application} />
        ))}
      </View>
    </Section>
  );
}
