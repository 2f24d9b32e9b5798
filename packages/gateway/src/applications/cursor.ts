// A place in a list, as the opaque cursor of the contract.
import { ProblemError } from '../http/problem.ts';

/** The entry after which a page begins. */
export interface Place {
  at: Date;
  id: string;
}

export const cursorOf = ({ at, id }: Place): string => Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** What `cursorOf` writes: a time of this millennium and an id as the contract has them. */
const written = /^(2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([\w-]{1,64})$/;

/** @throws ProblemError `invalid_request` when the cursor is none of ours */
export function placeOf(cursor: string): Place {
  const [, time = '', id = ''] = written.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const at = new Date(time);
  // A thirtieth of February is read as a day of March.
  if (Number.isNaN(at.getTime()) || at.toISOString() !== time) {
    const message = { zh: '翻页位置无效，请从第一页开始。', en: 'This place in the list is not valid; begin again.' };
    throw new ProblemError('invalid_request', { fields: [{ field: 'cursor', message }] });
  }
  return { at, id };
}
