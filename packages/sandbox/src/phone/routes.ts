// The simulated phone: what a person does with his own hands. The product never calls this.
import { createPublicKey, X509Certificate } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SandboxOptions } from '../options.ts';
import { citizenCardNumber } from '../people/citizenCards.ts';
import type { People, Person } from '../people/person.ts';
import type { Inbox } from '../sms/messages.ts';
import type { SwitchBoard } from '../switches.ts';
import type { WechatLogin } from '../wechat/login.ts';
import { lines, verifies } from '../wechatPay/cryptography.ts';
import type { Notifier } from '../wechatPay/notifications.ts';
import type { Order, Orders } from '../wechatPay/orders.ts';
import { indexPage } from './indexPage.ts';
import { phonePage } from './phonePage.ts';

/** The PIN of every simulated phone. */
export const phonePin = '123456';

/** What comes of trying to pay. */
type PayOutcome = 'paid' | 'closed' | 'alreadyPaid' | 'wrongPin' | 'cancelled';

const body = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  schema: { body: { type: 'object', required, additionalProperties: false, properties } },
});
const text = { type: 'string', maxLength: 1000 } as const;

/** A person as `GET /people` shows him: enough to try things with. */
const toListed = ({ id, name, idNumber, mobile, story, note, cars }: Person) => ({
  name,
  idNumber,
  mobile,
  citizenCard: citizenCardNumber(id),
  story,
  note,
  vehicles: cars.map(({ vin, plateNumber, brand, model, colour, energy }) => ({
    vin,
    plateNumber,
    brand,
    model,
    colour,
    energy,
  })),
});

/** What `wx.requestPayment` was given, and who holds the phone. */
type PaymentRequest = Record<
  'appId' | 'timeStamp' | 'nonceStr' | 'package' | 'signType' | 'paySign' | 'idNumber',
  string
> & { pin?: string };

/** Mounts the pages, `/people`, `/phone/…` and `/switches`. */
export function playPhone(
  app: FastifyInstance,
  deps: {
    options: SandboxOptions;
    people: People;
    board: SwitchBoard;
    login: WechatLogin;
    inbox: Inbox;
    orders: Orders;
    notifier: Notifier;
  },
): void {
  const { options, people, board, login, inbox, orders, notifier } = deps;
  const merchantKey = createPublicKey(
    new X509Certificate(options.wechatPay.merchantCertificate).publicKey.export({ type: 'spki', format: 'pem' }),
  );

  app.setErrorHandler((error: { validation?: unknown; message: string; statusCode?: number }, _request, reply) => {
    const status = error.validation ? 400 : (error.statusCode ?? 500);
    return reply.code(status).send({ error: status < 500 ? 'malformed' : 'internal' });
  });

  const pay = (order: Order, person: Person): PayOutcome => {
    if (order.state !== 'NOTPAY') return order.state === 'SUCCESS' ? 'alreadyPaid' : 'closed';
    orders.pay(order, login.openidOf(person.id));
    notifier.announce(order);
    return 'paid';
  };

  app.get('/', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(indexPage(people.all, options.agreements)),
  );
  app.get('/phone', async (_request, reply) => reply.type('text/html; charset=utf-8').send(phonePage()));
  app.get('/people', async () => ({ today: people.today, items: people.all.map(toListed) }));

  app.get<{ Querystring: { mobile?: string } }>('/phone/messages', async ({ query }) => ({
    items: inbox.of(query.mobile ?? ''),
  }));
  app.get('/phone/codes', async () => ({
    items: orders
      .waiting()
      .map(({ codeUrl, request }) => ({ codeUrl, description: request.description, amountFen: request.amount.total })),
  }));

  app.post<{ Body: { idNumber: string } }>('/phone/wechat-login', body({ idNumber: text }), async (request, reply) => {
    const person = people.byIdNumber(request.body.idNumber);
    return person ? { code: login.giveCode(person.id) } : reply.code(404).send({ error: 'unknown_person' });
  });

  app.post<{ Body: { codeUrl: string; idNumber: string; pin: string } }>(
    '/phone/pay',
    body({ codeUrl: text, idNumber: text, pin: text }),
    async ({ body: { codeUrl, idNumber, pin } }, reply) => {
      const person = people.byIdNumber(idNumber);
      if (!person) return reply.code(404).send({ error: 'unknown_person' });
      const order = orders.byCodeUrl(codeUrl.trim());
      if (!order) return reply.code(404).send({ error: 'unknown_code' });
      const outcome: PayOutcome = pin === phonePin ? pay(order, person) : 'wrongPin';
      return { outcome, amountFen: order.request.amount.total, description: order.request.description };
    },
  );

  app.post<{ Body: PaymentRequest }>(
    '/phone/request-payment',
    body(
      {
        appId: text,
        timeStamp: text,
        nonceStr: text,
        package: text,
        signType: text,
        paySign: text,
        idNumber: text,
        pin: text,
      },
      ['appId', 'timeStamp', 'nonceStr', 'package', 'signType', 'paySign', 'idNumber'],
    ),
    async ({ body: given }, reply) => {
      const person = people.byIdNumber(given.idNumber);
      if (!person) return reply.code(404).send({ error: 'unknown_person' });
      const signed = lines(given.appId, given.timeStamp, given.nonceStr, given.package);
      if (given.signType !== 'RSA' || !verifies(signed, given.paySign, merchantKey))
        return reply.code(400).send({ error: 'paySign' });
      const order = orders.byPrepayId(given.package.replace(/^prepay_id=/, ''));
      if (!order || order.request.appid !== given.appId) return reply.code(404).send({ error: 'unknown_prepay_id' });
      if (order.request.payer?.openid !== login.openidOf(person.id))
        return reply.code(400).send({ error: 'other_payer' });
      const outcome: PayOutcome = given.pin === phonePin ? pay(order, person) : 'cancelled';
      return { outcome };
    },
  );

  app.get('/switches', async () => ({ items: board.list() }));
  app.post('/switches/reset', async () => {
    board.reset();
    return { items: board.list() };
  });
  app.post<{ Params: { peer: string }; Body: Record<string, unknown> }>(
    '/switches/:peer',
    { schema: { body: { type: 'object' } } },
    async ({ params, body: changes }, reply) => {
      const fault = board.set(params.peer, changes);
      return fault ? reply.code(400).send({ error: fault }) : { peer: params.peer, switches: board.of(params.peer) };
    },
  );
}
