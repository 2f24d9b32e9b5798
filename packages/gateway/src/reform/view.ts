// What an officer sees of a reform file: computed over the catalogue as it is now, or as it was when the file was closed.
import type {
  ProposedMatter,
  ReformDemand,
  ReformEffect,
  ReformFile,
  ReformMatter,
  ReformSummary,
} from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import {
  demandStanding,
  isReformClosed,
  matchDemand,
  reformActionsFor,
  reformEventSentences,
  reformPartsOf,
  reformSentences,
} from '@onetrip/shared/rules';
import type { CatalogueFiles } from '../../catalogue/load.ts';
import type { Context } from '../context.ts';
import type { OfficerCaller } from '../http/handlers.ts';
import { effectOf } from './effect.ts';
import { type Assessment, assess } from './proposal.ts';
import type { DemandRow, EventRow, FileRow } from './store.ts';

/** What the reform register works with. */
export interface ReformDesk {
  context: Context;
  /** The catalogue proposals are held against. */
  inForce: () => InForce;
}

/** A catalogue in force. */
export interface InForce {
  files: CatalogueFiles;
  /** Version of one of its matters; null where it has none of that id. */
  versionOf(matterId: string): number | null;
}

/** The catalogue as this gateway serves it. */
export function servedHere({ catalogue }: Context): InForce {
  const files = catalogue.files();
  const ids = new Set(files.matters.map(({ written }) => written.matterId));
  return { files, versionOf: (matterId) => (ids.has(matterId) ? catalogue.get(matterId).version : null) };
}

/** An assessment with its effect. */
export interface Assessed extends Assessment {
  effect: ReformEffect;
}

/** Assessments of the proposals asked for last, as long as the same catalogue is in force. */
const remembered = new WeakMap<CatalogueFiles, Map<string, Assessed>>();
const rememberedAtMost = 50;

/** What a proposal comes to today; computed once for each catalogue, proposal and day. */
export function assessed(desk: ReformDesk, matters: readonly ProposedMatter[]): Assessed {
  const { catalogue, now } = desk.context;
  const { files: inForce } = desk.inForce();
  const day = hangzhouDate(now());
  const known = remembered.get(inForce) ?? new Map<string, Assessed>();
  remembered.set(inForce, known);
  const key = `${day} ${JSON.stringify(matters)}`;
  const found = known.get(key);
  if (found) return found;
  const assessment = assess(inForce, matters, day);
  const made = { ...assessment, effect: effectOf(inForce, assessment.files, catalogue.levers.usage) };
  const [oldest] = known.keys();
  if (known.size >= rememberedAtMost && oldest !== undefined) known.delete(oldest);
  known.set(key, made);
  return made;
}

const departmentOf = ({ context: { catalogue } }: ReformDesk, code: string) => ({
  code,
  name: catalogue.departmentName(code),
});

/** A demand with its supplier, as it stands today. */
export function showDemand(
  desk: ReformDesk,
  { reformId, department }: Pick<FileRow, 'reformId' | 'department'>,
  { demandId, matterId, part, partId, name, source, theme, answer }: DemandRow,
): ReformDemand {
  const day = hangzhouDate(desk.context.now());
  const match = matchDemand(department, { source, theme }, desk.inForce().files.registers, day);
  return {
    demandId,
    reformId,
    department: departmentOf(desk, department),
    matterId,
    part,
    partId,
    name,
    theme,
    source: { ...source, label: match.supplier?.label ?? source.label },
    supplier: match.supplier && {
      department: departmentOf(desk, match.supplier.department),
      linkedOn: match.supplier.linkedOn ?? null,
    },
    standing: demandStanding(department, match, answer, day),
    unmet: [...match.unmet],
    answer,
  };
}

function showMatters(desk: ReformDesk, matters: readonly ProposedMatter[], { changes }: Assessment): ReformMatter[] {
  const { files, versionOf } = desk.inForce();
  const names = new Map(files.matters.map(({ written }) => [written.matterId, written.name] as const));
  return matters.map((proposed) => ({
    matterId: proposed.matterId,
    name: proposed.name ?? names.get(proposed.matterId) ?? { zh: proposed.matterId },
    proposed,
    versionInForce: versionOf(proposed.matterId),
    changes: changes.get(proposed.matterId) ?? [],
  }));
}

/** Everything about a file that is computed; what is kept of it when it is closed. */
export function computedOf(
  desk: ReformDesk,
  file: FileRow,
  demands: readonly DemandRow[],
): NonNullable<FileRow['closing']> {
  const assessment = assessed(desk, file.matters);
  return {
    matters: showMatters(desk, file.matters, assessment),
    demands: demands.map((row) => showDemand(desk, file, row)),
    findings: assessment.findings,
    effect: assessment.effect,
  };
}

/** A file in a list. */
export function showSummary(desk: ReformDesk, file: FileRow): ReformSummary {
  const { reformId, department, state, reason, matters, createdAt, updatedAt } = file;
  return {
    reformId,
    department: departmentOf(desk, department),
    state,
    sentence: reformSentences[state],
    reason,
    matterIds: matters.map(({ matterId }) => matterId),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** A file as one officer sees it. */
export function showFile(
  desk: ReformDesk,
  officer: OfficerCaller,
  file: FileRow,
  demands: readonly DemandRow[],
  events: readonly EventRow[],
): ReformFile {
  const suppliers = demands.map(({ supplier }) => supplier);
  const computed = (isReformClosed(file.state) && file.closing) || computedOf(desk, file, demands);
  return {
    ...showSummary(desk, file),
    actions: reformActionsFor(reformPartsOf(officer, { ...file, suppliers }), file.state),
    ...computed,
    opinions: file.opinions,
    history: events.map(({ reformId: _reformId, type, at, ...entry }) => ({
      ...entry,
      type,
      at: at.toISOString(),
      sentence: reformEventSentences[type],
    })),
    publicationId: file.publicationId,
  };
}
