// Published guides over the files: the same guide changes nothing, another one is followed by what stands beside it.
import { expect, test } from '@jest/globals';
import { checkCatalogue } from '../catalogue/check.ts';
import { contentHashOf } from '../catalogue/contentHash.ts';
import { mattersOf } from '../catalogue/diff.ts';
import { loadCatalogue, resolveMatter } from '../catalogue/load.ts';
import { filedAnew, formFault, mostSituations, overlaid, situationsOf } from '../catalogue/overlay.ts';
import { catalogueFolder } from '../src/matters/service.ts';

const files = loadCatalogue(catalogueFolder);
const day = '2026-11-23';
const matters = mattersOf(files);

test('every guide over its own entry leaves the entry as it is', () => {
  for (const [index, filed] of files.matters.entries()) {
    expect(overlaid(filed, { ...matters[index] }, files, day).written).toEqual(filed.written);
  }
});

test('every guide without an entry makes one of the same guide, in the form of the files', () => {
  const anew = matters.map((matter) => filedAnew(matter, day));
  for (const [index, filed] of anew.entries()) {
    const matter = matters[index];
    if (!matter) continue;
    expect(formFault(filed, files)).toBeUndefined();
    expect(contentHashOf(resolveMatter(filed, files.departments))).toBe(contentHashOf(matter));
    expect(situationsOf(filed.written)).toBeLessThanOrEqual(mostSituations);
  }
});

test('a paper that was never asked is asked since that day; what was asked in 2017 stays so', () => {
  const filed = files.matters.find(({ written }) => written.matterId === 'HZ-GA-041');
  const matter = matters.find(({ matterId }) => matterId === 'HZ-GA-041');
  if (!filed || !matter) throw new Error('HZ-GA-041 is missing');
  const fresh = {
    id: 'fresh',
    name: { zh: '新材料', en: 'New paper' },
    kind: 'paper',
    ending: 'provided',
    byLaw: '某法',
  };
  const { written } = overlaid(filed, { materials: [...matter.materials, fresh] }, files, day);
  expect(written.materials?.at(-1)).toMatchObject({ id: 'fresh', since: day });
  expect(written.materials?.slice(0, -1)).toEqual(filed.written.materials);
});

test('whether a guide is id-only cannot be said, only computed', () => {
  const filed = files.matters.find(({ written }) => written.matterId === 'HZ-GA-041');
  const matter = matters.find(({ matterId }) => matterId === 'HZ-GA-041');
  if (!filed || !matter) throw new Error('HZ-GA-041 is missing');
  const lie = overlaid(filed, { ...matter, idOnly: !matter.idOnly, visits: 9, immediate: true }, files, day);
  expect(resolveMatter(lie, files.departments)).toEqual(matter);
});

test('looking at some matters only finds what is wrong with them', () => {
  const wrong = files.matters.map((filed) =>
    ['HZ-GA-041', 'HZ-GA-048'].includes(filed.written.matterId)
      ? { ...filed, written: { ...filed.written, promised: { count: 999, unit: 'workingDays' as const } } }
      : filed,
  );
  const found = (isLookedAt?: (matterId: string) => boolean) =>
    new Set(checkCatalogue({ ...files, matters: wrong }, isLookedAt).map(({ matterId }) => matterId));
  expect(found()).toEqual(new Set(['HZ-GA-041', 'HZ-GA-048']));
  expect(found((matterId) => matterId === 'HZ-GA-048')).toEqual(new Set(['HZ-GA-048']));
});
