// What registers note about people beyond the lives told in `people/`: always the same of one person, and of nobody absurd.
import { createHash } from 'node:crypto';
import type { SourceContract } from '@onetrip/shared/contract';
import type { Person } from '../people/person.ts';
import { addDays, monthsBetween } from '../time.ts';

/** A number that is always the same for a person and a note. */
const lot = (person: Person, note: string): number =>
  createHash('sha256').update(`${person.id}/${note}`).digest().readUInt32BE();

/** Notes only the dead have. */
const ofTheDead = new Set(['householdCancelled', 'cremated', 'deathCertified', 'declaredDead', 'deathInvestigated']);
/** Notes that are good news unless something is wrong: true of most. */
const usual = /^(no[A-Z]|not[A-Z]|free)|Settled$|Within|InOrder$|settled$|Cleared$|paid/;

/** Registers that know children too; the others know whoever is of working age. */
const knowChildren = new Set(['population', 'education', 'health', 'medicalInsurance', 'cityCards', 'ethnicAffairs']);
const workingAge = 16 * 12;

/** Whether a register of which no life tells knows a person: most it does. */
export const isKnown = ({ register, department }: SourceContract, person: Person, today: string): boolean =>
  (knowChildren.has(register) || monthsBetween(person.birthDate, today) >= workingAge) &&
  lot(person, `${register}@${department}`) % 6 !== 0;

/** How a register answers a yes/no question of which no life tells. */
export function noted({ register, department }: SourceContract, predicate: string, person: Person): boolean {
  if (ofTheDead.has(predicate)) return person.diedOn !== null;
  const number = lot(person, `${register}@${department}?${predicate}`);
  return usual.test(predicate) ? number % 5 !== 0 : number % 3 === 0;
}

const values: readonly [RegExp, (number: number, today: string) => string][] = [
  [/(On|Since|From|days)$/, (number, today) => addDays(today, -(30 + (number % 2000)))],
  [/(Until)$/, (number, today) => addDays(today, 30 + (number % 900))],
  [/Yuan$/, (number) => ((number % 900_000) / 100).toFixed(2)],
  [/(months|hours|points|grade|Mu|area)$/i, (number) => String(1 + (number % 60))],
  [/(hospital)$/i, () => '杭州市示例医院'],
];

/** What a field of which no life tells says. */
export function notedField({ register, department }: SourceContract, field: string, person: Person, today: string) {
  const number = lot(person, `${register}@${department}:${field}`);
  const [, write] = values.find(([pattern]) => pattern.test(field)) ?? [];
  return write ? write(number, today) : `${department}${String(number).padStart(10, '0')}`;
}
