// A desk: two matters that a clerk of the department decides, filed and taken as far as a test needs them.
import type { Matter, SupplementItem } from '@onetrip/shared/contract';
import { fileApplication } from '../../src/applications/filing.ts';
import { review } from '../../src/applications/review.ts';
import { accept, type Decider } from '../../src/applications/steps.ts';
import { type ApplicationRow, findApplication } from '../../src/applications/store.ts';
import type { Context, Transaction } from '../../src/context.ts';
import type { CitizenCaller } from '../../src/http/handlers.ts';
import { ProblemError } from '../../src/http/problem.ts';
import type { DatabaseKind } from '../support/databases.ts';
import { type Ground, layGround, matterOf } from '../support/ground.ts';

export const text = (zh: string) => ({ zh, en: zh });
const form: Matter['form'] = [
  { id: 'mobile', label: text('手机号'), type: 'mobile', required: true },
  { id: 'use', label: text('用途'), type: 'text', required: false },
];
/** A licence with a fee, promised in five working days. */
export const licence = matterOf({
  matterId: 'HZ-XX-001',
  immediate: false,
  promised: { count: 5, unit: 'workingDays' },
  statutory: { count: 20, unit: 'workingDays' },
  form,
  materials: [{ id: 'home', name: text('住所证明'), kind: 'record' }],
});
/** A free public service. */
export const service = matterOf({ ...licence, matterId: 'HZ-XX-002', type: 'publicService', fees: [] });
export const clerk: Decider = { actor: 'department', officerId: 'JJ-0042' };
/** A supplement that may be asked for in both, and what answers it. */
export const items: SupplementItem[] = [
  { field: 'use', what: text('写明用途'), why: text('须核对用途') },
  { materialId: 'home', what: text('说明住所'), why: text('登记中查不到') },
];
export const answer = { form: { use: '上班' }, commitments: [], statements: { home: '租住在西湖区' } };
export const keep = async () => {};
export const dayMs = 86_400_000;

interface Filed {
  applicationId: string;
  caller: CitizenCaller;
}

/** The desk and what can be done at it. */
export interface Desk {
  ground: Ground;
  context: Context;
  filed(matter?: Matter): Promise<Filed>;
  inReview(matter?: Matter): Promise<Filed>;
  inOne<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  row(applicationId: string): Promise<ApplicationRow>;
}

/** Opens a desk on one of the databases. */
export async function openDesk(kind: DatabaseKind): Promise<Desk> {
  const ground = await layGround(kind, { matters: [licence, service] });
  const departments = { decidesCases: () => false, connector: () => undefined, down: () => new Set<string>() };
  const context: Context = { ...ground.context, departments: departments as unknown as Context['departments'] };
  const desk: Desk = {
    ground,
    context,
    async filed(matter = licence) {
      const caller = await ground.citizen();
      const { matterId } = matter;
      const asked = { situation: {}, form: { mobile: '13900001234' }, commitments: [], noticeAcknowledged: true };
      const { applicationId } = await fileApplication(context, caller, { matterId, ...asked }, keep);
      return { applicationId, caller };
    },
    async inReview(matter) {
      const filed = await desk.filed(matter);
      await desk.inOne((tx) => accept(context, tx, filed.applicationId, clerk));
      await review(context, { applicationId: filed.applicationId });
      return filed;
    },
    inOne: (work) => context.database.transaction(work),
    async row(applicationId) {
      const found = await findApplication(context.database, applicationId);
      if (!found) throw new Error('no application');
      return found;
    },
  };
  return desk;
}

/** The problem something ends with; null when it is done. Anything else that is thrown is a fault of the service. */
export async function refusal(work: Promise<unknown>): Promise<ProblemError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}
