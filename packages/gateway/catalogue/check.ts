// The catalogue's first linter: what a reviewer would send back. Every finding names file, matter and what to mend.
import type { Condition, Material, Source, Term } from '@onetrip/shared/contract';
import { holds } from '@onetrip/shared/rules';
import type { CatalogueMatter } from './format.ts';
import type { CatalogueFiles, FiledMatter } from './load.ts';
import { unresolvedResults } from './results.ts';
import { everySituation } from './situations.ts';

/** Something to mend. */
export interface Finding {
  rule: string;
  file: string;
  matterId: string;
  message: string;
}

/** Says what is wrong with one matter, or with a part of it, in a sentence each. */
type Rule = (matter: CatalogueMatter, files: CatalogueFiles, department: string) => string[];

const repeated = (items: readonly string[]): string[] => [
  ...new Set(items.filter((item, index) => items.indexOf(item) !== index)),
];

/** A rule over each material. */
const material =
  (test: (material: Material, files: CatalogueFiles) => string | false | undefined): Rule =>
  ({ materials = [] }, files) =>
    materials.flatMap((one) => {
      const said = test(one, files);
      return said ? [`${one.id} (${one.name.zh}): ${said}`] : [];
    });

/** Days to compare terms by: five working days take a week. */
const days = ({ count, unit }: Term): number => (unit === 'workingDays' ? Math.ceil((count * 7) / 5) : count);

function sourceFault({ register, department, fields, predicate }: Source, { registers }: CatalogueFiles) {
  const held = registers.find((one) => one.register === register && one.department === department);
  if (!held) return `${department} holds no register ${register}`;
  const unknown = fields.find((field) => held.fields[field] === undefined);
  if (unknown) return `register ${register} of ${department} has no field ${unknown}`;
  if (predicate && held.predicates[predicate] === undefined) {
    return `register ${register} of ${department} answers no question ${predicate}`;
  }
  if (fields.length > 0 === (predicate !== undefined)) return 'a source is asked either for fields or one question';
  return undefined;
}

