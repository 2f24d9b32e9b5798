// The citizen card (市民卡) as the key: whose it is, the register of cards says; who that is, the police.
import { randomBytes } from 'node:crypto';
import { serviceThemes } from '@onetrip/shared/contract';
import type { Context } from '../context.ts';
import { newId } from '../database/ids.ts';
import { DepartmentUnavailable } from '../departments/client.ts';
import { ProblemError } from '../http/problem.ts';
import type { Identity } from './citizens.ts';

const cards = { department: 'SMK', register: 'cityCards' } as const;
const purpose = { theme: serviceThemes.realName, matterId: 'identity', materialId: 'citizenCard' };
/** What the register says of a card that may be used. */
const inUse = '正常';

/**
 * The holder of a citizen card, by number and name.
 * @throws ProblemError `citizen_card_unknown` (also for a card that is lost or blocked), `department_unavailable`
 */
export async function holderOf(
  { departments }: Pick<Context, 'departments'>,
  { name, cardNumber }: { name: string; cardNumber: string },
): Promise<Identity> {
  try {
    const answer = await departments.query(cards.department, {
      queryId: newId('card'),
      salt: randomBytes(16).toString('base64url'),
      register: cards.register,
      purpose,
      // The card's number stands where a person's own would.
      subject: { name: name.trim(), idNumber: cardNumber },
      fields: ['idNumber', 'status'],
    });
    if (answer.outcome !== 'found' || answer.record.status !== inUse || !answer.record.idNumber)
      throw new ProblemError('citizen_card_unknown');
    return { name: name.trim(), idNumber: answer.record.idNumber };
  } catch (error) {
    if (error instanceof DepartmentUnavailable) throw new ProblemError('department_unavailable', { cause: error });
    throw error;
  }
}
