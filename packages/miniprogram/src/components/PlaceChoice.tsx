// Where somebody is: asked for by a tap, and a district to choose instead for whoever has no position or keeps it.
import type { FacetCount } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { askWhere, chooseDistrict, forgetPlace, useWhereabouts } from '../location/place.ts';
import { useSpeech } from '../words/words.ts';
import { Button } from './Button.tsx';
import { Toggle } from './Toggle.tsx';

interface PlaceChoiceProps {
  /** Begins the elements' ids. */
  id: string;
  districts: readonly FacetCount[];
}

export function PlaceChoice({ id, districts }: PlaceChoiceProps) {
  const { words, say } = useSpeech();
  const { place, state } = useWhereabouts();
  const chosen = place?.kind === 'district' ? place.code : null;
  return (
    <View id={id} className="place">
      {place?.kind !== 'position' && (
        <Button id={`${id}-here`} kind="quiet" busy={state === 'asking'} onPress={askWhere}>
          {state === 'asking' ? words.place.asking : words.place.ask}
        </Button>
      )}
      <View className="small mist" role="status" aria-live="polite">
        {state === 'refused' ? words.place.refused : words.place.why}
      </View>
      <View className="chips" role="radiogroup" aria-role="radiogroup" aria-label={words.place.districts}>
        {districts.map(({ code, name, count }) => (
          <Toggle
            key={code}
            id={`${id}-district-${code}`}
            role="radio"
            on={code === chosen}
            count={count}
            onPress={() => (code === chosen ? forgetPlace() : chooseDistrict(code, name.zh))}
          >
            {say(name)}
          </Toggle>
        ))}
      </View>
    </View>
  );
}
