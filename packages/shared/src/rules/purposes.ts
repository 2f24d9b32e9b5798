// Purposes of a filing: what is done with personal data, on which basis, in which words. The basis is computed, never chosen.
import type { Matter } from '../contract/matter.ts';
import type { Purpose, PurposeBasis, PurposeKind } from '../contract/privacy.ts';
import type { Situation } from '../contract/situation.ts';
import type { LocalText } from '../contract/text.ts';
import { holds } from './situation.ts';

/** Raise it whenever a word below changes: hashes of older notices stay what they were. */
export const noticeVersion = 1;

/** The partner at whose counter it is filed. */
export interface Counter {
  readonly partnerId: string;
  readonly partnerName: LocalText;
}

/** A purpose before its text is hashed. */
export type StatedPurpose = Omit<Purpose, 'textHash'>;

/**
 * Bases, by who receives the data and whether it is sensitive. A department in its duty tells; whoever else is handed
 * data, only with consent, and with separate consent where it is sensitive (个人信息保护法 13, 23, 29, 31, 34, 35).
 */
const bases: Readonly<Record<'department' | 'partner' | 'partnerSensitive', { basis: PurposeBasis; law: string }>> = {
  department: { basis: 'statutoryDuty', law: '个人信息保护法第十三条第一款第三项、第三十四条、第三十五条' },
  partner: { basis: 'consent', law: '个人信息保护法第十三条第一款第一项、第二十三条' },
  partnerSensitive: { basis: 'separateConsent', law: '个人信息保护法第二十三条、第二十九条' },
};
const ofChild = { basis: 'guardianConsent', law: '个人信息保护法第三十一条' } as const;

/** Kinds that are asked about; the others are told. */
export const asksConsent = ({ basis }: Pick<Purpose, 'basis'>): boolean => basis !== 'statutoryDuty';

const en = ({ zh, en }: LocalText): string => en ?? zh;
const listed = (items: readonly LocalText[]): LocalText => ({
  zh: items.map(({ zh }) => zh).join('、'),
  en: items.map(en).join(', '),
});

/** Words of a field or a question, by the register's own list; the name itself where it has none. */
export type LabelOf = (department: string, register: string, item: string) => LocalText;

/**
 * The purposes of a filing in this situation.
 * @param counter where it is filed at a partner's counter
 * @param child whether the applicant is under 14
 */
export function purposesOf(
  matter: Pick<Matter, 'name' | 'department' | 'materials' | 'form'>,
  situation: Situation,
  { counter, child, labelOf }: { counter: Counter | null; child: boolean; labelOf: LabelOf },
): StatedPurpose[] {
  const department = {
    kind: 'department',
    id: matter.department.code,
    name: matter.department.name,
  } as const;
  const told = { ...bases.department, recipient: department };
  const form = matter.form.filter(({ when }) => holds(when, situation)).map(({ label }) => label);
  const filed = [{ zh: '姓名和身份证号码', en: 'name and identity number' }, ...form];
  const decide: StatedPurpose = {
    purposeId: 'decide',
    kind: 'decide',
    ...told,
    items: filed,
    source: null,
    text: {
      zh: `为办理“${matter.name.zh}”，${department.name.zh}依法处理您填写的：${listed(filed).zh}。`,
      en: `To decide “${en(matter.name)}”, ${en(department.name)} handles, in its statutory duty, what you enter: ${listed(filed).en}.`,
    },
  };
  const gathered = matter.materials.flatMap((material): StatedPurpose[] => {
    const { source } = material;
    if (!source || !holds(material.when, situation)) return [];
    const asked = source.predicate === undefined ? source.fields : [`?${source.predicate}`];
    const items = asked.map((item) => labelOf(source.department, source.register, item));
    return [
      {
        purposeId: `gather-${material.id}`.slice(0, 64),
        kind: 'gather',
        ...told,
        items,
        source: source.label,
        text: {
          zh: `为免您提交“${material.name.zh}”，${department.name.zh}向${source.label.zh}查询：${listed(items).zh}。`,
          en: `So that you need not bring “${en(material.name)}”, ${en(department.name)} asks ${en(source.label)} for: ${listed(items).en}.`,
        },
      },
    ];
  });
  return [decide, ...gathered, ...(counter ? handOvers(counter, matter.name, child) : [])];
}

function handOvers({ partnerId, partnerName }: Counter, matter: LocalText, child: boolean): StatedPurpose[] {
  const recipient = { kind: 'partner', id: partnerId, name: partnerName } as const;
  const handOver = (
    kind: Extract<PurposeKind, 'handOverProgress' | 'handOverResult'>,
    ground: 'partner' | 'partnerSensitive',
    items: LocalText[],
  ): StatedPurpose => ({
    purposeId: kind,
    kind,
    ...(child ? ofChild : bases[ground]),
    recipient,
    items,
    source: null,
    text: {
      zh: `我${child ? '作为监护人，' : ''}同意将“${matter.zh}”的${listed(items).zh}提供给${partnerName.zh}。不同意不影响办理，可以随时撤回。`,
      en: `${child ? 'As the guardian, ' : ''}I agree that ${en(partnerName)} is given, of “${en(matter)}”: ${listed(items).en}. Saying no changes nothing for the filing; it can be withdrawn at any time.`,
    },
  });
  return [
    handOver('handOverProgress', 'partner', [{ zh: '办理进度', en: 'how far it is' }]),
    handOver('handOverResult', 'partnerSensitive', [
      { zh: '证照种类、编号和有效期', en: 'kind, number and validity of the licences' },
    ]),
  ];
}

/** The notice as it is shown: every purpose in its words, what is asked apart from what is told. */
export function noticeText(purposes: readonly StatedPurpose[]): LocalText {
  const lines = (language: 'zh' | 'en', asked: boolean) =>
    purposes
      .filter((purpose) => asksConsent(purpose) === asked)
      .map(({ text }) => (language === 'zh' ? text.zh : en(text)));
  const rights = {
    zh: '您可以在“我的数据”中查看谁查询了什么、导出您的信息、撤回同意。',
    en: 'Under “My data” you see who asked what, export what is held about you, and withdraw consents.',
  };
  const asked = { zh: lines('zh', true), en: lines('en', true) };
  return {
    zh: [
      '依法告知：',
      ...lines('zh', false),
      ...(asked.zh.length > 0 ? ['以下事项须经您同意：', ...asked.zh] : []),
      rights.zh,
    ].join('\n'),
    en: [
      'You are told, as the law bids:',
      ...lines('en', false),
      ...(asked.en.length > 0 ? ['For the following you are asked:', ...asked.en] : []),
      rights.en,
    ].join('\n'),
  };
}
