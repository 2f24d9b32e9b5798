// A proposal over the catalogue in force: what the catalogue would be with it, what changes, what the linter says, what it demands.
import { isDeepStrictEqual } from 'node:util';
import type { LocalText, ProblemField, ProposedMatter, ReformFinding } from '@onetrip/shared/contract';
import { type Demand, demandsOf } from '@onetrip/shared/rules';
import { checkCatalogue } from '../../catalogue/check.ts';
import { diffCatalogues } from '../../catalogue/diff.ts';
import { type CatalogueFiles, type FiledMatter, type ResolvedMatter, resolveMatter } from '../../catalogue/load.ts';
import { formFault, mostSituations, overlaid, situationsOf } from '../../catalogue/overlay.ts';
import { ProblemError } from '../http/problem.ts';

/** Rules of the linter that speak of sources nobody supplies, or not for this purpose: the demands say it of each. */
const demandRules: readonly string[] = ['sourceUnknown', 'beyondPurposeOnline'];

/** A proposal as it stands over a catalogue. */
export interface Assessment {
  /** The catalogue with the proposal in it. */
  files: CatalogueFiles;
  /** What changes for citizens, by matter id. */
  changes: ReadonlyMap<string, LocalText[]>;
  /** Ids of the matters the proposal leaves as they are. */
  idle: readonly string[];
  /** What the linter demands, by matter; sources nobody supplies aside. */
  findings: ReformFinding[];
  /** What each matter would newly ask of registers. */
  demands: (Demand & { matterId: string })[];
}

const refused = (field: string, message: LocalText, detail?: string) => {
  const fields: ProblemField[] = [{ field, message }];
  return new ProblemError('invalid_request', detail === undefined ? { fields } : { fields, detail });
};

/** The parts of the guide that are proposed. */
const partsOf = ({ matterId: _matterId, version: _version, ...parts }: ProposedMatter) => parts;

/** A matter as it would stand in the catalogue. */
function proposedOver(filed: FiledMatter, proposed: ProposedMatter, inForce: CatalogueFiles, day: string): FiledMatter {
  const { materials, ...others } = partsOf(proposed);
  // Where nothing is compiled yet, an empty list compiles nothing.
  const isNothing = materials?.length === 0 && filed.written.materials === undefined;
  return overlaid(filed, isNothing || materials === undefined ? others : { ...others, materials }, inForce, day);
}

/**
 * Refuses a proposal that is none: a matter twice, one of another department or of none, one that is not in the
 * catalogue's form.
 * @throws ProblemError `invalid_request`, `forbidden`, `matter_not_found`
 */
export function checkProposal(inForce: CatalogueFiles, department: string, proposed: readonly ProposedMatter[]): void {
  for (const [index, one] of proposed.entries()) {
    const field = `matters.${index}.matterId`;
    if (proposed.findIndex(({ matterId }) => matterId === one.matterId) < index) {
      const message = { zh: '同一事项出现两次。', en: 'This matter is named twice.' };
      throw refused(field, message);
    }
    const filed = inForce.matters.find(({ written }) => written.matterId === one.matterId);
    if (!filed) throw new ProblemError('matter_not_found');
    if (filed.department !== department) {
      const message = { zh: '不是本部门的事项。', en: 'This matter is another department’s.' };
      throw new ProblemError('forbidden', { fields: [{ field, message }] });
    }
    if (one.questions && situationsOf({ questions: one.questions }) > mostSituations) {
      const message = {
        zh: `情形过多，最多 ${mostSituations} 种。`,
        en: `Too many situations; at most ${mostSituations}.`,
      };
      throw refused(`matters.${index}.questions`, message);
    }
    const fault = formFault({ ...filed, written: { ...filed.written, ...partsOf(one) } }, inForce);
    if (fault !== undefined) {
      const message = { zh: '不符合事项目录的格式。', en: 'It does not fit the catalogue’s form.' };
      throw refused(`matters.${index}`, message, fault);
    }
  }
}

/** The catalogue with a proposal in it; a matter no longer in force stays out. */
function composed(inForce: CatalogueFiles, proposed: readonly ProposedMatter[], day: string): CatalogueFiles {
  const byId = new Map(proposed.map((one) => [one.matterId, one] as const));
  return {
    ...inForce,
    matters: inForce.matters.map((filed) => {
      const one = byId.get(filed.written.matterId);
      return one ? proposedOver(filed, one, inForce, day) : filed;
    }),
  };
}

/**
 * What a proposal comes to over the catalogue in force.
 * @param day YYYY-MM-DD it would come into force
 */
export function assess(inForce: CatalogueFiles, proposed: readonly ProposedMatter[], day: string): Assessment {
  const files = composed(inForce, proposed, day);
  const resolved = ({ matters, departments }: CatalogueFiles) =>
    new Map(
      matters
        .filter(({ written }) => proposed.some(({ matterId }) => matterId === written.matterId))
        .map((filed) => [filed.written.matterId, resolveMatter(filed, departments)] as const),
    );
  const [before, after] = [resolved(inForce), resolved(files)];
  const pairs = [...after].flatMap(([matterId, is]): [string, ResolvedMatter, ResolvedMatter][] => {
    const was = before.get(matterId);
    return was ? [[matterId, was, is]] : [];
  });
  return {
    files,
    changes: new Map(diffCatalogues(inForce, files).map(({ matterId, changes }) => [matterId, changes] as const)),
    idle: pairs.filter(([, was, is]) => isDeepStrictEqual(was, is)).map(([matterId]) => matterId),
    findings: checkCatalogue(files, (matterId) => after.has(matterId))
      .filter(({ rule }) => !demandRules.includes(rule))
      .map(({ matterId, rule, message }) => ({ matterId, rule, message })),
    demands: pairs.flatMap(([matterId, was, is]) => demandsOf(was, is).map((one) => ({ ...one, matterId }))),
  };
}
