// Filing: who, the situation, the few fields nobody else can fill in, what is fetched from whom, the commitment, one button.
import type { Matter } from '@onetrip/shared/contract';
import { plateKindFor } from '@onetrip/shared/rules';
import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { Button } from '../../components/Button.tsx';
import { Consent } from '../../components/Choices.tsx';
import { DeliveryPart } from '../../components/DeliveryPart.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { FormFields } from '../../components/FormFields.tsx';
import { PlateChoice } from '../../components/PlateChoice.tsx';
import { Heading } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Section } from '../../components/Section.tsx';
import { Situation } from '../../components/Situation.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useActing } from '../../delegation/acting.ts';
import { type DraftInHand, useDraft } from '../../drafts/useDraft.ts';
import { announce, useCounter } from '../../embed/counter.ts';
import { isEmbedded } from '../../embed/mode.ts';
import { useFiling } from '../../matter/useFiling.ts';
import { usePlan } from '../../matter/usePlan.ts';
import { usePrivacyNotice } from '../../matter/usePrivacyNotice.ts';
import { address, askFirst, open, replace } from '../../navigation/navigation.ts';
import { useQuery } from '../../navigation/useQuery.ts';
import { prepareToNotify } from '../../notices/subscribing.ts';
import { useAnswer } from '../../service/useAnswer.ts';
import { lapse, useSession } from '../../session/session.ts';
import { useSpeech } from '../../words/words.ts';
import { NoticePart } from './NoticePart.tsx';

/** Nobody files without having been checked, whatever the matter says. */
const leastLevel = 2;

export default function FilingPage() {
  const { words } = useSpeech();
  const { matterId = '' } = useQuery();
  const here = address('filing', { matterId });
  const signedIn = useSession();
  const { value: matter, fault, again } = useAnswer(matterId, (client) => client.matters.get(matterId));
  const level = signedIn?.citizen.level ?? 0;
  const needed = Math.max(matter?.identityLevel ?? 0, leastLevel);
  useEffect(() => {
    if (level === 0) askFirst('signIn', here);
    else if (matter && level < needed) askFirst('verify', here, needed);
  }, [level, needed, matter, here]);
  if (!matter || level < needed) {
    return (
      <Screen title={words.filing.title} narrow>
        {fault ? <FaultNotice fault={fault} onAgain={again} /> : <Waiting />}
      </Screen>
    );
  }
  return <FilingForm matter={matter} here={here} />;
}

