// How the result, or an original, is on its way: what happens next, the code to fetch it with, the track; and choosing anew.
import type { Consignment, DeliveryOptions } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { Facts, Section } from '../../components/Section.tsx';
import type { DeliveryInSight } from '../../matter/useDelivery.ts';
import { open } from '../../navigation/navigation.ts';
import { useSpeech } from '../../words/words.ts';

interface CarriageProps {
  applicationId: string;
  sight: DeliveryInSight;
}

export function Carriage({ applicationId, sight: { delivery, options, mayChoose } }: CarriageProps) {
  return (
    <>
      {(delivery?.consignments ?? []).map((consignment) => (
        <OneConsignment key={consignment.direction} consignment={consignment} options={options}>
          {mayChoose && <ChooseAnew applicationId={applicationId} chosen />}
        </OneConsignment>
      ))}
    </>
  );
}

/** The way to the page where it is chosen. */
export function ChooseAnew({ applicationId, chosen }: { applicationId: string; chosen: boolean }) {
  const { words } = useSpeech();
  return (
    <Button id="choose-delivery" kind="plain" onPress={() => open('delivery', { applicationId })}>
      {chosen ? words.delivery.change : words.delivery.alsoPaper}
    </Button>
  );
}

interface OneConsignmentProps {
  consignment: Consignment;
  options: DeliveryOptions | null;
  children: ReactNode;
}

function OneConsignment({ consignment, options, children }: OneConsignmentProps) {
  const { words, say, moment } = useSpeech();
  const { direction, kind, sentence, waybill, servicePointId, pickUpCode, track } = consignment;
  const point = options?.pickUpPoints.find((one) => one.servicePointId === servicePointId);
  const facts: [string, string][] = [
    ...(point ? [[words.delivery.at, point.name] satisfies [string, string]] : []),
    ...(waybill ? [[words.delivery.waybill, waybill] satisfies [string, string]] : []),
  ];
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
      {facts.length > 0 && <Facts rows={facts} />}
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
      {children}
    </Section>
  );
}
