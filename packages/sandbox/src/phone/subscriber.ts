// A person's WeChat on the simulated phone: what he accepts in a tap, what arrives. The product never calls this.
import type { FastifyInstance } from 'fastify';
import type { People } from '../people/person.ts';
import type { AccessTokens } from '../wechat/accessTokens.ts';
import type { WechatLogin } from '../wechat/login.ts';
import type { Subscriptions } from '../wechat/subscribeMessages.ts';

const text = { type: 'string', maxLength: 100 } as const;
const body = (properties: Record<string, object>) => ({
  schema: { body: { type: 'object', required: Object.keys(properties), additionalProperties: false, properties } },
});

/** Mounts `/phone/subscribe`, `/phone/wechat-messages`, `/phone/wechat-off` and `/phone/lapse-access-token`. */
export function playSubscriber(
  app: FastifyInstance,
  {
    people,
    login,
    subscriptions,
    tokens,
  }: { people: People; login: WechatLogin; subscriptions: Subscriptions; tokens: AccessTokens },
): void {
  const openidOf = (idNumber: string): string | null => {
    const person = people.byIdNumber(idNumber);
    return person ? login.openidOf(person.id) : null;
  };
  const unknown = { error: 'unknown_person' };

  app.post<{ Body: { idNumber: string; templateIds: string[]; decision: 'accept' | 'reject' } }>(
    '/phone/subscribe',
    body({
      idNumber: text,
      // WeChat asks for three at most in one tap.
      templateIds: { type: 'array', minItems: 1, maxItems: 3, items: text },
      decision: { type: 'string', enum: ['accept', 'reject'] },
    }),
    async ({ body: { idNumber, templateIds, decision } }, reply) => {
      const openid = openidOf(idNumber);
      return openid ? subscriptions.ask(openid, templateIds, decision) : reply.code(404).send(unknown);
    },
  );
  app.post<{ Body: { idNumber: string } }>(
    '/phone/wechat-messages',
    body({ idNumber: text }),
    async (request, reply) => {
      const openid = openidOf(request.body.idNumber);
      return openid ? { items: subscriptions.of(openid) } : reply.code(404).send(unknown);
    },
  );
  app.post<{ Body: { idNumber: string } }>('/phone/wechat-off', body({ idNumber: text }), async (request, reply) => {
    const openid = openidOf(request.body.idNumber);
    if (!openid) return reply.code(404).send(unknown);
    subscriptions.switchOff(openid);
    return {};
  });
  app.post('/phone/lapse-access-token', async () => {
    tokens.lapse();
    return {};
  });
}
