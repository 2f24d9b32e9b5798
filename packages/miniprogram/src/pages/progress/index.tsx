// Progress: the seal that fills, what happens next and who must act, the papers on their way, the history.
import type { Application } from '@onetrip/shared/contract';
import { actionsFor } from '@onetrip/shared/rules';
import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { filled } from '../../components/ApplicationRow.tsx';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { LicenceRow } from '../../components/LicenceRow.tsx';
import { Heading } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Seal } from '../../components/Seal.tsx';
import { Facts, Section } from '../../components/Section.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { announce } from '../../embed/counter.ts';
import { isOver, isUnsuccessful } from '../../matter/states.ts';
import { useDelivery } from '../../matter/useDelivery.ts';
import { address, open } from '../../navigation/navigation.ts';
import { useQuery } from '../../navigation/useQuery.ts';
import { gateway } from '../../service/client.ts';
import { createAbort } from '../../service/connection';
import { type Fault, faultOf } from '../../service/fault.ts';
import { useAnswer } from '../../service/useAnswer.ts';
import { signInAgain } from '../../session/signInAgain.ts';
import { calendarDate, useSpeech } from '../../words/words.ts';
import { Carriage, ChooseAnew } from './Carriage.tsx';
import { Papers } from './Papers.tsx';
import { Withdrawal } from './Withdrawal.tsx';

/** How long an open page goes on asking, in milliseconds. */
const watchMs = 60 * 60_000;

/** Follows an application for as long as the page is open and something can still happen. */
function useFollowed(applicationId: string) {
  const [application, setApplication] = useState<Application | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [round, setRound] = useState(0);
  const again = () => setRound((before) => before + 1);
  useDidShow(again);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks quickly again
  useEffect(() => {
    const { signal, abort } = createAbort();
    setFault(null);
    gateway()
      .then((client) =>
        client.applications.waitFor(applicationId, {
          signal,
          timeoutMs: watchMs,
          until: ({ state }) => isOver(state),
          onChange: setApplication,
        }),
      )
      .catch((caught: unknown) => signal.aborted || setFault(faultOf(caught)));
    return abort;
  }, [applicationId, round]);
  return { application, setApplication, fault, again };
}

