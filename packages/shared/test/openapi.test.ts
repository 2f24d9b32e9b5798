// The OpenAPI document is valid, complete, and says everything once.
import { describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type Json, openApiDocument } from '../src/contract/openapi.ts';
import { operations } from '../src/contract/operations/index.ts';
import { operationIds, routes } from '../src/contract/routes/index.ts';

const document = openApiDocument({ version: '1.2.3', serverUrl: 'https://api.example.cn' });
const plain = JSON.parse(JSON.stringify(document));

interface Answer {
  content?: Record<string, { schema: Json }>;
}
interface Described {
  operationId: string;
  security: Record<string, never>[];
  parameters: { $ref?: string; name?: string; in?: string; required?: boolean }[];
  requestBody?: { content: { 'application/json': { schema: { $ref: string } } } };
  responses: Record<string, Answer | { $ref: string }>;
}
const described = (id: keyof typeof routes): Described => {
  const path = routes[id].path.replace(/:(\w+)/g, '{$1}');
  return plain.paths[path][routes[id].method.toLowerCase()];
};

/** Every `$ref` in the document. */
function references(json: Json): string[] {
  if (json === null || typeof json !== 'object') return [];
  if (Array.isArray(json)) return json.flatMap(references);
  return Object.entries(json).flatMap(([key, part]) =>
    key === '$ref' && typeof part === 'string' ? [part] : references(part),
  );
}

describe('the document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(plain);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  test('survives JSON: nothing in it is lost on the wire', () => {
    expect(plain).toEqual(document);
  });

  test('describes every operation under its id', () => {
    for (const id of operationIds) expect(described(id).operationId).toBe(id);
    const count = Object.values(plain.paths as Record<string, object>).flatMap((path) => Object.keys(path)).length;
    expect(count).toBe(operationIds.length);
  });

  test('has no reference that leads nowhere, and no titled schema written out twice', () => {
    for (const reference of references(plain)) {
      const target = reference
        .replace('#/', '')
        .split('/')
        .reduce<Record<string, Json> | undefined>((at, key) => at?.[key] as Record<string, Json> | undefined, plain);
      expect([reference, typeof target]).toEqual([reference, 'object']);
    }
    const written = JSON.stringify(plain).match(/"title":"[A-Z]\w+"/g) ?? [];
    expect(written.length).toBe(new Set(written).size);
    expect(written).toContain('"title":"Application"');
    expect(written).toContain('"title":"Problem"');
  });

  test('asks for an Idempotency-Key on every write and on nothing else', () => {
    for (const id of operationIds) {
      const asks = described(id).parameters.some(({ $ref }) => $ref === '#/components/parameters/IdempotencyKey');
      expect([id, asks]).toEqual([id, routes[id].write]);
    }
  });

  test('declares every path parameter', () => {
    for (const id of operationIds) {
      const inPath = (routes[id].path.match(/:\w+/g) ?? []).map((name) => name.slice(1));
      const declared = described(id).parameters.filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name }) => name)).toEqual(inPath);
    }
  });

  test('says who may call: nobody, the citizen, the frame, the partner', () => {
    expect(described('matters.search').security).toEqual([]);
    expect(described('applications.create').security).toEqual([{ citizenSession: [] }]);
    expect(described('identity.confirmInPerson').security).toEqual([{ embedToken: [] }]);
    expect(described('embedSessions.create').security).toEqual([{ partnerSignature: [] }]);
  });

  test('lists every problem an operation may answer with, as application/problem+json', () => {
    for (const id of operationIds) {
      const listed = Object.values(described(id).responses).flatMap((answer) => {
        const response: Answer =
          '$ref' in answer ? plain.components.responses[answer.$ref.replace('#/components/responses/', '')] : answer;
        const schema = response.content?.['application/problem+json']?.schema as
          | { allOf: [Json, { properties: { code: { enum: string[] } } }] }
          | undefined;
        return schema?.allOf[1].properties.code.enum ?? [];
      });
      expect(listed).toEqual(expect.arrayContaining([...operations[id].problems, 'invalid_request', 'internal']));
    }
  });

  test('writes a tuple in the words of JSON Schema 2020-12', () => {
    const highlights = plain.components.schemas.MatterHit.properties.highlights;
    expect(highlights.items.prefixItems).toHaveLength(2);
    expect(highlights.items.items).toBe(false);
  });
});
