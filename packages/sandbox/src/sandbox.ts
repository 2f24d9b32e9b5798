// Puts the outside world on one port: departments, WeChat, WeChat Pay, SMS, the staff directory, and the simulated phone.
import Fastify from 'fastify';
import { keepBodyBytes } from './bodyBytes.ts';
import { playCardReader } from './cardReader/routes.ts';
import { playDepartments } from './departments/routes.ts';
import { playFaceCheck } from './faceCheck/routes.ts';
import type { SandboxOptions } from './options.ts';
import { inventPeople } from './people/index.ts';
import type { People } from './people/person.ts';
import { playPhone } from './phone/routes.ts';
import { playSubscriber } from './phone/subscriber.ts';
import { Post } from './post/parcels.ts';
import { playParcels, playPost } from './post/routes.ts';
import { Inbox, playSms } from './sms/messages.ts';
import { StaffDirectory } from './staffDirectory/provider.ts';
import { playStaffDirectory, staffDirectoryPath } from './staffDirectory/routes.ts';
import { SwitchBoard } from './switches.ts';
import { calendarDay } from './time.ts';
import { AccessTokens } from './wechat/accessTokens.ts';
import { playWechatLogin, WechatLogin } from './wechat/login.ts';
import { playSubscribeMessages, Subscriptions } from './wechat/subscribeMessages.ts';
import { defaultDelaysMs, Notifier } from './wechatPay/notifications.ts';
import { Orders } from './wechatPay/orders.ts';
import { makePlatform } from './wechatPay/platform.ts';
import { Refunds } from './wechatPay/refunds.ts';
import { playWechatPay } from './wechatPay/routes.ts';

/** A running sandbox. */
export type Sandbox = {
  /** Without a slash at the end. */
  url: string;
  people: People;
  /** Stops listening and sending; resolves when nothing runs any more. */
  close(): Promise<void>;
};

/** Starts a sandbox; `provisionCity` makes the options. Throws where the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = Date.now;
  const people = inventPeople(options.seed ?? 1, options.today ?? calendarDay(now()));
  const board = new SwitchBoard();
  const login = new WechatLogin(options.wechat, now);
  const inbox = new Inbox(now);
  const post = new Post(options.postKey, options.postLegMs ?? 2_000, board, now);
  const orders = new Orders(now);
  const refunds = new Refunds(orders, now);
  const platform = makePlatform(options.wechatPay, now);
  const notifier = new Notifier(platform, board, options.notificationDelaysMs ?? defaultDelaysMs, now);
  // Any free port may be asked for, so the issuer's address is known only once the sandbox listens.
  let url = '';
  const staffDirectory = new StaffDirectory(options.staffDirectory, () => `${url}${staffDirectoryPath}`, now);
  const openids = new Set(people.all.map(({ id }) => login.openidOf(id)));
  const tokens = new AccessTokens(options.wechat, now);
  const subscriptions = new Subscriptions((openid) => openids.has(openid), now);

  const app = Fastify({
    forceCloseConnections: true,
    // Strict peers: nothing is coerced and nothing unknown is dropped silently.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allowUnionTypes: true } },
  });
  keepBodyBytes(app);
  app.register(async (scope) => playDepartments(scope, { options, people, board, now }));
  app.register(async (scope) => playWechatLogin(scope, login, board));
  app.register(async (scope) => playSubscribeMessages(scope, { tokens, subscriptions, board }));
  app.register(async (scope) => playSubscriber(scope, { people, login, subscriptions, tokens }));
  app.register(async (scope) =>
    playWechatPay(scope, {
      options,
      orders,
      refunds,
      notifier,
      platform,
      board,
      now,
      isOpenid: (openid) => openids.has(openid),
    }),
  );
  app.register(async (scope) =>
    playFaceCheck(scope, { options: options.faceCheck, people, board, now, url: () => url }),
  );
  app.register(async (scope) => playCardReader(scope, { keys: options.cardReaders, people, now }));
  app.register(async (scope) => playSms(scope, inbox, options.smsKey, board));
  app.register(async (scope) => playPost(scope, post, options.postKey, board));
  app.register(async (scope) => playParcels(scope, post));
  app.register(async (scope) => playStaffDirectory(scope, staffDirectory, board));
  app.register(async (scope) => playPhone(scope, { options, people, board, login, inbox, orders, notifier }));
  app.addHook('onClose', async () => {
    notifier.stop();
    post.stop();
  });

  url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  return { url, people, close: () => app.close() };
}
