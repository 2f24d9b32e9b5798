// An unfinished filing, kept on the device until it is answered. Identity numbers are never kept.
import { checkCitizenId } from '@onetrip/shared/identifiers';
import { forget, keep, recall } from '../state/device.ts';

/** A chosen plate number and until when it is held. */
export interface ChosenPlate {
  reservationId: string;
  number: string;
  expiresAt: string;
}

/** What the citizen has entered so far. */
export interface Draft {
  situation: Record<string, string>;
  form: Record<string, string>;
  commitments: string[];
  notice: boolean;
  plate: ChosenPlate | null;
  /** The idempotency key of a filing whose answer has not come; repeating with it cannot file twice. */
  key: string | null;
}

const empty: Draft = { situation: {}, form: {}, commitments: [], notice: false, plate: null, key: null };
const nameOf = (matterId: string) => `draft.${matterId}`;

/** The draft for a matter; an empty one where nothing was entered. */
export const readDraft = (matterId: string): Draft => ({ ...empty, ...recall<Partial<Draft>>(nameOf(matterId)) });

/** Keeps a draft, without anything that is an identity number. */
export function keepDraft(matterId: string, draft: Draft): void {
  const form = Object.entries(draft.form).filter(([, value]) => !checkCitizenId(value, new Date()).ok);
  keep(nameOf(matterId), { ...draft, form: Object.fromEntries(form) });
}

/** Forgets the draft: it has been filed. */
export const dropDraft = (matterId: string): void => forget(nameOf(matterId));
