// What the unlock planner is fed from the catalogue: the levers of `levers.jsonc`, and how often each matter is used.
import {
  type Lever,
  type LocalText,
  type Matter,
  type UnlockPlan,
  type UnlockQuery,
  unlockBudget,
  usualUnlockGoal,
} from '@onetrip/shared/contract';
import { isProvided, paperKindOf, unlock } from '@onetrip/shared/rules';
import { textOf } from './expand.ts';
import { CatalogueError, readCatalogueFile } from './files.ts';
import type { LeverFile } from './format.ts';
import { type CatalogueFiles, disclaimer, resolveMatter } from './load.ts';

/** The file of levers, beside a catalogue's others. */
export const leversFile = 'levers.jsonc';

/** The levers and the use of matters, as `levers.jsonc` says. */
export interface Levers {
  levers: readonly Lever[];
  usage: Omit<LeverFile['usage'], 'source'> & { source: LocalText };
}

type Register = NonNullable<Lever['register']>;

/** `health@WJ` in two. */
function registerOf(source: string | undefined): Pick<Lever, 'register' | 'department'> {
  const [register, department] = source?.split('@') ?? [];
  return register === undefined || department === undefined ? {} : { register: register as Register, department };
}

/**
 * Reads `levers.jsonc` beside a catalogue.
 * @throws CatalogueError for a lever that names no known paper or register, or a commitment to what may not be committed to
 */
export function readLevers(
  folder: string,
  { papers, registers }: Pick<CatalogueFiles, 'papers' | 'registers'>,
): Levers {
  const { content, lineOf } = readCatalogueFile(folder, leversFile, 'LeverFile');
  const kinds = new Map(papers.map(({ paper }) => [paper.id, paper] as const));
  const named = new Set<string>();
  content.levers.forEach(({ id, kind, source, papers: ended }, at) => {
    const fault = (part: string, message: string) =>
      new CatalogueError(`${leversFile}:${lineOf(['levers', at, part])} ${id} ${message}`);
    if (named.has(id)) throw fault('id', 'stands there twice');
    named.add(id);
    const { register, department } = registerOf(source);
    if ((kind === 'dataLink') !== (source !== undefined))
      throw fault('kind', 'needs a source if it is a data link only');
    if (source && !registers.some((one) => one.register === register && one.department === department)) {
      throw fault('source', `asks ${source}, which is not in registers.json`);
    }
    for (const paper of ended) {
      const known = kinds.get(paper);
      if (!known) throw fault('papers', `ends ${paper}, which is not in papers/`);
      if (kind === 'commitment' && known.risk) throw fault('papers', `lets commit to ${paper}: ${known.risk}`);
    }
  });
  const { source, first, least } = content.usage;
  return {
    levers: content.levers.map(({ id, kind, name, source: asked, papers: ended }) => ({
      leverId: id,
      kind,
      name: textOf(name),
      ...registerOf(asked),
      papers: ended,
    })),
    usage: { source: textOf(source), first, least },
  };
}

/** What the planner has to know of the catalogue beside the matters. */
type Knowledge = Pick<CatalogueFiles, 'papers' | 'mostUsed'> & { matters: CatalogueFiles['matters'] };

/**
 * The levers at hand for these matters: those written, and one for each kind of paper that none of them ends – a link
 * to the register it is usually asked of, or else a change of the law that asks for it.
 */
function leversFor(
  matters: readonly Pick<Matter, 'matterId' | 'materials'>[],
  { levers }: Levers,
  files: Knowledge,
): Lever[] {
  const ended = new Set(levers.flatMap(({ papers }) => papers));
  const usual = new Map(files.papers.map(({ paper }) => [paper.id, paper.source] as const));
  const own = new Map<string, Lever>();
  for (const { matterId, materials } of matters) {
    for (const material of materials.filter(isProvided)) {
      const kind = paperKindOf(matterId, material);
      if (ended.has(kind) || own.has(kind)) continue;
      const source = usual.get(kind);
      own.set(kind, {
        leverId: kind,
        kind: source ? 'dataLink' : 'legalChange',
        name: material.name,
        ...(source ? { register: source.register, department: source.department } : {}),
        papers: [kind],
      });
    }
  }
  return [...levers, ...own.values()];
}

/** How many cases of a matter are filed in a year, estimated as `usage` says. */
export function casesOf(
  { mostUsed }: Pick<Knowledge, 'mostUsed'>,
  { first, least }: Levers['usage'],
): (matterId: string) => number {
  const places = new Map(mostUsed.map((matterId, at) => [matterId, at + 1] as const));
  return (matterId) => {
    const place = places.get(matterId);
    return place === undefined ? least : Math.max(least, Math.round(first / place));
  };
}

/** Answers what to unlock next, over these matters; an answer is computed once. */
export function unlockOver(
  matters: readonly Omit<Matter, 'version'>[],
  files: Knowledge,
  known: Levers,
): (query: UnlockQuery) => UnlockPlan {
  const compiled = matters.filter(({ idOnly }) => idOnly !== null);
  const risky = new Set(files.matters.filter(({ written }) => written.risk).map(({ written }) => written.matterId));
  const cases = casesOf(files, known.usage);
  const input = {
    matters: compiled.map((matter) => ({
      matter,
      casesAYear: cases(matter.matterId),
      noCommitment: risky.has(matter.matterId),
    })),
    levers: leversFor(compiled, known, files),
  };
  const answers = new Map<string, UnlockPlan>();
  return ({ budget = unlockBudget.default, goal = usualUnlockGoal }) => {
    const key = `${budget} ${goal}`;
    const answer = answers.get(key) ?? {
      ...unlock({ ...input, budget, goal }),
      assumptions: known.usage.source,
      disclaimer,
    };
    answers.set(key, answer);
    return answer;
  };
}

/** The same over a catalogue as its files say. */
export function unlockCatalogue(folder: string, files: CatalogueFiles): (query: UnlockQuery) => UnlockPlan {
  const matters = files.matters.map((filed) => resolveMatter(filed, files.departments));
  return unlockOver(matters, files, readLevers(folder, files));
}
