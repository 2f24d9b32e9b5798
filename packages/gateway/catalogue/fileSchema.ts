// The JSON Schema of the catalogue's files, for editors and for reading: closed against unknown keys.
import { registers } from '@onetrip/shared/contract';
import { type FileTypes, files, sourcePattern } from './format.ts';

const conditionSchema = {
  description:
    'When something applies: `{"home": "rented"}`, `{"home": ["owned", "rented"]}`; several keys: all of them. In full: an answer, all of several, any of several, or not.',
  anyOf: [
    {
      type: 'object',
      required: ['question', 'in'],
      properties: { question: { type: 'string' }, in: { type: 'array', items: { type: 'string' }, minItems: 1 } },
      additionalProperties: false,
    },
    ...['all', 'any'].map((key) => ({
      type: 'object',
      required: [key],
      properties: { [key]: { type: 'array', items: { $ref: '#/$defs/Condition' }, minItems: 1 } },
      additionalProperties: false,
    })),
    {
      type: 'object',
      required: ['not'],
      properties: { not: { $ref: '#/$defs/Condition' } },
      additionalProperties: false,
    },
    {
      type: 'object',
      minProperties: 1,
      propertyNames: { not: { enum: ['question', 'in', 'all', 'any', 'not'] } },
      additionalProperties: {
        anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }],
      },
    },
  ],
};

const localText = {
  type: 'object',
  required: ['zh'],
  properties: { zh: { type: 'string', minLength: 1 }, en: { type: 'string', minLength: 1 } },
  additionalProperties: false,
};

/** Definitions that recur in the files or refer to themselves. */
const recurring = {
  Condition: conditionSchema,
  WrittenText: {
    description: 'Text for people: "中文", ["中文", "English"] or {"zh", "en"}.',
    anyOf: [
      { type: 'string', minLength: 1 },
      { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 2, maxItems: 2 },
      localText,
    ],
  },
  WrittenSource: {
    description:
      'Which register is asked: "marriage@MZ?married" (yes or no), "marriage@MZ: status, registeredOn", or in full.',
    anyOf: [
      { type: 'string', pattern: sourcePattern.source },
      {
        type: 'object',
        required: ['register', 'department', 'label', 'fields'],
        properties: {
          register: { enum: [...registers] },
          department: { type: 'string' },
          label: { $ref: '#/$defs/WrittenText' },
          fields: { type: 'array', items: { type: 'string' } },
          predicate: { type: 'string' },
          parameters: { type: 'object', additionalProperties: { type: 'string' } },
          compare: { type: 'object', additionalProperties: { type: 'string' } },
        },
        additionalProperties: false,
      },
    ],
  },
  WrittenOptions: {
    description: 'Answers: {"rented": ["租赁", "Rented"], …}, or a list of value and label.',
    anyOf: [
      { type: 'object', minProperties: 2, additionalProperties: { $ref: '#/$defs/WrittenText' } },
      {
        type: 'array',
        minItems: 2,
        items: {
          type: 'object',
          required: ['value', 'label'],
          properties: { value: { type: 'string' }, label: { $ref: '#/$defs/WrittenText' } },
          additionalProperties: false,
        },
      },
    ],
  },
};

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Closes every object against unknown keys and puts the recurring definitions in place. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  if (typeof schema.title === 'string' && schema.title in recurring) return { $ref: `#/$defs/${schema.title}` };
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)] as const);
  return {
    ...Object.fromEntries(entries),
    ...(schema.type === 'object' && schema.properties ? { additionalProperties: false } : {}),
  };
}

/** JSON Schema of every file: the root is a department's file, the others stand under `$defs`. Written to `schema.json`. */
export const fileSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'The catalogue’s files',
  description: '编制示例，非官方清单',
  $ref: '#/$defs/DepartmentFile',
  $defs: {
    ...(closed(JSON.parse(JSON.stringify(files)) as Json) as { [K in keyof FileTypes]: object }),
    ...recurring,
  },
};

/** Names of the files' definitions. */
export const definitions = Object.keys(files) as (keyof FileTypes)[];
