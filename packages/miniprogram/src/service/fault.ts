// What went wrong, as the page shows it: the sentence, what to do, the number to tell the hotline.
import { preferences } from '../preferences/preferences.ts';
import { en } from '../words/en.ts';
import { zh } from '../words/zh.ts';
import { AddressMissing } from './address.ts';
// Without an extension, so that Taro takes `connection.weapp.ts` for WeChat.
import { isOneTripError } from './connection';

/** A failure, ready to be read. */
export interface Fault {
  code: string;
  sentence: string;
  nextStep: string;
  requestId: string | undefined;
  /** Sentences for the fields at fault, by their path into the request. */
  fields: Readonly<Record<string, string>>;
}

/** Makes a fault of anything caught. Nothing technical reaches the reader. */
export function faultOf(caught: unknown): Fault {
  const { language } = preferences.get();
  const { fault: words } = language === 'zh' ? zh : en;
  if (isOneTripError(caught)) {
    const { code, sentence, nextStep, requestId } = caught;
    const fields = caught.fields.map(({ field, message }) => [field, message[language] ?? message.zh] as const);
    return { code, sentence, nextStep, requestId, fields: Object.fromEntries(fields) };
  }
  const [sentence, nextStep] =
    caught instanceof AddressMissing ? [words.config, words.configNext] : [words.unknown, words.unknownNext];
  return { code: 'unknown', sentence, nextStep, requestId: undefined, fields: {} };
}

/** Whether a caught failure is the problem of this code. */
export const isProblem = (caught: unknown, code: string): boolean => isOneTripError(caught) && caught.code === code;
