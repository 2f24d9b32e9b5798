// The table of rules a reviewer holds a matter against. Those that cannot be broken because they are computed (即办 ⇔ 0 days,
// visits, id-only, a sample for every result) are not in it.
import type { Material, Source, Term } from '@onetrip/shared/contract';
import { isProvided } from '@onetrip/shared/rules';
import { conditionsMakeSense, idleQuestions } from './conditions.ts';
import { consultPhones, usualFaq, usualPhones, usualSteps } from './defaults.ts';
import { fault, type Rule, when } from './faults.ts';
import type { CatalogueMatter, FullMaterial } from './format.ts';
import type { CatalogueFiles } from './load.ts';
import { unresolvedResults } from './results.ts';
import { needsPresence } from './situations.ts';
import { sourceRules } from './sourceRules.ts';

const error = (demands: string, test: Rule['test']): Rule => ({ level: 'error', demands, test });
const warning = (demands: string, test: Rule['test']): Rule => ({ level: 'warning', demands, test });

/** What stands in a list more than once. */
export const repeated = (items: readonly string[]): string[] => [
  ...new Set(items.filter((item, index) => items.indexOf(item) !== index)),
];

type MaterialTest = (
  material: FullMaterial,
  matter: CatalogueMatter,
  files: CatalogueFiles,
) => string | false | undefined;

/** A test of each material. */
const material =
  (test: MaterialTest): Rule['test'] =>
  (matter, files) =>
    (matter.materials ?? []).flatMap((one, index) => {
      const said = test(one, matter, files);
      return said ? [fault(`${one.id} (${one.name.zh}): ${said}`, 'materials', index)] : [];
    });

/** Days to compare terms by: five working days take a week. */
const days = ({ count, unit }: Term): number => (unit === 'workingDays' ? Math.ceil((count * 7) / 5) : count);

const isCommitted = ({ ending, ifDown }: Material): boolean => ending === 'commitment' || ifDown === 'commitment';

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

const onlineIsComplete: Rule['test'] = ({ online, materials, results, fees = [], name, questions = [] }, files) => {
  if (!online) return [];
  const texts = [name, ...questions.map(({ text }) => text), ...(materials ?? []).map((one) => one.name)];
  return [
    ...when(!materials?.length, 'it is online without materials'),
    ...when(!results?.length, 'it is online without a result'),
    ...fees
      .filter(({ feeId }) => files.fees.get(feeId)?.chargeable === false)
      .map(({ feeId }) => fault(`it is online and its fee ${feeId} cannot be charged`, 'fees')),
    ...texts.filter(({ en }) => !en).map(({ zh }) => fault(`it is online and ${zh} has no English`)),
  ];
};

const phones: Rule['test'] = (matter, _files, department) => {
  const consult = matter.consultPhone ?? consultPhones[department] ?? usualPhones.consultPhone;
  const complaint = matter.complaintPhone ?? usualPhones.complaintPhone;
  return [
    ...when(consult === complaint, `consultation and complaints share the number ${consult}`),
    ...[consult, complaint].flatMap((number) =>
      when(!/^0\d{2,3}-\d{5,8}$/.test(number), `${number} has no area code, as in 0571-12345`),
    ),
  ];
};

const unknownDepartments: Rule['test'] = ({ otherDepartments = [] }, { departments }) =>
  otherDepartments
    .filter((code) => !departments.some((one) => one.code === code))
    .map((code) => fault(`there is no department ${code}`, 'otherDepartments'));

const remote = ['phone', 'web', 'post'] as const;
const isRemote = ({ channels }: CatalogueMatter): boolean => remote.some((channel) => channels.includes(channel));

