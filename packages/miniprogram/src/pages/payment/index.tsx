// Paying a bill: WeChat's own sheet inside WeChat, a code to scan anywhere else; watched until it is decided.
import type { Client } from '@onetrip/sdk';
import type { Bill, Payment, PaymentChannel, WechatPaymentRequest } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { Heading, Picture } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Seal } from '../../components/Seal.tsx';
import { Facts, Section } from '../../components/Section.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { address, askFirst, goBack, replace } from '../../navigation/navigation.ts';
import { useQuery } from '../../navigation/useQuery.ts';
import { gateway } from '../../service/client.ts';
import { createAbort, isOneTripError } from '../../service/connection';
import { type Fault, faultOf, isProblem } from '../../service/fault.ts';
import { useAnswer } from '../../service/useAnswer.ts';
import { lapse, session } from '../../session/session.ts';
import { forget, keep, recall } from '../../state/device.ts';
import { useSpeech } from '../../words/words.ts';

/** A payment's order with the channel is asked after for so long at most, in milliseconds. */
const watchMs = 30 * 60_000;

/** Starts paying; the key is kept until the answer comes, so that a second try cannot open a second order. */
async function start(client: Client, billId: string, channel: PaymentChannel): Promise<Payment> {
  const name = `payment.${billId}.${channel}`;
  const idempotencyKey = recall<string>(name) ?? (await client.newIdempotencyKey());
  keep(name, idempotencyKey);
  try {
    const payment = await client.payments.create({ billId, channel }, { idempotencyKey });
    forget(name);
    return payment;
  } catch (caught) {
    if (isOneTripError(caught) && caught.kind === 'problem') forget(name);
    throw caught;
  }
}

/** Inside WeChat with WeChat's account: its own sheet. Everywhere else, and where no account is bound: a code. */
async function startBest(client: Client, billId: string): Promise<Payment> {
  if (process.env.TARO_ENV === 'weapp' && session.get()?.citizen.wechat) {
    try {
      return await start(client, billId, 'wechatJsapi');
    } catch (caught) {
      if (!isProblem(caught, 'wechat_account_missing')) throw caught;
    }
  }
  return start(client, billId, 'wechatNative');
}

/** Opens WeChat's sheet; false when the citizen closes it. */
const openSheet = (request: WechatPaymentRequest): Promise<boolean> =>
  new Promise((resolve) => {
    // By callbacks: Taro hands this call through as it is, and answers with no promise.
    void Taro.requestPayment({ ...request, success: () => resolve(true), fail: () => resolve(false) });
  });

export default function PaymentPage() {
  const speech = useSpeech();
  const { words, say, money } = speech;
  const { billId = '', applicationId = '' } = useQuery();
  const bill = useAnswer(billId, (client) => client.bills.get(billId));
  const [payment, setPayment] = useState<Payment | null>(null);
  const [cancelled, setCancelled] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const under = useRef(false);
  const here = address('payment', { billId, applicationId });

  const pay = async () => {
    if (under.current) return;
    under.current = true;
    setBusy(true);
    setFault(null);
    setCancelled(false);
    try {
      const started = await startBest(await gateway(), billId);
      const done = started.wechatRequest ? await openSheet(started.wechatRequest) : true;
      setCancelled(!done);
      setPayment(done ? started : null);
    } catch (caught) {
      if (isProblem(caught, 'bill_settled')) bill.again();
      else setFault(faultOf(caught));
    } finally {
      under.current = false;
      setBusy(false);
    }
  };

  const watched = payment?.state === 'pending' ? payment.paymentId : null;
  useEffect(() => {
    if (!watched) return;
    const { signal, abort } = createAbort();
    gateway()
      .then((client) => client.payments.waitFor(watched, { signal, timeoutMs: watchMs }))
      .then(setPayment, (caught: unknown) => signal.aborted || setFault(faultOf(caught)));
    return abort;
  }, [watched]);

  const paid = payment?.state === 'succeeded' || bill.value?.state === 'paid';
  const see = () => (Taro.getCurrentPages().length > 1 ? goBack() : replace('progress', { applicationId }));
  // A code needs no second decision: it is shown at once. WeChat's sheet covers the page, so it waits for the button.
  const showsCode = process.env.TARO_ENV !== 'weapp';
  const payable = bill.value?.state === 'unpaid';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as the bill can be paid
  useEffect(() => {
    if (showsCode && payable) void pay();
  }, [payable]);

  return (
    <Screen title={words.payment.title} narrow className="payment">
      {bill.fault && <FaultNotice fault={bill.fault} onAgain={bill.again} onSignIn={signInAgain(here)} />}
      {!bill.value && !bill.fault && <Waiting />}
      {bill.value && (
        <>
          <View className="due">
            <View className="mist">{say(bill.value.title)}</View>
            <Heading level={1} className="figures">
              {money(bill.value.dueFen + bill.value.lateFen)}
            </Heading>
          </View>
          {fault && <FaultNotice fault={fault} onAgain={() => void pay()} onSignIn={signInAgain(here)} />}
          {paid ? (
            <View id="paid" className="waiting" aria-live="polite">
              <Seal size={88} pressed pressing label={words.payment.paid} />
              <View className="strong">{words.payment.paid}</View>
              <View className="mist">{words.payment.paidNext}</View>
              <Button id="see-progress" onPress={see}>
                {words.payment.see}
              </Button>
            </View>
          ) : (
            <Collect payment={payment} cancelled={cancelled} busy={busy} onPay={() => void pay()} />
          )}
          <BillFacts bill={bill.value} />
        </>
      )}
    </Screen>
  );
}

const signInAgain = (here: string) => () => {
  lapse();
  askFirst('signIn', here);
};

function Collect({
  payment,
  cancelled,
  busy,
  onPay,
}: {
  payment: Payment | null;
  cancelled: boolean;
  busy: boolean;
  onPay: () => void;
}) {
  const { words } = useSpeech();
  if (payment?.state === 'pending' && payment.codeImage) {
    return (
      <View id="scan" className="scan">
        <Picture className="code" src={payment.codeImage} label={words.payment.scan} />
        <View className="strong">{words.payment.scan}</View>
        <View className="mist">{words.payment.scanWhy}</View>
      </View>
    );
  }
  if (payment?.state === 'pending') return <Waiting text={words.payment.waiting} />;
  const note = cancelled ? words.payment.cancelled : payment ? words.payment.closed : null;
  return (
    <>
      {note && (
        <View id="not-paid" className="note" aria-live="polite">
          {note}
        </View>
      )}
      <Button id="pay" busy={busy} onPress={onPay}>
        {note ? words.payment.again : words.payment.wechat}
      </Button>
    </>
  );
}

function BillFacts({ bill }: { bill: Bill }) {
  const { words, say, money } = useSpeech();
  const rows: [string, string][] = bill.items.map((line) => [line.name, money(line.amountFen ?? 0)]);
  rows.push([words.payment.payee, say(bill.payee)], [words.payment.bill, bill.billNumber]);
  return (
    <Section id="bill" tone="card">
      <Facts rows={rows} />
      {bill.refunds.map(({ refundId, amountFen, sentence }) => (
        <View key={refundId} className="note">{`${money(amountFen)} · ${say(sentence)}`}</View>
      ))}
    </Section>
  );
}
