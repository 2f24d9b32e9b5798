// The card reader on a counter: reads the card laid on it, and its security module signs what it read.
import { createPrivateKey, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { CompactSign } from 'jose';
import type { KeyedJwk } from '../options.ts';
import { citizenCardNumber, holderOf } from '../people/citizenCards.ts';
import type { People } from '../people/person.ts';
import { addDays } from '../time.ts';

type Laid = { session: string; number: string; document: 'idCard' | 'citizenCard' };

const laidBody = {
  type: 'object',
  required: ['session', 'number', 'document'],
  additionalProperties: false,
  properties: {
    session: { type: 'string', minLength: 1, maxLength: 64 },
    number: { type: 'string', minLength: 1, maxLength: 18 },
    document: { type: 'string', enum: ['idCard', 'citizenCard'] },
  },
} as const;

/** Mounts `/card-reader/:servicePointId/readings`: lays a person's card on the reader there. */
export function playCardReader(
  app: FastifyInstance,
  { keys, people, now }: { keys: Readonly<Record<string, KeyedJwk>>; people: People; now: () => number },
): void {
  app.post<{ Params: { servicePointId: string }; Body: Laid }>(
    '/card-reader/:servicePointId/readings',
    { schema: { body: laidBody } },
    async ({ params, body }, reply) => {
      const key = keys[params.servicePointId];
      const person = holderOf(people, body.number);
      if (!key || !person) return reply.code(404).send({ error: key ? 'unknown_card' : 'unknown_reader' });
      const number = body.document === 'idCard' ? person.idNumber : citizenCardNumber(person.id);
      const card = {
        session: body.session,
        document: body.document,
        number,
        name: person.name,
        validFrom: addDays(people.today, -1000),
        validUntil: addDays(people.today, 2650),
        iat: Math.floor(now() / 1000),
        jti: randomUUID(),
      };
      const reading = await new CompactSign(Buffer.from(JSON.stringify(card)))
        .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'onetrip-card-reading+jwt' })
        .sign(createPrivateKey({ key, format: 'jwk' }));
      return { name: person.name, number, document: body.document, reading };
    },
  );
}
