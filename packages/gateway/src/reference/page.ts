// The API reference, one page from the OpenAPI document: no script, nothing from outside, every code with its sentence.
import { createHash } from 'node:crypto';
import { type OpenApiDocument, openApiDocument } from '@onetrip/shared/openapi';
import { type OperationId, operationIds, type Route, routes } from '@onetrip/shared/routes';
import type { FastifyInstance } from 'fastify';
import { packageVersion } from '../packageRoot.ts';
import { type Html, html, prose } from './html.ts';
import { propertyTable, type Schema, typeOf } from './schemas.ts';
import { style } from './style.ts';

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

interface OperationObject {
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, { schema: Schema }> }>;
}

interface ProblemRow {
  status: number;
  retryable: boolean;
  title: { zh: string; en: string };
  nextStep: { zh: string; en: string };
}

const access: Record<Route['access'], string> = {
  public: 'anybody',
  citizen: 'a citizen’s session',
  embed: 'the frame at a counter',
  partner: 'a partner’s back end, signed',
  officer: 'an officer’s session',
};

/** The SDK's client an operation is called through. */
const clientOf = (id: OperationId, by: Route['access']): string => {
  if (by === 'partner') return 'partner';
  return by === 'officer' || id.startsWith('officers.') ? 'office' : 'client';
};

/** How the SDK says it. */
function call(id: OperationId): string {
  const { path, access: by, method }: Route = routes[id];
  const parameters = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const takes = method === 'POST' && !path.endsWith('/withdrawal') ? ['body'] : [];
  return `${clientOf(id, by)}.${id}(${[...parameters, ...takes].join(', ')})`;
}

/** Codes an operation may answer with, as its responses name them. */
function codesOf(operation: OperationObject): string[] {
  return Object.entries(operation.responses).flatMap(([status, { $ref, description }]) => {
    if (Number(status) < 400) return [];
    return $ref
      ? [$ref.split('/').at(-1) ?? '']
      : [...(description ?? '').matchAll(/`(\w+)`/g)].map(([, code]) => code ?? '');
  });
}

const codeLinks = (codes: string[]): Html =>
  html`${codes.map((code) => html`<a class="code" href="#problem-${code}">${code}</a> `)}`;

function operationOf(api: OpenApiDocument, id: OperationId): OperationObject {
  const { path, method }: Route = routes[id];
  const place = api.paths[path.replace(/:(\w+)/g, '{$1}')];
  return place?.[method.toLowerCase()] as unknown as OperationObject;
}

function section(api: OpenApiDocument, id: OperationId): Html {
  const route: Route = routes[id];
  const operation = operationOf(api, id);
  const parameters = (operation.parameters ?? []).filter((parameter) => !parameter.$ref);
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const [status = '', answer] = Object.entries(operation.responses).find(([code]) => Number(code) < 400) ?? [];
  const result = answer?.content?.['application/json']?.schema;
  return html`<section class="operation" id="${id}"><h3><a href="#${id}">${operation.summary}</a></h3>
<p class="line"><b class="${route.method}">${route.method}</b> <code>${route.path}</code></p>
<p class="by">By ${access[route.access]}${route.write ? html` · takes an <code>Idempotency-Key</code>` : ''} · <code>${call(id)}</code></p>
${operation.description ? html`<p>${prose(operation.description)}</p>` : ''}
${parameters.length > 0 ? html`<h4>Parameters</h4>${propertyTable(asObject(parameters))}` : ''}
${body ? html`<h4>Body</h4><p class="type">${typeOf(body)}</p>` : ''}
<h4>Answer</h4><p class="type">${status} ${result ? typeOf(result) : 'nothing'}</p>
<h4>Problems</h4><p>${codeLinks(codesOf(operation))}</p></section>`;
}

const asObject = (parameters: Parameter[]): Schema => ({
  properties: Object.fromEntries(
    parameters.map(({ name, schema, description }) => [
      name,
      { ...schema, ...(description === undefined ? {} : { description }) },
    ]),
  ),
  required: parameters.filter(({ required }) => required).map(({ name }) => name),
});

function problemTable(problems: Record<string, ProblemRow>): Html {
  return html`<table class="problems"><thead><tr><th>Code</th><th>What the citizen reads</th><th>What he does next</th></tr></thead><tbody>
${Object.entries(problems).map(
  ([code, { status, retryable, title, nextStep }]) =>
    html`<tr id="problem-${code}"><th scope="row"><code>${code}</code><br><i>${status}${retryable ? ' · may be repeated' : ''}</i></th>
<td><span lang="zh">${title.zh}</span><br>${title.en}</td><td><span lang="zh">${nextStep.zh}</span><br>${nextStep.en}</td></tr>`,
)}</tbody></table>`;
}

/** The reference as one HTML page. */
export function referencePage(api: OpenApiDocument): string {
  const tags = api.tags as unknown as { name: string; description: string }[];
  const of = (tag: string) => operationIds.filter((id) => id.startsWith(`${tag}.`));
  const schemas = api.components.schemas as unknown as Record<string, Schema>;
  const { title, version, description } = api.info as { title: string; version: string; description: string };
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head><body>
<nav aria-label="Contents"><a class="brand" href="#top"><b lang="zh">一证通办</b> ${title}</a>
${tags.map(({ name }) => html`<h2>${name}</h2><ul>${of(name).map((id) => html`<li><a href="#${id}">${id.slice(name.length + 1)}</a></li>`)}</ul>`)}
<h2>Tables</h2><ul><li><a href="#problems">Problems</a></li><li><a href="#schemas">Schemas</a></li><li><a href="/v1/openapi.json">OpenAPI 3.1</a></li><li><a href="/docs/">Guides</a></li></ul></nav>
<main id="top"><h1>${title} <i>${version}</i></h1><p class="lead">${prose(description)}</p>
${tags.map(({ name, description: what }) => html`<h2 id="tag-${name}">${name}</h2><p>${what}</p>${of(name).map((id) => section(api, id))}`)}
<h2 id="problems">Problems</h2><p>Every error is <code>application/problem+json</code> (RFC 9457) with one of these codes. The set is closed; codes are never reused.</p>
${problemTable(api['x-problems'] as unknown as Record<string, ProblemRow>)}
<h2 id="schemas">Schemas</h2>${Object.entries(schemas).map(
    ([name, schema]) => html`<section class="schema" id="schema-${name}"><h3><a href="#schema-${name}">${name}</a></h3>
<p>${prose(schema.description ?? '')}</p>${propertyTable(schema)}</section>`,
  )}</main></body></html>`.text;
}

/** Serves the reference at `/docs/api` and its document at `/v1/openapi.json`. */
export function registerReference(app: FastifyInstance): void {
  const api = openApiDocument({ version: packageVersion });
  const page = referencePage(api);
  const styleHash = createHash('sha256').update(style.text).digest('base64');
  app.get('/v1/openapi.json', async () => api);
  app.get('/docs/api', async (_request, reply) => {
    reply.header(
      'content-security-policy',
      `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`,
    );
    return reply.type('text/html; charset=utf-8').send(page);
  });
}
