// An electronic licence: the card, its seal, and the code that proves it.
import type { Licence } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Heading, Picture } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Seal } from '../../components/Seal.tsx';
import { Facts } from '../../components/Section.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { address, askFirst } from '../../navigation/navigation.ts';
import { useQuery } from '../../navigation/useQuery.ts';
import { useAnswer } from '../../service/useAnswer.ts';
import { lapse } from '../../session/session.ts';
import { calendarDate, useSpeech } from '../../words/words.ts';

export default function LicencePage() {
  const { words } = useSpeech();
  const { licenceId = '' } = useQuery();
  const { value, fault, again } = useAnswer(licenceId, (client) => client.licences.get(licenceId));
  const signIn = () => {
    lapse();
    askFirst('signIn', address('licence', { licenceId }));
  };
  return (
    <Screen title={words.licence.title} narrow className="licence">
      {fault && <FaultNotice fault={fault} onAgain={again} onSignIn={signIn} />}
      {!value && !fault && <Waiting />}
      {value && <Card licence={value} />}
    </Screen>
  );
}

/** Registers write a day as ISO 8601 does. */
const isDate = /^\d{4}-\d{2}-\d{2}$/;

function Card({ licence }: { licence: Licence }) {
  const speech = useSpeech();
  const { words, say, moment } = speech;
  const named = licence.fields.some(({ id }) => id === 'holder' || id === 'owner');
  const rows: [string, string][] = [
    ...(named ? [] : [[words.licence.holder, licence.holder] satisfies [string, string]]),
    ...licence.fields.map(({ label, value }): [string, string] => [
      say(label),
      isDate.test(value) ? calendarDate(value, speech) : value,
    ]),
    [words.licence.number, licence.licenceNumber],
    [words.licence.issued, moment(licence.issuedAt, 'day')],
    [words.licence.validFrom, calendarDate(licence.validFrom, speech)],
    [words.licence.validUntil, licence.validUntil ? calendarDate(licence.validUntil, speech) : words.licence.noEnd],
  ];
  return (
    <View id="licence" className="card-licence">
      <View className="licence-head">
        <View>
          <View className="small">{say(licence.issuer)}</View>
          <Heading level={1}>{say(licence.name)}</Heading>
        </View>
        <Seal size={76} pressed={licence.state === 'valid'} label={words.progress.sealPressed} />
      </View>
      {licence.state === 'revoked' && <View className="note">{words.licence.revoked}</View>}
      <Facts rows={rows} />
      <View className="licence-proof">
        <Picture className="code" src={licence.qrImage} label={words.licence.qr} />
        <View className="small mist">{words.licence.scan}</View>
      </View>
      <View className="small mist">{words.disclaimer}</View>
    </View>
  );
}
