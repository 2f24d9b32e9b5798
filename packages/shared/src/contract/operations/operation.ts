// What an operation is, and what several of them share.
import type { TSchema } from 'typebox';
import { Type } from 'typebox';
import type { ProblemCode } from '../problems/index.ts';
import { Id } from '../text.ts';

/** Schemas of one operation. `problems` lists the codes it may answer with beyond those every operation may. */
export interface Operation {
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly status: 200 | 201 | 204;
  readonly result?: TSchema;
  readonly problems: readonly ProblemCode[];
}

/** Problems any operation may answer with. */
export const commonProblems = [
  'invalid_request',
  'rate_limited',
  'payload_too_large',
  'service_unavailable',
  'internal',
] as const satisfies readonly ProblemCode[];

export const matterParams = Type.Object({ matterId: Id('The matter') });
export const applicationParams = Type.Object({ applicationId: Id('The application') });
