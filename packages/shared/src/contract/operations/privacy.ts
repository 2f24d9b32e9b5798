// What the operations of `privacy` take and answer.
import { Type } from 'typebox';
import { PersonalDataExport } from '../personalDataExport.ts';
import {
  Consent,
  Consents,
  DataAccessPage,
  DataAccessQuery,
  Erasure,
  PrivacyNotice,
  PrivacyNoticeBody,
  RetentionTerms,
} from '../privacy.ts';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';
import { matterParams } from './operation.ts';

export const privacyOperations = {
  'privacy.retention': {
    summary: 'How long each kind of personal data is kept',
    status: 200,
    result: RetentionTerms,
    problems: [],
  },
  'privacy.notice': {
    summary: 'What is told, and asked, before filing a matter',
    params: matterParams,
    body: PrivacyNoticeBody,
    status: 200,
    result: PrivacyNotice,
    problems: ['unauthenticated', 'matter_not_found'],
  },
  'privacy.consents': {
    summary: 'My consents, and the notices I was shown',
    status: 200,
    result: Consents,
    problems: ['unauthenticated'],
  },
  'privacy.withdrawConsent': {
    summary: 'Withdraw a consent: what rests on it stops, and nothing else',
    params: Type.Object({ consentId: Id('The consent') }),
    status: 200,
    result: Consent,
    problems: ['unauthenticated', 'not_found'],
  },
  'privacy.accesses': {
    summary: 'Who looked at my data, when, why, and what was said; newest first',
    query: DataAccessQuery,
    status: 200,
    result: DataAccessPage,
    problems: ['unauthenticated'],
  },
  'privacy.export': {
    summary: 'Everything held about me',
    status: 200,
    result: PersonalDataExport,
    problems: ['unauthenticated', 'identity_level_too_low'],
  },
  'privacy.erase': {
    summary: 'Forget me: my key is destroyed',
    status: 200,
    result: Erasure,
    problems: ['unauthenticated', 'identity_level_too_low', 'erasure_not_yet'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
