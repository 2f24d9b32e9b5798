// The registers of homes and families: real estate, housing, utilities, marriage, civil affairs, disability.
import type { Person } from '../../people/person.ts';
import { defineRegister, says } from './register.ts';

const utility = (department: string, zh: string, en: string) =>
  defineRegister({
    register: 'utilities',
    department,
    name: { zh, en },
    fields: ['accountNumber', 'address', 'owedYuan'],
    predicates: ['settled'],
    read: ({ person: { home, mobile, owesUtilities } }) =>
      home.tenure === 'owned'
        ? {
            record: {
              accountNumber: `${department}${mobile.slice(3)}`,
              address: home.address,
              owedYuan: owesUtilities ? '86.40' : '0.00',
            },
            answers: { settled: !owesUtilities },
          }
        : null,
  });

const statusOf = (marriage: Person['marriage'], divorcedOn: Person['divorcedOn']): string =>
  marriage ? '已婚' : divorcedOn ? '离异' : '无婚姻登记记录';

export const homeRegisters = [
  defineRegister({
    register: 'realEstate',
    department: 'ZR',
    name: { zh: '规资不动产登记库', en: 'Real estate register' },
    fields: ['tenure', 'address', 'certificateNumber', 'registeredOn', 'homes'],
    predicates: ['ownsHome', 'ownsNoHome', 'onlyHome', 'surveyed', 'noHomestead'],
    read: ({ person: { home } }) => {
      const owned = home.tenure === 'owned';
      return {
        record: owned
          ? {
              tenure: '单独所有',
              address: home.address,
              certificateNumber: home.number ?? '',
              registeredOn: home.since,
              homes: '1',
            }
          : null,
        answers: { ownsHome: owned, ownsNoHome: !owned, onlyHome: owned, surveyed: owned, noHomestead: !owned },
      };
    },
  }),
  defineRegister({
    register: 'housing',
    department: 'FG',
    name: { zh: '房管租赁备案与网签库', en: 'Registered leases and sales' },
    fields: ['address', 'tenure', 'landlord', 'registrationNumber', 'from'],
    predicates: ['rentRegistered', 'saleRegistered', 'maintenanceFundPaid', 'subsidised', 'notSubsidised'],
    read: ({ person: { home, lowIncomeSince } }) => {
      const owned = home.tenure === 'owned';
      return {
        record:
          home.tenure === 'family'
            ? null
            : {
                address: home.address,
                tenure: owned ? '自有' : '租赁',
                landlord: home.landlord ?? '',
                registrationNumber: home.number ?? '',
                from: home.since,
              },
        answers: {
          rentRegistered: home.tenure === 'rented',
          saleRegistered: owned,
          maintenanceFundPaid: owned,
          subsidised: lowIncomeSince !== null,
          notSubsidised: lowIncomeSince === null,
        },
      };
    },
  }),
  utility('SHW', '水务账单', 'Water accounts'),
  utility('RQ', '燃气账单', 'Gas accounts'),
  utility('GD', '供电账单', 'Electricity accounts'),
  defineRegister({
    register: 'marriage',
    department: 'MZ',
    name: { zh: '民政婚姻登记库', en: 'Marriage register' },
    fields: ['status', 'spouseName', 'registeredOn', 'certificateNumber', 'registry'],
    predicates: ['married', 'unmarried', 'divorced', 'notRemarried', 'recordHeld', 'firstMarriage', 'statusIs'],
    read: ({ people, person: { marriage, divorcedOn }, parameters }) => ({
      record: {
        status: statusOf(marriage, divorcedOn),
        spouseName: marriage ? people.byId(marriage.spouse).name : '',
        registeredOn: marriage?.registeredOn ?? divorcedOn ?? '',
        certificateNumber: marriage?.number ?? '',
        registry: marriage ? '杭州市西湖区婚姻登记处' : '',
      },
      answers: {
        married: marriage !== null,
        unmarried: marriage === null,
        divorced: divorcedOn !== null,
        notRemarried: marriage === null,
        recordHeld: marriage !== null || divorcedOn !== null,
        firstMarriage: marriage !== null && divorcedOn === null,
        statusIs: says(parameters, 'status', statusOf(marriage, divorcedOn)),
      },
    }),
  }),
  defineRegister({
    register: 'civilAffairs',
    department: 'MZ',
    name: { zh: '民政低保与经济状况核对平台', en: 'Low income and household means' },
    fields: ['kind', 'since'],
    predicates: ['lowIncome', 'meansWithinLimit', 'notCremated', 'cremated', 'sameAddress'],
    read: ({ person: { lowIncomeSince, diedOn, householdAddress }, parameters }) => ({
      record: lowIncomeSince ? { kind: '低保家庭', since: lowIncomeSince } : null,
      answers: {
        lowIncome: lowIncomeSince !== null,
        meansWithinLimit: lowIncomeSince !== null,
        notCremated: diedOn === null,
        cremated: diedOn !== null,
        sameAddress: says(parameters, 'address', householdAddress),
      },
    }),
  }),
  defineRegister({
    register: 'disability',
    department: 'CL',
    name: { zh: '残联残疾人证库', en: 'Disability certificates' },
    fields: ['certificateNumber', 'category', 'grade'],
    predicates: ['holdsCertificate'],
    read: ({ person: { disability, idNumber } }) => ({
      record: disability && {
        certificateNumber: idNumber + disability.code,
        category: disability.category,
        grade: disability.grade,
      },
      answers: { holdsCertificate: disability !== null },
    }),
  }),
];
