// The other households: seeded, varied, and consistent.
import { type Builder, licence } from './builder.ts';
import { makeCar } from './cars.ts';
import { makeIdNumber, makeUscc } from './numbers.ts';

/** A local couple with a child, and his parents. */
export function addLocalFamily(builder: Builder, at: number): void {
  const { random, ago } = builder;
  const home = builder.ownedHome();
  const shared = { ...home, tenure: 'family' as const, number: undefined };
  const oldHome = builder.ownedHome();
  const grandfather = builder.add({
    sex: 'male',
    birthDate: `195${random.between(0, 9)}-0${random.between(1, 9)}-1${random.between(0, 9)}`,
    home: oldHome,
    veteran: true,
  });
  const surname = grandfather.name.slice(0, 1);
  const grandmother = builder.add({
    sex: 'female',
    birthDate: `195${random.between(2, 9)}-1${random.between(0, 2)}-0${random.between(1, 9)}`,
    home: { ...oldHome, tenure: 'family', number: undefined },
  });
  builder.marry(grandfather, grandmother, random.between(16_000, 16_400));
  const father = builder.add({
    surname,
    sex: 'male',
    birthDate: `198${random.between(4, 8)}-0${random.between(1, 9)}-2${random.between(0, 8)}`,
    home,
    job: builder.job(random.between(400, 3000)),
    licence: licence(builder, 'C1', random.between(800, 3600)),
    cars: [
      makeCar(
        at % 2 ? 'electric' : 'sedan',
        400 + at,
        ago(random.between(300, 900)),
        at % 2 ? `浙AD1${at}366` : `浙A${at}F5T7`,
      ),
    ],
  });
  const mother = builder.add({
    sex: 'female',
    birthDate: `198${random.between(5, 9)}-0${random.between(1, 9)}-1${random.between(0, 9)}`,
    home: shared,
    job: builder.job(random.between(400, 2500)),
    ...(at % 2 ? { licence: licence(builder, 'C2', random.between(500, 2500)) } : {}),
  });
  builder.marry(father, mother, random.between(3700, 4200));
  const child = builder.add({
    surname,
    sex: at % 2 ? 'female' : 'male',
    birthDate: `201${random.between(7, 9)}-0${random.between(1, 8)}-0${random.between(1, 9)}`,
    home: shared,
    schooling: { school: '杭州市示例小学', level: '小学', enrolledOn: '2025-09-01', graduatedOn: null },
  });
  builder.bear(father, grandfather, grandmother);
  builder.bear(child, father, mother);
}

/** A couple from elsewhere who rent, with a child at school here. */
export function addMigrantFamily(builder: Builder): void {
  const { random, ago } = builder;
  const days = random.between(400, 1500);
  const home = builder.rentedHome(days);
  const residence = {
    address: home.address,
    community: home.community,
    registeredSince: ago(days - random.between(5, 30)),
  };
  const husband = builder.add({
    sex: 'male',
    birthDate: `198${random.between(5, 9)}-0${random.between(1, 9)}-0${random.between(1, 9)}`,
    local: false,
    home,
    residence,
    job: builder.job(days - 40),
  });
  const wife = builder.add({
    sex: 'female',
    birthDate: `199${random.between(0, 2)}-0${random.between(1, 9)}-1${random.between(0, 9)}`,
    local: false,
    home: { ...home, tenure: 'family', number: undefined },
    residence,
    job: builder.job(random.between(200, days)),
  });
  builder.marry(husband, wife, random.between(3600, 4000));
  const child = builder.add({
    surname: husband.name.slice(0, 1),
    sex: random.pick(['male', 'female'] as const),
    birthDate: `2018-0${random.between(1, 8)}-1${random.between(0, 9)}`,
    local: false,
    home: { ...home, tenure: 'family', number: undefined },
    residence,
    schooling: { school: '杭州市示例小学', level: '小学', enrolledOn: '2024-09-01', graduatedOn: null },
  });
  builder.bear(child, husband, wife);
}

