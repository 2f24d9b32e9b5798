// Who may see an application and everything that came of it: its history, bill, payments and licences.
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { applications } from '../database/schema/index.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { inPersonLevel } from '../identity/sessions.ts';

/**
 * The condition on `applications` for what a caller may see: his own, at a counter only of the matters handled there.
 * What was filed at a counter is seen only by somebody seen in person: an account on a phone is bound by a name and an
 * ID number, which others know too.
 */
export const readableBy = ({ citizenId, level, matters }: Pick<CitizenCaller, 'citizenId' | 'level' | 'matters'>) =>
  and(
    eq(applications.citizenId, citizenId),
    level >= inPersonLevel ? undefined : isNull(applications.assistance),
    matters === null ? undefined : inArray(applications.matterId, matters),
  );
