// Small schemas every resource uses: bilingual text, money, times, pages, problems.
import { type Static, type TSchema, Type } from 'typebox';
import { type ProblemCode, problemCodes } from './problems/index.ts';

/** A closed set of strings, with its literal union as static type. */
export const OneOf = <const T extends readonly string[]>(
  values: T,
  options: { title?: string; description?: string } = {},
) => Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options });

/** A value that may be null. */
export const Nullable = <T extends TSchema>(schema: T, options: { description?: string } = {}) =>
  Type.Union([schema, Type.Null()], options);

/** Text for people: Chinese always, English where it has been written. */
export const LocalText = Type.Object(
  {
    zh: Type.String({ description: 'Chinese' }),
    en: Type.Optional(Type.String({ description: 'English, where it has been written' })),
  },
  { title: 'LocalText', description: 'Text for people: Chinese always, English where it has been written.' },
);
export type LocalText = Static<typeof LocalText>;

/** Whole fen (1 yuan = 100 fen). */
export const Fen = (description: string) => Type.Integer({ minimum: 0, description: `${description}, in fen` });

/** An RFC 3339 time with offset. */
export const Time = (description: string) =>
  Type.String({ format: 'date-time', description: `${description} (RFC 3339 with offset)` });

/** A calendar date, YYYY-MM-DD, in Hangzhou's zone. */
export const CalendarDate = (description: string) =>
  Type.String({ format: 'date', description: `${description} (YYYY-MM-DD)` });

/** Opaque id: letters, digits, `_` and `-`, so that it can stand in any path, cursor or database as it is. */
export const Id = (description: string) => Type.String({ pattern: '^[\\w-]{1,64}$', description });

/** 行政区划代码 (GB/T 2260): six digits to the county, three more each for street and community. */
export const Division = (description: string) => Type.String({ pattern: '^\\d{6}(\\d{3}){0,2}$', description });

/** One page of a list; pass `nextCursor` back as `cursor` to read on. */
export const Page = <T extends TSchema>(title: string, item: T) =>
  Type.Object(
    {
      items: Type.Array(item),
      nextCursor: Nullable(Type.String(), { description: 'Pass as `cursor` for the next page; null on the last' }),
    },
    { title, description: 'One page of a list; pass `nextCursor` back as `cursor` to read on.' },
  );

/** Query parameters of a list. */
export const PageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 200, description: '`nextCursor` of the page before' })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Items a page, 1–100, default 20' }),
  ),
};

/** A field at fault. */
export const ProblemField = Type.Object(
  {
    field: Type.String({
      description: 'Where, as a path into the request body: `idNumber`, `situation.reason`, `form.mobile`',
    }),
    message: LocalText,
  },
  { title: 'ProblemField', description: 'A field at fault, with a sentence for the person filling it in.' },
);
export type ProblemField = Static<typeof ProblemField>;

/** RFC 9457 problem details. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'A URI that names the kind of problem' }),
    code: Type.Unsafe<ProblemCode>({
      type: 'string',
      enum: problemCodes,
      description: 'Stable code, from the table of problems',
    }),
    status: Type.Integer({ description: 'HTTP status' }),
    title: Type.String({ description: 'The sentence for the citizen, in the language asked for' }),
    detail: Type.Optional(Type.String({ description: 'More about this one occurrence' })),
    nextStep: Type.String({ description: 'What to do next, in the language asked for' }),
    text: Type.Object({ title: LocalText, nextStep: LocalText }, { description: 'Both sentences in both languages' }),
    fields: Type.Array(ProblemField, { description: 'The fields at fault; empty when none is' }),
    retryable: Type.Boolean({ description: 'Whether the same request may succeed later' }),
    requestId: Type.String({ description: 'Tell this number to the hotline' }),
    currentState: Type.Optional(Type.String({ description: 'With a state conflict: the state the thing is in now' })),
    possibleSteps: Type.Optional(
      Type.Array(Type.String(), { description: 'With a state conflict: what the caller may do in that state' }),
    ),
    neededLevel: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 3,
        description: 'With `identity_level_too_low`: the real-name level needed',
      }),
    ),
    clockSkewSeconds: Type.Optional(
      Type.Integer({
        description:
          'With `signature_expired`: how far the signer’s clock is ahead of the service’s; negative where it is behind',
      }),
    ),
    until: Type.Optional(Time('With `erasure_not_yet`: the day from which it is possible')),
  },
  { title: 'Problem', description: 'RFC 9457 problem details, `application/problem+json`.' },
);
export type Problem = Static<typeof Problem>;
