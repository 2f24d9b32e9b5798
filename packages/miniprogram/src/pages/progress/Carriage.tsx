// How the result, or an original, is on its way: what happens next, the code to fetch it with, the track.
import type { Application, Consignment } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { Facts, Section } from '../../components/Section.tsx';
import { useAnswer } from '../../service/useAnswer.ts';
import { useSpeech } from '../../words/words.ts';

export function Carriage({ application: { applicationId, updatedAt } }: { application: Application }) {
  const { value } = useAnswer(`${applicationId} ${updatedAt}`, (client, asking) =>
    client.deliveries.get(applicationId, asking),
  );
  return (
    <>
      {(value?.consignments ?? []).map((consignment) => (
        <OneConsignment key={consignment.direction} consignment={consignment} />
      ))}
    </>
  );
}

function OneConsignment({ consignment }: { consignment: Consignment }) {
  const { words, say, moment } = useSpeech();
  const { direction, kind, sentence, waybill, pickUpCode, track } = consignment;
  return (
    <Section
      id={`carriage-${direction}`}
      tone="card"
      title={direction === 'toDepartment' ? words.delivery.originals : words.delivery.kinds[kind]}
    >
      <View>{say(sentence)}</View>
      {pickUpCode && (
        <View className="pick-up">
          <View className="mist">{words.delivery.code}</View>
          <View id="pick-up-code" className="pick-up-code figures">
            {pickUpCode}
          </View>
          <View className="small mist">{words.delivery.codeHelp}</View>
        </View>
      )}
      {waybill && <Facts rows={[[words.delivery.waybill, waybill]]} />}
      {track.length > 0 && (
        <View className="timeline">
          {[...track].reverse().map(({ at, sentence: said }) => (
            <View key={`${at} ${said.zh}`} className="moment">
              <View className="small mist figures">{moment(at)}</View>
              <View>{say(said)}</View>
            </View>
          ))}
        </View>
      )}
    </Section>
  );
}
