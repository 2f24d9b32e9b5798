// Whether somebody's electronic licence is genuine and in force: verified here, with or without a network.
import type { LicenceVerdict } from '@onetrip/sdk/verify';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Labelled } from '../../components/Field.tsx';
import { Heading, TextArea } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Seal } from '../../components/Seal.tsx';
import { Facts } from '../../components/Section.tsx';
import { type Fault, faultOf } from '../../service/fault.ts';
import { checkLicence } from '../../service/licenceCheck.ts';
import { useSpeech } from '../../words/words.ts';

/** A licence's code is a few hundred characters long. */
const longestCode = 4000;

export default function LicenceCheck() {
  const { words } = useSpeech();
  const [code, setCode] = useState('');
  const [verdict, setVerdict] = useState<LicenceVerdict | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);

  const check = async (text: string) => {
    if (text.trim() === '' || busy) return;
    setBusy(true);
    setFault(null);
    // What was said of another licence must not stand beside this one.
    setVerdict(null);
    try {
      setVerdict(await checkLicence(text));
    } catch (caught) {
      setFault(faultOf(caught));
    } finally {
      setBusy(false);
    }
  };
  const scan = async () => {
    // Who closes the scanner has scanned nothing.
    const scanned = await Taro.scanCode({ scanType: ['qrCode'] }).catch(() => null);
    if (scanned) await check(scanned.result);
  };
  return (
    <Screen title={words.licenceCheck.title} narrow className="licence-check">
      <View className="page-lead">
        {!verdict && <Seal size={56} />}
        <Heading level={1}>{words.licenceCheck.lead}</Heading>
        <View className="mist">{words.licenceCheck.why}</View>
      </View>
      {fault && <FaultNotice fault={fault} onAgain={() => void check(code)} />}
      {verdict && <Verdict verdict={verdict} />}
      <View className="form">
        {process.env.TARO_ENV === 'weapp' && (
          <Button id="scan-licence" busy={busy} onPress={() => void scan()}>
            {words.licenceCheck.scan}
          </Button>
        )}
        <Labelled id="licence-code" label={words.licenceCheck.code} help={words.licenceCheck.codeHelp}>
          <TextArea id="licence-code" maxLength={longestCode} value={code} onType={setCode} />
        </Labelled>
        <Button
          id="check-licence"
          kind={process.env.TARO_ENV === 'weapp' ? 'quiet' : 'primary'}
          busy={busy}
          onPress={() => void check(code)}
        >
          {words.licenceCheck.go}
        </Button>
      </View>
    </Screen>
  );
}

function Verdict({ verdict: { valid, sentence, claims, revocations } }: { verdict: LicenceVerdict }) {
  const { words, say, moment } = useSpeech();
  const day = (seconds: number) => moment(new Date(seconds * 1000).toISOString(), 'day');
  const rows: [string, string][] = claims
    ? [
        [words.licenceCheck.kind, claims.n],
        [words.licence.number, claims.jti],
        [words.licence.holder, claims.h],
        [words.licence.issuer, claims.iss],
        [words.licence.validFrom, day(claims.nbf)],
        // The claim is the first moment after the last day.
        [words.licence.validUntil, claims.exp === undefined ? words.licence.noEnd : day(claims.exp - 1)],
      ]
    : [];
  const asOf = revocations.asOf && moment(revocations.asOf.toISOString(), 'moment');
  return (
    <View id="licence-verdict" className="card-licence" aria-live="polite">
      <View className="licence-head">
        <Heading level={2}>{say(sentence)}</Heading>
        <Seal size={76} pressed={valid} label={say(sentence)} />
      </View>
      <Facts rows={rows} />
      <View id="revocations-as-of" className={revocations.state === 'current' ? 'small mist' : 'note'}>
        {asOf
          ? words.licenceCheck.listAsOf[revocations.state === 'outdated' ? 'outdated' : 'current'](asOf)
          : words.licenceCheck.noList}
      </View>
    </View>
  );
}
