// The people to try things with: one for each matter of the journey. Their names, numbers and cars never change.
import { addDays } from '../time.ts';
import { type Builder, licence } from './builder.ts';
import { makeCar } from './cars.ts';
import { makeIdNumber } from './numbers.ts';

/** Adds the stars and their families, first of all, so that they are the same for every seed. */
export function addStars(builder: Builder): void {
  const { ago } = builder;

  const rented = {
    ...builder.rentedHome(420),
    address: '杭州市西湖区翠苑街道花园社区和风苑3幢2单元502室',
    community: '330106005052',
  };
  builder.add({
    name: '陈雨桐',
    sex: 'female',
    birthDate: '1996-04-12',
    idNumber: makeIdNumber('341502', '1996-04-12', 428),
    local: false,
    householdAddress: '安徽省六安市金安区东市街道12号',
    home: rented,
    residence: { address: rented.address, community: rented.community, registeredSince: ago(400) },
    job: builder.job(790),
    schooling: { school: '安徽示例大学', level: '本科', enrolledOn: '2014-09-01', graduatedOn: '2018-06-30' },
    story: {
      zh: '从安徽来杭两年多，租房、参保都满半年：申领浙江省居住证。',
      en: 'Came from Anhui over two years ago, rents, insured for more than half a year: applies for a residence permit.',
    },
  });

  const wang = builder.add({
    name: '王思远',
    sex: 'male',
    birthDate: '1985-09-23',
    idNumber: makeIdNumber('330106', '1985-09-23', 117),
    home: builder.ownedHome(),
    job: builder.job(2300),
    licence: licence(builder, 'C1', 2600),
    dog: true,
    cars: [makeCar('sedan', 112, ago(1500), '浙A3K8M2')],
    story: {
      zh: '杭州本地人，C1驾驶证丢了：驾驶证遗失补证，10元。',
      en: 'A local who lost his class C1 driving licence: has it replaced, 10 yuan.',
    },
  });
  const wife = builder.add({
    sex: 'female',
    birthDate: '1987-02-05',
    home: { ...wang.home, tenure: 'family', number: undefined },
    job: builder.job(1800),
  });
  builder.marry(wang, wife, 4100);
  const child = builder.add({
    surname: '王',
    sex: 'female',
    birthDate: '2017-05-30',
    home: { ...wang.home, tenure: 'family', number: undefined },
    schooling: { school: '杭州市示例小学', level: '小学', enrolledOn: '2023-09-01', graduatedOn: null },
  });
  builder.bear(child, wang, wife);

  builder.add({
    name: '李文博',
    sex: 'male',
    birthDate: '1990-11-08',
    idNumber: makeIdNumber('330102', '1990-11-08', 233),
    home: builder.ownedHome(),
    job: builder.job(1500),
    licence: licence(builder, 'C1', 2000),
    cars: [makeCar('sedan', 100, ago(9), null)],
    story: {
      zh: '在4S店买了一辆燃油小客车，已摇到指标：新车上牌。',
      en: 'Bought a petrol car and won a quota in the lottery: registers it and picks a plate at the dealer’s.',
    },
  });
  builder.add({
    name: '周晓岚',
    sex: 'female',
    birthDate: '1993-07-19',
    idNumber: makeIdNumber('330108', '1993-07-19', 346),
    home: builder.ownedHome(),
    job: builder.job(1100),
    licence: licence(builder, 'C2', 1200),
    cars: [makeCar('electric', 200, ago(5), null)],
    story: {
      zh: '买了一辆纯电动车，指标直接申领：上新能源绿牌。',
      en: 'Bought an electric car: registers it with a green new-energy plate.',
    },
  });
}

/** Adds people whose cases end otherwise than one hopes. */
export function addHardCases(builder: Builder): void {
  const { ago, today } = builder;

  const newcomer = builder.rentedHome(120);
  builder.add({
    name: '赵一帆',
    sex: 'male',
    birthDate: '1999-01-15',
    local: false,
    home: newcomer,
    residence: { address: newcomer.address, community: newcomer.community, registeredSince: ago(110) },
    job: builder.job(100),
    falsePromiseOn: ago(200),
    note: {
      zh: '居住登记未满半年，曾作虚假承诺',
      en: 'Registered in residence for less than half a year; once made a false promise',
    },
  });
  builder.add({
    name: '孙婉清',
    formerName: '孙招娣',
    sex: 'female',
    birthDate: '1988-03-27',
    home: builder.ownedHome(),
    job: builder.job(900),
    note: {
      zh: '改过名，人社库里还是旧名',
      en: 'Changed her name; the social insurance register still has the old one',
    },
  });
  builder.add({
    name: '何大海',
    sex: 'male',
    birthDate: '1979-12-02',
    home: builder.ownedHome(),
    job: builder.job(3000),
    licence: { ...licence(builder, 'B2', 3300), status: 'revoked' },
    note: { zh: '驾驶证已被吊销', en: 'His driving licence is revoked' },
  });
  const unlinked = builder.rentedHome(500);
  builder.add({
    name: '钱梦瑶',
    sex: 'female',
    birthDate: '1994-08-08',
    local: false,
    home: unlinked,
    residence: { address: unlinked.address, community: unlinked.community, registeredSince: ago(480) },
    job: builder.job(600),
    missingAt: ['RS', 'YB'],
    note: {
      zh: '在职参保，但人社、医保库查不到',
      en: 'Employed and insured, but the insurance registers have no record',
    },
  });
  builder.add({
    name: '许志坚',
    sex: 'male',
    birthDate: '1991-06-16',
    home: builder.ownedHome(),
    job: builder.job(700),
    licence: licence(builder, 'C1', 800),
    cars: [{ ...makeCar('suv', 300, ago(7), null), purchaseTaxPaid: false, insured: false, quota: false }],
    note: { zh: '新车还没缴购置税、没投交强险、没有指标', en: 'New car without purchase tax paid, insurance or quota' },
  });
  builder.add({
    name: '马晓彤',
    sex: 'female',
    birthDate: '1962-10-20',
    home: builder.ownedHome(),
    disability: { category: '肢体', grade: '三级', code: '43' },
    lowIncomeSince: addDays(today, -700),
    note: {
      zh: '持残疾人证，低保家庭，没有驾驶证',
      en: 'Holds a disability certificate, low income, no driving licence',
    },
  });
}
