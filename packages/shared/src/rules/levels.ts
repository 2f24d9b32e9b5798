// Real-name levels (实名等级): what raises somebody to one, told where a higher one is needed.
import type { LocalText } from '../contract/text.ts';

/** Level of somebody who merely signed in, whose name and number were checked, who was seen in person or by face. */
export const realNameLevels = { signedIn: 1, checked: 2, seen: 3 } as const;
export type RealNameLevel = (typeof realNameLevels)[keyof typeof realNameLevels];

/** What to do next where a level is needed. */
export const stepToLevel: Readonly<Record<RealNameLevel, LocalText>> = {
  1: { zh: '请先登录，登录后会回到这里。', en: 'Sign in; you will return here.' },
  2: {
    zh: '请核验姓名和身份证号码，完成后会回到这里。',
    en: 'Have your name and number checked; you will return here.',
  },
  3: {
    zh: '请完成人脸核身，或带身份证、市民卡到任一网点当面确认；完成后会回到这里。',
    en: 'Do the face check, or be confirmed in person with your card at any service point; you will return here.',
  },
};
