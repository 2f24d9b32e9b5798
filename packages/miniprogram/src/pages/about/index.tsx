// What this app is, and what becomes of one's data.
import { View } from '@tarojs/components';
import { Heading } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Seal } from '../../components/Seal.tsx';
import { Section } from '../../components/Section.tsx';
import { useSpeech } from '../../words/words.ts';

export default function About() {
  const { words } = useSpeech();
  const { about } = words;
  return (
    <Screen title={about.title} narrow className="about">
      <View className="page-lead">
        <Seal size={72} pressed />
        <Heading level={1}>{about.lead}</Heading>
      </View>
      {about.text.map((paragraph) => (
        <View key={paragraph}>{paragraph}</View>
      ))}
      <Section title={about.privacy}>
        {about.privacyText.map((paragraph) => (
          <View key={paragraph}>{paragraph}</View>
        ))}
      </Section>
      <View className="strong">{about.ask}</View>
    </Screen>
  );
}
