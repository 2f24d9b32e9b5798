// The registers of schooling and health, and the small ones of single departments.
import type { Person } from '../../people/person.ts';
import { addDays } from '../../time.ts';
import { countOf, defineRegister, says } from './register.ts';

const diplomaOf = ({ graduatedOn }: NonNullable<Person['schooling']>, id: string): string =>
  graduatedOn ? `10335${graduatedOn.slice(0, 4)}05${id.slice(1)}0001` : '';

export const lifeRegisters = [
  defineRegister({
    register: 'education',
    department: 'JY',
    name: { zh: '教育学籍学历库', en: 'Schooling and degrees' },
    fields: ['school', 'level', 'status', 'enrolledOn', 'graduatedOn', 'diplomaNumber', 'mandarinLevel'],
    predicates: ['enrolled', 'graduated', 'enrolledAt', 'diplomaHeld'],
    read: ({ person: { schooling, id }, parameters }) => ({
      record: schooling && {
        school: schooling.school,
        level: schooling.level,
        status: schooling.graduatedOn ? '毕业' : '在读',
        enrolledOn: schooling.enrolledOn,
        graduatedOn: schooling.graduatedOn ?? '',
        mandarinLevel: schooling.graduatedOn ? '二级甲等' : '',
        diplomaNumber: diplomaOf(schooling, id),
      },
      answers: {
        enrolled: schooling !== null && schooling.graduatedOn === null,
        graduated: schooling !== null && schooling.graduatedOn !== null,
        enrolledAt: schooling?.graduatedOn === null && says(parameters, 'school', schooling.school),
        diplomaHeld: says(parameters, 'number', schooling ? diplomaOf(schooling, id) : ''),
      },
    }),
  }),
  defineRegister({
    register: 'health',
    department: 'WJ',
    name: { zh: '卫健健康与出生信息库', en: 'Health and birth records' },
    fields: ['checkupOn', 'hospital', 'result', 'birthCertificateNumber', 'vaccinatedOn', 'disabilityAssessment'],
    predicates: ['fitToDrive', 'vaccinated', 'deathCertified', 'diagnosedWith', 'treatedAtLevel'],
    read: ({ person, today, parameters }) => {
      const child = person.parents.length > 0 && person.schooling !== null;
      const driver = person.licence !== null;
      return {
        record: {
          checkupOn: driver ? addDays(today, -20) : '',
          hospital: driver ? '杭州市示例医院' : '',
          result: driver ? '合格' : '',
          birthCertificateNumber: child ? `R33010${person.birthDate.slice(2, 4)}${person.id.slice(1)}17` : '',
          disabilityAssessment: person.disability ? `${person.disability.category}${person.disability.grade}` : '',
          vaccinatedOn: child ? addDays(person.birthDate, 540) : '',
        },
        answers: {
          fitToDrive: driver,
          vaccinated: child,
          deathCertified: person.diedOn !== null,
          diagnosedWith: says(parameters, 'diagnosis', person.disability?.category ?? ''),
          treatedAtLevel: driver && says(parameters, 'level', '三级甲等'),
        },
      };
    },
  }),
  defineRegister({
    register: 'veterans',
    department: 'TJ',
    name: { zh: '退役军人证书库', en: 'Certificates of veterans' },
    fields: ['certificateKind', 'certificateNumber'],
    predicates: ['veteran'],
    read: ({ person }) => ({
      record: person.veteran
        ? { certificateKind: '退役军人优待证', certificateNumber: `3301${person.id.slice(1)}1978` }
        : null,
      answers: { veteran: person.veteran },
    }),
  }),
  defineRegister({
    register: 'agriculture',
    department: 'NY',
    name: { zh: '农业农村犬只免疫系统', en: 'Vaccination of dogs' },
    fields: ['vaccinatedOn', 'validUntil'],
    predicates: ['dogVaccinated', 'plantsAtLeast'],
    read: ({ person, today, parameters }) => ({
      record: person.dog ? { vaccinatedOn: addDays(today, -60), validUntil: addDays(today, 305) } : null,
      answers: { dogVaccinated: person.dog, plantsAtLeast: person.plantsMu >= countOf(parameters, 'mu') },
    }),
  }),
  defineRegister({
    register: 'archives',
    department: 'DA',
    name: { zh: '档案馆民生档案库', en: 'Personal records of the archives' },
    fields: ['recordNumber'],
    predicates: ['recordHeld'],
    read: ({ person: { marriage } }) => ({
      record: marriage && { recordNumber: marriage.number },
      answers: { recordHeld: marriage !== null },
    }),
  }),
  defineRegister({
    register: 'market',
    department: 'SC',
    name: { zh: '市场主体库', en: 'Businesses' },
    fields: ['businessName', 'creditCode'],
    predicates: ['noBusiness', 'premisesRegistered'],
    read: ({ person: { business }, parameters }) => ({
      record: business && { businessName: business.name, creditCode: business.uscc },
      answers: {
        noBusiness: business === null,
        premisesRegistered: says(parameters, 'address', business?.address ?? ''),
      },
    }),
  }),
  defineRegister({
    register: 'credit',
    department: 'FGW',
    name: { zh: '公共信用信息平台', en: 'Public credit information' },
    fields: ['record'],
    predicates: ['noFalsePromise', 'notBlacklisted'],
    read: ({ person: { falsePromiseOn } }) => ({
      record: { record: falsePromiseOn ? `虚假承诺（${falsePromiseOn}）` : '无' },
      answers: { noFalsePromise: falsePromiseOn === null, notBlacklisted: falsePromiseOn === null },
    }),
  }),
  defineRegister({
    register: 'youth',
    department: 'TW',
    name: { zh: '团员与志愿服务信息系统', en: 'League members and volunteers' },
    fields: ['hours'],
    predicates: ['volunteeredFor'],
    read: ({ person: { volunteerHours }, parameters }) => ({
      record: { hours: String(volunteerHours) },
      answers: { volunteeredFor: volunteerHours >= countOf(parameters, 'hours') },
    }),
  }),
  defineRegister({
    register: 'transport',
    department: 'JT',
    name: { zh: '道路运输从业人员库', en: 'Road transport staff' },
    fields: ['qualification'],
    predicates: [],
    read: ({ person: { licence } }) => ({
      record: licence?.classes.startsWith('B') ? { qualification: '道路货物运输驾驶员' } : null,
      answers: {},
    }),
  }),
  defineRegister({
    register: 'justice',
    department: 'SF',
    name: { zh: '法院生效裁判文书库', en: 'Judgments in force' },
    fields: ['caseNumber', 'effectiveOn'],
    predicates: ['divorceJudged'],
    read: ({ person: { divorcedOn, id } }) => ({
      record: divorcedOn
        ? { caseNumber: `（${divorcedOn.slice(0, 4)}）浙0106民初${id.slice(1)}18号`, effectiveOn: divorcedOn }
        : null,
      answers: { divorceJudged: divorcedOn !== null },
    }),
  }),
];
