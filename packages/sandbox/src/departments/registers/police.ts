// The registers of the police: population, residence, exit and entry, records of convictions.
import type { Person } from '../../people/person.ts';
import { addDays, daysBetween, monthsBetween } from '../../time.ts';
import { countOf, defineRegister, type Inquiry, says } from './register.ts';

/** A small drawn portrait, different for each person, as an SVG data URL. */
const portrait = (seed: string, female: boolean): string => {
  const hue = [...seed].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360;
  const hair = female ? 'M6 14a10 10 0 0 1 20 0v8H6z' : 'M7 13a9 9 0 0 1 18 0z';
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 40'><rect width='32' height='40' fill='#fff'/><path d='M3 40a13 13 0 0 1 26 0z' fill='hsl(${hue} 35% 40%)'/><circle cx='16' cy='16' r='8' fill='#f0cdb0'/><path d='${hair}' fill='#2b2523'/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
};

/** From elsewhere, and never registered here. */
const nowhere = {
  record: null,
  answers: { residedForHalfYear: false, permitValid: false, registered: false, residesAt: false },
};

const ages = ({ birthDate }: Person, today: string, parameters: Inquiry['parameters']) => {
  const years = Math.floor(monthsBetween(birthDate, today) / 12);
  return { aged60: years >= 60, aged80: years >= 80, agedAtLeast: years >= countOf(parameters, 'years') };
};

/** Parents and children, husband and wife, and who lives under one roof. */
function family(people: Inquiry['people'], person: Person, today: string, parameters: Inquiry['parameters']) {
  const { parents, children, marriage, home } = person;
  const close = [...parents, ...children, ...(marriage ? [marriage.spouse] : [])].map((id) => people.byId(id));
  const mine = children.map((id) => people.byId(id));
  const roof = people.all.filter((one) => one.home.address === home.address && one.diedOn === null);
  const asked = (name: string) => people.byIdNumber(parameters[name] ?? '');
  const isMine = (name: string, among: readonly Person[]) => among.some((one) => one === asked(name));
  const minors = mine.filter(({ birthDate }) => monthsBetween(birthDate, today) < 18 * 12);
  const named = (parameters.members ?? '').split(/[、，, ]+/).filter(Boolean);
  return {
    kinship: parameters.person === undefined ? close.length > 0 : isMine('person', close),
    relatedTo: isMine('person', close),
    parentOf: isMine('child', mine),
    guardianOf: isMine('ward', minors),
    minorsGuardian: minors.length > 0,
    livesWithChild: roof.some((one) => one === asked('child')) && isMine('child', mine),
    childless: children.length === 0,
    noChildInCity: !mine.some(({ local }) => local),
    parentsDeceased: parents.length > 0 && parents.every((id) => people.byId(id).diedOn !== null),
    householdOf:
      named.toSorted().join() ===
      roof
        .map(({ name }) => name)
        .toSorted()
        .join(),
    householdAtLeast: roof.length >= countOf(parameters, 'persons'),
  };
}

