// Filing a matter: what has been entered, what is still missing, and sending it exactly once.
import type { Application, Matter, Plan } from '@onetrip/shared/contract';
import { checkForm, openQuestions } from '@onetrip/shared/rules';
import { useRef, useState } from 'react';
import { type Draft, dropDraft, keepDraft, readDraft } from '../drafts/drafts.ts';
import { gateway } from '../service/client.ts';
import { isOneTripError } from '../service/connection';
import { type Fault, faultOf } from '../service/fault.ts';
import { session } from '../session/session.ts';
import { useSpeech } from '../words/words.ts';

/** What the page needs to let somebody file. */
export interface Filing {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Sentences for what is missing, by path into the request; empty until he has tried. */
  errors: Readonly<Record<string, string>>;
  fault: Fault | null;
  busy: boolean;
  submit: () => Promise<void>;
}

/** A decided refusal: the same request would be refused again, so its key is of no more use. */
const isDecided = (caught: unknown): boolean =>
  isOneTripError(caught) && caught.kind === 'problem' && !caught.retryable && caught.code !== 'unauthenticated';

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
 * @param prefilled values a partner's page handed over, by field id
 * @param onFiled called with the application
 */
export function useFiling(
  matter: Matter,
  plan: Plan | null,
  prefilled: Readonly<Record<string, string>>,
  onFiled: (application: Application) => void,
): Filing & { values: Readonly<Record<string, string>> } {
  const { words, say } = useSpeech();
  const [draft, setDraft] = useState(() => readDraft(matter.matterId));
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const under = useRef(false);

  const store = (next: Draft) => {
    setDraft(next);
    keepDraft(matter.matterId, next);
  };
  const change = (part: Partial<Draft>) => store({ ...draft, ...part, key: null });
  const values = plan ? filledIn(plan, draft, prefilled) : {};

  const missing = (): Record<string, string> => {
    const errors: Record<string, string> = {};
    for (const { id, text } of openQuestions(matter, draft.situation)) {
      errors[`situation.${id}`] = words.filing.choose(say(text));
    }
    for (const { field, message } of checkForm(matter, draft.situation, values)) errors[field] = say(message);
    if (!draft.notice) errors.noticeAcknowledged = words.filing.noticeNeeded;
    for (const { materialId } of plan?.commitments ?? []) {
      if (!draft.commitments.includes(materialId)) errors[`commitments.${materialId}`] = words.filing.commitmentNeeded;
    }
    return errors;
  };

  const submit = async () => {
    setTried(true);
    if (under.current || !plan || Object.keys(missing()).length > 0) return;
    under.current = true;
    setBusy(true);
    setFault(null);
    try {
      const client = await gateway();
      const key = draft.key ?? (await client.newIdempotencyKey());
      // Kept before it is sent: killed while waiting, the app asks again with the same key and cannot file twice.
      store({ ...draft, key });
      const application = await client.applications.create(
        {
          matterId: matter.matterId,
          situation: draft.situation,
          form: values,
          commitments: plan.commitments.map(({ materialId }) => materialId),
          noticeAcknowledged: draft.notice,
        },
        { idempotencyKey: key },
      );
      dropDraft(matter.matterId);
      onFiled(application);
    } catch (caught) {
      if (isDecided(caught)) store({ ...draft, key: null });
      setFault(faultOf(caught));
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  const errors = { ...(tried ? missing() : {}), ...fault?.fields };
  return { draft, change, errors, fault, busy, submit, values };
}
