// Where a matter is handled nearest: after a tap for the position, or in a district that is chosen.
import type { ServicePoint } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { forgetPlace, placeQuery, useWhereabouts } from '../location/place.ts';
import { useAnswer } from '../service/useAnswer.ts';
import { useSpeech } from '../words/words.ts';
import { FaultNotice } from './FaultNotice.tsx';
import { PlaceChoice } from './PlaceChoice.tsx';
import { Section } from './Section.tsx';
import { Removable } from './Toggle.tsx';

/** Farther than this nobody goes without asking first, in metres. */
const reach = 30_000;
const pointsShown = 4;

export function Nearest({ matterId }: { matterId: string }) {
  const { words } = useSpeech();
  const { place } = useWhereabouts();
  const where = placeQuery(place);
  const { value, fault, again } = useAnswer(`${matterId} ${JSON.stringify(where)}`, (client, asking) =>
    client.servicePoints.nearby({ matterId, ...where, within: reach, limit: pointsShown }, asking),
  );
  // Where no kind of service point handles it there is nothing to look for.
  if (value?.districts.length === 0) return null;
  return (
    <Section id="nearest" title={words.place.title}>
      {fault && !value && <FaultNotice fault={fault} onAgain={again} />}
      {place && (
        <View className="chips">
          <Removable id="nearest-place" onRemove={forgetPlace}>
            {place.kind === 'position' ? words.place.here : words.place.inDistrict(place.name)}
          </Removable>
        </View>
      )}
      {place && value && value.items.length === 0 && <View className="mist">{words.place.none}</View>}
      {place && value && value.items.length > 0 && (
        <View id="points" className="papers">
          {value.items.map((point) => (
            <Point key={point.servicePointId} point={point} />
          ))}
        </View>
      )}
      {place && <View className="small mist">{words.place.callFirst}</View>}
      {!place && value && <PlaceChoice id="nearest-choice" districts={value.districts} />}
    </Section>
  );
}

function Point({ point: { servicePointId, name, kind, district, address, distanceMetres } }: { point: ServicePoint }) {
  const { words } = useSpeech();
  return (
    <View id={`point-${servicePointId}`} className="paper">
      <View className="paper-main">
        <View className="paper-head">
          <View className="paper-name">{name}</View>
          <View className="chip">{words.place.kinds[kind]}</View>
        </View>
        <View className="mist">
          {[distanceMetres === null ? '' : words.place.away(distanceMetres), `${district.name}${address}`]
            .filter(Boolean)
            .join(' · ')}
        </View>
      </View>
    </View>
  );
}
