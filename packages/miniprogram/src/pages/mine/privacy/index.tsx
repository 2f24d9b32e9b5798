// What is held about the citizen: who asked what, what he consented to, taking it with him, having it erased.

import { View } from '@tarojs/components';
import { Heading } from '../../../components/primitives.tsx';
import { Screen } from '../../../components/Screen.tsx';
import { useMineWords } from '../words.ts';
import { Accesses } from './Accesses.tsx';
import { Consents } from './Consents.tsx';
import { Leaving } from './Leaving.tsx';

export default function PrivacyPage() {
  const { mineWords } = useMineWords();
  return (
    <Screen title={mineWords.privacy.title} className="privacy">
      <View className="page-lead">
        <Heading level={1}>{mineWords.privacy.lead}</Heading>
        <View className="mist">{mineWords.privacy.why}</View>
      </View>
      <View className="columns">
        <View className="column-main">
          <Accesses />
        </View>
        <View className="column-side">
          <Consents />
          <Leaving />
        </View>
      </View>
    </Screen>
  );
}
