// The filters of a list of matters, each with how many it would leave.
import type { MatterFacets } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Narrowing } from '../finding/useMatters.ts';
import { forgetPlace, useWhereabouts } from '../location/place.ts';
import { useSpeech } from '../words/words.ts';
import { PlaceChoice } from './PlaceChoice.tsx';
import { Press } from './primitives.tsx';
import { Removable, Toggle } from './Toggle.tsx';

interface FacetsProps {
  /** Null while they are not known: on this phone, only what it can judge. */
  facets: MatterFacets | null;
  narrowing: Narrowing;
  onNarrow: (change: Partial<Narrowing>) => void;
}

const yesNo = ['idOnly', 'onPhone', 'atBank'] as const;

export function Facets({ facets, narrowing, onNarrow }: FacetsProps) {
  const { words, say } = useSpeech();
  const [opened, setOpened] = useState<'near' | 'departments' | null>(null);
  const { place } = useWhereabouts();
  const toggle = (part: 'near' | 'departments') => setOpened(opened === part ? null : part);
  const department = facets?.departments.find(({ code }) => code === narrowing.department);
  return (
    <View id="facets" className="facets" aria-label={words.search.narrow}>
      <View className="chips">
        {yesNo
          .filter((name) => facets !== null || name === 'idOnly')
          .map((name) => (
            <Toggle
              key={name}
              id={`facet-${name}`}
              on={narrowing[name]}
              count={facets?.[name]}
              onPress={() => onNarrow({ [name]: !narrowing[name] })}
            >
              {words.search.facets[name]}
            </Toggle>
          ))}
        {facets &&
          (place ? (
            <Removable id="facet-near" onRemove={forgetPlace}>
              {place.kind === 'position' ? words.place.near : words.place.inDistrict(place.name)}
            </Removable>
          ) : (
            <Press id="facet-near" className="toggle" expanded={opened === 'near'} onPress={() => toggle('near')}>
              {words.search.facets.near}
              <View className={`chevron ${opened === 'near' ? 'up' : 'down'}`} aria-hidden="true" />
            </Press>
          ))}
        {narrowing.department !== null ? (
          <Removable id="facet-department" onRemove={() => onNarrow({ department: null })}>
            {department ? say(department.name) : narrowing.department}
          </Removable>
        ) : (
          facets &&
          facets.departments.length > 1 && (
            <Press
              id="facet-department"
              className="toggle"
              expanded={opened === 'departments'}
              onPress={() => toggle('departments')}
            >
              {words.search.facets.department}
              <View className={`chevron ${opened === 'departments' ? 'up' : 'down'}`} aria-hidden="true" />
            </Press>
          )
        )}
      </View>
      {opened === 'near' && facets && !place && <PlaceChoice id="near" districts={facets.districts} />}
      {opened === 'departments' && facets && narrowing.department === null && (
        <View
          id="departments"
          className="chips"
          role="radiogroup"
          aria-role="radiogroup"
          aria-label={words.search.facets.department}
        >
          {facets.departments.map(({ code, name, count }) => (
            <Toggle
              key={code}
              id={`department-${code}`}
              role="radio"
              on={false}
              count={count}
              onPress={() => {
                setOpened(null);
                onNarrow({ department: code });
              }}
            >
              {say(name)}
            </Toggle>
          ))}
        </View>
      )}
    </View>
  );
}
