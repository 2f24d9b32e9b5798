// Filing a matter: what has been entered, what is still missing, and sending it exactly once.
import type { Application, Matter, Plan, PrivacyNotice } from '@onetrip/shared/contract';
import { checkForm, openQuestions } from '@onetrip/shared/rules';
import { useRef, useState } from 'react';
import type { Draft } from '../drafts/drafts.ts';
import type { DraftInHand } from '../drafts/useDraft.ts';
import { askToNotify } from '../notices/subscribing.ts';
import { gateway } from '../service/client.ts';
import { isOneTripError } from '../service/connection';
import { type Fault, faultOf, isProblem } from '../service/fault.ts';
import { session } from '../session/session.ts';
import { useSpeech } from '../words/words.ts';
import { missingIn } from './delivery.ts';
import { mayConsent } from './usePrivacyNotice.ts';

/** What the page needs to let somebody file. */
export interface Filing {
  /** Sentences for what is missing, by path into the request; empty until he has tried. */
  errors: Readonly<Record<string, string>>;
  fault: Fault | null;
  busy: boolean;
  submit: () => Promise<void>;
  /** The fields that apply now, filled in with what is known already. */
  values: Readonly<Record<string, string>>;
}

/** A decided refusal: the same request would be refused again, so its key is of no more use. */
const isDecided = (caught: unknown): boolean =>
  isOneTripError(caught) && caught.kind === 'problem' && !caught.retryable && caught.code !== 'unauthenticated';

/** What he agreed to, of what this notice asks him about. */
const consented = ({ purposes }: PrivacyNotice, { consents }: Draft): string[] =>
  purposes
    .filter((purpose) => mayConsent(purpose) && consents[purpose.purposeId] === 'yes')
    .map(({ purposeId }) => purposeId);

/** Fields that apply now, filled in with what is known already. */
function filledIn(
  plan: Plan,
  { form, plate }: Draft,
  prefilled: Readonly<Record<string, string>>,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of plan.forms) {
    const known = field.prefill === 'citizen.mobile' ? session.get()?.mobile : undefined;
    const value =
      field.type === 'plateReservation' ? plate?.reservationId : (form[field.id] ?? prefilled[field.id] ?? known);
    if (value !== undefined && value.trim() !== '') values[field.id] = value.trim();
  }
  return values;
}

/**
 * @param notice the notice he is shown; null while it is read
 * @param prefilled values a partner's page handed over, by field id
 * @param onFiled called with the application
 */
export function useFiling(
  matter: Matter,
  plan: Plan | null,
  notice: PrivacyNotice | null,
  inHand: DraftInHand,
  prefilled: Readonly<Record<string, string>>,
  onFiled: (application: Application) => void,
): Filing {
  const speech = useSpeech();
  const { words, say } = speech;
  const { draft } = inHand;
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const under = useRef(false);
  const values = plan ? filledIn(plan, draft, prefilled) : {};

  const missing = (): Record<string, string> => {
    const errors: Record<string, string> = {};
    for (const { id, text } of openQuestions(matter, draft.situation)) {
      errors[`situation.${id}`] = words.filing.choose(say(text));
    }
    for (const { field, message } of checkForm(matter, draft.situation, values)) errors[field] = say(message);
    if (!notice || draft.notice !== notice.noticeHash) errors.noticeAcknowledged = words.filing.noticeNeeded;
    for (const { materialId } of plan?.commitments ?? []) {
      if (!draft.commitments.includes(materialId)) errors[`commitments.${materialId}`] = words.filing.commitmentNeeded;
    }
    return { ...errors, ...missingIn(draft.delivery, speech) };
  };

  const submit = async () => {
    setTried(true);
    if (under.current || !plan || !notice || Object.keys(missing()).length > 0) return;
    under.current = true;
    setBusy(true);
    setFault(null);
    try {
      // First of all: WeChat asks only inside the tap itself.
      await askToNotify();
      const client = await gateway();
      const { kept, key: begun } = await inHand.settle();
      const key = begun ?? (await client.newIdempotencyKey());
      // Kept before it is sent: killed while waiting, the app asks again with the same key and cannot file twice.
      inHand.note(key);
      const application = await client.applications.create(
        {
          matterId: matter.matterId,
          situation: draft.situation,
          form: values,
          commitments: plan.commitments.map(({ materialId }) => materialId),
          noticeAcknowledged: true,
          noticeHash: notice.noticeHash,
          consents: consented(notice, draft),
          ...(draft.delivery && { delivery: draft.delivery }),
          ...(kept && { draft: kept }),
        },
        { idempotencyKey: key },
      );
      inHand.drop();
      onFiled(application);
    } catch (caught) {
      if (isDecided(caught)) inHand.note(null);
      if (isProblem(caught, 'draft_changed_elsewhere')) inHand.look();
      setFault(faultOf(caught));
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  const errors = { ...(tried ? missing() : {}), ...fault?.fields };
  return { errors, fault, busy, submit, values };
}
