// A place in a list, as the opaque cursor of the contract.
import { ProblemError } from '../http/problem.ts';

/** The entry after which a page begins. */
export interface Place {
  at: Date;
  id: string;
}

export const cursorOf = ({ at, id }: Place): string => Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** @throws ProblemError `invalid_request` when the cursor is none of ours */
export function placeOf(cursor: string): Place {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || id === '') {
    const message = { zh: '翻页位置无效，请从第一页开始。', en: 'This place in the list is not valid; begin again.' };
    throw new ProblemError('invalid_request', { fields: [{ field: 'cursor', message }] });
  }
  return { at, id };
}
