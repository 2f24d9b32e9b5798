// Citizen cards (市民卡) of the invented people: a number on each, and one that was reported lost.
import type { People, Person } from './person.ts';

/** The number of a person's card, as printed on it. */
export const citizenCardNumber = (personId: string): string => `A3301${personId.slice(1).padStart(6, '0')}`;

/** The person whose card bears a number, or whose own number it is. */
export const holderOf = (people: People, number: string): Person | undefined =>
  people.all.find(({ id }) => citizenCardNumber(id) === number) ?? people.byIdNumber(number);

/** How a card stands: whoever owes for water, gas and power has lost it, too. */
export const citizenCardStatus = ({ diedOn, owesUtilities }: Person): string => {
  if (diedOn !== null) return '注销';
  return owesUtilities ? '挂失' : '正常';
};