function FilingForm({ matter, here }: { matter: Matter; here: string }) {
  const { words, say, money } = useSpeech();
  const citizen = useSession()?.citizen;
  const applicant = useActing() ?? citizen;
  const prefilled = useCounter()?.standing.context ?? {};
  const inHand = useDraft(matter.matterId);
  const { draft, change } = inHand;
  const planned = usePlan(matter, draft.situation);
  const { plan } = planned;
  const notice = usePrivacyNotice(matter, draft.situation);
  const filing = useFiling(matter, plan, notice.value, inHand, prefilled, (application) => {
    announce('filed', application);
    replace('progress', { applicationId: application.applicationId });
  });
  const { errors, values } = filing;
  // The words changed while he read: the new ones are read, and he is asked again.
  const noticeChanged = filing.fault?.code === 'notice_changed';
  const readAgain = notice.again;
  useEffect(() => {
    if (noticeChanged) readAgain();
  }, [noticeChanged, readAgain]);
  useEffect(prepareToNotify, []);
  const vinField = plan?.forms.find(({ type }) => type === 'vin');
  const commit = (materialId: string, yes: boolean) =>
    change({
      commitments: yes ? [...draft.commitments, materialId] : draft.commitments.filter((id) => id !== materialId),
    });
  const { value: delivery } = useAnswer(`delivery ${matter.matterId}`, (client) =>
    client.deliveries.options(matter.matterId),
  );
  const papersNeeded = plan?.blockers.some(({ kind }) => kind === 'paperProvided') ?? false;
  const collected = draft.delivery?.collectPapers === true;
  const paper = plan?.blockers.find(({ kind }) => kind === 'notOnline' || (kind === 'paperProvided' && !collected));
  const missing = Object.values(errors)[0];
  return (
    <Screen
      title={words.filing.title}
      className="filing"
      narrow
      action={
        plan &&
        notice.value && (
          <>
            {(paper ?? missing) && <View className="action-note">{paper ? say(paper.message) : missing}</View>}
            <Button id="submit" busy={filing.busy} disabled={paper !== undefined} onPress={() => void filing.submit()}>
              {filing.busy ? words.filing.submitting : words.filing.submit}
            </Button>
            <View className="small mist">{words.filing.once}</View>
          </>
        )
      }
    >
      <Heading level={1}>{say(matter.name)}</Heading>
      {filing.fault && (
        <FaultNotice
          fault={filing.fault}
          onAgain={() => void filing.submit()}
          onVerify={() => askFirst('verify', here, Math.max(matter.identityLevel, leastLevel + 1))}
          onSignIn={() => {
            lapse();
            askFirst('signIn', here);
          }}
        />
      )}
      {filing.fault?.code === 'application_open_already' && (
        <Button id="view-existing" kind="quiet" onPress={() => open('applications')}>
          {words.filing.viewExisting}
        </Button>
      )}
      <Resumption inHand={inHand} />
      <Section id="who" tone="card" title={words.filing.who}>
        <View className="who">
          <View className="who-name">{applicant?.name}</View>
          <View className="mist figures">{applicant?.idNumber}</View>
          <View className="chip">{words.filing.whoChecked}</View>
        </View>
      </Section>
      {matter.questions.length > 0 && (
        <Section id="situation" tone="card" title={words.filing.situation}>
          <Situation
            matter={matter}
            answers={draft.situation}
            errors={errors}
            onAnswer={(question, value) => change({ situation: { ...draft.situation, [question]: value } })}
          />
        </Section>
      )}
      {planned.fault && <FaultNotice fault={planned.fault} onAgain={planned.again} />}
      {!plan && !planned.fault && <Waiting text={words.guide.checking} />}
      {plan && plan.forms.length > 0 && (
        <Section id="form" tone="card" title={words.filing.form} lead={words.filing.formWhy}>
          <FormFields
            fields={plan.forms}
            values={{ ...values, ...draft.form }}
            errors={errors}
            onChange={(id, value) => change({ form: { ...draft.form, [id]: value } })}
            plate={(field, error) => (
              <PlateChoice
                key={field.id}
                label={say(field.label)}
                vin={vinField ? (values[vinField.id] ?? '') : ''}
                kind={plateKindFor(field, draft.situation)}
                chosen={draft.plate}
                onChoose={(plate) => change({ plate })}
                error={error}
              />
            )}
          />
        </Section>
      )}
      {delivery && delivery.kinds.length > 1 && (
        <DeliveryPart
          options={delivery}
          choice={draft.delivery}
          errors={errors}
          papersNeeded={papersNeeded}
          onChoose={(choice) => change({ delivery: choice })}
        />
      )}
      {plan && <NoticePart notice={notice} draft={draft} error={errors.noticeAcknowledged} onChange={change} />}
      {plan?.commitments.map(({ materialId, name, commitment }) => (
        <Section
          key={materialId}
          id={`commitment-${materialId}`}
          tone="card"
          title={`${words.filing.commitment} · ${say(name)}`}
        >
          {commitment && (
            <>
              <View className="commitment">{say(commitment.text)}</View>
              <View className="small mist">{words.filing.laterCheck(say(commitment.laterCheck))}</View>
            </>
          )}
          <Consent
            id={`commit-${materialId}`}
            value={draft.commitments.includes(materialId)}
            error={errors[`commitments.${materialId}`]}
            onChange={(yes) => commit(materialId, yes)}
          >
            {words.filing.commitmentAgree}
          </Consent>
        </Section>
      ))}
      {plan?.totalFen ? <View className="mist">{words.filing.pay(money(plan.totalFen))}</View> : null}
      <View className="small mist">{isEmbedded ? words.filing.savedHere : words.filing.saved}</View>
    </Screen>
  );
}

/** What another device entered: gone on from, or chosen between. */
function Resumption({ inHand: { elsewhere, takeElsewhere, keepMine, resumedFrom } }: { inHand: DraftInHand }) {
  const { words, moment } = useSpeech();
  if (elsewhere) {
    return (
      <Section id="elsewhere" tone="card" title={words.filing.elsewhere} lead={words.filing.elsewhereWhy}>
        <Button id="take-elsewhere" kind="quiet" onPress={takeElsewhere}>
          {words.filing.takeElsewhere(moment(elsewhere.updatedAt))}
        </Button>
        <Button id="keep-mine" kind="plain" onPress={keepMine}>
          {words.filing.keepMine}
        </Button>
      </Section>
    );
  }
  if (!resumedFrom) return null;
  return (
    <View id="resumed" className="celadon" role="status">
      {words.filing.resumed(moment(resumedFrom))}
    </View>
  );
}
