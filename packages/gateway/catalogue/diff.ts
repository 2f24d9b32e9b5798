// What a new version of the catalogue changes for citizens, in words.
import type { Ending, LocalText, Material, Matter, Term } from '@onetrip/shared/contract';
import { type CatalogueFiles, type ResolvedMatter, resolveMatter } from './load.ts';

/** What changes in one matter. */
export interface MatterChange {
  matterId: string;
  name: LocalText;
  kind: 'new' | 'gone' | 'changed';
  /** A sentence for each change a citizen notices. */
  changes: LocalText[];
}

const text = (zh: string, en: string): LocalText => ({ zh, en });
const english = ({ zh, en }: LocalText): string => en ?? zh;

const termOf = ({ count, unit }: Term): LocalText => {
  if (count === 0) return text('当场', 'on the spot');
  return unit === 'workingDays'
    ? text(`${count}个工作日`, `${count} working days`)
    : text(`${count}天`, `${count} days`);
};

const channelNames: Record<Matter['channels'][number], LocalText> = {
  phone: text('手机', 'on the phone'),
  web: text('网上', 'on the web'),
  counter: text('窗口', 'at a counter'),
  selfService: text('自助机', 'at a self-service machine'),
  post: text('邮寄', 'by post'),
  bank: text('银行网点', 'at a bank'),
  dealer: text('汽车4S店', 'at a car dealer’s'),
  community: text('社区', 'in the community'),
  partner: text('代办点', 'at a partner’s'),
};

const areaNames: Record<NonNullable<Matter['handleArea']>, LocalText> = {
  own: text('主管部门窗口', 'the department’s own counters'),
  district: text('全区任一窗口', 'any counter of the district'),
  city: text('全市任一窗口', 'any counter of the city'),
  province: text('全省任一窗口', 'any counter of the province'),
  country: text('全国任一窗口', 'any counter of the country'),
};

/** How a paper that is not asked ends, as the end of a sentence. */
const insteadOf: Record<Exclude<Ending, 'provided'>, LocalText> = {
  cancelled: text('已取消', 'it is abolished'),
  shared: text('改由部门间核对', 'the departments check it among themselves'),
  commitment: text('改为承诺', 'a commitment will do'),
  investigated: text('改由部门自行调查', 'the department finds out itself'),
  afterApproval: text('改为办结后由部门补办', 'the department sees to it after the decision'),
};

const endingOf = ({ ending }: Material): Ending => ending ?? 'provided';

/** The change of one material; undefined where a citizen notices none. */
function materialChange(before: Material | undefined, after: Material | undefined): LocalText | undefined {
  const one = after ?? before;
  if (!one) return undefined;
  const { zh } = one.name;
  const en = english(one.name);
  if (one.kind === 'act') {
    if (!before) return text(`须到场：${zh}。`, `Now to be done in person: ${en}.`);
    return after ? undefined : text(`不再须到场：${zh}。`, `No longer to be done in person: ${en}.`);
  }
  if (one.kind !== 'paper') return undefined;
  const was = before && endingOf(before);
  const is = after && endingOf(after);
  if (was === is) return undefined;
  if (is === 'provided') return text(`须提供：${zh}。`, `Now to be brought: ${en}.`);
  if (is === undefined) {
    return was === 'provided' ? text(`不再要求：${zh}。`, `No longer asked: ${en}.`) : undefined;
  }
  if (was === undefined) return undefined;
  const instead = insteadOf[is];
  return was === 'provided'
    ? text(`不用再带${zh}：${instead.zh}。`, `No need to bring ${en}: ${english(instead)}.`)
    : text(`${zh}：${instead.zh}。`, `${en}: ${english(instead)}.`);
}

/** The entries of two lists by id, those before first. */
function paired<T extends { id: string }>(before: readonly T[], after: readonly T[]): [T | undefined, T | undefined][] {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))];
  return ids.map((id) => [before.find((one) => one.id === id), after.find((one) => one.id === id)]);
}

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** A published matter, as far as the comparison needs it. Without its materials compiled, it is neither id-only nor not. */
export type ComparedMatter = Pick<
  Matter,
  | 'matterId'
  | 'name'
  | 'idOnly'
  | 'visits'
  | 'materials'
  | 'promised'
  | 'feeText'
  | 'fees'
  | 'channels'
  | 'handleArea'
  | 'questions'
  | 'eligibility'
>;

const isCompiled = ({ idOnly }: ComparedMatter): boolean => idOnly !== null;

