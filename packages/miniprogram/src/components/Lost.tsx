// Nothing was found: the nearest themes, and a person to call.
import type { NothingFound } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useSpeech } from '../words/words.ts';
import { Call, Press } from './primitives.tsx';

interface LostProps {
  /** Begins the elements' ids; more than one may stand in a page. */
  id: string;
  nothing: NothingFound;
  onTheme: (theme: string) => void;
}

export function Lost({ id, nothing, onTheme }: LostProps) {
  const { words } = useSpeech();
  return (
    <View id={id} className="lost" role="status" aria-live="polite">
      <View className="strong">{words.search.none}</View>
      <View className="mist">{words.search.nearestThemes}</View>
      <View className="chips">
        {nothing.themes.map((theme, index) => (
          <Press key={theme} id={`${id}-theme-${index}`} className="toggle" role="link" onPress={() => onTheme(theme)}>
            {theme}
          </Press>
        ))}
      </View>
      <Call id={`${id}-call`} number={nothing.hotline}>
        {words.search.call(nothing.hotline)}
      </Call>
    </View>
  );
}
