// Sign-in: by WeChat inside WeChat, by mobile number and one-time code everywhere.
import type { Client } from '@onetrip/sdk';
import type { Session } from '@onetrip/shared/contract';
import { checkMobile } from '@onetrip/shared/identifiers';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Field } from '../../components/Field.tsx';
import { Heading } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Seal } from '../../components/Seal.tsx';
import { goOn } from '../../navigation/navigation.ts';
import { useQuery } from '../../navigation/useQuery.ts';
import { gateway } from '../../service/client.ts';
import { type Fault, faultOf } from '../../service/fault.ts';
import { begin } from '../../session/session.ts';
import { useSpeech } from '../../words/words.ts';

const inWechat = process.env.TARO_ENV === 'weapp';
const codeLength = 6;

/** Seconds left until a moment, counted down; 0 when it has passed. */
function useSecondsUntil(moment: string | null): number {
  const [now, setNow] = useState(Date.now);
  const until = moment ? Date.parse(moment) : 0;
  useEffect(() => {
    setNow(Date.now());
    if (until <= Date.now()) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, Math.ceil((until - now) / 1000));
}

export default function SignIn() {
  const { words, say } = useSpeech();
  const { next } = useQuery();
  const [mobile, setMobile] = useState('');
  const [code, setCode] = useState('');
  const [wrongMobile, setWrongMobile] = useState<string | null>(null);
  const [resendAt, setResendAt] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const under = useRef(false);
  const seconds = useSecondsUntil(resendAt);

  const attempt = async (step: (client: Client) => Promise<void>) => {
    if (under.current) return;
    under.current = true;
    setBusy(true);
    setFault(null);
    try {
      await step(await gateway());
    } catch (caught) {
      setFault(faultOf(caught));
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  const enter = (session: Session, number?: string) => {
    begin(session, number);
    goOn(next);
  };
  const numberGiven = (): string | null => {
    const checked = checkMobile(mobile);
    setWrongMobile(checked.ok ? null : say(checked.reason));
    return checked.ok ? checked.value : null;
  };
  const send = () => {
    const number = numberGiven();
    if (number)
      void attempt(async (client) => setResendAt((await client.identity.sendCode({ mobile: number })).resendAt));
  };
  const byMobile = () => {
    const number = numberGiven();
    if (!number) return;
    void attempt(async (client) => {
      const wechatCode = inWechat ? (await Taro.login()).code : undefined;
      enter(
        await client.identity.signIn({
          kind: 'mobile',
          mobile: number,
          code: code.trim(),
          ...(wechatCode && { wechatCode }),
        }),
        number,
      );
    });
  };
  const byWechat = () =>
    void attempt(async (client) =>
      enter(await client.identity.signIn({ kind: 'wechat', code: (await Taro.login()).code })),
    );

  return (
    <Screen title={words.signIn.title} narrow>
      <View className="page-lead">
        <Seal size={56} pressed />
        <Heading level={1}>{words.signIn.lead}</Heading>
        <View className="mist">{words.signIn.why}</View>
      </View>
      {fault && <FaultNotice fault={fault} />}
      {inWechat && (
        <>
          <Button id="wechat-sign-in" busy={busy} onPress={byWechat}>
            {words.signIn.wechat}
          </Button>
          <View className="or">{words.signIn.or}</View>
        </>
      )}
      <View className="form">
        <Field
          id="mobile"
          label={words.signIn.mobile}
          placeholder={words.signIn.mobileHint}
          kind="digits"
          complete="tel-national"
          maxLength={11}
          value={mobile}
          error={wrongMobile ?? fault?.fields.mobile}
          onType={setMobile}
          onEnter={send}
        />
        <View className="code-row">
          <Field
            id="code"
            label={words.signIn.code}
            placeholder={words.signIn.codeHint}
            help={resendAt ? words.signIn.sent : undefined}
            kind="digits"
            complete="one-time-code"
            maxLength={codeLength}
            value={code}
            onType={setCode}
            onEnter={byMobile}
          />
          <Button id="send-code" kind="quiet" disabled={busy || seconds > 0} onPress={send}>
            {seconds > 0 ? words.signIn.resend(seconds) : words.signIn.send}
          </Button>
        </View>
        <Button
          id="sign-in"
          kind={inWechat ? 'quiet' : 'primary'}
          busy={busy}
          disabled={code.trim().length < codeLength}
          onPress={byMobile}
        >
          {words.signIn.go}
        </Button>
      </View>
    </Screen>
  );
}
