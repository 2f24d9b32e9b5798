// Home: one big search, what most people come for, the themes, and what is under way.
import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { ApplicationRow } from '../../components/ApplicationRow.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { MatterRow } from '../../components/MatterRow.tsx';
import { Heading, Press } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Seal } from '../../components/Seal.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { Section } from '../../components/Section.tsx';
import { isOver } from '../../matter/states.ts';
import { themes } from '../../matter/themes.ts';
import { open } from '../../navigation/navigation.ts';
import { useAnswer } from '../../service/useAnswer.ts';
import { useSession } from '../../session/session.ts';
import { useSpeech } from '../../words/words.ts';

const mostUsedCount = 6;

export default function Home() {
  const { words, say } = useSpeech();
  const signedIn = useSession();
  const [visit, setVisit] = useState(0);
  useDidShow(() => setVisit((before) => before + 1));
  const mostUsed = useAnswer('most used', (client) => client.matters.search({ limit: mostUsedCount }));
  const mine = useAnswer(signedIn ? `mine ${signedIn.token} ${visit}` : null, (client) =>
    client.applications.list({ limit: 20 }),
  );
  const underway = signedIn ? (mine.value?.items ?? []).filter(({ state }) => !isOver(state)) : [];
  return (
    <Screen title={words.app} first className="home">
      <View className="hero">
        <Seal className="hero-seal" />
        <Heading level={1} className="motto">
          {words.motto}
        </Heading>
        <View className="hero-more">{words.mottoMore}</View>
        <SearchBox suggest onSearch={(q) => open('results', { q })} />
      </View>
      {underway.length > 0 && (
        <Section id="underway" title={words.search.underway}>
          <View className="rows">
            {underway.map((application) => (
              <ApplicationRow key={application.applicationId} application={application} />
            ))}
          </View>
        </Section>
      )}
      <View className="columns">
        <View className="column-main">
          <Section id="most-used" title={words.search.mostUsed}>
            {mostUsed.fault && !mostUsed.value ? (
              <FaultNotice fault={mostUsed.fault} onAgain={mostUsed.again} />
            ) : (
              <View className="rows">
                {(mostUsed.value?.items ?? []).map((matter) => (
                  <MatterRow key={matter.matterId} matter={matter} />
                ))}
              </View>
            )}
          </Section>
        </View>
        <View className="column-side">
          <Section id="themes" title={words.search.themes}>
            <View className="themes">
              {themes.map((theme) => (
                <Press
                  key={theme.zh}
                  id={`theme-${theme.en}`}
                  className="theme"
                  role="link"
                  onPress={() => open('results', { theme: theme.zh })}
                >
                  <Text>{say(theme)}</Text>
                </Press>
              ))}
            </View>
          </Section>
        </View>
      </View>
    </Screen>
  );
}
