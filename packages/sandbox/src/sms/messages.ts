// The SMS service: takes a message once and puts it on the simulated phone.
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { obeySwitches, type SwitchBoard } from '../switches.ts';
import { rfc3339 } from '../time.ts';
import { fill } from './templates.ts';

/** A message as a phone shows it. */
export type ReceivedMessage = { text: string; parameters: Record<string, string>; at: string };

/** What is asked to be sent. */
type Message = { messageId: string; mobile: string; template: string; parameters: Record<string, string> };

/** The messages each phone has received. */
export class Inbox {
  readonly #messages = new Map<string, ReceivedMessage[]>();
  readonly #sent = new Set<string>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Delivers a message, `times` over; one already sent is not sent again. */
  deliver({ messageId, mobile, parameters }: Message, text: string, times: number): void {
    if (this.#sent.has(messageId)) return;
    this.#sent.add(messageId);
    const received = { text, parameters, at: rfc3339(this.#now()) };
    const earlier = this.#messages.get(mobile) ?? [];
    this.#messages.set(mobile, [...Array<ReceivedMessage>(times).fill(received), ...earlier].slice(0, 50));
  }

  /** A phone's messages, newest first. */
  of(mobile: string): readonly ReceivedMessage[] {
    return this.#messages.get(mobile) ?? [];
  }
}

const messageBody = {
  type: 'object',
  required: ['messageId', 'mobile', 'template', 'parameters'],
  additionalProperties: false,
  properties: {
    messageId: { type: 'string', minLength: 1, maxLength: 100 },
    mobile: { type: 'string', pattern: '^1[3-9]\\d{9}$' },
    template: { type: 'string', maxLength: 50 },
    parameters: { type: 'object', additionalProperties: { type: 'string', maxLength: 100 } },
  },
} as const;

/** Mounts `/sms/messages`. */
export function playSms(app: FastifyInstance, inbox: Inbox, key: string, board: SwitchBoard): void {
  obeySwitches(app, board, () => 'sms', false);
  const expected = Buffer.from(`Bearer ${key}`);
  app.addHook('preValidation', async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return reply.code(401).send({ error: 'key' });
  });
  app.setErrorHandler((error: { validation?: unknown; statusCode?: number }, _request, reply) =>
    reply.code(error.validation ? 400 : (error.statusCode ?? 500)).send({ error: 'malformed' }),
  );
  app.post<{ Body: Message }>('/sms/messages', { schema: { body: messageBody } }, async ({ body }, reply) => {
    const text = fill(body.template, body.parameters);
    if (text === null) return reply.code(400).send({ error: 'template' });
    inbox.deliver(body, text, board.of('sms').twice ? 2 : 1);
    return reply.code(202).send({ messageId: body.messageId });
  });
}
