// The invented people of the city: about fifty, the same for the same seed and day.
import { makeBuilder } from './builder.ts';
import { addCarBuyer, addLocalFamily, addMigrant, addMigrantFamily, addOtherLives } from './households.ts';
import type { People } from './person.ts';
import { addHardCases, addStars } from './stars.ts';

/** Invents the people. `today` (`YYYY-MM-DD`) is the day relative dates count from: a tenant of 400 days stays one. */
export function inventPeople(seed: number, today: string): People {
  const fixed = makeBuilder(1, today);
  addStars(fixed);
  addHardCases(fixed);
  const builder = makeBuilder(seed, today);
  builder.all.push(...fixed.all);
  for (const at of [1, 2, 3]) addLocalFamily(builder, at);
  for (const sex of ['male', 'female', 'male', 'female', 'male'] as const) addMigrant(builder, sex);
  for (let at = 0; at < 3; at += 1) addMigrantFamily(builder);
  addCarBuyer(builder, 'male', 'suv', 101, '方');
  addCarBuyer(builder, 'female', 'hybrid', 201, '沈');
  addCarBuyer(builder, 'male', 'electric', 202);
  addCarBuyer(builder, 'female', 'sedan', 102);
  addOtherLives(builder);

  const all: People['all'] = builder.all;
  const byIds = new Map(all.map((person) => [person.id, person]));
  const byIdNumbers = new Map(all.map((person) => [person.idNumber, person]));
  return {
    today,
    all,
    byId: (id) => {
      const person = byIds.get(id);
      if (!person) throw new Error(`no person ${id}`);
      return person;
    },
    byIdNumber: (idNumber) => byIdNumbers.get(idNumber.toUpperCase()),
  };
}
