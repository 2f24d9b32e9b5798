// An unfinished filing, kept on the device until it is answered. Identity numbers are never kept here.
import type { DeliveryChoice } from '@onetrip/shared/contract';
import { checkCitizenId } from '@onetrip/shared/identifiers';
import { acting } from '../delegation/acting.ts';
import { forget, keep, recall } from '../state/device.ts';

/** A chosen plate number and until when it is held. */
export interface ChosenPlate {
  reservationId: string;
  number: string;
  expiresAt: string;
}

/** What he said to one thing he was asked about. */
export type ConsentAnswer = 'yes' | 'no';

/** What the citizen has entered so far. */
export interface Draft {
  situation: Record<string, string>;
  form: Record<string, string>;
  commitments: string[];
  /** Hash of the notice he has read; another notice is to be read anew. */
  notice: string | null;
  /** His answers to what the notice asks about, by purpose. */
  consents: Record<string, ConsentAnswer>;
  plate: ChosenPlate | null;
  /** How the result is to come; null: on the phone alone. */
  delivery: DeliveryChoice | null;
  /** The idempotency key of a filing whose answer has not come; repeating with it cannot file twice. */
  key: string | null;
  /** The version of it the service keeps, which other devices go on from. */
  kept: { draftId: string; version: number } | null;
  /** Whether something was entered that the service does not have yet. */
  unsaved: boolean;
}

const empty: Draft = {
  situation: {},
  form: {},
  commitments: [],
  notice: null,
  consents: {},
  plate: null,
  delivery: null,
  key: null,
  kept: null,
  unsaved: false,
};
/** What is filled in for somebody else is a draft of its own. */
const nameOf = (matterId: string) => `draft.${acting.get()?.delegationId ?? 'own'}.${matterId}`;

/** The draft for a matter; an empty one where nothing was entered. */
export const readDraft = (matterId: string): Draft => ({ ...empty, ...recall<Partial<Draft>>(nameOf(matterId)) });

/** Whether a text is, or holds, an identity number. */
const holdsIdentityNumber = (text: string): boolean =>
  (text.match(/\d{17}[\dXx]|\d{15}/g) ?? []).some((number) => checkCitizenId(number, new Date()).ok);

/** What was entered, without anything that holds an identity number: that is not kept on a device. */
export const keepable = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !holdsIdentityNumber(value)));

/** Keeps a draft, without identity numbers. */
export function keepDraft(matterId: string, draft: Draft): void {
  keep(nameOf(matterId), { ...draft, form: keepable(draft.form) });
}

/** Forgets the draft: it has been filed. */
export const dropDraft = (matterId: string): void => forget(nameOf(matterId));
