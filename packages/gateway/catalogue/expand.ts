// From the short forms a person writes to the full ones: texts, conditions, sources, and a paper's usual ending.
import type { Condition, Ending, LocalText, Source } from '@onetrip/shared/contract';
import {
  type CatalogueMatter,
  type FullMaterial,
  type PaperFile,
  type RegisterList,
  sourcePattern,
  type WrittenCondition,
  type WrittenMaterial,
  type WrittenMatter,
  type WrittenPaper,
  type WrittenText,
} from './format.ts';

/** A short form that stands for nothing; the message names the place within the matter. */
export class ShortFormError extends Error {
  override name = 'ShortFormError';
  /** Where in the matter. */
  readonly path: readonly (string | number)[];
  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}

/** A kind of paper in full. */
export type Paper = Omit<FullMaterial, 'kind' | 'when' | 'paper' | 'since' | 'in2017'> &
  Pick<WrittenPaper, 'proof' | 'risk'>;
/** What recurs in lists of materials and is no paper, in full. */
export type Recurring = Pick<FullMaterial, 'id' | 'kind' | 'name' | 'reason' | 'source'>;

/** What the short forms of materials refer to. */
export interface Vocabulary {
  registers: RegisterList;
  papers: ReadonlyMap<string, Paper>;
  recurring: ReadonlyMap<string, Recurring>;
}

/** Keys whose value is a text, wherever they stand. */
export const textKeys: readonly string[] = [
  'name',
  'text',
  'help',
  'label',
  'feeText',
  'visitReason',
  'notOnlineBecause',
  'owner',
  'step',
  'reason',
  'in2017',
  'laterCheck',
  'advice',
  'asked',
  'answer',
  'by',
];
/** Keys whose value has no short forms in it, though its own keys may look so. */
const plainKeys: readonly string[] = ['sample', 'opened', 'effective'];

/** A text in full. */
export function textOf(written: WrittenText): LocalText {
  if (typeof written === 'string') return { zh: written };
  return Array.isArray(written) ? { zh: written[0], en: written[1] } : written;
}

/** A condition in full. */
export function conditionOf(written: WrittenCondition): Condition {
  const full = written as {
    question?: string;
    in?: string[];
    all?: WrittenCondition[];
    any?: WrittenCondition[];
    not?: WrittenCondition;
  };
  if (full.question !== undefined && full.in) return { question: full.question, in: full.in };
  if (full.all) return { all: full.all.map(conditionOf) };
  if (full.any) return { any: full.any.map(conditionOf) };
  if (full.not) return { not: conditionOf(full.not) };
  const all = Object.entries(written as Record<string, string | string[]>).map(([question, answer]) => ({
    question,
    in: Array.isArray(answer) ? answer : [answer],
  }));
  const [only] = all;
  return all.length === 1 && only ? only : { all };
}

/** A source in full, under the name its register goes by; an unknown register goes by its own, and the linter says so. */
export function sourceOf(written: string, registers: RegisterList): Source {
  const [, register = '', department = '', predicate, parameters, fields = ''] = sourcePattern.exec(written) ?? [];
  const held = registers.find((one) => one.register === register && one.department === department);
  return {
    register: register as Source['register'],
    department,
    label: held?.label ?? { zh: register },
    fields: fields.split(/, ?/).filter(Boolean),
    ...(predicate === undefined ? {} : { predicate }),
    ...(parameters === undefined
      ? {}
      : { parameters: Object.fromEntries(parameters.split(/, ?/).map((one) => one.split('='))) }),
  };
}

type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** Puts texts, conditions, sources and options in full, all the way down. */
function inFull(value: Value, registers: RegisterList): Value {
  if (Array.isArray(value)) return value.map((one) => inFull(one, registers));
  if (value === null || typeof value !== 'object') return value;
  const one = (key: string, part: Value): Value => {
    if (plainKeys.includes(key)) return part;
    if (textKeys.includes(key)) return textOf(part as WrittenText) as Value;
    if (key === 'when' || key === 'meets') return conditionOf(part as WrittenCondition) as unknown as Value;
    if (key === 'source') {
      return typeof part === 'string' ? (sourceOf(part, registers) as unknown as Value) : inFull(part, registers);
    }
    if (key === 'options' && !Array.isArray(part)) {
      return Object.entries(part as Record<string, WrittenText>).map(([option, label]) => ({
        value: option,
        label: textOf(label) as Value,
      }));
    }
    return inFull(part, registers);
  };
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, one(key, part)]));
}

/** What each ending needs of a paper; what stands beside a paper for another ending is left out. */
export const neededBy: Record<Ending, readonly (keyof FullMaterial)[]> = {
  cancelled: ['reason', 'cancelledOn'],
  shared: ['source', 'ifDown', 'commitment'],
  commitment: ['commitment'],
  investigated: ['owner', 'days'],
  afterApproval: ['step', 'days'],
  provided: ['byLaw', 'reason', 'confidence'],
};