export const policeRegisters = [
  defineRegister({
    register: 'population',
    department: 'GA',
    name: { zh: '公安人口库', en: 'Population register' },
    fields: [
      'name',
      'formerName',
      'idNumber',
      'sex',
      'birthDate',
      'ethnicity',
      'householdAddress',
      'householdKind',
      'photo',
    ],
    predicates: [
      'namesMatch',
      'localHousehold',
      'alive',
      'cardApplicationOpen',
      'registeredInCity',
      'aged60',
      'aged80',
      'agedAtLeast',
      'bornOn',
      'ofEthnicity',
      'formerlyNamed',
      'formerlyNumbered',
      'kinship',
      'relatedTo',
      'parentOf',
      'guardianOf',
      'minorsGuardian',
      'livesWithChild',
      'childless',
      'noChildInCity',
      'parentsDeceased',
      'householdOf',
      'householdAtLeast',
    ],
    read: ({ people, person, today, parameters }) => ({
      record: {
        name: person.name,
        formerName: person.formerName ?? '',
        idNumber: person.idNumber,
        sex: person.sex === 'male' ? '男' : '女',
        birthDate: person.birthDate,
        ethnicity: person.ethnicity,
        householdAddress: person.householdAddress,
        householdKind: person.local ? '本市家庭户' : '外地家庭户',
        photo: portrait(person.id, person.sex === 'female'),
      },
      // The name is compared before any register is read; whoever gets here matched.
      answers: {
        namesMatch: true,
        localHousehold: person.local,
        alive: person.diedOn === null,
        cardApplicationOpen: person.cardInMaking,
        registeredInCity: person.local && person.diedOn === null,
        ...ages(person, today, parameters),
        bornOn: parameters.date === person.birthDate,
        ofEthnicity: says(parameters, 'ethnicity', person.ethnicity),
        formerlyNamed: says(parameters, 'name', person.formerName ?? ''),
        formerlyNumbered: says(parameters, 'number', person.formerNumber ?? ''),
        ...family(people, person, today, parameters),
      },
    }),
  }),
  defineRegister({
    register: 'residence',
    department: 'GA',
    name: { zh: '公安流动人口居住登记库', en: 'Register of residence' },
    fields: ['address', 'community', 'registeredSince', 'policeStation', 'permitNumber', 'permitValidUntil'],
    predicates: ['residedForHalfYear', 'permitValid', 'registered', 'residesAt'],
    read: ({ person: { residence, id, local }, today, parameters }) => {
      if (!residence) return local ? null : nowhere;
      const days = daysBetween(residence.registeredSince, today);
      // Whoever has been here for two years took out a permit after the first, and signs it anew every year.
      const permit = days >= 730;
      return {
        record: {
          address: residence.address,
          community: residence.community,
          registeredSince: residence.registeredSince,
          policeStation: `${residence.address.match(/市.+?[区县市](.+?(?:街道|镇))/)?.[1] ?? '属地'}派出所`,
          permitNumber: permit ? `3301${residence.registeredSince.slice(2, 4)}000${id.slice(1)}168` : '',
          permitValidUntil: permit ? addDays(residence.registeredSince, (Math.floor(days / 365) + 1) * 365) : '',
        },
        // 浙江省流动人口居住登记条例: half a year of registered residence, counted as 183 days.
        answers: {
          residedForHalfYear: days >= 183,
          permitValid: permit,
          registered: days >= 0,
          residesAt: says(parameters, 'address', residence.address),
        },
      };
    },
  }),
  defineRegister({
    register: 'exitEntry',
    department: 'GA',
    name: { zh: '公安出入境证件库', en: 'Exit and entry documents' },
    fields: ['documentKind', 'documentNumber', 'validUntil', 'lastEndorsement'],
    predicates: ['holdsDocument', 'reportedStateStaff', 'abroadFor', 'crossedWithin'],
    read: ({ person: { crossedOn }, today, parameters }) => ({
      record: null,
      answers: {
        holdsDocument: crossedOn !== null,
        reportedStateStaff: false,
        // He came back the day he crossed last; how long he had been away is told in whole months of the last year.
        abroadFor: crossedOn !== null && countOf(parameters, 'months') <= 2,
        crossedWithin: crossedOn !== null && monthsBetween(crossedOn, today) < countOf(parameters, 'months'),
      },
    }),
  }),
  defineRegister({
    register: 'justice',
    department: 'GA',
    name: { zh: '公安违法犯罪记录库', en: 'Register of convictions' },
    fields: ['statement'],
    predicates: ['noCriminalRecord'],
    read: ({ person: { convictedOn } }) => ({
      record: { statement: convictedOn ? `有犯罪记录（${convictedOn.slice(0, 4)}年）` : '未发现有犯罪记录' },
      answers: { noCriminalRecord: convictedOn === null },
    }),
  }),
];
