// What each need of the register's table demands of a file, and what the officer is told where it is not met.
import type { LocalText, ProblemField, ReformDemand, ReformOpinion } from '@onetrip/shared/contract';
import type { ReformNeed } from '@onetrip/shared/rules';
import { ProblemError } from '../http/problem.ts';
import type { FileRow } from './store.ts';
import type { Assessed, InForce } from './view.ts';

/** What the needs look at. */
export interface Facts {
  inForce: InForce;
  matters: FileRow['matters'];
  assessment: Assessed;
  demands: readonly ReformDemand[];
  opinions: readonly ReformOpinion[];
}

const standingWords: Record<Exclude<ReformDemand['standing'], 'supplied'>, LocalText> = {
  unmatched: { zh: '没有匹配到供数部门。', en: 'No supplier is found for it.' },
  unanswered: { zh: '供数部门尚未答复。', en: 'The supplier has not answered.' },
  declined: { zh: '供数部门不同意共享。', en: 'The supplier has declined.' },
  promised: { zh: '供数部门承诺的日期未到。', en: 'The day the supplier promised has not come.' },
};

/** What is wrong, field by field; nothing where the need is met. */
type Unmet = (facts: Facts) => ProblemField[];

const unmet: Record<ReformNeed, { problem: ConstructorParameters<typeof ProblemError>[0]; fields: Unmet }> = {
  mattersUntouched: {
    problem: 'reform_matters_changed',
    fields: ({ inForce, matters }) =>
      matters.flatMap(({ matterId, version }, index) => {
        const now = inForce.versionOf(matterId);
        if (now === version) return [];
        const message =
          now === null
            ? { zh: `${matterId} 已不在目录中。`, en: `${matterId} is no longer in the catalogue.` }
            : { zh: `${matterId} 现行版本为 ${now}。`, en: `${matterId} is in force in version ${now}.` };
        return [{ field: `matters.${index}.version`, message }];
      }),
  },
  changesSomething: {
    problem: 'reform_changes_nothing',
    fields: ({ matters, assessment: { idle } }) =>
      matters.flatMap(({ matterId }, index) =>
        idle.includes(matterId)
          ? [
              {
                field: `matters.${index}`,
                message: { zh: `${matterId} 与现行内容相同。`, en: `${matterId} is what is in force already.` },
              },
            ]
          : [],
      ),
  },
  guideSound: {
    problem: 'reform_guide_unsound',
    fields: ({ matters, assessment: { findings } }) =>
      findings.map(({ matterId, rule, message }) => {
        const index = matters.findIndex((one) => one.matterId === matterId);
        return {
          field: index < 0 ? 'matters' : `matters.${index}`,
          message: { zh: `规则 ${rule}：${message}`, en: `${rule}: ${message}` },
        };
      }),
  },
  opinionsGiven: {
    problem: 'invalid_request',
    fields: ({ opinions }) =>
      opinions.length > 0
        ? []
        : [{ field: 'opinions', message: { zh: '退回时请写明意见。', en: 'Say what is to be changed.' } }],
  },
  opinionsAnswered: {
    problem: 'reform_opinions_unanswered',
    fields: ({ opinions }) =>
      opinions
        .filter(({ answer }) => answer === null)
        .map(({ number }) => ({
          field: 'answers',
          message: { zh: `第 ${number} 条意见还没有答复。`, en: `Opinion ${number} has no answer.` },
        })),
  },
  demandsSupplied: {
    problem: 'reform_demands_unsupplied',
    fields: ({ demands }) =>
      demands.flatMap(({ standing, demandId, name, unmet: lacking }) => {
        if (standing === 'supplied') return [];
        const { zh, en } = standingWords[standing];
        const why = lacking.map(({ sentence }) => sentence);
        const message = {
          zh: `${name.zh}：${zh}${why.map((one) => one.zh).join('')}`,
          en: [`${name.en ?? name.zh}: ${en}`, ...why.map((one) => one.en)].join(' '),
        };
        return [{ field: `demands.${demandId}`, message }];
      }),
  },
};

/**
 * Refuses where a need is not met; the first is told, with every field it concerns.
 * @throws ProblemError `reform_matters_changed`, `reform_changes_nothing`, `reform_guide_unsound`,
 * `reform_opinions_unanswered`, `reform_demands_unsupplied`, `invalid_request`
 */
export function requireNeeds(needs: readonly ReformNeed[], facts: Facts): void {
  for (const need of needs) {
    const { problem, fields } = unmet[need];
    const wrong = fields(facts);
    if (wrong.length > 0) throw new ProblemError(problem, { fields: wrong });
  }
}
