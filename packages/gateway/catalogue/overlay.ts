// Lays published matters over the files: what the catalogue keeps beside a guide – what was asked in 2017, when a channel
// opened, risks – stays, and follows where the guide has changed.
import { isDeepStrictEqual } from 'node:util';
import { CatalogueError, readCatalogueText } from './files.ts';
import type { CatalogueMatter, FullMaterial } from './format.ts';
import { type CatalogueFiles, type FiledMatter, type ResolvedMatter, resolveMatter } from './load.ts';
import { needsPresence } from './situations.ts';

/** Parts of a published matter that are computed from the others, or by whoever publishes. */
const computedParts: ReadonlySet<string> = new Set([
  'department',
  'division',
  'version',
  'idOnly',
  'idOnlyInSome',
  'visits',
  'immediate',
  'disclaimer',
]);

const remote = ['phone', 'web', 'post'] as const;

/** A material with what only the catalogue knows of it; one that was never asked is asked since `day`. */
function withHistory(one: ResolvedMatter['materials'][number], before: readonly FullMaterial[], day: string) {
  const known = before.find(({ id }) => id === one.id);
  if (!known) return one.kind === 'paper' ? { ...one, since: day } : one;
  const { since, in2017 } = known;
  return { ...one, ...(since === undefined ? {} : { since }), ...(in2017 === undefined ? {} : { in2017 }) };
}

/**
 * A matter with the parts given in place of its own. What is given as it stands is left alone: where the catalogue writes
 * nothing because the usual applies, it goes on writing nothing.
 */
function withParts(filed: FiledMatter, parts: Readonly<Record<string, unknown>>, files: CatalogueFiles, day: string) {
  const { written } = filed;
  const today: Readonly<Record<string, unknown>> = { ...resolveMatter(filed, files.departments) };
  const changed = Object.entries(parts).filter(
    ([part, value]) => !computedParts.has(part) && !isDeepStrictEqual(value, today[part]),
  );
  const next: CatalogueMatter = { ...written, ...Object.fromEntries(changed) };
  return next.materials === written.materials
    ? next
    : { ...next, materials: next.materials?.map((one) => withHistory(one, written.materials ?? [], day)) };
}

/**
 * A matter of the catalogue as it stands with these parts of a guide. A channel opens on `day`; reasons for a visit or
 * against filing online go with what they explained.
 * @param parts of the contract's matter; what is computed is passed over
 * @param day YYYY-MM-DD the guide comes into force
 */
export function overlaid(
  filed: FiledMatter,
  parts: Readonly<Record<string, unknown>>,
  files: CatalogueFiles,
  day: string,
): FiledMatter {
  const { written } = filed;
  const { visitReason, notOnlineBecause, opened, ...next }: CatalogueMatter = withParts(filed, parts, files, day);
  const fromHome = remote.some((channel) => next.channels.includes(channel));
  const opening = next.channels.filter((channel) => !written.channels.includes(channel));
  const days = Object.entries(opened ?? {}).filter(([channel]) => (next.channels as string[]).includes(channel));
  const openedOn = Object.fromEntries([...days, ...opening.map((channel) => [channel, day] as const)]);
  return {
    ...filed,
    written: {
      ...next,
      ...(visitReason && (!fromHome || needsPresence(next)) ? { visitReason } : {}),
      ...(notOnlineBecause && !(fromHome && opening.length > 0) ? { notOnlineBecause } : {}),
      ...(Object.keys(openedOn).length > 0 ? { opened: openedOn } : {}),
    },
  };
}

/** A matter that no file has, as it would stand in its department's. */
export function filedAnew(matter: ResolvedMatter, day: string): FiledMatter {
  const department = matter.department.code;
  const { matterId, theme, type, levels, channels, statutory, promised, name, feeText, ...rest } = matter;
  const further = Object.fromEntries(Object.entries(rest).filter(([part]) => !computedParts.has(part)));
  const materials = matter.materials.map((one) => withHistory(one, [], day));
  // A guide that was never compiled says so by being neither id-only nor not.
  const compiled = matter.idOnly === null ? { materials: undefined } : { materials };
  const head = { matterId, theme, type, levels, channels, statutory, promised, name, feeText };
  return {
    file: `departments/${department}.jsonc`,
    department,
    written: { ...head, ...further, ...compiled } as CatalogueMatter,
    lineOf: () => 1,
  };
}

/** What keeps a matter from standing in the catalogue's form; undefined where nothing does. */
export function formFault(
  { file, department, written }: FiledMatter,
  { departments }: CatalogueFiles,
): string | undefined {
  const name = departments.find(({ code }) => code === department)?.name ?? { zh: department };
  try {
    readCatalogueText(JSON.stringify({ department, name, matters: [written] }), file, 'DepartmentFile');
    return undefined;
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return error.message;
  }
}

/** Situations a matter may have: far more than any has, far fewer than would keep the service busy. */
export const mostSituations = 1000;

/** How many situations a matter's questions make. */
export const situationsOf = ({ questions = [] }: Pick<CatalogueMatter, 'questions'>): number =>
  questions.reduce((count, { options }) => count * options.length, 1);
