// What was filed, with the guide it was filed under: what a supplement and a correction are filled in from.
import type { Application, ApplicationForm, Matter } from '@onetrip/shared/contract';
import { type Answer, useAnswer } from '../service/useAnswer.ts';

/** An application as its citizen may add to it. */
export interface FiledForm {
  application: Application;
  form: ApplicationForm;
  matter: Matter;
}

/** Reads an application, what was entered, and its guide. */
export const useFiledForm = (applicationId: string): Answer<FiledForm> =>
  useAnswer(applicationId, async (client, asking) => {
    const [application, form] = await Promise.all([
      client.applications.get(applicationId, asking),
      client.applications.form(applicationId, asking),
    ]);
    return { application, form, matter: await client.matters.get(application.matterId, asking) };
  });
