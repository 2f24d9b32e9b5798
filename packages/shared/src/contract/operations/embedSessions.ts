// What the operations of `embedSessions` take and answer.
import { CreateEmbedSessionBody, CurrentEmbedSession, EmbedSession } from '../partner.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const embedSessionOperations = {
  'embedSessions.create': {
    summary: 'Open an embed session for a page at a counter',
    body: CreateEmbedSessionBody,
    status: 201,
    result: EmbedSession,
    problems: ['signature_invalid', 'signature_expired', 'origin_not_allowed', 'forbidden', 'matter_not_offered_here'],
  },
  'embedSessions.current': {
    summary: 'Where the frame stands',
    status: 200,
    result: CurrentEmbedSession,
    problems: ['unauthenticated'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
