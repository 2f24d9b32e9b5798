// My applications, newest first, and my licences.
import type { ApplicationSummary } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { ApplicationRow } from '../../components/ApplicationRow.tsx';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { LicenceRow } from '../../components/LicenceRow.tsx';
import { Heading } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Section } from '../../components/Section.tsx';
import { Nothing, Waiting } from '../../components/Waiting.tsx';
import { address, askFirst, goHome } from '../../navigation/navigation.ts';
import { gateway } from '../../service/client.ts';
import { useAnswer } from '../../service/useAnswer.ts';
import { end, lapse, useSession } from '../../session/session.ts';
import { useSpeech } from '../../words/words.ts';

export default function Applications() {
  const { words } = useSpeech();
  const signedIn = useSession();
  const signIn = () => {
    lapse();
    askFirst('signIn', address('applications'));
  };
  const signOut = () => {
    gateway()
      .then((client) => client.identity.signOut())
      .catch(() => undefined)
      .finally(() => {
        end();
        goHome();
      });
  };
  return (
    <Screen title={words.applications.title} className="applications">
      <Heading level={1}>{words.applications.title}</Heading>
      {signedIn ? (
        <>
          <Mine onSignIn={signIn} />
          <Button id="sign-out" kind="plain" onPress={signOut}>
            {words.signIn.out}
          </Button>
        </>
      ) : (
        <>
          <Nothing title={words.applications.signInFirst} help={words.signIn.why} />
          <Button id="sign-in-first" onPress={signIn}>
            {words.signIn.go}
          </Button>
        </>
      )}
    </Screen>
  );
}

function Mine({ onSignIn }: { onSignIn: () => void }) {
  const { words } = useSpeech();
  const [visit, setVisit] = useState(0);
  const [cursor, setCursor] = useState<string | null>(null);
  const [seen, setSeen] = useState<ApplicationSummary[]>([]);
  useDidShow(() => {
    setSeen([]);
    setCursor(null);
    setVisit((before) => before + 1);
  });
  const { value, fault, asking, again } = useAnswer(`${visit} ${cursor}`, (client) =>
    client.applications.list(cursor ? { cursor } : {}),
  );
  const shown = cursor ? [...seen, ...(asking ? [] : (value?.items ?? []))] : (value?.items ?? []);
  if (fault && shown.length === 0) return <FaultNotice fault={fault} onAgain={again} onSignIn={onSignIn} />;
  if (!value) return <Waiting />;
  return (
    <View className="columns">
      <View className="column-main">
        {shown.length === 0 && <Nothing title={words.applications.none} help={words.applications.noneHelp} />}
        <View id="applications" className="rows">
          {shown.map((application) => (
            <ApplicationRow key={application.applicationId} application={application} />
          ))}
        </View>
        {value.nextCursor && (
          <Button
            id="more"
            kind="quiet"
            busy={asking}
            onPress={() => {
              setSeen(shown);
              setCursor(value.nextCursor);
            }}
          >
            {words.applications.more}
          </Button>
        )}
      </View>
      <View className="column-side">
        <Licences visit={visit} />
      </View>
    </View>
  );
}

function Licences({ visit }: { visit: number }) {
  const { words } = useSpeech();
  const { value } = useAnswer(`licences ${visit}`, (client) => client.licences.list());
  if (!value || value.items.length === 0) return null;
  return (
    <Section id="licences" title={words.applications.licences}>
      <View className="rows">
        {value.items.map((licence) => (
          <LicenceRow key={licence.licenceId} licence={licence} />
        ))}
      </View>
    </Section>
  );
}