export default function Progress() {
  const { words, say } = useSpeech();
  const { applicationId = '' } = useQuery();
  const { application, setApplication, fault, again } = useFollowed(applicationId);
  const delivery = useDelivery(application);
  const before = useRef<Application['state'] | null>(null);
  const pressing = application?.state === 'delivered' && before.current !== null && before.current !== 'delivered';
  useEffect(() => {
    if (!application) return;
    if (application.state !== 'delivered') before.current = application.state;
    if (isOver(application.state)) announce('completed', application);
  }, [application]);
  const signIn = () => signInAgain(address('progress', { applicationId }));
  if (!application) {
    return (
      <Screen title={words.progress.title} narrow>
        {fault ? <FaultNotice fault={fault} onAgain={again} onSignIn={signIn} /> : <Waiting />}
      </Screen>
    );
  }
  const { state, papersReceived, papersTotal, billId, licenceIds, awaitingPayment } = application;
  const [licenceId] = licenceIds;
  const delivered = state === 'delivered';
  const actions = actionsFor('citizen', state);
  return (
    <Screen
      title={words.progress.title}
      className="progress"
      action={
        awaitingPayment && billId ? (
          <Button id="pay-now" onPress={() => open('payment', { billId, applicationId })}>
            {words.progress.pay}
          </Button>
        ) : actions.includes('giveSupplement') ? (
          <Button id="give-supplement" onPress={() => open('supplement', { applicationId })}>
            {words.progress.supplement}
          </Button>
        ) : licenceId ? (
          <Button id="see-licence" onPress={() => open('licence', { licenceId })}>
            {words.progress.licence}
          </Button>
        ) : null
      }
    >
      <View className="progress-head">
        <Seal
          size={132}
          filled={filled(papersReceived, papersTotal)}
          pressed={delivered}
          pressing={pressing}
          label={delivered ? words.progress.sealPressed : words.progress.sealWaiting(papersReceived, papersTotal)}
        />
        <View className="progress-words">
          <View className="mist">{say(application.matterName)}</View>
          <Heading level={1}>{words.progress.states[state]}</Heading>
          <View id="sentence" className="sentence" aria-live="polite">
            {say(application.sentence)}
          </View>
          {application.reason && (
            <View className={isUnsuccessful(state) ? 'note' : 'mist'}>
              {words.progress.reason}：{say(application.reason)}
            </View>
          )}
          {application.remedy && <View className="small mist">{say(application.remedy)}</View>}
          {!isOver(state) && (
            <View className="small mist">{fault ? words.progress.paused : words.progress.watching}</View>
          )}
        </View>
      </View>
      {fault && <FaultNotice fault={fault} onAgain={again} onSignIn={signIn} />}
      <View className="columns">
        <View className="column-main">
          <Carriage applicationId={applicationId} sight={delivery} />
          <Papers application={application} />
          <History application={application} />
        </View>
        <View className="column-side">
          <Issued licenceIds={licenceIds} />
          <Particulars application={application} />
          {delivery.mayChoose && delivery.delivery?.consignments.length === 0 && (
            <ChooseAnew applicationId={applicationId} chosen={false} />
          )}
          {actions.includes('correct') && (
            <Button id="correct" kind="plain" onPress={() => open('correction', { applicationId })}>
              {words.progress.correct}
            </Button>
          )}
          {actions.includes('withdraw') && <Withdrawal applicationId={applicationId} onWithdrawn={setApplication} />}
        </View>
      </View>
    </Screen>
  );
}

/** Everything that was issued, where it is more than one licence. */
function Issued({ licenceIds }: { licenceIds: readonly string[] }) {
  const { words } = useSpeech();
  const several = licenceIds.length > 1;
  const { value } = useAnswer(several ? licenceIds.join() : null, (client) =>
    Promise.all(licenceIds.map((licenceId) => client.licences.get(licenceId))),
  );
  if (!value) return null;
  return (
    <Section id="issued" title={words.guide.results}>
      <View className="rows">
        {value.map((licence) => (
          <LicenceRow key={licence.licenceId} licence={licence} />
        ))}
      </View>
    </Section>
  );
}

function History({ application: { applicationId, updatedAt } }: { application: Application }) {
  const { words, say, moment } = useSpeech();
  const { value } = useAnswer(`${applicationId} ${updatedAt}`, (client) => client.applications.events(applicationId));
  if (!value) return null;
  return (
    <Section id="history" title={words.progress.history}>
      <View className="timeline">
        {[...value.items].reverse().map((event) => (
          <View key={event.seq} className="moment">
            <View className="small mist figures">{moment(event.at)}</View>
            <View>{say(event.sentence)}</View>
          </View>
        ))}
      </View>
    </Section>
  );
}

function Particulars({ application }: { application: Application }) {
  const speech = useSpeech();
  const { words, moment } = speech;
  const { due, clock, assistance, delegation } = application;
  const rows: [string, string][] = [
    [words.progress.number, application.acceptanceNumber],
    [words.progress.filed, moment(application.filedAt)],
  ];
  if (due)
    rows.push([
      words.progress.due,
      calendarDate(due.date, speech) +
        (due.provisional ? words.guide.dueProvisional : '') +
        (clock === 'paused' ? words.progress.duePaused : ''),
    ]);
  return (
    <Section id="particulars" tone="card">
      <Facts rows={rows} />
      {delegation && <View className="small mist">{words.progress.onBehalf(delegation.agent)}</View>}
      {assistance && (
        <View className="small mist">
          {words.progress.assisted(assistance.servicePointName, assistance.operatorName)}
        </View>
      )}
    </Section>
  );
}
