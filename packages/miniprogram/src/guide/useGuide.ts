// A matter's guide: from the service, or, while that is slow or out of reach, as it was when last opened on this phone.
import type { Matter } from '@onetrip/shared/contract';
import { keptGuide } from '../finding/keptGuides.ts';
import { type Found, useFound } from '../finding/useFound.ts';

/** A guide, and whether it comes from this phone. */
export interface Guide extends Pick<Found<Matter, never>, 'fault' | 'again'> {
  matter: Matter | null;
  fromHere: boolean;
}

/** The guide of a matter. */
export function useGuide(matterId: string): Guide {
  const { value, here, fault, again } = useFound(
    matterId,
    (client, asking) => client.matters.get(matterId, asking),
    () => keptGuide(matterId)?.matter ?? null,
  );
  return { matter: here ?? value, fromHere: here !== null, fault, again };
}
