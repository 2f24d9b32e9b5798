// The notice of a filing (告知书), as this citizen is shown it here: asked for anew whenever his situation changes.
import type { Matter, PrivacyNotice, Purpose, Situation } from '@onetrip/shared/contract';
import { asksConsent } from '@onetrip/shared/rules';
import { type Answer, useAnswer } from '../service/useAnswer.ts';

/** Reads the notice for a matter in a situation; while another is read, the former stays in sight. */
export const usePrivacyNotice = ({ matterId }: Matter, situation: Situation): Answer<PrivacyNotice> =>
  useAnswer(`notice ${matterId} ${JSON.stringify(situation)}`, (client, asking) =>
    client.privacy.notice(matterId, { situation }, asking),
  );

/** Whether he who files may answer: for a child the guardian does, and not the child before the clerk. */
export const mayConsent = (purpose: Purpose): boolean => asksConsent(purpose) && purpose.basis !== 'guardianConsent';
