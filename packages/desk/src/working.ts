// One thing at a time: what is being done shows on the page, and what went wrong is said in words.
import { OneTripError } from '@onetrip/sdk/office';
import { el } from './dom.ts';

/** Where a page says what it does. */
export interface Working {
  /** The line that says how the last thing went. */
  status: HTMLElement;
  tell(text: string, bad?: boolean): void;
  /** Does one thing, unless another is under way. */
  quietly(work: () => Promise<void>): Promise<void>;
}

/**
 * @param main shown as busy meanwhile
 * @param leave called when the session is over
 * @param outOfDate called when somebody was faster: what is shown is out of date
 */
export function createWorking(main: HTMLElement, leave: () => void, outOfDate: () => Promise<void>): Working {
  let busy = false;
  const status = el('p', { className: 'status', aria: { role: 'status', live: 'polite' } });
  const tell = (text: string, bad = false) => {
    status.textContent = text;
    status.dataset.tone = bad ? 'bad' : 'good';
  };
  return {
    status,
    tell,
    async quietly(work) {
      if (busy) return;
      busy = true;
      main.setAttribute('aria-busy', 'true');
      try {
        await work();
      } catch (error) {
        if (!(error instanceof OneTripError)) throw error;
        if (error.code === 'unauthenticated') return leave();
        if (error.status === 409) await outOfDate();
        tell(`⚠ ${error.sentence}${error.nextStep}`, true);
      } finally {
        busy = false;
        main.removeAttribute('aria-busy');
      }
    },
  };
}
