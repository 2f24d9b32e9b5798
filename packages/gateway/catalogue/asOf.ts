// The catalogue as it stood on a day: what was linked, cancelled or first asked later is taken back.
import type { FullMaterial } from './format.ts';
import type { CatalogueFiles, FiledMatter } from './load.ts';

/** The day the announced figures speak of: what was opened, linked or cancelled later is not counted there. */
export const figuresOn = '2018-06-30';

/** Whether the guide of 2017 asked for it. */
export const askedIn2017 = (material: FullMaterial): boolean =>
  material.kind === 'paper' && material.since === undefined;

/** A matter of the catalogue, with the department that decides it. */
type Asking = Pick<FiledMatter, 'written' | 'department'>;

/**
 * Its materials as they stood on a day: a paper from another department's register is the citizen's until that is linked,
 * one that is cancelled until the day it was; a department's own records need no link.
 * @param day `YYYY-MM-DD`; today where none is named
 */
export function materialsOn(
  day: string | undefined,
  { written, department }: Asking,
  registers: CatalogueFiles['registers'],
): FullMaterial[] {
  const materials = written.materials ?? [];
  if (day === undefined) return materials;
  const notYet = ({ ending, source, cancelledOn }: FullMaterial): boolean => {
    if (ending === 'cancelled') return cancelledOn !== undefined && cancelledOn > day;
    if (ending !== 'shared' || !source || source.department === department) return false;
    const held = registers.find((one) => one.register === source.register && one.department === source.department);
    return held?.linkedOn !== undefined && held.linkedOn > day;
  };
  return materials
    .filter(({ since }) => since === undefined || since <= day)
    .map((one) => (one.kind === 'paper' && notYet(one) ? { ...one, ending: 'provided' } : one));
}
