// The invented people: the same for the same seed, with valid identifiers and lives that hold together.
import { describe, expect, test } from '@jest/globals';
import { checkCitizenId, checkMobile, checkPlate, checkUscc, checkVin } from '@onetrip/shared/identifiers';
import fc from 'fast-check';
import { inventPeople } from '../src/people/index.ts';
import type { Person } from '../src/people/person.ts';
import { addDays, daysBetween } from '../src/time.ts';

const today = '2026-11-23';
const { all, byId } = inventPeople(1, today);
const cars = all.flatMap(({ cars: owned }) => owned);
const distinct = (values: readonly unknown[]): void => expect(new Set(values).size).toBe(values.length);

const agesApart = (older: Person, younger: Person): number => daysBetween(older.birthDate, younger.birthDate) / 365.25;

describe('the people', () => {
  test('are about fifty, the stars first, each with a story in both languages', () => {
    expect(all.length).toBeGreaterThanOrEqual(45);
    expect(all.length).toBeLessThanOrEqual(60);
    const stars = all.filter(({ story }) => story);
    expect(stars.map(({ name }) => name)).toEqual(['陈雨桐', '王思远', '李文博', '周晓岚']);
    for (const { story } of stars) expect(story).toEqual({ zh: expect.any(String), en: expect.any(String) });
  });

  test('are the same for the same seed and day; another seed keeps the stars and the hard cases', () => {
    expect(inventPeople(1, today).all).toEqual(all);
    const others = inventPeople(2, today).all;
    expect(others).not.toEqual(all);
    expect(others.slice(0, 12)).toEqual(all.slice(0, 12));
  });

  test('keep names, numbers and cars whatever the day', () => {
    const later = inventPeople(1, addDays(today, 400)).all;
    const lasting = ({ name, idNumber, mobile, cars: owned }: Person) => ({
      name,
      idNumber,
      mobile,
      vins: owned.map(({ vin }) => vin),
    });
    expect(later.map(lasting)).toEqual(all.map(lasting));
  });
});

describe('identifiers', () => {
  test('are valid, and say what the person is', () => {
    for (const { idNumber, birthDate, sex, mobile } of all) {
      expect(checkCitizenId(idNumber, new Date(`${today}T12:00:00+08:00`))).toMatchObject({
        ok: true,
        value: idNumber,
      });
      expect(checkMobile(mobile)).toMatchObject({ ok: true });
      expect(idNumber.slice(6, 14)).toBe(birthDate.replaceAll('-', ''));
      expect(Number(idNumber[16]) % 2 === 1).toBe(sex === 'male');
    }
    for (const { vin, plateNumber } of cars) {
      expect(checkVin(vin)).toMatchObject({ ok: true });
      if (plateNumber) expect(checkPlate(plateNumber)).toMatchObject({ ok: true });
    }
    for (const { job } of all) if (job) expect(checkUscc(job.uscc)).toMatchObject({ ok: true, value: job.uscc });
  });

  test('are nobody else’s', () => {
    distinct(all.map(({ idNumber }) => idNumber));
    distinct(all.map(({ mobile }) => mobile));
    distinct(all.map(({ name }) => name));
    distinct(cars.map(({ vin }) => vin));
    distinct(cars.flatMap(({ plateNumber }) => plateNumber ?? []));
  });
});

describe('lives hold together, for any seed', () => {
  test('spouses, parents, homes, jobs, licences', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 1500 }), (seed, days) => {
        const people = inventPeople(seed, addDays(today, days));
        distinct(people.all.map(({ idNumber }) => idNumber));
        for (const person of people.all) checkLife(person, people.byId, people.today);
      }),
      { numRuns: 40 },
    );
  });
});

function checkLife(person: Person, find: typeof byId, day: string): void {
  const ageAt = (date: string): number => daysBetween(person.birthDate, date) / 365.25;
  if (person.marriage) {
    const spouse = find(person.marriage.spouse);
    expect(spouse.marriage).toEqual({ ...person.marriage, spouse: person.id });
    expect(spouse.sex).not.toBe(person.sex);
    expect(ageAt(person.marriage.registeredOn)).toBeGreaterThanOrEqual(person.sex === 'male' ? 22 : 20);
    expect(spouse.home.address).toBe(person.home.address);
  }
  for (const parent of person.parents.map(find)) {
    expect(parent.children).toContain(person.id);
    expect(agesApart(parent, person)).toBeGreaterThan(20);
  }
  for (const child of person.children.map(find)) expect(child.parents).toContain(person.id);
  expect(person.parents.length).toBeLessThanOrEqual(2);

  if (person.local) expect(person.householdAddress).toMatch(/^杭州市/);
  else expect(person.householdAddress).not.toMatch(/杭州/);
  if (person.residence) {
    expect(person.local).toBe(false);
    expect(person.residence.registeredSince <= day).toBe(true);
  }
  if (person.home.tenure === 'rented')
    expect(person.home).toMatchObject({ number: expect.any(String), landlord: expect.any(String) });
  if (person.job) {
    expect(ageAt(person.job.since)).toBeGreaterThan(16);
    expect(person.medical).toEqual({ kind: 'employee', since: person.job.since });
  }
  if (person.licence) {
    expect(ageAt(person.licence.firstIssued)).toBeGreaterThanOrEqual(18);
    expect(person.licence.validFrom <= day && person.licence.validUntil > day).toBe(true);
  }
  for (const car of person.cars) {
    expect(person.licence).not.toBeNull();
    expect(car.boughtOn <= day).toBe(true);
    expect(car.registeredOn === null).toBe(car.plateNumber === null);
    if (car.plateNumber) expect([...car.plateNumber].length).toBe(car.energy === 'petrol' ? 7 : 8);
  }
  if (person.schooling) expect(ageAt(person.schooling.enrolledOn)).toBeGreaterThan(5.5);
}