/** A sentence for each change between two versions of a matter. */
function changesOf(was: ComparedMatter, is: ComparedMatter): LocalText[] {
  const changes: LocalText[] = [];
  const say = (changed: boolean, sentence: () => LocalText) => {
    if (changed) changes.push(sentence());
  };
  say(was.name.zh !== is.name.zh, () =>
    text(`名称由“${was.name.zh}”改为“${is.name.zh}”。`, `It was called “${english(was.name)}”.`),
  );
  const bothCompiled = isCompiled(was) && isCompiled(is);
  say(bothCompiled && was.idOnly !== is.idOnly, () =>
    is.idOnly
      ? text('带身份证或市民卡即可办（一证通办）。', 'Nothing but the ID is needed now.')
      : text('不再是一证通办。', 'The ID alone no longer suffices.'),
  );
  changes.push(
    ...paired(was.materials, is.materials).flatMap(([a, b]) => {
      const change = bothCompiled ? materialChange(a, b) : undefined;
      return change ? [change] : [];
    }),
  );
  say(!isCompiled(was) && isCompiled(is), () => text('公布了材料清单。', 'Its list of materials is published.'));
  say(differ(was.promised, is.promised), () => {
    const [a, b] = [termOf(was.promised), termOf(is.promised)];
    return text(`承诺时限由${a.zh}改为${b.zh}。`, `Promised ${english(b)} instead of ${english(a)}.`);
  });
  say(was.feeText.zh !== is.feeText.zh, () =>
    text(
      `费用由“${was.feeText.zh}”改为“${is.feeText.zh}”。`,
      `Fee: ${english(is.feeText)} instead of ${english(was.feeText)}.`,
    ),
  );
  for (const channel of is.channels.filter((one) => !was.channels.includes(one))) {
    changes.push(text(`新增办理渠道：${channelNames[channel].zh}。`, `Now also ${english(channelNames[channel])}.`));
  }
  for (const channel of was.channels.filter((one) => !is.channels.includes(one))) {
    changes.push(text(`不再通过${channelNames[channel].zh}办理。`, `No longer ${english(channelNames[channel])}.`));
  }
  say(was.visits !== null && is.visits !== null && was.visits !== is.visits, () =>
    text(`跑动次数由${was.visits}次变为${is.visits}次。`, `Visits: ${is.visits} instead of ${was.visits}.`),
  );
  say((was.handleArea ?? 'own') !== (is.handleArea ?? 'own'), () => {
    const area = areaNames[is.handleArea ?? 'own'];
    return text(`办理范围改为${area.zh}。`, `Handled at ${english(area)}.`);
  });
  changes.push(
    ...paired(was.questions, is.questions).flatMap(([a, b]) => {
      if (!a && b) return [text(`新问：${b.text.zh}`, `Now asked: ${english(b.text)}`)];
      return a && !b ? [text(`不再问：${a.text.zh}`, `No longer asked: ${english(a.text)}`)] : [];
    }),
  );
  say(differ(was.eligibility ?? [], is.eligibility ?? []), () =>
    text('受理条件有变化。', 'The conditions of acceptance change.'),
  );
  say(differ(was.fees, is.fees) && was.feeText.zh === is.feeText.zh, () =>
    text('收费项目有变化。', 'The fee items change.'),
  );
  return changes;
}

/** What changes for citizens from some matters to others, matter by matter; empty where nobody notices anything. */
export function diffMatters(before: readonly ComparedMatter[], after: readonly ComparedMatter[]): MatterChange[] {
  const were = new Map(before.map((one) => [one.matterId, one] as const));
  const are = new Set(after.map(({ matterId }) => matterId));
  const entry = (
    { matterId, name }: ComparedMatter,
    kind: MatterChange['kind'],
    changes: LocalText[],
  ): MatterChange => ({ matterId, name, kind, changes });
  return [
    ...before
      .filter(({ matterId }) => !are.has(matterId))
      .map((was) => entry(was, 'gone', [text('不再受理。', 'No longer offered.')])),
    ...after.flatMap((is): MatterChange[] => {
      const was = were.get(is.matterId);
      if (!was) return [entry(is, 'new', [text('新增事项。', 'New.')])];
      const changes = changesOf(was, is);
      return changes.length > 0 ? [entry(is, 'changed', changes)] : [];
    }),
  ];
}

/** The matters of a catalogue as they are published. */
export const mattersOf = ({ matters, departments }: CatalogueFiles): ResolvedMatter[] =>
  matters.map((filed) => resolveMatter(filed, departments));

/** The same from one catalogue to another. */
export const diffCatalogues = (before: CatalogueFiles, after: CatalogueFiles): MatterChange[] =>
  diffMatters(mattersOf(before), mattersOf(after));
