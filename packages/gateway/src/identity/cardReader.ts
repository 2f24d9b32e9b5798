// What a card reader at a counter answers: a JWS by its security module (SAM) over what the card says, made for this very
// embed session, just now, and taken once.
import { hangzhouDate } from '@onetrip/shared/deadline';
import { checkCitizenId } from '@onetrip/shared/identifiers';
import { compactVerify, importJWK } from 'jose';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Context } from '../context.ts';
import { useNonce } from '../database/nonces.ts';
import type { EmbedCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';

/** Type of the JWS. */
const readingType = 'onetrip-card-reading+jwt';
/** A reading is good for so long; clocks may differ by a little. */
const lifetimeSeconds = 120;
const aheadSeconds = 60;

const Reading = Type.Object({
  /** The embed session it was read in. */
  session: Type.String(),
  document: Type.Union([Type.Literal('idCard'), Type.Literal('citizenCard')]),
  /** 公民身份号码, or the number of the citizen card. */
  number: Type.String(),
  name: Type.String(),
  validFrom: Type.String(),
  /** Null: without end. */
  validUntil: Type.Union([Type.String(), Type.Null()]),
  iat: Type.Number(),
  jti: Type.String({ minLength: 8, maxLength: 64 }),
});
const form = Compile(Reading);

/** What the card says. */
export interface CardReading {
  document: 'idCard' | 'citizenCard';
  number: string;
  name: string;
}

/**
 * Verifies a reading.
 * @throws ProblemError `card_reading_invalid` when it is another reader's, another session's, too old, seen before, or
 *   the card has expired
 */
export async function verifyReading(
  { config, database, now }: Pick<Context, 'config' | 'database' | 'now'>,
  { embedSessionId, assistance }: EmbedCaller,
  jws: string,
): Promise<CardReading> {
  const invalid = (cause?: unknown) => new ProblemError('card_reading_invalid', { cause });
  const readers = config.cardReaders.filter(
    ({ partnerId, servicePointId }) =>
      partnerId === assistance.partnerId && servicePointId === assistance.servicePointId,
  );
  let moduleId = '';
  const content: unknown = await compactVerify(jws, async ({ kid, typ, alg }) => {
    const reader = readers.find((one) => one.moduleId === kid);
    if (!reader || typ !== readingType || alg !== 'EdDSA') throw new Error('no reader of this service point');
    moduleId = reader.moduleId;
    return importJWK(reader.publicKey, 'EdDSA');
  })
    .then(({ payload }) => JSON.parse(Buffer.from(payload).toString('utf8')))
    .catch((cause: unknown) => {
      throw invalid(cause);
    });
  if (!form.Check(content) || content.session !== embedSessionId) throw invalid();
  const seconds = now().getTime() / 1000;
  const today = hangzhouDate(now());
  if (content.iat < seconds - lifetimeSeconds || content.iat > seconds + aheadSeconds) throw invalid();
  if (content.validFrom > today || (content.validUntil !== null && content.validUntil < today)) throw invalid();
  if (content.document === 'idCard' && !checkCitizenId(content.number, now()).ok) throw invalid();
  const expiresAt = new Date((content.iat + lifetimeSeconds + aheadSeconds) * 1000);
  if (!(await useNonce(database, { keyId: `reader:${moduleId}`, nonce: content.jti, expiresAt }))) throw invalid();
  return { document: content.document, number: content.number, name: content.name };
}
