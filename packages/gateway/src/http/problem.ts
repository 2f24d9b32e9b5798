// An error that becomes a problem (RFC 9457) on the way out.
import type { ProblemCode, ProblemField } from '@onetrip/shared/contract';
import type { RealNameLevel } from '@onetrip/shared/rules';

/** Thrown anywhere in the gateway for what the caller must be told. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly code: ProblemCode;
  readonly fields: ProblemField[];
  readonly detail: string | undefined;
  readonly currentState: string | undefined;
  readonly possibleSteps: readonly string[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly neededLevel: RealNameLevel | undefined;
  readonly clockSkewSeconds: number | undefined;
  readonly until: Date | undefined;

  /**
   * @param code from the table of problems
   * @param more `fields` at fault; `detail` of this one occurrence, nothing personal; `currentState` and `possibleSteps` with a state conflict; `retryAfterSeconds` for `Retry-After`; `neededLevel` with a level too low; `clockSkewSeconds` with a signature of another time; `until`: from when it is possible; `cause`
   */
  constructor(
    code: ProblemCode,
    more: {
      fields?: ProblemField[];
      detail?: string;
      currentState?: string;
      possibleSteps?: readonly string[];
      retryAfterSeconds?: number;
      neededLevel?: RealNameLevel;
      clockSkewSeconds?: number;
      until?: Date;
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
    this.neededLevel = more.neededLevel;
    this.clockSkewSeconds = more.clockSkewSeconds;
    this.until = more.until;
  }
}
