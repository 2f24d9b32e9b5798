// What a sandbox is started with: keys of every peer it plays, and how fast they are.
import type { JsonWebKey } from 'node:crypto';
import type { SourceContract } from '@onetrip/shared/contract';
import type { FaceCheckOptions } from './faceCheck/signature.ts';

/** A key as JWK with its id. */
export type KeyedJwk = JsonWebKey & { kid: string };

/** How WeChat Pay signs what it sends: the newer public key (`PUB_KEY_ID_…`), or a platform certificate. */
export type WechatPayVerification = 'publicKey' | 'platformCertificate';

/** Keys and names of the WeChat Pay that is played, and of the one merchant it knows. */
export type WechatPayOptions = {
  merchantId: string;
  merchantSerial: string;
  /** The merchant's API certificate, PEM; requests and `paySign` are verified with it. */
  merchantCertificate: string;
  /** 32 characters; encrypts notifications and certificates. */
  apiV3Key: string;
  /** The platform certificate and its private key, PEM. */
  platformCertificate: string;
  platformKey: string;
  /** `PUB_KEY_ID_…` and the private key that signs under it, PEM. */
  publicKeyId: string;
  publicKeyPrivateKey: string;
  /** Signs notifications, and answers to requests that name no `Wechatpay-Serial`. */
  verification: WechatPayVerification;
};

/** The staff directory that is played, and the one service registered there. */
export type StaffDirectoryOptions = {
  clientId: string;
  /** How the service proves itself. */
  client: { kind: 'key'; publicKey: KeyedJwk } | { kind: 'secret'; secret: string };
  /** Where browsers may be sent back to. */
  redirectAddresses: readonly string[];
  /** Signs ID tokens: RSA private key, PEM. */
  signingKey: string;
};

/** What `startSandbox` takes; `provisionCity` makes one. */
export type SandboxOptions = {
  /** Default `127.0.0.1`. */
  host?: string;
  /** Default 0: any free port. */
  port?: number;
  /** Seed of the invented people; default 1. */
  seed?: number;
  /** The day the people's relative dates count from, `YYYY-MM-DD`; default today in Hangzhou. */
  today?: string;
  /** How long a department takes to decide a case, in ms; default 1000. */
  caseDelayMs?: number;
  /** How long registers that answer later take, in ms; default 1500. The real ones take a day. */
  answerDelayMs?: number;
  /** What each register gives, for which purpose. */
  agreements: readonly SourceContract[];
  /** Waits between tries of one payment notification, in ms. The real ones are 15 s and longer. */
  notificationDelaysMs?: readonly number[];
  /** The gateway's public key: departments answer nobody else. */
  gatewayKey: KeyedJwk;
  /** Where it publishes the keys that came after; without it the first is the only one. */
  gatewayUrl?: string;
  /** Private key of each department, by code. */
  departmentKeys: Readonly<Record<string, KeyedJwk>>;
  wechat: { appId: string; appSecret: string };
  wechatPay: WechatPayOptions;
  /** Bearer key of the SMS service. */
  smsKey: string;
  /** Key of the post: bearer of our orders, and secret of its call-backs. */
  postKey: string;
  /** How long a parcel takes from one place to the next, in ms; default 2000. The real ones take a day. */
  postLegMs?: number;
  staffDirectory: StaffDirectoryOptions;
  faceCheck: FaceCheckOptions;
  /** Private key of the security module in the card reader at each service point. */
  cardReaders: Readonly<Record<string, KeyedJwk>>;
};
