// What a rule is, and what it finds.
import type { Path } from './files.ts';
import type { CatalogueMatter } from './format.ts';
import type { CatalogueFiles } from './load.ts';

/** Something wrong with a part of a matter, in a sentence. */
export interface Fault {
  message: string;
  /** The part, within the matter; the matter as a whole where it is empty. */
  path: Path;
}

/** A rule: an error keeps a catalogue from being published, a warning does not. */
export interface Rule {
  level: 'error' | 'warning';
  /** What it demands, for people. */
  demands: string;
  test: (matter: CatalogueMatter, files: CatalogueFiles, department: string) => Fault[];
}

/** A fault at a part of a matter. */
export const fault = (message: string, ...path: Path): Fault => ({ message, path });
/** One fault where something is wrong, else none. */
export const when = (wrong: unknown, message: string, ...path: Path): Fault[] =>
  wrong ? [fault(message, ...path)] : [];
