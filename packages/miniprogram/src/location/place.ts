// The place somebody chose to search near: his position, rounded, or a district. Kept while the app runs, never stored.
import { createStore, useStore } from '../state/store.ts';
// Without an extension, so that Taro takes `locate.weapp.ts` for WeChat.
import { locate } from './locate';

/** A place, ready for a query. */
export type ChosenPlace =
  | { kind: 'position'; lat: number; lng: number }
  | { kind: 'district'; code: string; name: string };

/** What is known of where somebody is. `refused`: he or the device would not say; a district will do. */
export interface Whereabouts {
  place: ChosenPlace | null;
  state: 'unasked' | 'asking' | 'refused' | 'known';
}

const whereabouts = createStore<Whereabouts>({ place: null, state: 'unasked' });

/** Three decimals are about 100 m: enough to find what is near, too little to find a door. */
const rounded = (degrees: number): number => Math.round(degrees * 1000) / 1000;

/** Asks the device where it is. Only ever called by a tap. */
export async function askWhere(): Promise<void> {
  whereabouts.set({ ...whereabouts.get(), state: 'asking' });
  try {
    const { lat, lng } = await locate();
    whereabouts.set({ place: { kind: 'position', lat: rounded(lat), lng: rounded(lng) }, state: 'known' });
  } catch {
    whereabouts.set({ ...whereabouts.get(), state: 'refused' });
  }
}

/** Takes a district instead. */
export function chooseDistrict(code: string, name: string): void {
  whereabouts.set({ place: { kind: 'district', code, name }, state: 'known' });
}

/** Forgets the place. */
export function forgetPlace(): void {
  whereabouts.set({ place: null, state: 'unasked' });
}

/** What is known of where somebody is, watched. */
export const useWhereabouts = (): Whereabouts => useStore(whereabouts);

/** The place as a query takes it. */
export function placeQuery(place: ChosenPlace | null): { lat?: number; lng?: number; district?: string } {
  if (place === null) return {};
  return place.kind === 'position' ? { lat: place.lat, lng: place.lng } : { district: place.code };
}
