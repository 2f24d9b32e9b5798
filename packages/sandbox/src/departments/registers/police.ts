// The registers of the police: population, residence, exit and entry, records of convictions.
import { addDays, daysBetween } from '../../time.ts';
import { defineRegister } from './register.ts';

/** A small drawn portrait, different for each person, as an SVG data URL. */
const portrait = (seed: string, female: boolean): string => {
  const hue = [...seed].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360;
  const hair = female ? 'M6 14a10 10 0 0 1 20 0v8H6z' : 'M7 13a9 9 0 0 1 18 0z';
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 40'><rect width='32' height='40' fill='#fff'/><path d='M3 40a13 13 0 0 1 26 0z' fill='hsl(${hue} 35% 40%)'/><circle cx='16' cy='16' r='8' fill='#f0cdb0'/><path d='${hair}' fill='#2b2523'/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
};

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
    predicates: ['namesMatch', 'localHousehold', 'alive', 'cardApplicationOpen'],
    read: ({ person }) => ({
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
      answers: { namesMatch: true, localHousehold: person.local, alive: true, cardApplicationOpen: false },
    }),
  }),
  defineRegister({
    register: 'residence',
    department: 'GA',
    name: { zh: '公安流动人口居住登记库', en: 'Register of residence' },
    fields: ['address', 'community', 'registeredSince', 'policeStation', 'permitNumber', 'permitValidUntil'],
    predicates: ['residedForHalfYear', 'permitValid'],
    read: ({ person: { residence, id }, today }) => {
      if (!residence) return null;
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
        answers: { residedForHalfYear: days >= 183, permitValid: permit },
      };
    },
  }),
  defineRegister({
    register: 'exitEntry',
    department: 'GA',
    name: { zh: '公安出入境证件库', en: 'Exit and entry documents' },
    fields: ['documentKind', 'documentNumber', 'validUntil', 'lastEndorsement'],
    predicates: ['holdsDocument', 'reportedStateStaff'],
    read: () => ({
      record: null,
      answers: { holdsDocument: false, reportedStateStaff: false },
    }),
  }),
  defineRegister({
    register: 'justice',
    department: 'GA',
    name: { zh: '公安违法犯罪记录库', en: 'Register of convictions' },
    fields: ['statement'],
    predicates: ['noCriminalRecord'],
    read: () => ({ record: { statement: '未发现有犯罪记录' }, answers: { noCriminalRecord: true } }),
  }),
];
