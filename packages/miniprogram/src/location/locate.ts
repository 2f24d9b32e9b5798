// Where a browser is; asked only when somebody taps for it.
import { gcj02Of, type Position } from './gcj02.ts';

const patienceMs = 8_000;
/** A position of the last minutes is as good. */
const freshMs = 300_000;

/** The position in GCJ-02; rejects where it is refused or not to be had. */
export function locate(): Promise<Position> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) return reject(new Error('no geolocation'));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(gcj02Of({ lat: coords.latitude, lng: coords.longitude })),
      reject,
      { timeout: patienceMs, maximumAge: freshMs },
    );
  });
}
