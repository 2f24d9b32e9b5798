// Corrections: the citizen mends a mistake of his own, until the result is issued.
import type { Application, ApplicationForm, FormValues } from '@onetrip/shared/contract';
import { checkCorrection, correctableFields } from '@onetrip/shared/rules';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/connection.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { afterAcceptance } from './acceptance.ts';
import { advance, conflict } from './advance.ts';
import { askAnew } from './askedAnew.ts';
import { actorOf, attribution } from './attribution.ts';
import { changeForm, filedForm } from './form.ts';
import { type ApplicationRow, lockApplication, showApplication } from './store.ts';
import { supplementOf } from './supplementing.ts';

/** What was filed, what may be corrected now and what is asked for, as the citizen sees it. */
export async function showForm(context: Context, application: ApplicationRow): Promise<ApplicationForm> {
  const { database, catalogue } = context;
  const matter = await catalogue.version(application.matterId, application.matterVersion);
  const filed = await filedForm(context, database, application);
  const kept = await supplementOf(context, database, application);
  return {
    values: filed.values,
    correctable: correctableFields(matter, filed, application.state).map(({ id }) => id),
    supplement: kept && { items: kept.items, askedAt: kept.askedAt, answerBy: kept.answerBy, givenAt: kept.givenAt },
  };
}

/**
 * Corrects a mistake of the citizen's own, until the result is issued; after acceptance the application is reviewed again.
 * @param keep keeps the answer in the same transaction
 * @throws ProblemError `application_state_conflict` when nothing can be corrected any more; `invalid_request` naming
 *   every field at fault
 */
export async function correctForm(
  context: Context,
  caller: CitizenCaller,
  applicationId: string,
  given: FormValues,
  keep: (tx: Transaction, result: Application) => Promise<void>,
): Promise<Application> {
  const actor = actorOf(caller);
  return context.database.transaction(async (tx) => {
    const application = await lockApplication(tx, applicationId);
    const matter = await context.catalogue.version(application.matterId, application.matterVersion, tx);
    const filed = await filedForm(context, tx, application);
    if (correctableFields(matter, filed, application.state).length === 0) throw conflict(application, actor);
    const faults = checkCorrection(matter, filed, application.state, given);
    if (faults.length > 0) throw new ProblemError('invalid_request', { fields: faults });
    const changed = await changeForm(context, tx, application, given);
    const after = await advance(context, tx, applicationId, 'correct', actor, {
      detail: { fields: Object.keys(given).join(' '), ...attribution(caller) },
      personal: JSON.stringify(changed),
    });
    await askAnew(context, tx, after, matter, Object.keys(given));
    if (after.state === 'accepted') await afterAcceptance(context, tx, applicationId);
    const shown = await showApplication(context, tx, after, matter.name);
    await keep(tx, shown);
    return shown;
  });
}
