// The words of handing results out at a counter.
import { type Speech, useSpeech } from '../../words/words.ts';

const zh = {
  title: '到件与领取',
  lead: '部门送来的证照，在这里登记、交给本人',
  what: '做什么',
  steps: { handOver: '交给客户', arrive: '到件登记' },
  help: {
    handOver: '请客户出示身份证并报取件码，核对受理编号后交付。',
    arrive: '登记后马上通知客户来取，取件码只发给他本人。',
  },
  number: '受理编号',
  numberHelp: '在信封上，只有数字',
  numberWrong: '受理编号是 8 到 32 位数字。',
  code: '取件码',
  codeHelp: '客户手机上的 6 位数字',
  codeWrong: '取件码是 6 位数字。',
  go: { handOver: '核对无误，交付', arrive: '登记到件' },
  done: {
    handOver: (number: string) => `…${number} 已交给客户`,
    arrive: (number: string) => `…${number} 已登记，已通知客户`,
  },
  notHere: '只有选了在本网点领取、并且已经办好的，才能登记和交付。',
};

const en: typeof zh = {
  title: 'Results to hand out',
  lead: 'What departments have sent is booked in and handed over here',
  what: 'What is to be done',
  steps: { handOver: 'Hand over', arrive: 'Book in' },
  help: {
    handOver: 'Ask for the ID card and the code, compare the number, then hand it over.',
    arrive: 'The customer is told at once; only he gets the code.',
  },
  number: 'Acceptance number',
  numberHelp: 'On the envelope, digits only',
  numberWrong: 'An acceptance number has 8 to 32 digits.',
  code: 'Pick-up code',
  codeHelp: 'Six digits on the customer’s phone',
  codeWrong: 'A pick-up code has six digits.',
  go: { handOver: 'Checked: hand it over', arrive: 'Book it in' },
  done: {
    handOver: (number) => `…${number} was handed over`,
    arrive: (number) => `…${number} is booked in, and the customer is told`,
  },
  notHere: 'Only what is to be fetched at this service point, and is done, can be booked in and handed over.',
};

/** How to speak of results at a counter. */
export function useResultWords(): Speech & { resultWords: typeof zh } {
  const speech = useSpeech();
  return { ...speech, resultWords: speech.language === 'zh' ? zh : en };
}
