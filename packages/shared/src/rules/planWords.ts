// The words of a plan: why a paper is not asked and who supplies it instead, what blocks filing, why a visit is needed.
import type { Material } from '../contract/material.ts';
import type { Matter } from '../contract/matter.ts';
import type { Blocker, PlannedMaterial } from '../contract/plan.ts';
import type { Question } from '../contract/situation.ts';
import type { LocalText } from '../contract/text.ts';

/** 一证通办: either of the two will do. */
export const idDocuments: readonly LocalText[] = [
  { zh: '居民身份证', en: 'Resident identity card' },
  { zh: '市民卡', en: 'Hangzhou citizen card' },
];

const text = (zh: string, en: string): LocalText => ({ zh, en });
const english = (local: LocalText): string => local.en ?? local.zh;
/** A sentence quoted inside another loses its full stop. */
const bare = (sentence: string): string => sentence.replace(/[。.；;]\s*$/, '');

const theDepartment = text('主管部门', 'the department in charge');

/** Why a paper is not asked, by where its source stands; `none` where no register is involved. */
const sharedWords: Record<PlannedMaterial['availability'], (holder: LocalText) => LocalText> = {
  up: (holder) =>
    text(
      `您不用带，由系统向“${holder.zh}”核对。`,
      `You need not bring it: the system checks it with “${english(holder)}”.`,
    ),
  owed: (holder) =>
    text(
      `您不用带。“${holder.zh}”暂时没有回应，恢复后由系统接着核对，不影响您现在提交。`,
      `You need not bring it. “${english(holder)}” does not answer at the moment; the system goes on asking, and you can file now.`,
    ),
  commitmentInstead: (holder) =>
    text(
      `您不用带。“${holder.zh}”暂时没有回应，您确认一份承诺即可，事后由部门核对。`,
      `You need not bring it. “${english(holder)}” does not answer at the moment; confirm a commitment instead, and the department checks later.`,
    ),
  none: () =>
    text('您不用带，由部门之间互相核对。', 'You need not bring it: the departments check it among themselves.'),
};

/** The reason a material is, or is not, asked of the citizen. */
export function why(material: Material, availability: PlannedMaterial['availability']): LocalText {
  if (material.kind === 'act') {
    return text('这一步要您本人到现场，一次办完。', 'This has to be done in person, in one visit.');
  }
  const { reason, owner = theDepartment, step, commitment, source } = material;
  switch (material.ending) {
    case 'cancelled':
      return reason === undefined
        ? text('没有法律依据，已经取消，您不用带。', 'No law asks for it, so it was abolished. You need not bring it.')
        : text(
            `已经取消，您不用带：${bare(reason.zh)}。`,
            `Abolished, so you need not bring it: ${bare(english(reason))}.`,
          );
    case 'shared':
      return sharedWords[availability](source?.label ?? theDepartment);
    case 'commitment':
      return commitment === undefined
        ? text(
            '不用去开证明，您确认一份承诺即可，事后由部门核对。',
            'No certificate is needed: confirm a commitment, and the department checks later.',
          )
        : text(
            `不用去开证明，您确认一份承诺即可。事后核查：${bare(commitment.laterCheck.zh)}。`,
            `No certificate is needed: confirm a commitment. Later check: ${bare(english(commitment.laterCheck))}.`,
          );
    case 'investigated':
      return text(
        `您不用证明，由${owner.zh}自己去查清楚。`,
        `You need not prove it: ${english(owner)} finds out for itself.`,
      );
    case 'afterApproval':
      return step === undefined
        ? text(
            `您不用事先去办，申请之后由${owner.zh}去征求。`,
            `You need not get it beforehand: ${english(owner)} sees to it after you file.`,
          )
        : text(
            `您不用事先去办，申请之后由部门完成：${bare(step.zh)}。`,
            `You need not get it beforehand; the department does it after you file: ${bare(english(step))}.`,
          );
    default:
      return material.byLaw === undefined
        ? text('这份材料还没有别的来源，需要您提供。', 'No other source holds this yet, so we must ask you for it.')
        : text(`法律要求由您提供：${material.byLaw}。`, `The law asks you to provide it: ${material.byLaw}.`);
  }
}

