// Problems: plates.
import { kind } from './kind.ts';

export const plateProblems = {
  plate_offer_expired: kind(
    409,
    '选号时间已过。',
    'The time to choose has passed.',
    '请重新获取一组号码。',
    'Ask for a new set of numbers.',
  ),
  plate_taken: kind(
    409,
    '这个号牌刚被选走。',
    'This number has just been taken.',
    '请另选一个号码。',
    'Choose another number.',
  ),
  plate_not_offered: kind(
    422,
    '这个号牌不在您的可选号码中。',
    'This number is not among those offered to you.',
    '请从列出的号码中选择。',
    'Choose one of the numbers shown.',
  ),
  licence_revoked_already: kind(
    409,
    '这份证照已经撤销，没有再次改动。',
    'This licence was revoked before; nothing was changed again.',
    '请核对证照编号。',
    'Check the licence number.',
  ),
  master_key_missing: kind(
    409,
    '主密钥文件里没有新的主密钥，密钥没有改变。',
    'The master key file holds no new key; no key was changed.',
    '请先把新主密钥写在主密钥文件的第一行，再轮换。',
    'Put the new key on the first line of the master key file, then rotate.',
  ),
  plate_reservation_missing: kind(
    422,
    '还没有选定号牌号码，或选号已过期。',
    'No plate number has been chosen, or the choice has expired.',
    '请重新选号。',
    'Choose a number again.',
  ),
} as const;
