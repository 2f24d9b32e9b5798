// The OpenAPI 3.1 document of the service API, built from the tables of routes, operations and problems.

import type { TSchema } from 'typebox';
import { delegatedOperations } from '../rules/delegation.ts';
import { officerPermissions } from '../rules/permissions.ts';
import { commonProblems, type Operation, operations } from './operations/index.ts';
import { type ProblemCode, problemCodes, problems } from './problems/index.ts';
import { type Access, type OperationId, type OperationOf, operationIds, type Route, routes } from './routes/index.ts';
import { Problem } from './text.ts';

/** Plain JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** An OpenAPI 3.1 document, as plain JSON. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: JsonObject;
  readonly servers: Json[];
  readonly tags: Json[];
  readonly paths: { [path: string]: JsonObject };
  /** The table of problem codes: status, whether to repeat, the sentences for the citizen. */
  readonly 'x-problems': JsonObject;
  readonly components: {
    readonly schemas: JsonObject;
    readonly responses: JsonObject;
    readonly parameters: JsonObject;
    readonly securitySchemes: JsonObject;
  };
}

/** What each resource is, in the order of the reference. */
const tags: Readonly<Record<string, string>> = {
  matters: 'Matters (事项): find one, read its guide, learn what is needed in your situation.',
  servicePoints: 'Service points (服务点): where matters are handled near somebody.',
  insights: 'Insights into the whole catalogue: which step of the reform to take next.',
  batches: 'What the reform published when: proofs abolished, ID-only matters, matters on the phone.',
  identity: 'Who the citizen is: sign in, be confirmed by name and number, or in person at a counter.',
  privacy: 'Personal data (个人信息): notices, consents, who looked at what, export, erasure.',
  delegations: 'Delegations (代办授权): one citizen acts for another; guardians act for children.',
  applications: 'Applications (办件): file once with nothing but the ID, then watch the departments answer.',
  uploads: 'Uploads (上传材料): papers as files, in parts, resumed where they were cut off.',
  drafts: 'Drafts (待提交): unfinished filings, kept on the server and resumed on another device.',
  bills: 'Bills (缴款单) of the unified public payment.',
  payments: 'Payments of a bill through a channel. The same bill is never charged twice.',
  deliveries: 'Deliveries (寄递、领取): how a result reaches the citizen, and where it is.',
  notices: 'Notices (通知): the inbox, the channels allowed, WeChat’s one-time subscriptions.',
  licences: 'Electronic licences (电子证照): signed, and verifiable by anybody.',
  anchors: '存证: the signed roots all histories are bound to, day by day.',
  keys: '密钥: the public keys of the service, and their rotation while it runs.',
  plates: 'Plate numbers (号牌) for a new car.',
  registration: 'Registrations: what a partner may do here, and with which keys.',
  embedSessions: 'Embed sessions: how a bank or dealer opens this service inside its own page.',
  webhookEndpoints: 'Addresses of partners that are told of their own cases (Standard Webhooks).',
  webhookDeliveries: 'Messages to those addresses, the dead letters among them.',
  escalations: 'Escalations (督办): terms that departments let pass, as the reform office hears of them.',
  cases: 'Cases (办件) at a department’s desk: the queue, everything needed to decide, the decision.',
  publications: 'Publications (公布): what is in force of the catalogue, who published it and why; reversible.',
  handOvers: 'Hand-overs (提供): what a partner learns of cases filed at its counters, by the citizens’ consent.',
  faceReviews: 'Face reviews (人脸核身复核): checks the machine could not settle, for officers of the police.',
  officers: 'Officers (工作人员) and their sign-in through the city’s staff directory (OpenID Connect).',
  reform:
    'The reform register (二报二回): a department reports, the reform office replies, suppliers answer data-sharing demands.',
};

