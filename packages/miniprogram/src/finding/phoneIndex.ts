// The index this phone searches in when the network is missing or slow: fetched once, kept, renewed when the catalogue is.
import type { MatterIndex } from '@onetrip/shared/contract';
import { isEmbedded } from '../embed/mode.ts';
import { gateway } from '../service/client.ts';
import { keep, recall } from '../state/device.ts';

/** The index with what it needs beside it. */
export interface PhoneIndex extends MatterIndex {
  index: NonNullable<MatterIndex['index']>;
}

const name = 'index';

/** What is kept may come from an older version of the app, which read another format. */
const isReadable = (kept: Partial<PhoneIndex> | null): kept is PhoneIndex =>
  kept?.index?.version === 2 && typeof kept.version === 'string' && typeof kept.departments === 'object';

function read(): PhoneIndex | null {
  const kept = recall<Partial<PhoneIndex>>(name);
  return isReadable(kept) ? kept : null;
}

let held: PhoneIndex | null | undefined;
let asked = false;

/** The index, where there is one. Read from the storage when first asked for. */
export function phoneIndex(): PhoneIndex | null {
  held ??= read();
  return held;
}

/**
 * Fetches the index unless the one here is in force; once a start, and again after a failure. A counter has its network
 * and its own matters: there is nothing to fetch.
 */
export function renewPhoneIndex(): void {
  if (asked || isEmbedded) return;
  asked = true;
  const have = phoneIndex()?.version;
  gateway()
    .then((client) => client.matters.index(have === undefined ? {} : { have }))
    .then(({ index, ...rest }) => {
      if (index === null) return;
      const fetched = { ...rest, index };
      keep(name, fetched);
      held = fetched;
    })
    .catch(() => {
      asked = false;
    });
}
