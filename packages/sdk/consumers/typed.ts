// A TypeScript consumer without DOM and without Node types: compiled as CommonJS and as ES module, libraries checked.
import {
  type Application,
  type ApplicationState,
  createClient,
  isOneTripError,
  type Plan,
  ProblemError,
} from '@onetrip/sdk';
import {
  Applications,
  createClient as chooseClient,
  Matters,
  pagesOf,
  type Transport,
  waitForApplication,
} from '@onetrip/sdk/core';
import { createOfficeClient, type OfficerRole } from '@onetrip/sdk/office';
import { createPartnerClient, type EmbedSession, type ServiceKeySet, verifyWebhook } from '@onetrip/sdk/partner';
import { createTestService } from '@onetrip/sdk/testing';
import { createClient as createWechatClient, type WechatPlatform } from '@onetrip/sdk/wechat';

const client = createClient({ baseUrl: 'https://api.example', language: 'en', maxAttempts: 2 });

export async function file(matterId: string): Promise<Application> {
  const plan: Plan = await client.matters.plan(matterId, { situation: {} });
  const commitments = plan.commitments.map(({ materialId }) => materialId);
  try {
    const body = { matterId, situation: {}, form: {}, commitments, noticeAcknowledged: true };
    const { applicationId } = await client.applications.create(body, { idempotencyKey: 'kept' });
    return await client.applications.waitFor(applicationId, { until: ['delivered', 'rejected'] });
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'situation_unanswered') throw new Error(error.fields[0]?.field);
    if (isOneTripError(error)) throw new Error(error.sentence);
    throw error;
  }
}

export async function walk(): Promise<ApplicationState[]> {
  const states: ApplicationState[] = [];
  for await (const { state } of client.applications.list({ limit: 5 })) states.push(state);
  const { nextCursor } = await client.applications.list();
  if (nextCursor === null) return states;
  // @ts-expect-error: a state is one of a closed set, also for a consumer
  states.push('lost');
  return states;
}

export const open = (privateKey: string, serviceKeys: ServiceKeySet): Promise<EmbedSession> =>
  createPartnerClient({ baseUrl: 'https://api.example', keyId: 'k', privateKey, serviceKeys }).embedSessions.create({
    servicePointId: 'branch-7',
    operator: { id: 'e1', name: '柜员甲' },
    origin: 'https://bank.example',
  });

export function told(body: string, headers: Record<string, string>, secret: string): string {
  const { event } = verifyWebhook(body, headers, secret);
  // @ts-expect-error: there is no such event
  if (event.type === 'application.lost') return '';
  return event.type === 'application.delivered' ? event.data.operatorId : event.data.state;
}

export async function withoutNetwork(): Promise<ApplicationState> {
  const { baseUrl, transport, clock } = createTestService();
  clock.pass(60_000);
  return (await createClient({ baseUrl, transport }).applications.get('app_1')).state;
}

export async function chosen(transport: Transport): Promise<string[]> {
  const few = chooseClient({ baseUrl: 'https://api.example', transport, resources: { matters: Matters } });
  const { items, nextCursor } = await few.matters.search({ q: '居住证' });
  // @ts-expect-error: applications were not chosen
  few.applications;
  // @ts-expect-error: without `lists`, a list is one page
  few.matters.search().toArray({ limit: 5 });
  const walking = chooseClient({
    baseUrl: 'https://api.example',
    transport,
    resources: { filings: Applications },
    lists: pagesOf,
  });
  const filed = await walking.filings.list().toArray({ limit: 5 });
  const { state } = await waitForApplication({ applications: walking.filings, language: 'en' }, 'app_1');
  return [nextCursor ?? state, ...items.map(({ matterId }) => matterId), ...filed.map(({ matterId }) => matterId)];
}

export const inWechat = (platform: WechatPlatform) => createWechatClient({ baseUrl: 'https://api.example', platform });

export async function rolesOf(token: string): Promise<OfficerRole[]> {
  // @ts-expect-error: a citizen's client has no operations of officers
  client.officers.me();
  return (await createOfficeClient({ baseUrl: 'https://api.example', token }).officers.me()).officer.roles;
}
