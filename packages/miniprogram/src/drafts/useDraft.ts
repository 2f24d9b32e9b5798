// The draft of a filing page: on the device with every key typed, in the service a moment later, resumed from another device.
import type { Draft as KeptDraft } from '@onetrip/shared/contract';
import { useEffect, useRef, useState } from 'react';
import { isEmbedded } from '../embed/mode.ts';
import { gateway } from '../service/client.ts';
import { isProblem } from '../service/fault.ts';
import { session } from '../session/session.ts';
import { type Draft, dropDraft, keepDraft, readDraft } from './drafts.ts';

/** Saved when nothing more was entered for so long, in milliseconds. */
const pauseMs = 1_200;

/** The draft of one matter. */
export interface DraftInHand {
  draft: Draft;
  /** Enters something; a filing that waits for its answer is then another one. */
  change: (part: Partial<Draft>) => void;
  /** Notes the key of a filing about to be sent, or that it is of no more use; nothing was entered. */
  note: (key: string | null) => void;
  /** Before filing: what was entered is saved, as far as the network allows. */
  settle: () => Promise<Draft>;
  /** It has been filed. */
  drop: () => void;
  /** Looks again for what another device has entered. */
  look: () => void;
  /** What another device has entered meanwhile, where both have something: he chooses. */
  elsewhere: KeptDraft | null;
  takeElsewhere: () => void;
  keepMine: () => void;
  /** When it was last entered, where it came from another device; RFC 3339. */
  resumedFrom: string | null;
}

const isUntouched = ({ form, commitments }: Draft): boolean =>
  Object.keys(form).length === 0 && commitments.length === 0;

/** What was entered elsewhere, in place of what was entered here; answers just given stay. */
const taken = (mine: Draft, { draftId, version, situation, form, commitments }: KeptDraft): Draft => ({
  ...mine,
  situation: isUntouched(mine) ? { ...situation, ...mine.situation } : situation,
  form,
  commitments,
  kept: { draftId, version },
  unsaved: false,
});

/** Reads the draft of a matter, and keeps it from now on. A counter's device is not the citizen's: there nothing is kept. */
export function useDraft(matterId: string): DraftInHand {
  const [draft, setDraft] = useState(() => readDraft(matterId));
  const [elsewhere, setElsewhere] = useState<KeptDraft | null>(null);
  const [resumedFrom, setResumedFrom] = useState<string | null>(null);
  const newest = useRef(draft);
  const saving = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const mayKeep = () => !isEmbedded && session.get() !== null;

  const store = (next: Draft) => {
    newest.current = next;
    setDraft(next);
    keepDraft(matterId, next);
  };
  const take = (theirs: KeptDraft) => {
    store(taken(newest.current, theirs));
    setElsewhere(null);
    setResumedFrom(theirs.updatedAt);
  };
  const save = async () => {
    const mine = newest.current;
    if (!mine.unsaved || !mayKeep()) return;
    const client = await gateway();
    const { situation, form, commitments, kept } = mine;
    try {
      const { draftId, version } = await client.drafts.save({
        matterId,
        situation,
        form,
        commitments,
        ...(kept && { draft: kept }),
      });
      const now = newest.current;
      // What was entered while it was being sent is saved next.
      store({ ...now, kept: { draftId, version }, unsaved: now.form !== form || now.situation !== situation });
    } catch (caught) {
      if (kept && isProblem(caught, 'draft_changed_elsewhere')) setElsewhere(await client.drafts.get(kept.draftId));
      else if (kept && isProblem(caught, 'not_found')) store({ ...newest.current, kept: null });
      else throw caught;
    }
  };
  const saveSoon = (ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // It is on the device; the next entry, or filing, tries again.
      saving.current = saving.current.then(save).catch(() => undefined);
    }, ms);
  };
  const change = (part: Partial<Draft>) => {
    store({ ...newest.current, ...part, key: null, unsaved: true });
    if (mayKeep()) saveSoon(pauseMs);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when the page opens
  useEffect(() => {
    // A filing whose answer has not come is repeated as it was.
    if (mayKeep() && newest.current.key === null) saving.current = resume().catch(() => undefined);
    return () => clearTimeout(timer.current);
  }, [matterId]);

  /** Goes on from what was entered on another device. */
  const resume = async () => {
    const client = await gateway();
    const found = (await client.drafts.list()).items.find((one) => one.matterId === matterId);
    const mine = newest.current;
    if (!found) {
      if (mine.kept) store({ ...mine, kept: null });
      return;
    }
    if (found.draftId === mine.kept?.draftId && found.version === mine.kept.version) return;
    const theirs = await client.drafts.get(found.draftId);
    if (isUntouched(newest.current) || !newest.current.unsaved) take(theirs);
    else setElsewhere(theirs);
  };

  return {
    draft,
    change,
    note: (key) => store({ ...newest.current, key }),
    async settle() {
      clearTimeout(timer.current);
      if (newest.current.key === null) {
        saving.current = saving.current.then(save).catch(() => undefined);
        await saving.current;
      }
      return newest.current;
    },
    drop() {
      clearTimeout(timer.current);
      dropDraft(matterId);
    },
    look: () => void resume().catch(() => undefined),
    elsewhere,
    takeElsewhere: () => elsewhere && take(elsewhere),
    keepMine() {
      if (!elsewhere) return;
      const { draftId, version } = elsewhere;
      setElsewhere(null);
      store({ ...newest.current, kept: { draftId, version }, unsaved: true });
      saveSoon(0);
    },
    resumedFrom,
  };
}
