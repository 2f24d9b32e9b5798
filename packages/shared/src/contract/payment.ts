// One attempt to pay a bill through a channel.
import { type Static, Type } from 'typebox';
import { Fen, Id, Nullable, OneOf, Time } from './text.ts';

/** How it is paid: inside WeChat, or by scanning a code anywhere else. */
export const paymentChannels = ['wechatJsapi', 'wechatNative'] as const;
export type PaymentChannel = (typeof paymentChannels)[number];
/** The states of a payment; `closed` never took money. */
export const paymentStates = ['pending', 'succeeded', 'closed', 'failed', 'refunding', 'refunded'] as const;
export type PaymentState = (typeof paymentStates)[number];

/** What `wx.requestPayment` takes (WeChat Pay v3 JSAPI). */
export const WechatPaymentRequest = Type.Object(
  {
    timeStamp: Type.String(),
    nonceStr: Type.String(),
    package: Type.String(),
    signType: Type.Literal('RSA'),
    paySign: Type.String(),
  },
  { title: 'WechatPaymentRequest', description: 'The arguments of `wx.requestPayment`.' },
);
export type WechatPaymentRequest = Static<typeof WechatPaymentRequest>;

/** Start paying a bill. */
export const CreatePaymentBody = Type.Object(
  { billId: Id('The bill'), channel: OneOf(paymentChannels) },
  { title: 'CreatePaymentBody', additionalProperties: false },
);
export type CreatePaymentBody = Static<typeof CreatePaymentBody>;

/** One attempt to pay a bill. */
export const Payment = Type.Object(
  {
    paymentId: Type.String(),
    billId: Type.String(),
    channel: OneOf(paymentChannels),
    state: OneOf(paymentStates),
    amountFen: Fen('Amount'),
    createdAt: Time('Started'),
    expiresAt: Time('The channel’s order lapses'),
    paidAt: Nullable(Time('Paid')),
    wechatRequest: Nullable(WechatPaymentRequest, { description: 'JSAPI: pass to `wx.requestPayment`' }),
    codeUrl: Nullable(Type.String(), { description: 'Native: what the QR code holds' }),
    codeImage: Nullable(Type.String(), { description: 'Native: the QR code as an SVG data URL' }),
  },
  { title: 'Payment', description: 'One attempt to pay a bill through a channel. Amounts in fen.' },
);
export type Payment = Static<typeof Payment>;
