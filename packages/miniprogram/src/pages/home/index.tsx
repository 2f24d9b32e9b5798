// Home: one big search, what most people come for, the themes, and what is under way.
import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { ApplicationRow } from '../../components/ApplicationRow.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { FromPhone } from '../../components/FromPhone.tsx';
import { MatterRow } from '../../components/MatterRow.tsx';
import { Heading, Press } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Seal } from '../../components/Seal.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { Section } from '../../components/Section.tsx';
import { searchHere } from '../../finding/here.ts';
import { keptGuide, keptIds } from '../../finding/keptGuides.ts';
import { lifeEvents } from '../../finding/lifeEvents.ts';
import { renewPhoneIndex } from '../../finding/phoneIndex.ts';
import { useFound } from '../../finding/useFound.ts';
import { isOver } from '../../matter/states.ts';
import { open } from '../../navigation/navigation.ts';
import { useVisit } from '../../navigation/useVisit.ts';
import { useAnswer } from '../../service/useAnswer.ts';
import { useSession } from '../../session/session.ts';
import { useSpeech } from '../../words/words.ts';

const hotCount = 6;
const keptShown = 4;

export default function Home() {
  const { words, say } = useSpeech();
  const signedIn = useSession();
  const visit = useVisit();
  const hot = useFound(
    'hot',
    (client, asking) => client.matters.hot({ limit: hotCount }, asking),
    () => searchHere('', { themes: [], idOnly: false }, hotCount)?.items ?? null,
  );
  // The screen comes first; what makes the next search quick or possible can wait until it stands.
  useEffect(() => {
    if (hot.value) renewPhoneIndex();
  }, [hot.value]);
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
        <SearchBox onSearch={(q) => open('results', { q })} />
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
            {hot.here && <FromPhone onAgain={hot.again} />}
            {hot.fault && !hot.value ? (
              <FaultNotice fault={hot.fault} onAgain={hot.again} />
            ) : (
              <View className="rows">
                {(hot.here ?? hot.value?.items ?? []).map((matter) => (
                  <MatterRow key={matter.matterId} matter={matter} />
                ))}
              </View>
            )}
          </Section>
          {hot.here && <Kept />}
        </View>
        <View className="column-side">
          <Section id="life-events" title={words.search.lifeEvents}>
            <View className="themes">
              {lifeEvents.map(({ id, name }) => (
                <Press
                  key={id}
                  id={`life-${id}`}
                  className="theme"
                  role="link"
                  onPress={() => open('results', { event: id })}
                >
                  <Text>{say(name)}</Text>
                </Press>
              ))}
            </View>
          </Section>
        </View>
      </View>
    </Screen>
  );
}

/** Guides opened lately, which need no network. */
function Kept() {
  const { words } = useSpeech();
  const guides = keptIds()
    .slice(0, keptShown)
    .flatMap((matterId) => keptGuide(matterId) ?? []);
  if (guides.length === 0) return null;
  return (
    <Section id="kept" title={words.search.kept}>
      <View className="rows">
        {guides.map(({ matter }) => (
          <MatterRow key={matter.matterId} id={`kept-${matter.matterId}`} matter={matter} />
        ))}
      </View>
    </Section>
  );
}
