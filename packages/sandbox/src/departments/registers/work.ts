// The registers of work and insurance: social insurance, employment, medical insurance, housing fund.
import { daysBetween, monthsBetween } from '../../time.ts';
import { countOf, defineRegister, says } from './register.ts';

export const workRegisters = [
  defineRegister({
    register: 'socialInsurance',
    department: 'RS',
    name: { zh: '人社社保参保库', en: 'Social insurance' },
    fields: ['insured', 'employer', 'months', 'insuredSince'],
    predicates: [
      'employed',
      'employedBy',
      'notInsured',
      'insuredForHalfYear',
      'paidEachOfLastMonths',
      'paidMonthsInAll',
      'paidOneYear',
      'pensionAlive',
      'drawsPension',
      'retired',
    ],
    read: ({ person: { job, birthDate, diedOn }, today, parameters }) => {
      const months = job ? monthsBetween(job.since, today) : 0;
      const old = job === null && monthsBetween(birthDate, today) >= 60 * 12;
      return {
        record: job && {
          insured: '是',
          employer: job.employer,
          months: String(months),
          insuredSince: job.since,
        },
        answers: {
          employed: job !== null,
          employedBy: says(parameters, 'employer', job?.employer ?? ''),
          notInsured: job === null,
          insuredForHalfYear: months >= 6,
          paidEachOfLastMonths: job !== null && months >= countOf(parameters, 'months'),
          paidMonthsInAll: job !== null && months >= countOf(parameters, 'months'),
          paidOneYear: months >= 12,
          pensionAlive: old && diedOn === null,
          drawsPension: old && diedOn === null,
          retired: old,
        },
      };
    },
  }),
  defineRegister({
    register: 'employment',
    department: 'RS',
    name: { zh: '人社就业库', en: 'Employment register' },
    fields: ['status', 'employer', 'contractSince', 'contractEndedOn'],
    predicates: [
      'employed',
      'unemployed',
      'contractEnded',
      'workedFor',
      'yearsDeemedPaid',
      'assessedQualified',
      'fileNamesRelative',
    ],
    read: ({ people, person: { job, parents, children, veteran }, today, parameters }) => ({
      record: {
        status: job ? '就业' : '未就业',
        employer: job?.employer ?? '',
        contractSince: job?.since ?? '',
        contractEndedOn: '',
      },
      answers: {
        employed: job !== null,
        unemployed: job === null,
        contractEnded: job === null,
        workedFor: job !== null && monthsBetween(job.since, today) >= 12 * countOf(parameters, 'years'),
        // 退役军人: years of service count as paid.
        yearsDeemedPaid: veteran && countOf(parameters, 'years') <= 4,
        assessedQualified: job !== null && monthsBetween(job.since, today) >= 12 * countOf(parameters, 'years'),
        fileNamesRelative: [...parents, ...children].some((id) => says(parameters, 'name', people.byId(id).name)),
      },
    }),
  }),
  defineRegister({
    register: 'medicalInsurance',
    department: 'YB',
    name: { zh: '医保参保库', en: 'Medical insurance' },
    fields: ['insured', 'kind', 'insuredSince', 'place'],
    predicates: ['insured', 'seriousIllness', 'insuredForMonths'],
    read: ({ person: { medical, disability }, today, parameters }) => ({
      record: medical && {
        insured: '是',
        kind: medical.kind === 'employee' ? '职工基本医疗保险' : '城乡居民基本医疗保险',
        insuredSince: medical.since,
        place: '杭州市',
      },
      answers: {
        insured: medical !== null,
        seriousIllness: disability !== null,
        insuredForMonths: medical !== null && monthsBetween(medical.since, today) >= countOf(parameters, 'months'),
      },
    }),
  }),
  defineRegister({
    register: 'housingFund',
    department: 'GJ',
    name: { zh: '住房公积金库', en: 'Housing fund' },
    fields: ['status', 'employer', 'contributingSince'],
    predicates: ['contributing', 'contributedForThreeMonths', 'contributedForMonths', 'accountOpen'],
    read: ({ person: { job }, today, parameters }) => ({
      record: job && { status: '正常', employer: job.employer, contributingSince: job.since },
      answers: {
        contributing: job !== null,
        contributedForThreeMonths: job !== null && daysBetween(job.since, today) >= 90,
        contributedForMonths: job !== null && monthsBetween(job.since, today) >= countOf(parameters, 'months'),
        accountOpen: job !== null,
      },
    }),
  }),
  defineRegister({
    register: 'banking',
    department: 'GJ',
    name: { zh: '受托银行贷款数据', en: 'Loans of the entrusted banks' },
    fields: ['lender', 'contractNumber', 'balanceYuan'],
    predicates: ['hasHousingLoan'],
    read: ({ person: { home, job } }) => {
      const lent = home.tenure === 'owned' && job !== null;
      return {
        record: lent ? { lender: '示例银行', contractNumber: `DK${home.community}`, balanceYuan: '386000.00' } : null,
        answers: { hasHousingLoan: lent },
      };
    },
  }),
];
