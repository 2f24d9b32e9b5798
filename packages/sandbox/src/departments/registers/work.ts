// The registers of work and insurance: social insurance, employment, medical insurance, housing fund.
import { daysBetween, monthsBetween } from '../../time.ts';
import { defineRegister } from './register.ts';

export const workRegisters = [
  defineRegister({
    register: 'socialInsurance',
    department: 'RS',
    name: { zh: '人社社保参保库', en: 'Social insurance' },
    fields: ['insured', 'employer', 'months', 'insuredSince'],
    predicates: ['employed', 'insuredForHalfYear', 'pensionAlive'],
    read: ({ person: { job, birthDate }, today }) => ({
      record: job && {
        insured: '是',
        employer: job.employer,
        months: String(monthsBetween(job.since, today)),
        insuredSince: job.since,
      },
      answers: {
        employed: job !== null,
        insuredForHalfYear: job !== null && monthsBetween(job.since, today) >= 6,
        pensionAlive: job === null && monthsBetween(birthDate, today) >= 60 * 12,
      },
    }),
  }),
  defineRegister({
    register: 'employment',
    department: 'RS',
    name: { zh: '人社就业库', en: 'Employment register' },
    fields: ['status', 'employer', 'contractSince', 'contractEndedOn'],
    predicates: ['employed', 'unemployed', 'contractEnded'],
    read: ({ person: { job } }) => ({
      record: {
        status: job ? '就业' : '未就业',
        employer: job?.employer ?? '',
        contractSince: job?.since ?? '',
        contractEndedOn: '',
      },
      answers: { employed: job !== null, unemployed: job === null, contractEnded: job === null },
    }),
  }),
  defineRegister({
    register: 'medicalInsurance',
    department: 'YB',
    name: { zh: '医保参保库', en: 'Medical insurance' },
    fields: ['insured', 'kind', 'insuredSince', 'place'],
    predicates: ['insured', 'seriousIllness'],
    read: ({ person: { medical, disability } }) => ({
      record: medical && {
        insured: '是',
        kind: medical.kind === 'employee' ? '职工基本医疗保险' : '城乡居民基本医疗保险',
        insuredSince: medical.since,
        place: '杭州市',
      },
      answers: { insured: medical !== null, seriousIllness: disability !== null },
    }),
  }),
  defineRegister({
    register: 'housingFund',
    department: 'GJ',
    name: { zh: '住房公积金库', en: 'Housing fund' },
    fields: ['status', 'employer', 'contributingSince'],
    predicates: ['contributing', 'contributedForThreeMonths'],
    read: ({ person: { job }, today }) => ({
      record: job && { status: '正常', employer: job.employer, contributingSince: job.since },
      answers: {
        contributing: job !== null,
        contributedForThreeMonths: job !== null && daysBetween(job.since, today) >= 90,
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
