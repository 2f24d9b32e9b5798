// Puts people together: each with consistent identifiers, address, job and insurance, from a seeded generator.
import { addDays } from '../time.ts';
import { communities, employers, estates, origins } from './divisions.ts';
import { makeIdNumber, makeRandom, makeUscc } from './numbers.ts';
import type { Home, Job, Person } from './person.ts';

const surnames = ['王', '李', '张', '陈', '沈', '徐', '周', '吴', '郑', '金', '俞', '潘', '蒋', '章', '方', '余'];
const givenNames = {
  male: ['思远', '文博', '子墨', '国强', '志明', '浩然', '建华', '一鸣', '俊杰', '宇航', '晨', '立'],
  female: ['晓岚', '雨桐', '静怡', '秀英', '若溪', '佳宁', '丽娟', '梓涵', '美玲', '诗雅', '婷', '敏'],
};
/** Region codes of ID numbers given out in Hangzhou; 330103 and 330104 were abolished in 2021 and still stand in them. */
const localRegions = ['330102', '330103', '330104', '330105', '330106', '330108', '330181', '330182'];

/** What is known of a person beforehand; the rest is invented. */
export type Draft = Partial<Omit<Person, 'id'>> &
  Pick<Person, 'sex' | 'birthDate'> & { surname?: string; region?: string };

/** Collects people. `today` is the day relative dates count from. */
export function makeBuilder(seed: number, today: string) {
  const random = makeRandom(seed);
  const all: Person[] = [];

  const ago = (days: number): string => addDays(today, -days);

  const inventName = (sex: Person['sex'], surname = random.pick(surnames)): string => {
    const taken = new Set(all.map(({ name }) => name));
    return surname + random.pick(givenNames[sex].filter((given) => !taken.has(surname + given)));
  };

  const inventIdNumber = (region: string, birthDate: string, sex: Person['sex']): string => {
    for (;;) {
      const idNumber = makeIdNumber(region, birthDate, random.between(10, 480) * 2 + (sex === 'male' ? 1 : 0));
      if (all.every((person) => person.idNumber !== idNumber)) return idNumber;
    }
  };

  const address = (): { address: string; community: string } => {
    const { code, district, street, community } = random.pick(communities);
    const home = `${random.pick(estates)}${random.between(1, 28)}幢${random.between(1, 3)}单元${random.between(1, 17)}0${random.between(1, 4)}室`;
    return { address: `杭州市${district}${street}${community}${home}`, community: code };
  };

  return {
    today,
    ago,
    random,
    all,

    /** An owned home, with its certificate. */
    ownedHome: (): Home => ({
      tenure: 'owned',
      ...address(),
      since: ago(random.between(900, 4000)),
      number: `浙（2019）杭州市不动产权第0${random.between(100_000, 999_999)}号`,
    }),

    /** A rented home, its contract registered. */
    rentedHome: (days: number): Home => ({
      tenure: 'rented',
      ...address(),
      since: ago(days),
      number: `杭房租备${random.between(10_000_000, 99_999_999)}`,
      landlord: inventName('female'),
    }),

    /** A job held for so many days. */
    job: (days: number): Job => {
      const { name, uscc17 } = random.pick(employers);
      return { employer: name, uscc: makeUscc(uscc17), since: ago(days) };
    },

    /** Adds a person; what the draft leaves open is invented consistently. */
    add(draft: Draft): Person {
      const { surname, region, ...known } = draft;
      const local = known.local ?? true;
      const origin = random.pick(origins);
      const home = known.home ?? { ...this.ownedHome(), tenure: 'family' as const, number: undefined };
      const number = all.length + 1;
      const person: Person = {
        id: `p${String(number).padStart(2, '0')}`,
        name: inventName(known.sex, surname),
        idNumber: inventIdNumber(
          region ?? (local ? random.pick(localRegions) : origin.region),
          known.birthDate,
          known.sex,
        ),
        ethnicity: '汉',
        mobile: `199000010${String(number).padStart(2, '0')}`,
        local,
        householdAddress: local ? home.address : `${origin.address}${random.between(1, 90)}号`,
        parents: [],
        children: [],
        marriage: null,
        divorcedOn: null,
        home,
        residence: null,
        job: null,
        medical: known.job ? { kind: 'employee', since: known.job.since } : { kind: 'resident', since: ago(1200) },
        schooling: null,
        licence: null,
        cars: [],
        disability: null,
        lowIncomeSince: null,
        veteran: false,
        dog: false,
        diedOn: null,
        convictedOn: null,
        crossedOn: null,
        falsePromiseOn: null,
        formerNumber: null,
        cardInMaking: false,
        owesUtilities: false,
        business: null,
        plantsMu: 0,
        volunteerHours: 0,
        missingAt: [],
        story: null,
        note: null,
        ...known,
      };
      all.push(person);
      return person;
    },

    /** Marries two people on a day so many days ago. */
    marry(one: Person, other: Person, days: number): void {
      const number = `J330106-${ago(days).slice(0, 4)}-${random.between(100_000, 999_999)}`;
      one.marriage = { spouse: other.id, registeredOn: ago(days), number };
      other.marriage = { spouse: one.id, registeredOn: ago(days), number };
    },

    /** Makes a person the child of others, living with them. */
    bear(child: Person, ...parents: Person[]): void {
      for (const parent of parents) {
        parent.children.push(child.id);
        child.parents.push(parent.id);
      }
    },
  };
}
export type Builder = ReturnType<typeof makeBuilder>;

/** A licence in force, issued so many days ago and renewed after six years as the law has it. */
export function licence(builder: Builder, classes: string, daysAgo: number): NonNullable<Person['licence']> {
  const { ago, today, random } = builder;
  const firstIssued = ago(daysAgo);
  const first = { from: firstIssued, until: addYears(firstIssued, 6) };
  const valid = first.until > today ? first : { from: first.until, until: addYears(first.until, 10) };
  return {
    classes,
    fileNumber: `3301${random.between(10_000_000, 99_999_999)}`,
    firstIssued,
    validFrom: valid.from,
    validUntil: valid.until,
    status: 'inForce',
  };
}

const addYears = (day: string, years: number): string => {
  const moved = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return moved.endsWith('-02-29') && Number(moved.slice(0, 4)) % 4 !== 0 ? `${moved.slice(0, 4)}-02-28` : moved;
};