const names = (materials: readonly Pick<Material, 'name'>[]): LocalText =>
  text(
    materials.map((material) => material.name.zh).join('、'),
    materials.map((material) => english(material.name)).join(', '),
  );

/** Why somebody has to come; null when nobody has. One visit covers every act. */
export function visitReason(
  matter: Pick<Matter, 'online' | 'where'>,
  acts: readonly PlannedMaterial[],
  toBring: readonly PlannedMaterial[],
): LocalText | null {
  if (acts.length > 0) {
    const what = names(acts);
    return text(`要到现场办一次：${what.zh}。`, `One visit is needed for: ${what.en}.`);
  }
  if (toBring.length > 0) {
    const what = names(toBring);
    return text(`要到窗口交一次：${what.zh}。`, `One visit is needed to hand over: ${what.en}.`);
  }
  return matter.online
    ? null
    : text(`暂时要到窗口办理：${bare(matter.where)}。`, `For now it is handled at a counter: ${bare(matter.where)}.`);
}

/**
 * Which papers stand between a matter and ID-only, in this situation and, where that differs, over all of them.
 * @param here those of this situation, or that the open questions may still lead to
 * @param some the fewest whose end suffices in some situation
 * @param every those whose end suffices in every situation
 */
export function blockingWords(
  here: readonly Material[],
  some: readonly Material[],
  every: readonly Material[],
): LocalText {
  if (every.length === 0) {
    return text('任何情形都只需身份证或市民卡。', 'Nothing but the ID is needed, whatever the situation.');
  }
  const [papers, fewest, all] = [names(here), names(some), names(every)];
  const now =
    here.length === 0
      ? text('此情形只需身份证或市民卡。', 'Nothing but the ID is needed in this situation.')
      : text(
          `此情形与一证通办之间只差：${papers.zh}。`,
          `Between this situation and nothing but the ID stands only: ${papers.en}.`,
        );
  const best =
    some.length === 0
      ? text('有的情形现在就只需身份证或市民卡；', 'Some situations need nothing but the ID today; ')
      : text(
          `至少要解决：${fewest.zh}，才有情形可以一证通办；`,
          `For any situation to need nothing but the ID, at least this must end: ${fewest.en}; `,
        );
  if (here.length === every.length && some.length === every.length) return now;
  return text(
    `${now.zh}${best.zh}要所有情形都一证通办，须解决：${all.zh}。`,
    `${english(now)} ${english(best)}for every situation: ${english(all)}.`,
  );
}

const questionName = (matter: Matter, id: string): LocalText =>
  matter.questions.find((question) => question.id === id)?.text ?? text('您的情形', 'your situation');

/** What stands between the citizen and filing now, by kind. */
export const blockerFor = {
  notOnline: (matter: Matter): Blocker => ({
    kind: 'notOnline',
    message: text(
      `这个事项暂时不能在线办理，请到窗口：${bare(matter.where)}。`,
      `This matter cannot be filed online yet; it is handled at: ${bare(matter.where)}.`,
    ),
  }),
  unknownAnswer: (matter: Matter, id: string): Blocker => {
    const question = questionName(matter, id);
    return {
      kind: 'unknownAnswer',
      field: id,
      message: text(
        `“${bare(question.zh)}”的选项已有变化，请重新选择。`,
        `The choices for “${bare(english(question))}” have changed; please choose again.`,
      ),
    };
  },
  questionOpen: (question: Question): Blocker => ({
    kind: 'questionOpen',
    field: question.id,
    message: text(`请选择：${bare(question.text.zh)}`, `Please choose: ${bare(english(question.text))}`),
  }),
  paperProvided: (material: PlannedMaterial): Blocker => ({
    kind: 'paperProvided',
    field: material.materialId,
    message: text(
      `此情形还需要您提供${material.name.zh}，请到窗口办理，一次办完。`,
      `In this situation ${english(material.name)} is still needed from you; please come to a counter, once.`,
    ),
  }),
} as const;
