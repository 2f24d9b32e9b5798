// An application in a list: its seal, its sentence.
import type { ApplicationSummary } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { open } from '../navigation/navigation.ts';
import { useSpeech } from '../words/words.ts';
import { Press } from './primitives.tsx';
import { Seal } from './Seal.tsx';

/** How full the seal is: everything has arrived where nothing was to come. */
export const filled = (papersReceived: number, papersTotal: number): number =>
  papersTotal === 0 ? 1 : papersReceived / papersTotal;

export function ApplicationRow({ application }: { application: ApplicationSummary }) {
  const { words, say, moment } = useSpeech();
  const { applicationId, state, papersReceived, papersTotal, awaitingPayment } = application;
  return (
    <Press
      id={`application-${applicationId}`}
      className="row"
      role="link"
      onPress={() => open('progress', { applicationId })}
    >
      <Seal size={48} pressed={state === 'delivered'} filled={filled(papersReceived, papersTotal)} />
      <View className="row-main">
        <View className="row-title">{say(application.matterName)}</View>
        <View className="mist">{say(application.sentence)}</View>
        <View className="small mist figures">
          {moment(application.updatedAt)} · {words.progress.states[state]}
        </View>
      </View>
      {awaitingPayment && <View className="chip amber">{words.applications.payable}</View>}
      <View className="chevron forward" aria-hidden="true" />
    </Press>
  );
}