/** Every rule over a matter by name, in the order of the report. */
export const rules: Readonly<Record<string, Rule>> = {
  departmentOfId: error('A matter’s id names its department', ({ matterId }, _files, department) =>
    when(matterId.split('-')[1] !== department, `its id does not belong to ${department}`, 'matterId'),
  ),
  repeatedId: error('Ids are unique within a matter', ({ questions = [], materials = [], form = [] }) =>
    [questions, materials, form]
      .flatMap((list) => repeated(list.map(({ id }) => id)))
      .map((id) => fault(`${id} is used twice`)),
  ),
  promisedLonger: error('承诺时限不长于法定时限', ({ promised, statutory }) =>
    when(days(promised) > days(statutory), 'it promises a longer term than the statutory one', 'promised'),
  ),
  paperWithoutEnding: error(
    'Every paper ends in one of the six ways',
    material(({ kind, ending }) => kind === 'paper' && !ending && 'a paper needs an ending'),
  ),
  endingOfNoPaper: error(
    'Only a paper has an ending',
    material(({ kind, ending }) => kind !== 'paper' && ending && `${kind} is no paper and has no ending`),
  ),
  sharedWithoutSource: error(
    'Shared: the register that supplies it',
    material(({ ending, source }) => ending === 'shared' && !source && 'shared, but by whom?'),
  ),
  recordWithoutSource: error(
    'A record: the register that holds it',
    material(({ kind, source }) => kind === 'record' && !source && 'a record needs its register'),
  ),
  sourceUnknown: error('A source is one that is supplied', (matter, files) => [
    ...material(({ source }) => source && sourceFault(source, files))(matter, files, ''),
    ...(matter.eligibility ?? []).flatMap(({ id, source }, at) => {
      const said = source && (sourceFault(source, files) ?? (source.predicate ? undefined : 'asks no yes/no question'));
      return when(said, `condition ${id}: ${said}`, 'eligibility', at);
    }),
  ]),
  providedWithoutBasis: error(
    '由申请人提供 ⇒ 要求提供材料的依据',
    material((one) => isProvided(one) && one.ending && !one.byLaw && 'asked of the citizen without a law that says so'),
  ),
  commitmentWithoutText: error(
    'A commitment: its text and the later check',
    material((one) => isCommitted(one) && !one.commitment && 'a commitment needs text and later check'),
  ),
  commitmentTooRisky: error(
    '告知承诺 is not offered for public safety, finance, ecology, life and health, foreign affairs',
    material((one, { risk }, { papers }) => {
      const why = risk ?? papers.find(({ paper }) => paper.id === one.paper)?.paper.risk;
      return isCommitted(one) && why && `no commitment where ${why} is at stake`;
    }),
  ),
  cancelledWithoutReason: error(
    'Cancelled: the reason and the date',
    material(
      ({ ending, reason, cancelledOn }) =>
        ending === 'cancelled' && (!reason ? 'cancelled, but why?' : !cancelledOn && 'cancelled, but since when?'),
    ),
  ),
  investigatedByNobody: error(
    'Investigated: by whom, and within how many days',
    material(
      ({ ending, owner, days: term }) =>
        ending === 'investigated' && (!owner ? 'who investigates?' : !term && 'investigated within how many days?'),
    ),
  ),
  afterWithoutStep: error(
    'After approval: the step and when it is due',
    material(
      ({ ending, step, days: term }) =>
        ending === 'afterApproval' && (!step ? 'which step, and whose?' : !term && 'due within how many days?'),
    ),
  ),
  sinceBefore2018: error(
    '`since` is after 2017, or it was an item of 2017',
    material(({ since }) => since && since < '2018' && `asked since ${since}, so it was asked in 2017`),
  ),
  feeUnknown: error('A fee stands in fees.json', ({ fees = [] }, files) =>
    fees.flatMap(({ feeId }, at) => when(!files.fees.has(feeId), `there is no fee ${feeId}`, 'fees', at)),
  ),
  feeWithoutBasis: warning('收费 ⇒ 收费依据', ({ fees = [] }, files) =>
    fees.flatMap(({ feeId }, at) => when(files.fees.get(feeId)?.basis === '', `${feeId} has no basis`, 'fees', at)),
  ),
  freeButCharged: error('不收费 ⇒ 无收费项目', ({ feeText, fees = [] }) =>
    when(/^(免费|不收费)/.test(feeText.zh) && fees.length > 0, 'it is free and has fees', 'fees'),
  ),
  chargedWithoutItem: warning('收费 ⇒ 收费项目', ({ feeText, fees = [], materials }) =>
    when(materials && /\d元/.test(feeText.zh) && fees.length === 0, `${feeText.zh}: no item of fees.json`, 'feeText'),
  ),
  condition: error('A condition names questions asked before it, and is reached', conditionsMakeSense),
  resultUnresolved: error('Every field of a result can be filled in', (matter) =>
    unresolvedResults(matter).map((message) => fault(message, 'results')),
  ),
  sampleUnknown: error('A sample has the fields of its result', ({ results = [] }) =>
    results.flatMap(({ kind, fields, sample = {} }, at) =>
      Object.keys(sample)
        .filter((id) => !fields.some((field) => field.id === id))
        .map((id) => fault(`the sample of ${kind} has a value for ${id}, which is no field`, 'results', at)),
    ),
  ),
  onlineIncomplete: error('What can be filed here is complete, in both languages', onlineIsComplete),
  licenceSteps: error('行政许可 ⇒ 至少5个环节、1条常见问题', ({ type, steps = usualSteps[type], faq = usualFaq }) =>
    type === 'licence'
      ? [
          ...when(steps.length < 5, 'a licence has at least five steps', 'steps'),
          ...when(faq.length === 0, 'a licence has at least one question and answer', 'faq'),
        ]
      : [],
  ),
  phones: error('咨询电话 ≠ 投诉电话，均带区号', phones),
  otherDepartmentUnknown: error('联办机构 are departments', unknownDepartments),
  openedUnknown: error('A channel that opened is a channel', ({ opened = {}, channels }) =>
    Object.keys(opened)
      .filter((channel) => !(channels as string[]).includes(channel))
      .map((channel) => fault(`${channel} opened, and is not among the channels`, 'opened')),
  ),
  effectiveBackwards: error('生效日期早于取消日期', ({ effective }) =>
    when(effective?.until && effective.until < effective.from, 'it ends before it begins', 'effective'),
  ),
  reasonWithoutVisit: error('到场次数为0 ⇒ 无到场原因', (matter) =>
    when(
      matter.visitReason && matter.materials && isRemote(matter) && !needsPresence(matter),
      'it gives a reason for a visit that is not needed',
      'visitReason',
    ),
  ),
  visitUnexplained: warning('到场 ⇒ 原因；不到场且不能网办 ⇒ 可邮寄', (matter) =>
    when(
      matter.materials &&
        !isRemote(matter) &&
        !needsPresence(matter) &&
        !matter.visitReason &&
        !matter.notOnlineBecause,
      'nothing needs the citizen in person, yet neither phone, web nor post is offered: say why, or offer it',
      'channels',
    ),
  ),
  onTheSpotInvestigated: warning('即办件 waits for nobody', ({ promised, materials = [] }) =>
    materials.flatMap(({ id, ending, when: one }, at) =>
      when(
        promised.count === 0 && ending === 'investigated' && one === undefined,
        `${id} is investigated, and yet it is decided on the spot`,
        'materials',
        at,
      ),
    ),
  ),
  questionIdle: warning('A question decides something', idleQuestions),
  paperTwice: warning('A paper is asked once', ({ materials = [] }) =>
    repeated(materials.flatMap(({ paper, name }) => (paper ? [`${paper} (${name.zh})`] : []))).map((paper) =>
      fault(`${paper} is asked twice`, 'materials'),
    ),
  ),
  resultMissing: warning('What is applied for is a result', ({ type, materials, results = [] }) =>
    when(
      materials && results.length === 0 && ['licence', 'confirmation', 'benefit'].includes(type),
      'it has no result',
      'results',
    ),
  ),
  unverified: warning('An article somebody vouches for', (matter) =>
    material(({ confidence }) => confidence === 'verify' && 'its article is still to be verified')(
      matter,
      {} as CatalogueFiles,
      '',
    ),
  ),
  ...sourceRules,
  notCompiled: warning('Every matter has its materials', ({ materials }) =>
    when(!materials, 'it has no materials yet'),
  ),
};