/** The questions a condition asks about, with the options it names. */
function mentions(condition: Condition): { question: string; in: string[] }[] {
  if ('question' in condition) return [condition];
  if ('not' in condition) return mentions(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(mentions);
}

/** Everything in a matter that stands under a condition. `after`: only questions before this one may be referred to. */
function conditioned({ questions = [], materials = [], form = [], fees = [] }: CatalogueMatter) {
  return [
    ...questions.map((one, after) => ({ what: `question ${one.id}`, when: one.when, after })),
    ...materials.map((one) => ({ what: `material ${one.id}`, when: one.when, after: questions.length })),
    ...form.map((one) => ({ what: `field ${one.id}`, when: one.when, after: questions.length })),
    ...fees.map((one) => ({ what: `fee ${one.feeId}`, when: one.when, after: questions.length })),
  ];
}

const conditionsMakeSense: Rule = (matter) => {
  const { questions = [] } = matter;
  const situations = everySituation({ questions });
  return conditioned(matter).flatMap(({ what, when, after }) => {
    if (when === undefined) return [];
    const unknown = mentions(when).find(({ question, in: values }) => {
      const asked = questions.slice(0, after).find(({ id }) => id === question);
      return !asked || values.some((value) => !asked.options.some((option) => option.value === value));
    });
    if (unknown)
      return [`${what} refers to ${unknown.question} = ${unknown.in.join('|')}, which is not asked before it`];
    return situations.some((answers) => holds(when, answers)) ? [] : [`${what} is never reached`];
  });
};

const onlineIsComplete: Rule = ({ online, materials, results, fees = [], name, questions = [] }, files) => {
  if (!online) return [];
  const texts = [name, ...questions.map(({ text }) => text), ...(materials ?? []).map((one) => one.name)];
  return [
    ...(materials?.length ? [] : ['it is online without materials']),
    ...(results?.length ? [] : ['it is online without a result']),
    ...fees
      .filter(({ feeId }) => files.fees.get(feeId)?.chargeable === false)
      .map(({ feeId }) => `it is online and its fee ${feeId} cannot be charged`),
    ...texts.filter(({ en }) => !en).map(({ zh }) => `it is online and ${zh} has no English`),
  ];
};

/** Every rule by name, in the order of the report. */
const rules: Record<string, Rule> = {
  departmentOfId: ({ matterId }, _files, department) =>
    matterId.split('-')[1] === department ? [] : [`its id does not belong to ${department}`],
  repeatedId: ({ questions = [], materials = [], form = [] }) =>
    [questions, materials, form]
      .flatMap((list) => repeated(list.map(({ id }) => id)))
      .map((id) => `${id} is used twice`),
  promisedLonger: ({ promised, statutory }) =>
    days(promised) > days(statutory) ? ['it promises a longer term than the statutory one'] : [],
  paperWithoutEnding: material(({ kind, ending }) => kind === 'paper' && !ending && 'a paper needs an ending'),
  endingOfNoPaper: material(
    ({ kind, ending }) => kind !== 'paper' && ending && `${kind} is no paper and has no ending`,
  ),
  sharedWithoutSource: material(({ ending, source }) => ending === 'shared' && !source && 'shared, but by whom?'),
  recordWithoutSource: material(({ kind, source }) => kind === 'record' && !source && 'a record needs its register'),
  sourceUnknown: material(({ source }, files) => source && sourceFault(source, files)),
  providedWithoutBasis: material(
    ({ ending, byLaw }) => ending === 'provided' && !byLaw && 'asked of the citizen without a law that says so',
  ),
  commitmentWithoutText: material(
    ({ ending, ifDown, commitment }) =>
      (ending === 'commitment' || ifDown === 'commitment') && !commitment && 'a commitment needs text and later check',
  ),
  cancelledWithoutReason: material(({ ending, reason }) => ending === 'cancelled' && !reason && 'cancelled, but why?'),
  investigatedByNobody: material(({ ending, owner }) => ending === 'investigated' && !owner && 'who investigates?'),
  afterWithoutStep: material(({ ending, step }) => ending === 'afterApproval' && !step && 'which step, and whose?'),
  feeUnknown: ({ fees = [] }, files) =>
    fees.filter(({ feeId }) => !files.fees.has(feeId)).map(({ feeId }) => `there is no fee ${feeId}`),
  condition: conditionsMakeSense,
  resultUnresolved: unresolvedResults,
  onlineIncomplete: onlineIsComplete,
};

/** Rules over the catalogue as a whole: matters told apart, lists that name only what exists. */
function checkWhole({ matters, departments, mostUsed, aliases, registers }: CatalogueFiles): Finding[] {
  const known = new Set(matters.map(({ written }) => written.matterId));
  const codes = new Set(departments.map(({ code }) => code));
  const twice = (rule: string, keyOf: (matter: FiledMatter) => string) =>
    repeated(matters.map(keyOf)).flatMap((key) =>
      matters
        .filter((matter) => keyOf(matter) === key)
        .map(({ file, written }) => ({ rule, file, matterId: written.matterId, message: `${key} is there twice` })),
    );
  const stranger = (file: string, rule: string) => (matterId: string) => ({
    rule,
    file,
    matterId,
    message: 'there is no such matter',
  });
  return [
    ...twice('repeatedMatter', ({ written }) => written.matterId),
    ...twice('repeatedName', ({ written }) => written.name.zh),
    ...[...mostUsed, ...Object.keys(aliases)]
      .filter((id) => !known.has(id))
      .map(stranger('vocabulary.json', 'matterUnknown')),
    ...[...registers, ...matters]
      .filter(({ department }) => !codes.has(department))
      .map(({ department }) => ({
        rule: 'departmentUnknown',
        file: 'departments.json',
        matterId: '',
        message: `there is no department ${department}`,
      })),
  ];
}

/** Everything there is to mend; empty when the catalogue may be published. */
export function checkCatalogue(files: CatalogueFiles): Finding[] {
  return [
    ...checkWhole(files),
    ...files.matters.flatMap(({ file, department, written }) =>
      Object.entries(rules).flatMap(([rule, check]) =>
        check(written, files, department).map((message) => ({ rule, file, matterId: written.matterId, message })),
      ),
    ),
  ];
}
