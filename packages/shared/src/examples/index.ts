// One answer of every operation, made from its schema: what tests without a service are answered with.
import { operations } from '../contract/index.ts';
import { type OperationId, operationIds } from '../contract/routes/index.ts';
import { exampleOf } from './exampleOf.ts';

/** An answer. */
export interface ExampleAnswer {
  /** HTTP status. */
  readonly status: number;
  /** The body; null where the operation answers without one. */
  readonly body: unknown;
}

/** An answer of every operation. */
export const exampleAnswers: Readonly<Record<OperationId, ExampleAnswer>> = Object.fromEntries(
  operationIds.map((id) => {
    const { status, result } = operations[id] as { status: number; result?: object };
    return [id, { status, body: result ? exampleOf(result) : null }];
  }),
) as Record<OperationId, ExampleAnswer>;
