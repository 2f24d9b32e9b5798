// How a schema reads: the name of its type, and its properties as a table.
import { type Html, html, prose } from './html.ts';

/** The part of JSON Schema that our contract uses. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: string[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema | Schema[];
  prefixItems?: Schema[];
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  description?: string;
  title?: string;
}

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ref;

/** The name of a schema's type, with links to named ones. */
export function typeOf(schema: Schema): Html {
  if (schema.$ref) return html`<a href="#schema-${nameOf(schema.$ref)}">${nameOf(schema.$ref)}</a>`;
  if (schema.anyOf) {
    return html`${schema.anyOf.map((one, index) => html`${index > 0 ? ' or ' : ''}${typeOf(one)}`)}`;
  }
  if (schema.enum) return html`${schema.enum.map((one, index) => html`${index > 0 ? ' | ' : ''}<code>${one}</code>`)}`;
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  const several = schema.prefixItems ?? (Array.isArray(schema.items) ? schema.items : undefined);
  if (several) return html`[${several.map((one, index) => html`${index > 0 ? ', ' : ''}${typeOf(one)}`)}]`;
  if (schema.type === 'array' && schema.items && !Array.isArray(schema.items))
    return html`list of ${typeOf(schema.items)}`;
  const values = Object.values(schema.patternProperties ?? {})[0];
  if (values) return html`map of ${typeOf(values)}`;
  return html`${schema.format ?? schema.type ?? 'any'}`;
}

/** Properties written out where they stand, because their schema has no name of its own. */
const inner = (schema: Schema): Schema | undefined => {
  if (schema.properties) return schema;
  const item = Array.isArray(schema.items) ? undefined : schema.items;
  return [item, ...(schema.anyOf ?? [])].find((one) => one?.properties);
};

function rows(schema: Schema, prefix: string): Html[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const nested = inner(property);
    return [
      html`<tr><th scope="row"><code>${prefix}${name}</code>${required.has(name) ? '' : html` <i>optional</i>`}</th>
<td>${nested ? (property.type === 'array' ? 'list of objects' : 'object') : typeOf(property)}</td>
<td>${prose(property.description ?? '')}</td></tr>`,
      ...(nested ? rows(nested, `${prefix}${name}.`) : []),
    ];
  });
}

/** A schema's properties as a table; nothing where it has none. */
export const propertyTable = (schema: Schema): Html =>
  schema.properties === undefined
    ? html`<p class="type">${typeOf(schema)}</p>`
    : html`<table><thead><tr><th>Name</th><th>Type</th><th>What</th></tr></thead><tbody>${rows(schema, '')}</tbody></table>`;
