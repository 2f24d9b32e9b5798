// The registers of drivers and cars: traffic police, industry, tax, transport.
import { addDays, monthsBetween } from '../../time.ts';
import { carOf, countOf, defineRegister } from './register.ts';

const statuses = { inForce: '正常', revoked: '吊销', suspended: '暂扣' } as const;
const energies = { petrol: '汽油', electric: '纯电动', plugInHybrid: '插电式混合动力' } as const;

export const trafficRegisters = [
  defineRegister({
    register: 'drivers',
    department: 'JJ',
    name: { zh: '交管驾驶人库', en: 'Drivers' },
    fields: ['licenceNumber', 'fileNumber', 'classes', 'firstIssued', 'validFrom', 'validUntil', 'status'],
    predicates: ['licenceInForce', 'photoUsable', 'licensedFor'],
    read: ({ person: { licence, idNumber }, today, parameters }) => ({
      record: licence && {
        licenceNumber: idNumber,
        fileNumber: licence.fileNumber,
        classes: licence.classes,
        firstIssued: licence.firstIssued,
        validFrom: licence.validFrom,
        validUntil: licence.validUntil,
        status: statuses[licence.status],
      },
      answers: {
        licenceInForce: licence?.status === 'inForce' && licence.validUntil > today,
        photoUsable: licence !== null,
        licensedFor: licence !== null && monthsBetween(licence.firstIssued, today) >= 12 * countOf(parameters, 'years'),
      },
    }),
  }),
  defineRegister({
    register: 'vehicles',
    department: 'JJ',
    name: { zh: '交管机动车库', en: 'Vehicles' },
    fields: [
      'plateNumber',
      'vin',
      'brand',
      'model',
      'colour',
      'energy',
      'registeredOn',
      'inspectionValidUntil',
      'openViolations',
    ],
    predicates: ['registered', 'noOpenViolations', 'photoOnFile'],
    read: (inquiry) => {
      const car = carOf(inquiry);
      if (!car) return null;
      if (!car.registeredOn || !car.plateNumber)
        return { record: null, answers: { registered: false, noOpenViolations: true, photoOnFile: false } };
      return {
        record: {
          plateNumber: car.plateNumber,
          vin: car.vin,
          brand: car.brand,
          model: car.model,
          colour: car.colour,
          energy: energies[car.energy],
          registeredOn: car.registeredOn,
          inspectionValidUntil: addDays(car.registeredOn, 2191),
          openViolations: String(car.openViolations ?? 0),
        },
        answers: { registered: true, noOpenViolations: !car.openViolations, photoOnFile: true },
      };
    },
  }),
  defineRegister({
    register: 'vehicleInsurance',
    department: 'JJ',
    name: { zh: '银保信交强险平台', en: 'Compulsory traffic insurance' },
    fields: ['policyNumber', 'insurer', 'validFrom', 'validUntil'],
    predicates: ['insured'],
    read: (inquiry) => {
      const car = carOf(inquiry);
      if (!car) return null;
      if (!car.insured) return { record: null, answers: { insured: false } };
      const year = Math.floor((Date.parse(inquiry.today) - Date.parse(car.boughtOn)) / 31_536_000_000);
      const validFrom = addDays(car.boughtOn, 1 + year * 365);
      return {
        record: {
          policyNumber: `PDZA${car.vin.slice(11)}${validFrom.slice(0, 4)}3301`,
          insurer: '示例财产保险股份有限公司杭州分公司',
          validFrom,
          validUntil: addDays(validFrom, 365),
        },
        answers: { insured: true },
      };
    },
  }),
  defineRegister({
    register: 'vehicleCertificates',
    department: 'JX',
    name: { zh: '机动车合格证库', en: 'Vehicle conformity certificates' },
    fields: [
      'certificateNumber',
      'vin',
      'brand',
      'model',
      'colour',
      'energy',
      'engineNumber',
      'manufacturer',
      'manufacturedOn',
    ],
    predicates: ['certified', 'newEnergy'],
    read: (inquiry) => {
      const car = carOf(inquiry);
      return (
        car && {
          record: {
            certificateNumber: `WEF${car.vin.slice(9)}0001`,
            vin: car.vin,
            brand: car.brand,
            model: car.model,
            colour: car.colour,
            energy: energies[car.energy],
            engineNumber: car.engineNumber,
            manufacturer: car.manufacturer,
            manufacturedOn: addDays(car.boughtOn, -45),
          },
          answers: { certified: !car.uncertified, newEnergy: car.energy !== 'petrol' },
        }
      );
    },
  }),
  defineRegister({
    register: 'tax',
    department: 'SW',
    name: { zh: '税务机动车发票与车购税库', en: 'Car invoices and purchase tax' },
    fields: [
      'invoiceNumber',
      'invoiceDate',
      'seller',
      'priceYuan',
      'purchaseTaxPaid',
      'purchaseTaxYuan',
      'purchaseTaxPaidOn',
    ],
    predicates: ['invoiceIssued', 'purchaseTaxPaid', 'deedTaxPaid', 'incomeAtMost'],
    read: (inquiry) => {
      const car = carOf(inquiry);
      const deedTaxPaid = inquiry.person.home.tenure === 'owned';
      // What the employers of the city pay in a year; nobody here earns in two places.
      const incomeAtMost = (inquiry.person.job ? 96_000 : 0) <= countOf(inquiry.parameters, 'yuan');
      if (!car)
        return { record: null, answers: { invoiceIssued: false, purchaseTaxPaid: false, deedTaxPaid, incomeAtMost } };
      // 车辆购置税法: 10 % of the price without VAT; new energy cars half of it in 2026 and 2027.
      const tax = Math.round((car.priceYuan / 1.13) * (car.energy === 'petrol' ? 0.1 : 0.05) * 100) / 100;
      return {
        record: {
          invoiceNumber: `233002600${car.vin.slice(11)}`,
          invoiceDate: car.boughtOn,
          seller: '示例汽车4S店',
          priceYuan: car.priceYuan.toFixed(2),
          purchaseTaxPaid: car.purchaseTaxPaid ? '已缴' : '未缴',
          purchaseTaxYuan: tax.toFixed(2),
          purchaseTaxPaidOn: car.purchaseTaxPaid ? addDays(car.boughtOn, 1) : '',
        },
        answers: { invoiceIssued: true, purchaseTaxPaid: car.purchaseTaxPaid, deedTaxPaid, incomeAtMost },
      };
    },
  }),
  defineRegister({
    register: 'vehicleQuota',
    department: 'JT',
    name: { zh: '小客车指标调控系统', en: 'Car quota' },
    fields: ['quotaNumber', 'kind', 'validUntil'],
    predicates: ['quotaHeld'],
    read: (inquiry) => {
      const car = carOf(inquiry);
      if (!car) return null;
      if (!car.quota) return { record: null, answers: { quotaHeld: false } };
      return {
        record: {
          quotaNumber: `HZ${car.vin.slice(9)}`,
          kind: car.energy === 'petrol' ? '增量指标（摇号）' : '其他指标（新能源直接申领）',
          validUntil: addDays(car.boughtOn, 365),
        },
        answers: { quotaHeld: true },
      };
    },
  }),
];
