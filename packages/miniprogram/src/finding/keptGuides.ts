// Guides opened lately, kept to be read without a network: the matter and its last plan. Nothing of the reader's own answers.
import type { Matter, Plan } from '@onetrip/shared/contract';
import { forget, keep, recall } from '../state/device.ts';

/** A kept guide. */
export interface KeptGuide {
  matter: Matter;
  /** The plan before any answer; null where the matter has none. */
  plan: Plan | null;
}

/** As many as a storage has room for beside everything else: a guide takes some 10 KB. */
const most = 12;
const nameOf = (matterId: string) => `guide.${matterId}`;
const list = 'guides';

/** Ids of the kept guides, the last opened first. */
export const keptIds = (): readonly string[] => recall<string[]>(list) ?? [];

/** A kept guide, or null. */
export const keptGuide = (matterId: string): KeptGuide | null => recall<KeptGuide>(nameOf(matterId));

/** Keeps a guide; the one not opened for longest gives way. */
export function keepGuide(guide: KeptGuide): void {
  const { matterId } = guide.matter;
  const ids = [matterId, ...keptIds().filter((id) => id !== matterId)];
  for (const id of ids.slice(most)) forget(nameOf(id));
  keep(nameOf(matterId), guide);
  keep(list, ids.slice(0, most));
}
