// What every part of the gateway is handed: built once in `index.ts`, never global.
import type { Logger } from 'pino';
import type { GatewayConfig } from './config/index.ts';
import type { Database, Transaction } from './database/connection.ts';
import type { Protection } from './database/protection.ts';
import type { PostService } from './deliveries/postService.ts';
import type { Departments } from './departments/client.ts';
import type { Metrics } from './http/metrics.ts';
import type { FaceProvider } from './identity/faceProvider.ts';
import type { Sms } from './identity/sms.ts';
import type { JobQueue } from './jobs/queue.ts';
import type { MasterKeys } from './keys/masterKeys.ts';
import type { KeyRing } from './keys/ring.ts';
import type { Catalogue } from './matters/service.ts';
import type { MatterUse } from './matters/use.ts';
import type { StaffDirectory } from './officers/staffDirectory.ts';
import type { WechatPay } from './payments/channels/wechatPay.ts';
import type { Post } from './webhooks/posting.ts';
import type { WechatLogin } from './wechat/login.ts';
import type { SubscribeMessages } from './wechat/subscribeMessages.ts';

/** The gateway's parts. `now` is the only clock. */
export interface Context {
  config: GatewayConfig;
  /** Base of the addresses others call back. */
  publicUrl: string;
  log: Logger;
  metrics: Metrics;
  now: () => Date;
  database: Database;
  protection: Protection;
  jobs: JobQueue;
  departments: Departments;
  catalogue: Catalogue;
  matterUse: MatterUse;
  wechat: WechatLogin;
  subscribeMessages: SubscribeMessages;
  sms: Sms;
  /** Undefined where results are not posted. */
  post: PostService | undefined;
  postWebhook: Post;
  staffDirectory: StaffDirectory;
  faceProvider: FaceProvider;
  wechatPay: WechatPay;
  masterKeys: MasterKeys;
  keys: KeyRing;
}

export type { Database, Transaction };