const securitySchemes: JsonObject = {
  citizenSession: {
    type: 'http',
    scheme: 'bearer',
    description: 'A citizen’s session token, from `identity.signIn` or `identity.confirmInPerson`.',
  },
  embedToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The `clientToken` of an embed session: short-lived, bound to service point, operator and origin.',
  },
  partnerSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'Signature',
    description:
      'HTTP Message Signature (RFC 9421, Ed25519, label and tag `onetrip`) by the partner’s back end, over `@method`, `@path`, `@query`, `content-digest`, `request-id` and, on a write, `idempotency-key`; with `Signature-Input`, `Content-Digest` (RFC 9530) and `Request-Id`.',
  },
  officerSession: {
    type: 'http',
    scheme: 'bearer',
    description: 'An officer’s session token, from `officers.signIn`; `x-roles` of an operation says who may call it.',
  },
};

const securityOf: Readonly<Record<Access, Json[]>> = {
  public: [],
  citizen: [{ citizenSession: [] }],
  embed: [{ embedToken: [] }],
  partner: [{ partnerSignature: [] }],
  officer: [{ officerSession: [] }],
};

/** Whether somebody may do it for another under a delegation. */
const isDelegable = (id: OperationId): boolean =>
  id in delegatedOperations && delegatedOperations[id as OperationOf<'citizen'>] !== 'never';

const parameters: JsonObject = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'Unique for each operation meant, and the same at every repetition of it: the answer is then the first one. With another body it is refused (409).',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  OnBehalfOf: {
    name: 'On-Behalf-Of',
    in: 'header',
    required: false,
    description:
      'The delegation the caller acts under (`delegationId`): the request is then the principal’s, as far as the delegation reaches.',
    schema: { type: 'string', maxLength: 64 },
  },
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'Language of problem sentences: `zh` (default) or `en`.',
    schema: { type: 'string' },
  },
};

/** Codes that follow from how an operation is called. */
const writeProblems: readonly ProblemCode[] = [
  'idempotency_key_missing',
  'idempotency_key_reused',
  'idempotency_in_progress',
];

/** Keywords whose keys are names of things and no keywords. */
const namesToSchemas: readonly string[] = ['properties', 'patternProperties'];

/** Moves every titled schema into `components.schemas` and leaves a reference in its place. */
class Components {
  readonly schemas: JsonObject = {};

  /** The schema as OpenAPI 3.1 writes it, titled parts hoisted. */
  place(schema: Json): Json {
    if (Array.isArray(schema)) return schema.map((part) => this.place(part));
    if (schema === null || typeof schema !== 'object') return schema;
    const title = typeof schema.title === 'string' && schema.title !== '' ? schema.title : undefined;
    if (title === undefined) return this.written(schema);
    const written = this.written(schema);
    const known = this.schemas[title];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(written)) {
      throw new Error(`Two different schemas are titled ${title}`);
    }
    this.schemas[title] = written;
    return { $ref: `#/components/schemas/${title}` };
  }

  /** One schema; a tuple in the words of JSON Schema 2020-12. */
  private written(schema: JsonObject): JsonObject {
    const written: JsonObject = {};
    for (const [key, part] of Object.entries(schema)) {
      if (key === 'items' && Array.isArray(part)) {
        written.prefixItems = this.place(part);
        written.items = false;
      } else if (namesToSchemas.includes(key)) {
        written[key] = Object.fromEntries(
          Object.entries(part as JsonObject).map(([name, of]) => [name, this.place(of)]),
        );
      } else if (key !== 'additionalItems') {
        written[key] = this.place(part);
      }
    }
    return written;
  }
}

/** TypeBox's schemas are JSON but for symbols and hidden marks, which this leaves behind. */
const plain = (schema: object): JsonObject => JSON.parse(JSON.stringify(schema)) as JsonObject;

/** The parts of an object schema as parameters. */
function parametersFrom(schema: object, place: 'path' | 'query', components: Components): Json[] {
  const { properties = {}, required = [] } = plain(schema) as { properties?: JsonObject; required?: string[] };
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as JsonObject;
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: components.place(rest),
    };
  });
}

function problemResponse(status: number, codes: readonly ProblemCode[]): JsonObject {
  const waits = (status === 429 || status === 503) && codes.some((code) => problems[code].retryable);
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    ...(waits
      ? { headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer', minimum: 0 } } } }
      : {}),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { type: 'object', properties: { code: { type: 'string', enum: [...codes] } } },
          ],
        },
      },
    },
  };
}

