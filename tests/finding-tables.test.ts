// What the app knows of finding without asking: life events cover the catalogue's themes, positions are turned into GCJ-02.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalogue } from '../packages/gateway/catalogue/load.ts';
import { metresBetween } from '../packages/gateway/src/servicePoints/near.ts';
import { lifeEvents } from '../packages/miniprogram/src/finding/lifeEvents.ts';
import { gcj02Of } from '../packages/miniprogram/src/location/gcj02.ts';

test('every theme of the catalogue belongs to one life event, and every life event has matters', () => {
  const { matters } = loadCatalogue(new URL('../packages/gateway/catalogue', import.meta.url).pathname);
  const themes = lifeEvents.flatMap((event) => event.themes);
  expect([...themes].sort()).toEqual([...new Set(matters.map(({ written }) => written.theme))].sort());
  expect(new Set(lifeEvents.map(({ id }) => id)).size).toBe(lifeEvents.length);
});

describe('positions', () => {
  test('天安门: satellites and maps are some 550 m apart', () => {
    const map = gcj02Of({ lat: 39.907_34, lng: 116.390_89 });
    expect(map.lat).toBeCloseTo(39.908_74, 4);
    expect(map.lng).toBeCloseTo(116.397_13, 4);
  });

  test('in Hangzhou the two are between 300 and 700 m apart, and what is near stays near', () => {
    const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(degrees(29.2, 30.5), degrees(118.4, 120.7), (lat, lng) => {
        const away = metresBetween({ lat, lng }, gcj02Of({ lat, lng }));
        expect(away).toBeGreaterThan(300);
        expect(away).toBeLessThan(700);
        const step = { lat: lat + 0.001, lng };
        const moved = metresBetween(gcj02Of({ lat, lng }), gcj02Of(step));
        expect(Math.abs(moved - metresBetween({ lat, lng }, step))).toBeLessThan(2);
      }),
    );
  });

  test('abroad the two are the same', () => {
    expect(gcj02Of({ lat: 48.85, lng: 2.35 })).toEqual({ lat: 48.85, lng: 2.35 });
  });
});
