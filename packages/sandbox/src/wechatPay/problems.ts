// The errors of WeChat Pay v3 that the sandbox gives, with their published HTTP statuses.

const statuses = {
  PARAM_ERROR: 400,
  INVALID_REQUEST: 400,
  APPID_MCHID_NOT_MATCH: 400,
  ORDERPAID: 400,
  ORDER_CLOSED: 400,
  OPENID_MISMATCH: 400,
  SIGN_ERROR: 401,
  OUT_TRADE_NO_USED: 403,
  ORDER_NOT_EXIST: 404,
  RESOURCE_NOT_EXISTS: 404,
  SYSTEM_ERROR: 500,
} as const;

/** A WeChat Pay error code. */
export type PayProblemCode = keyof typeof statuses;

/** An error as WeChat Pay answers it: `{ code, message, detail? }`. */
export class PayProblem extends Error {
  readonly code: PayProblemCode;
  readonly status: number;
  readonly detail: Record<string, string> | undefined;

  constructor(code: PayProblemCode, message: string, detail?: Record<string, string>) {
    super(message);
    this.code = code;
    this.status = statuses[code];
    this.detail = detail;
  }

  /** The body of the answer. */
  toBody(): Record<string, unknown> {
    return { code: this.code, message: this.message, ...(this.detail ? { detail: this.detail } : {}) };
  }
}

/** A parameter at fault. */
export const parameterProblem = (field: string, issue: string): PayProblem =>
  new PayProblem('PARAM_ERROR', `参数错误：${issue}`, { field, issue, location: 'body' });
