// How a department is reached: what the operator sets for its system and for each of its registers.
import { type Static, Type } from 'typebox';

const words = Type.String({ minLength: 1, maxLength: 200 });
const milliseconds = Type.Integer({ minimum: 1, maximum: 600_000 });
const clockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'In Hangzhou' });

/** When the questions collected for a register are sent as one file. */
export const BatchSchedule = Type.Union([
  Type.Object({ at: clockTime }, { additionalProperties: false }),
  Type.Object({ everySeconds: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
]);
export type BatchSchedule = Static<typeof BatchSchedule>;

/** What may be set for a department, and otherwise for one of its registers; the register's own setting counts. */
const reach = {
  /** A question not answered after this many milliseconds is not answered. */
  timeoutMs: Type.Optional(milliseconds),
  /** How often one question is sent before it counts as not answered. */
  attempts: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  /** Working days the department has for what it owes. */
  owedWorkingDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  /** A register that answers later owes the paper after this many seconds. */
  answerWithinSeconds: Type.Optional(Type.Integer({ minimum: 1 })),
};

/** Settings of one register. */
export const RegisterSettings = Type.Object(
  { register: words, ...reach, batch: Type.Optional(BatchSchedule) },
  { additionalProperties: false },
);
export type RegisterSettings = Static<typeof RegisterSettings>;

/** A public Ed25519 key. */
const publicKey = Type.Object({ kty: Type.Literal('OKP'), crv: Type.Literal('Ed25519'), x: Type.String() });

/** A department's system, the key its answers are signed with, and its registers. */
export const DepartmentConfig = Type.Object(
  {
    code: words,
    url: Type.String({ format: 'uri' }),
    keyId: words,
    publicKey,
    registers: Type.Array(Type.Union([words, RegisterSettings])),
    /**
     * Which cases it decides in a system of its own: all, none, or those in which no register says anything else than
     * the citizen. Its officers decide the others at the desk.
     */
    cases: Type.Union([Type.Boolean(), Type.Literal('undisputed')]),
    /** How many calls are under way at once. */
    concurrency: Type.Optional(Type.Integer({ minimum: 1, maximum: 256 })),
    /** When calls are held back, and for how long. */
    breaker: Type.Optional(
      Type.Object(
        {
          failures: Type.Optional(Type.Integer({ minimum: 1 })),
          pauseMs: Type.Optional(milliseconds),
          longestPauseMs: Type.Optional(milliseconds),
        },
        { additionalProperties: false },
      ),
    ),
    ...reach,
  },
  { additionalProperties: false },
);
export type DepartmentConfig = Static<typeof DepartmentConfig>;
