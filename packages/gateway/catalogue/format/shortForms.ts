// The short forms in which texts, conditions, sources and dates are written; `expand.ts` turns them into the full ones.
import type { LocalText } from '@onetrip/shared/contract';
import { Type } from 'typebox';

/** A text as written: Chinese alone, `["中文", "English"]`, or in full. */
export type WrittenText = string | [string, string] | LocalText;
/** Its schema. */
export const Text = Type.Unsafe<WrittenText>({ title: 'WrittenText' });

/** A condition as written: `{"home": "rented"}`, `{"home": ["owned", "rented"]}`, several keys (all), or in full. */
export type WrittenCondition =
  | { question: string; in: string[] }
  | { all: WrittenCondition[] }
  | { any: WrittenCondition[] }
  | { not: WrittenCondition }
  | { [question: string]: string | string[] };
/** Its schema. */
export const When = Type.Unsafe<WrittenCondition>({ title: 'Condition' });

/**
 * A source as written: `"marriage@MZ?married"` (one yes/no question), `"drivers@JJ?licensedFor(years=3)"` (with parameters:
 * a value, or `form.<id>` for what the citizen enters), or `"marriage@MZ: status, registeredOn"` (fields).
 */
export const sourcePattern =
  /^([a-zA-Z]+)@([A-Z]+)(?:\?([a-zA-Z0-9]+)(?:\(([a-zA-Z]+=[^,()=]+(?:, ?[a-zA-Z]+=[^,()=]+)*)\))?|: ?([a-zA-Z]+(?:, ?[a-zA-Z]+)*))$/;
/** Its schema. */
export const SourceText = Type.Unsafe<string | object>({ title: 'WrittenSource' });

/** The schema of a day; its description says of what. */
export const date = (description: string) => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description });

/** The answers to choose from: `{"rented": ["租赁", "Rented"]}`, or a list of value and label. */
export const options = Type.Unsafe<Record<string, WrittenText> | { value: string; label: WrittenText }[]>({
  title: 'WrittenOptions',
});
