// Data-sharing demands: what a proposal newly asks of registers, which department supplies it, and where each demand stands.
import type { Matter } from '../contract/matter.ts';
import type { DemandAnswer, DemandPart, DemandStanding, UnmetDemand } from '../contract/reformDemand.ts';
import type { Source, SourceContract } from '../contract/register.ts';
import type { LocalText } from '../contract/text.ts';
import { isGivenFor } from './register.ts';

/** A register as its department offers it. */
export interface OfferedRegister
  extends Pick<SourceContract, 'register' | 'department' | 'fields' | 'predicates' | 'purposes'> {
  readonly label: LocalText;
  /** YYYY-MM-DD since which other departments may ask it; absent: since the reform began. */
  readonly linkedOn?: string | undefined;
}

/** What a part of a matter asks of a register. */
export interface Demand {
  readonly part: DemandPart;
  readonly partId: string;
  readonly name: LocalText;
  readonly source: Source;
  /** Theme of the matter: the purpose it is asked for. */
  readonly theme: string;
}

type Asking = Pick<Matter, 'theme' | 'materials' | 'eligibility'>;

/** Everything a matter asks of registers: papers that are shared, records, and conditions a register answers. */
export function sourcesAsked({ theme, materials, eligibility = [] }: Asking): Demand[] {
  return [
    ...materials.flatMap(({ id, name, kind, ending, source }): Demand[] =>
      source && (ending === 'shared' || kind === 'record')
        ? [{ part: 'material', partId: id, name, source, theme }]
        : [],
    ),
    ...eligibility.flatMap(({ id, text, source }): Demand[] =>
      source ? [{ part: 'condition', partId: id, name: text, source, theme }] : [],
    ),
  ];
}

/** Whether one source is asked nothing that the other is not asked. */
const asksNoMore = (source: Source, than: Source): boolean =>
  source.register === than.register &&
  source.department === than.department &&
  source.predicate === than.predicate &&
  source.fields.every((field) => than.fields.includes(field));

/** Whether two sources are the same question, whatever they are called. */
export const asksTheSame = (a: Source, b: Source): boolean => asksNoMore(a, b) && asksNoMore(b, a);

/** What a matter would ask of registers that it does not ask for the same part today. */
export function demandsOf(inForce: Asking, proposed: Asking): Demand[] {
  const today = sourcesAsked(inForce);
  return sourcesAsked(proposed).filter(
    ({ part, partId, source, theme }) =>
      !today.some(
        (one) => one.part === part && one.partId === partId && one.theme === theme && asksNoMore(source, one.source),
      ),
  );
}

/** The register a demand is made of, and what it lacks; matched when it lacks nothing. */
export interface DemandMatch {
  readonly supplier: OfferedRegister | null;
  readonly unmet: readonly UnmetDemand[];
}

const listed = (words: readonly string[]): LocalText => ({ zh: words.join('、'), en: words.join(', ') });

/**
 * Matches a demand to its supplier.
 * @param asking code of the department that demands; its own records need no link
 * @param day YYYY-MM-DD on which it is to be supplied
 */
export function matchDemand(
  asking: string,
  { source: { register, department, fields, predicate }, theme }: Pick<Demand, 'source' | 'theme'>,
  registers: readonly OfferedRegister[],
  day: string,
): DemandMatch {
  const supplier = registers.find((one) => one.register === register && one.department === department) ?? null;
  if (supplier === null) {
    const holders = registers.filter((one) => one.register === register).map((one) => one.department);
    const held = listed(holders);
    const [zh, en] = holders.length > 0 ? [`由${held.zh}提供`, `${held.en} holds it`] : ['没有部门提供', 'nobody does'];
    const sentence = {
      zh: `${department}没有登记库${register}，${zh}。`,
      en: `${department} holds no register ${register}; ${en}.`,
    };
    return { supplier, unmet: [{ why: 'registerNotHeld', sentence }] };
  }
  const { label, linkedOn } = supplier;
  const name = { zh: label.zh, en: label.en ?? label.zh };
  const unmet: UnmetDemand[] = [];
  const strangers = fields.filter((field) => !Object.hasOwn(supplier.fields, field));
  if (strangers.length > 0) {
    const named = listed(strangers);
    unmet.push({
      why: 'fieldNotOffered',
      sentence: { zh: `${name.zh}不提供字段：${named.zh}。`, en: `${name.en} does not offer: ${named.en}.` },
    });
  }
  if (predicate !== undefined && !Object.hasOwn(supplier.predicates, predicate)) {
    unmet.push({
      why: 'questionNotAnswered',
      sentence: { zh: `${name.zh}不回答：${predicate}。`, en: `${name.en} does not answer: ${predicate}.` },
    });
  }
  if (
    unmet.length === 0 &&
    !isGivenFor(supplier, { fields, ...(predicate === undefined ? {} : { predicate }), theme })
  ) {
    unmet.push({
      why: 'purposeNotAgreed',
      sentence: {
        zh: `${name.zh}的共享协议不包括“${theme}”这一用途。`,
        en: `The agreement for ${name.en} does not give this for the purpose ${theme}.`,
      },
    });
  }
  if (asking !== department && linkedOn !== undefined && linkedOn > day) {
    unmet.push({
      why: 'notLinkedYet',
      sentence: { zh: `${name.zh}自${linkedOn}起联通。`, en: `${name.en} is linked from ${linkedOn} on.` },
    });
  }
  return { supplier, unmet };
}

/**
 * Where a demand stands on a day. What a department asks of its own register is supplied once it is offered; of another
 * one’s, once that department has accepted and the day it named has come.
 */
export function demandStanding(
  asking: string,
  { supplier, unmet }: DemandMatch,
  answer: Pick<DemandAnswer, 'outcome' | 'suppliedFrom'> | null,
  day: string,
): DemandStanding {
  if (answer?.outcome === 'declined') return 'declined';
  if (supplier === null || unmet.length > 0) return 'unmatched';
  if (supplier.department === asking) return 'supplied';
  if (answer === null) return 'unanswered';
  return answer.suppliedFrom !== null && answer.suppliedFrom > day ? 'promised' : 'supplied';
}