/** A young person from elsewhere, renting alone. */
export function addMigrant(builder: Builder, sex: 'male' | 'female'): void {
  const { random, ago } = builder;
  const days = random.between(220, 900);
  const home = builder.rentedHome(days);
  builder.add({
    sex,
    birthDate: `199${random.between(3, 9)}-0${random.between(1, 9)}-0${random.between(1, 9)}`,
    local: false,
    home,
    residence: { address: home.address, community: home.community, registeredSince: ago(days - 10) },
    job: builder.job(days - 20),
    schooling: { school: '浙江示例大学', level: '本科', enrolledOn: '2015-09-01', graduatedOn: '2019-06-30' },
  });
}

/** A local, living in his own home, who has just bought a car; `surname` where a dealer's list names the customer. */
export function addCarBuyer(
  builder: Builder,
  sex: 'male' | 'female',
  kind: 'sedan' | 'suv' | 'electric' | 'hybrid',
  serial: number,
  surname?: string,
): void {
  const { random, ago } = builder;
  builder.add({
    sex,
    ...(surname ? { surname } : {}),
    birthDate: `199${random.between(0, 6)}-1${random.between(0, 2)}-0${random.between(1, 9)}`,
    home: builder.ownedHome(),
    job: builder.job(random.between(500, 2000)),
    licence: licence(builder, 'C1', random.between(400, 2000)),
    cars: [makeCar(kind, serial, ago(random.between(2, 12)), null)],
  });
}

/** A divorced parent with a child, and a student: two lives the other households do not show. */
export function addOtherLives(builder: Builder): void {
  const { ago } = builder;
  const home = builder.ownedHome();
  const father = builder.add({
    sex: 'male',
    birthDate: '1983-03-14',
    home,
    job: builder.job(2100),
    divorcedOn: ago(900),
  });
  const child = builder.add({
    surname: father.name.slice(0, 1),
    sex: 'male',
    birthDate: '2012-11-11',
    home: { ...home, tenure: 'family', number: undefined },
    schooling: { school: '杭州市示例中学', level: '初中', enrolledOn: '2025-09-01', graduatedOn: null },
  });
  builder.bear(child, father);
  const late = builder.add({
    surname: father.name.slice(0, 1),
    sex: 'male',
    birthDate: '1944-06-02',
    home: { ...home, tenure: 'family', number: undefined },
    diedOn: ago(45),
    note: { zh: '已故', en: 'Died lately' },
  });
  builder.bear(father, late);
  const shop = builder.ownedHome();
  builder.add({
    sex: 'male',
    birthDate: '1976-08-08',
    home: shop,
    local: false,
    medical: null,
    formerNumber: makeIdNumber('330106', '1976-08-08', 251),
    cardInMaking: true,
    owesUtilities: true,
    licence: licence(builder, 'C1', 3000),
    cars: [{ ...makeCar('suv', 777, ago(900), '浙A7N7L7'), openViolations: 2, uncertified: true }],
    business: { name: '杭州示例面馆', uscc: makeUscc('92330106MA2B1C2D3'), address: shop.address },
    convictedOn: ago(5200),
    crossedOn: ago(150),
    plantsMu: 12,
    volunteerHours: 180,
    schooling: { school: '浙江示例大学', level: '专科', enrolledOn: '1995-09-01', graduatedOn: '1998-06-30' },
    note: {
      zh: '开面馆，没办居住登记，欠费、有违章、有前科',
      en: 'Keeps a noodle shop; not registered as resident, bills and offences unsettled, once convicted',
    },
  });
  builder.add({
    sex: 'female',
    birthDate: '2004-02-29',
    local: false,
    schooling: { school: '浙江示例大学', level: '本科', enrolledOn: '2022-09-01', graduatedOn: null },
    residence: {
      address: '杭州市钱塘区白杨街道景园社区示例大学学生公寓',
      community: '330114002001',
      registeredSince: ago(300),
    },
  });
}
