// How the departments decide: by the evidence filed and by what they hold themselves. A decision changes no register.
import { createHash } from 'node:crypto';
import type { LocalText } from '@onetrip/shared/contract';
import type { People, Person } from '../people/person.ts';
import { addDays } from '../time.ts';
import type { CaseFiling } from './cases.ts';

/** An approval with the fields of the result, or a rejection with its reason. */
export type Decision =
  | { status: 'approved'; record: Record<string, string> }
  | { status: 'rejected'; reason: LocalText };

const rejected = (zh: string, en: string): Decision => ({ status: 'rejected', reason: { zh, en } });

/** Digits that are always the same for the same case. */
const digitsOf = (filing: CaseFiling, count: number): string => {
  const hash = createHash('sha256').update(`${filing.matterId}/${filing.caseId}`).digest();
  return (hash.readBigUInt64BE() % 10n ** BigInt(count)).toString().padStart(count, '0');
};

const vinPattern = /^[A-HJ-NPR-Z0-9]{17}$/;
const platePattern = /^浙A[A-HJ-NP-Z0-9]{5,6}$/;

type Decide = (filing: CaseFiling, person: Person, people: People) => Decision;

/** Matters with results of their own. The fields of each are published in docs/protocols.md. */
const decisions: Readonly<Record<string, Decide>> = {
  'HZ-GA-041': (filing, person, { today }) =>
    person.local
      ? rejected(
          '申请人户籍在杭州市，无需居住证。',
          'The applicant’s household is in Hangzhou; no residence permit is needed.',
        )
      : {
          status: 'approved',
          record: {
            permitNumber: `3301${today.slice(2, 4)}${digitsOf(filing, 8)}`,
            address: person.residence?.address ?? '',
            issuedBy: '杭州市公安局',
            validFrom: today,
            // 居住证暂行条例 10: signed anew every year.
            validUntil: addDays(today, 365),
          },
        },
  'HZ-JJ-026': (filing, { licence, idNumber }, { today }) => {
    if (!licence) return rejected('驾驶人库没有您的驾驶证。', 'The register of drivers holds no licence of yours.');
    if (licence.status !== 'inForce' || licence.validUntil <= today)
      return rejected(
        '您的驾驶证已被吊销、暂扣或已过有效期，不能补证。',
        'Your licence is revoked, suspended or no longer valid, and cannot be replaced.',
      );
    return {
      status: 'approved',
      record: {
        licenceNumber: idNumber,
        fileNumber: licence.fileNumber,
        certificateNumber: digitsOf(filing, 13),
        classes: licence.classes,
        firstIssued: licence.firstIssued,
        validFrom: licence.validFrom,
        validUntil: licence.validUntil,
        issuedBy: '浙江省杭州市公安局交通警察局',
      },
    };
  },
  'HZ-JJ-001': (filing, person, { today }) => {
    const values = Object.values(filing.form);
    const vin = values.find((value) => vinPattern.test(value.toUpperCase()))?.toUpperCase();
    const car = person.cars.find((one) => one.vin === vin);
    if (!car) return rejected('该车辆识别代号的发票不是开给您的。', 'The invoice of this car is not made out to you.');
    if (car.plateNumber) return rejected('该车已登记。', 'This car is registered already.');
    return {
      status: 'approved',
      record: {
        plateNumber: values.find((value) => platePattern.test(value)) ?? '',
        plateKind: car.energy === 'petrol' ? 'small' : 'newEnergySmall',
        vin: car.vin,
        brand: car.brand,
        model: car.model,
        colour: car.colour,
        registrationCertificateNumber: `33${digitsOf(filing, 10)}`,
        vehicleLicenceNumber: `33010${digitsOf(filing, 8)}`,
        registeredOn: today,
        // New small cars: first inspection after six years, 公安部 2022.
        inspectionValidUntil: addDays(today, 2191),
        issuedBy: '浙江省杭州市公安局交通警察局',
      },
    };
  },
};

/** Decides a case. Evidence that says no, or that a register could not find, is a reason to reject. */
export function decide(filing: CaseFiling, people: People): Decision {
  const person = people.byIdNumber(filing.applicant.idNumber);
  if (!person || person.name !== filing.applicant.name)
    return rejected('申请人姓名与身份证号不符。', 'The applicant’s name and ID number do not match.');
  const negative = filing.evidence.find(({ outcome }) => outcome === 'no' || outcome === 'notFound');
  if (negative)
    return rejected(
      `经核查，材料“${negative.materialId}”的条件不满足。`,
      `The condition shown by “${negative.materialId}” is not met.`,
    );
  const special = decisions[filing.matterId];
  if (special) return special(filing, person, people);
  return {
    status: 'approved',
    record: { documentNumber: `${filing.matterId.replaceAll('-', '')}${digitsOf(filing, 8)}` },
  };
}
