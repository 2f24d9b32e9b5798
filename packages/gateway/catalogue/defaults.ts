// What a matter need not say because it follows: steps by its type, places by its levels and channels, phones, samples.
import type { Faq, LocalText, Matter, MatterResult, ServicePointKind, Step } from '@onetrip/shared/contract';
import type { CatalogueMatter } from './format.ts';

const text = (zh: string, en: string): LocalText => ({ zh, en });

const steps = {
  filed: { name: text('申请', 'Application'), by: text('申请人', 'Applicant') },
  accepted: { name: text('受理', 'Acceptance') },
  examined: { name: text('审核', 'Examination') },
  decided: { name: text('审批', 'Decision') },
  closed: { name: text('办结', 'Closing') },
  delivered: { name: text('送达', 'Delivery') },
  heard: { name: text('调解、审理', 'Hearing') },
  paid: { name: text('发放', 'Payment to the applicant') },
  charged: { name: text('缴费', 'Payment by the applicant') },
  published: { name: text('公示', 'Public notice') },
} satisfies Record<string, Step>;

/** 办理流程 by type of matter; a licence has the five the reviewers ask for. */
export const usualSteps: Record<Matter['type'], readonly Step[]> = {
  licence: [steps.filed, steps.accepted, steps.examined, steps.decided, steps.closed, steps.delivered],
  confirmation: [steps.filed, steps.accepted, steps.examined, steps.closed, steps.delivered],
  benefit: [steps.filed, steps.accepted, steps.examined, steps.decided, steps.closed, steps.paid],
  reward: [steps.filed, steps.accepted, steps.examined, steps.published, steps.closed, steps.delivered],
  adjudication: [steps.filed, steps.accepted, steps.heard, steps.closed, steps.delivered],
  other: [steps.filed, steps.accepted, steps.examined, steps.closed],
  publicService: [steps.filed, steps.accepted, steps.closed],
  levy: [steps.filed, steps.accepted, steps.charged, steps.closed],
};

/** The two questions everybody asks, answered by the plan: what to bring, and how often to come. */
export const usualFaq: readonly Faq[] = [
  {
    asked: text('我要带什么？', 'What do I have to bring?'),
    answer: text(
      '带居民身份证或市民卡。本指南列出的其他材料，凡写明由部门核对、核实、承诺或取消的，都不用带。',
      'Your identity card or citizen card. Whatever the guide says is checked by a department, investigated, committed to or abolished, you need not bring.',
    ),
  },
  {
    asked: text('可以请人代办吗？', 'May somebody act for me?'),
    answer: text(
      '不需要本人到场采集、签字的，可以委托他人，带双方身份证件即可。',
      'Where no act of yours in person is listed, yes: with the identity cards of both of you.',
    ),
  },
];

/** Consultation and complaints, where a department has no line of its own. (verify) */
export const usualPhones = { consultPhone: '0571-12345', complaintPhone: '0571-96666' } as const;

/** Lines for consultation some departments have. (verify) */
export const consultPhones: Readonly<Record<string, string>> = {
  JJ: '0571-12123',
  RS: '0571-12333',
  YB: '0571-12393',
  GJ: '0571-12329',
  SF: '0571-12348',
  SW: '0571-12366',
  SC: '0571-12315',
  JT: '0571-12328',
  CL: '0571-12385',
  SWJ: '0571-12345',
  GD: '0571-95598',
  TW: '0571-12355',
  FL: '0571-12338',
  ZGH: '0571-12351',
};

/** The halls departments run themselves, at city and district level. */
const ownHalls: Readonly<Record<string, readonly ServicePointKind[]>> = {
  GA: ['police_hall', 'police_station'],
  JJ: ['vehicle_office', 'traffic_station'],
  RS: ['hrss_point'],
  YB: ['medical_insurance_hall'],
  FG: ['housing_hall'],
  GJ: ['housing_fund_hall'],
  ZR: ['realestate_registry'],
};

/** Kinds of service point by level of the deciding body, and by channel. */
const placesByLevel: Record<Matter['levels'][number], readonly ServicePointKind[]> = {
  city: ['admin_center'],
  district: ['admin_center'],
  street: ['street_center'],
  community: ['community_point'],
};
const placesByChannel: Partial<Record<Matter['channels'][number], readonly ServicePointKind[]>> = {
  selfService: ['self_service_24h', 'metro_station'],
  bank: ['bank_branch'],
  dealer: ['dealer_4s'],
  community: ['community_point'],
};

/** Kinds of service point that can handle a matter: as written, or by its levels, channels and department. */
export function placesOf(matter: CatalogueMatter, department: string): ServicePointKind[] {
  if (matter.servicePointKinds) return matter.servicePointKinds;
  const { levels, channels } = matter;
  const places = [
    ...(channels.includes('counter') ? levels.flatMap((level) => placesByLevel[level]) : []),
    ...(channels.includes('counter') && levels.some((level) => level === 'city' || level === 'district')
      ? (ownHalls[department] ?? [])
      : []),
    ...channels.flatMap((channel) => placesByChannel[channel] ?? []),
  ];
  return [...new Set(places)];
}

/** Invented values for a sample (样本), by where a field comes from. */
const sampleValues: Readonly<Record<string, string>> = {
  'citizen.name': '张样例',
  'application.acceptanceNumber': '330100202600000001',
  'application.plateNumber': '浙A00000',
  'form.vin': 'LATPAB071W1005301',
};

/** A result's sample: an invented value for every field, those written first. */
export function sampleOf({ fields, sample }: MatterResult): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ id, label, from }) => [id, sample?.[id] ?? sampleValues[from] ?? `（${label.zh}样例）`]),
  );
}

/** The form where none is written: where to reach the citizen. */
export const usualForm: Matter['form'] = [
  {
    id: 'mobile',
    label: text('联系手机', 'Mobile number'),
    help: text('用于通知办理进度', 'We tell you the progress at this number'),
    type: 'mobile',
    required: true,
    prefill: 'citizen.mobile',
  },
];
