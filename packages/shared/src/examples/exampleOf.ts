// Examples of answers, made from the contract's schemas: valid by construction, and alike to what the service says.
import { Check } from 'typebox/value';

/** What of a JSON schema is read. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | readonly Schema[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** What stands in a field of this name, wherever the schema allows it. */
const wellKnown: Readonly<Record<string, unknown>> = {
  // The last page of a list, so that a walk through it ends.
  nextCursor: null,
  zh: '示例',
  en: 'Example',
  matterId: 'HZ-GA-041',
  matterName: { zh: '居住证签注', en: 'Endorsement of a residence permit' },
  applicationId: 'app_01example',
  acceptanceNumber: '330100202603020001',
  paymentId: 'pay_01example',
  licenceId: 'lic_01example',
  servicePointId: 'SP0050',
  embedSessionId: 'embed_01example',
  clientToken: 'emb_example-client-token',
  frameUrl: 'https://citizen.example/embed.html',
  token: 'example-session-token',
  name: '王*明',
  idNumber: '3301**********0011',
  mobile: '138****0000',
  lat: 30.274,
  lng: 120.155,
  currency: 'CNY',
  state: 'submitted',
};

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-03-02T09:00:00+08:00',
  date: '2026-03-02',
  uri: 'https://onetrip.test/example',
};

/** Tried in this order where a pattern must be kept. */
const patterned = ['example', '330106', '0'.repeat(64), '2026-03-02', '09:00', 'A', '浙A12345', '13800000000'];

/**
 * An example of a schema: everything required, one item in each list, the first of each choice.
 * @throws {Error} for a schema it cannot fill in, which the build is told
 */
export function exampleOf(schema: object, name = ''): unknown {
  return fill(schema as Schema, name, {});
}

function fill(schema: Schema, name: string, defs: Readonly<Record<string, Schema>>): unknown {
  const known = { ...defs, ...schema.$defs };
  const usual = wellKnown[name];
  if (usual !== undefined && Check(schema, usual)) return usual;
  if (schema.$ref !== undefined) {
    const target = known[schema.$ref.replace(/^.*\//, '')];
    if (!target) throw new Error(`${name}: ${schema.$ref} is not defined`);
    return fill(target, name, known);
  }
  if (schema.enum) return schema.enum[0];
  if ('const' in schema) return schema.const;
  if (schema.anyOf) return fill(schema.anyOf.find(({ type }) => type !== 'null') ?? { type: 'null' }, name, known);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => fill(part, name, known) as object));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'array':
      return listOf(schema, name, known);
    case 'string':
      return textOf(schema, name);
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return {};
  }
}

function objectOf({ properties = {}, required = [] }: Schema, known: Readonly<Record<string, Schema>>): unknown {
  const shown = Object.entries(properties).filter(([field]) => required.includes(field) || field === 'en');
  return Object.fromEntries(shown.map(([field, schema]) => [field, fill(schema, field, known)]));
}

function listOf({ items, minItems = 1 }: Schema, name: string, known: Readonly<Record<string, Schema>>): unknown {
  if (Array.isArray(items)) return items.map((item: Schema) => fill(item, name, known));
  const one = items as Schema | undefined;
  return one ? Array.from({ length: Math.max(1, minItems) }, () => fill(one, '', known)) : [];
}

function textOf(schema: Schema, name: string): string {
  const { format = '', pattern } = schema;
  if (format in formats) return formats[format] as string;
  if (pattern === undefined) return name === '' ? 'example' : name;
  const fitting = patterned.find((text) => Check(schema, text));
  if (fitting === undefined) throw new Error(`${name}: no example is known for ${pattern}`);
  return fitting;
}