const picked = <T extends object>(value: T, keys: readonly (keyof T)[]): Partial<T> =>
  Object.fromEntries(keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]])) as Partial<T>;

/** A name for an entry of a table (`idCard`), as against a text. */
const isId = (text: WrittenText): text is string => typeof text === 'string' && /^[a-z][A-Za-z0-9]*$/.test(text);

const kindsOfShort = ['identity', 'form', 'act', 'record'] as const;

/** One material in full but for its id, which is unique only within the list. */
function expandMaterial(written: WrittenMaterial, { papers, recurring, registers }: Vocabulary): FullMaterial {
  const { identity, form, act, record, paper, ...rest } = written;
  const said = inFull(rest as unknown as Value, registers) as Partial<FullMaterial>;
  const short = { identity, form, act, record };
  const shortKinds = kindsOfShort.filter((kind) => short[kind] !== undefined);
  if (shortKinds.length + (paper === undefined ? 0 : 1) > 1) throw new Error('is several things at once');

  const [kind] = shortKinds;
  const value = kind && short[kind];
  if (kind && value !== undefined) {
    if (!isId(value)) return { id: kind, name: textOf(value), kind, ...said };
    const found = recurring.get(value);
    if (found?.kind !== kind) throw new Error(`there is no ${kind} ${value} in papers/`);
    return { ...found, ...said };
  }
  if (paper !== undefined) {
    const found = papers.get(paper);
    if (!found) throw new Error(`there is no paper ${paper} in papers/`);
    const ending = said.ending ?? found.ending;
    const inherited = ending ? picked<Partial<FullMaterial>>(found, neededBy[ending]) : {};
    // The text of a commitment is inherited with its use, not beside a source that is waited for.
    if (ending === 'shared' && (said.ifDown ?? inherited.ifDown) !== 'commitment') delete inherited.commitment;
    return {
      id: paper,
      kind: 'paper',
      name: found.name,
      ...inherited,
      ...said,
      ...(ending === undefined ? {} : { ending }),
      paper,
    };
  }
  if (said.kind === undefined || said.name === undefined) {
    throw new Error('needs one of paper, identity, form, act, record, or kind and name');
  }
  return { id: said.kind, name: said.name, ...said, kind: said.kind };
}

/** Gives each entry an id of its own: `lease`, `lease2`, … */
function apart<T extends { id: string }>(entries: T[], fixed: ReadonlySet<number>): T[] {
  const used = new Set(entries.filter((_entry, index) => fixed.has(index)).map(({ id }) => id));
  return entries.map((entry, index) => {
    if (fixed.has(index)) return entry;
    let id = entry.id;
    for (let count = 2; used.has(id); count++) id = `${entry.id}${count}`;
    used.add(id);
    return id === entry.id ? entry : { ...entry, id };
  });
}

/**
 * A matter in full: one material for each that is written, in its order.
 * @throws ShortFormError with the place in the matter
 */
export function expandMatter(written: WrittenMatter, vocabulary: Vocabulary): CatalogueMatter {
  const { materials, results, eligibility, ...rest } = written;
  const full = inFull(rest as unknown as Value, vocabulary.registers) as unknown as CatalogueMatter;
  if (materials) {
    const expanded = materials.map((material, index) => {
      try {
        return expandMaterial(material, vocabulary);
      } catch (error) {
        throw new ShortFormError(['materials', index], (error as Error).message);
      }
    });
    const named = new Set(materials.flatMap(({ id }, index) => (id === undefined ? [] : [index])));
    full.materials = apart(expanded, named);
  }
  if (results) {
    const holder = [{ id: 'holder', label: { zh: '持有人', en: 'Holder' }, from: 'citizen.name' }];
    full.results = (inFull(results as unknown as Value, vocabulary.registers) as typeof results).map((result) => ({
      ...result,
      name: textOf(result.name),
      fields: (result.fields as typeof holder | undefined) ?? holder,
    }));
  }
  if (eligibility) {
    const conditions = inFull(eligibility as unknown as Value, vocabulary.registers) as unknown as NonNullable<
      CatalogueMatter['eligibility']
    >;
    full.eligibility = conditions.map((one, index) => ({ ...one, id: one.id ?? `condition${index + 1}` }));
  }
  return full;
}

/** The tables of papers, in full. */
export function expandPapers(files: readonly PaperFile[], registers: RegisterList): Omit<Vocabulary, 'registers'> {
  const full = <T extends { id: string }>(entries: readonly T[]) =>
    new Map(entries.map((one) => [one.id, inFull(one as unknown as Value, registers)] as const));
  return {
    papers: full(files.flatMap(({ papers }) => papers)) as unknown as Vocabulary['papers'],
    recurring: full(files.flatMap(({ recurring = [] }) => recurring)) as unknown as Vocabulary['recurring'],
  };
}
