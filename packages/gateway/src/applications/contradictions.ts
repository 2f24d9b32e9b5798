// Where a register says something else than the citizen: both values, for the person who decides.
import type { LocalText, Register } from '@onetrip/shared/contract';
import type { Context } from '../context.ts';
import { applicantOf, type Connection, findApplication, papersOf } from './store.ts';

/** What was stated and what was found, by field, predicate or parameter. */
export interface Difference {
  stated: Record<string, string>;
  found: Record<string, string>;
}

/** A paper on which register and citizen differ. */
export interface Contradiction extends Difference {
  materialId: string;
  name: LocalText;
  /** `negative`: the register says no, or knows nothing; `contradiction`: it holds another value. */
  status: 'negative' | 'contradiction';
  department: string | null;
  register: Register | null;
  answeredAt: Date | null;
}

/**
 * Every difference in an application, in the order of its papers, unsealed: only for whoever decides the case.
 * Papers answered before differences were kept have none.
 */
export async function contradictionsOf(
  context: Pick<Context, 'protection'>,
  db: Connection,
  applicationId: string,
): Promise<Contradiction[]> {
  const application = await findApplication(db, applicationId);
  if (!application) return [];
  const { wrappedKey } = await applicantOf(db, application.citizenId);
  return (await papersOf(db, applicationId)).flatMap((paper): Contradiction[] => {
    const { materialId, name, status, department, register, answeredAt, differenceSealed } = paper;
    if (differenceSealed === null || (status !== 'negative' && status !== 'contradiction')) return [];
    const difference = JSON.parse(context.protection.open(wrappedKey, 'difference', differenceSealed)) as Difference;
    return [{ materialId, name, status, department, register, answeredAt, ...difference }];
  });
}
