// The reader's language: the dictionary, bilingual text from the service, money and dates.
import type { FeeLine, LocalText, Term } from '@onetrip/shared/contract';
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';
import { type Language, usePreferences } from '../preferences/preferences.ts';
import { en } from './en.ts';
import { type Words, zh } from './zh.ts';

dayjs.extend(utc);

/** Everything a component needs to speak. */
export interface Speech {
  language: Language;
  words: Words;
  /** The reader's language of a bilingual text; Chinese where no English was written. */
  say(text: LocalText): string;
  /** Whole fen as yuan with its unit. */
  money(fen: number): string;
  /** A moment (RFC 3339) in Hangzhou's zone. */
  moment(time: string, format?: 'day' | 'moment' | 'time'): string;
  /** A term with its unit; 0 days is on the spot. */
  term(term: Term): string;
}

/** Hangzhou keeps UTC+8 all year, whatever zone the device is in. */
const hangzhouOffset = 8;

function speech(language: Language): Speech {
  const words = language === 'zh' ? zh : en;
  return {
    language,
    words,
    say: (text) => (language === 'en' && text.en ? text.en : text.zh),
    money: (fen) => words.answer.yuan(fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)),
    moment: (time, format = 'moment') => dayjs.utc(time).utcOffset(hangzhouOffset).format(words.dates[format]),
    term: ({ count, unit }) =>
      count === 0
        ? words.answer.onTheSpot
        : unit === 'workingDays'
          ? words.answer.workingDays(count)
          : words.answer.calendarDays(count),
  };
}

const speeches: Record<Language, Speech> = { zh: speech('zh'), en: speech('en') };

/** How to speak to this reader. */
export const useSpeech = (): Speech => speeches[usePreferences().language];

/** A calendar date (YYYY-MM-DD) for the reader. */
export const calendarDate = (date: string, { words }: Speech): string => dayjs.utc(date).format(words.dates.day);

/** What a set of fee lines comes to, in words: free, an amount, or still open. */
export function feeAnswer(lines: readonly FeeLine[], totalFen: number | null, { words, money }: Speech): string {
  if (lines.length === 0 || totalFen === 0) return words.answer.free;
  return totalFen === null ? words.answer.feeOpen : money(totalFen);
}
