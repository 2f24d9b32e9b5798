// The card somebody presents: 身份证 or 市民卡, read by a reader that signed it, or typed.
import type { ConfirmInPersonBody, VerifyBody } from '@onetrip/shared/contract';
import type { Context } from '../context.ts';
import type { EmbedCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { verifyReading } from './cardReader.ts';
import { holderOf } from './citizenCards.ts';
import type { Identity } from './citizens.ts';
import { checkIdentity } from './policeRegister.ts';

/**
 * Who a card belongs to, checked with the police.
 * @throws ProblemError `invalid_request` unless exactly one number is given; `citizen_card_unknown`, `id_number_invalid`,
 *   `identity_mismatch`, `department_unavailable`
 */
export async function identityBy(context: Context, { name, idNumber, cardNumber }: VerifyBody): Promise<Identity> {
  if (idNumber !== undefined && cardNumber === undefined) return checkIdentity(context, { name, idNumber });
  if (cardNumber !== undefined && idNumber === undefined)
    return checkIdentity(context, await holderOf(context, { name, cardNumber }));
  const message = {
    zh: '请填写身份证号码或市民卡号，只填一项。',
    en: 'Give the number of the ID card or of the citizen card, one of them.',
  };
  throw new ProblemError('invalid_request', { fields: [{ field: 'idNumber', message }] });
}

/**
 * The card before the clerk. What a reader signed is taken as it stands, and what was typed beside it must not differ.
 * @throws ProblemError `card_reading_invalid`
 */
export async function cardBefore(
  context: Context,
  caller: EmbedCaller,
  { name, idNumber, cardNumber, document, reading }: ConfirmInPersonBody,
): Promise<{ presented: VerifyBody; identification: 'cardReader' | 'typed' }> {
  if (reading === undefined)
    return {
      presented: {
        name,
        ...(idNumber === undefined ? {} : { idNumber }),
        ...(cardNumber === undefined ? {} : { cardNumber }),
      },
      identification: 'typed',
    };
  const card = await verifyReading(context, caller, reading);
  const typed = document === 'idCard' ? idNumber : cardNumber;
  const differs =
    card.document !== document || card.name !== name.trim() || (typed !== undefined && typed !== card.number);
  if (differs) throw new ProblemError('card_reading_invalid');
  return {
    presented:
      document === 'idCard' ? { name: card.name, idNumber: card.number } : { name: card.name, cardNumber: card.number },
    identification: 'cardReader',
  };
}