/** Problem responses by status, each naming its codes; those of a single code stand once, under `components`. */
function problemResponses(codes: readonly ProblemCode[]): JsonObject {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes)) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses: JsonObject = {};
  for (const [status, ofStatus] of [...byStatus].sort(([a], [b]) => a - b)) {
    responses[String(status)] =
      ofStatus.length === 1 ? { $ref: `#/components/responses/${ofStatus[0]}` } : problemResponse(status, ofStatus);
  }
  return responses;
}

/** Whether a body is the bytes of a file and no JSON. */
const isBytes = (body: TSchema): boolean => 'format' in body && body.format === 'binary';

function operationOf(id: OperationId, components: Components): JsonObject {
  const route: Route = routes[id];
  const operation: Operation = operations[id];
  const codes = [...commonProblems, ...(route.write ? writeProblems : []), ...operation.problems];
  const answered: JsonObject =
    operation.result === undefined
      ? {}
      : { content: { 'application/json': { schema: components.place(plain(operation.result)) } } };
  return {
    operationId: id,
    summary: operation.summary,
    tags: [id.slice(0, id.indexOf('.'))],
    security: securityOf[route.access],
    ...(id in officerPermissions ? { 'x-roles': [...officerPermissions[id as OperationOf<'officer'>]] } : {}),
    parameters: [
      ...(operation.params === undefined ? [] : parametersFrom(operation.params, 'path', components)),
      ...(operation.query === undefined ? [] : parametersFrom(operation.query, 'query', components)),
      ...(route.write ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
      ...(isDelegable(id) ? [{ $ref: '#/components/parameters/OnBehalfOf' }] : []),
      { $ref: '#/components/parameters/AcceptLanguage' },
    ],
    ...(operation.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              [isBytes(operation.body) ? 'application/octet-stream' : 'application/json']: {
                schema: components.place(plain(operation.body)),
              },
            },
          },
        }),
    responses: {
      [String(operation.status)]: { description: operation.summary, ...answered },
      ...problemResponses(codes),
    },
  };
}

/** `/v1/matters/:matterId` as OpenAPI writes it: `/v1/matters/{matterId}`. */
const templated = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/**
 * The whole document. Titled schemas stand once, in `components.schemas`.
 * @param version version of the service
 * @param serverUrl where it is reached; left out, a path on the same host
 * @throws when two different schemas carry one title, or a resource has no description
 */
export function openApiDocument({ version, serverUrl }: { version: string; serverUrl?: string }): OpenApiDocument {
  const components = new Components();
  components.place(plain(Problem));
  const paths: { [path: string]: JsonObject } = {};
  for (const id of operationIds) {
    const path = templated(routes[id].path);
    paths[path] = { ...paths[path], [routes[id].method.toLowerCase()]: operationOf(id, components) };
  }
  const resources = [...new Set(operationIds.map((id) => id.slice(0, id.indexOf('.'))))];
  const schemas: JsonObject = {};
  for (const title of Object.keys(components.schemas).sort()) schemas[title] = components.schemas[title] as Json;
  const responses: JsonObject = {};
  for (const code of problemCodes) responses[code] = problemResponse(problems[code].status, [code]);
  return {
    openapi: '3.1.1',
    info: {
      title: 'OneTrip service API',
      version,
      summary: 'Government business with nothing but an ID and at most one trip (一证通办).',
      description:
        'Errors are RFC 9457 problems with a stable `code` and sentences for the citizen in Chinese and English; `x-problems` is their table. Amounts are whole fen. Times are RFC 3339 with offset. Lists page by `cursor`. The catalogue is a compiled example and no official list (编制示例，非官方清单).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl ?? '/' }],
    tags: resources.map((name) => {
      const description = tags[name];
      if (description === undefined) throw new Error(`Resource ${name} has no description`);
      return { name, description };
    }),
    paths,
    'x-problems': plain(problems),
    components: { schemas, responses, parameters, securitySchemes },
  };
}
