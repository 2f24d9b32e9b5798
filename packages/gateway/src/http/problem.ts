// An error that becomes a problem (RFC 9457) on the way out.
import type { ProblemCode, ProblemField } from '@onetrip/shared/contract';

/** Thrown anywhere in the gateway for what the caller must be told. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly code: ProblemCode;
  readonly fields: ProblemField[];
  readonly detail: string | undefined;
  readonly currentState: string | undefined;
  readonly possibleSteps: readonly string[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  /**
   * @param code from the table of problems
   * @param more `fields` at fault; `detail` of this one occurrence, nothing personal; `currentState` and `possibleSteps` with a state conflict; `retryAfterSeconds` for `Retry-After`; `cause`
   */
  constructor(
    code: ProblemCode,
    more: {
      fields?: ProblemField[];
      detail?: string;
      currentState?: string;
      possibleSteps?: readonly string[];
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.fields = more.fields ?? [];
    this.detail = more.detail;
    this.currentState = more.currentState;
    this.possibleSteps = more.possibleSteps;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}
