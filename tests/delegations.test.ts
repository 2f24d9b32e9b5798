// Delegations: two sides agree, each sees what is done, and nothing goes beyond scope, power and term.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client, Delegation, ProblemError, ProposeDelegationBody } from '@onetrip/sdk';
import { type OperationOf, operationIds, type Route, routes } from '@onetrip/shared/routes';
import { delegatedOperations, mayUnder } from '@onetrip/shared/rules';
import { atCounter } from './support/atCounter.ts';
import { passFaceCheck } from './support/faceCheck.ts';
import { filingOf } from './support/filing.ts';
import { databases, type System, startSystem } from './support/system.ts';

const problem = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe.each(databases)('delegations on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({
      database,
      env: { ONETRIP_RATE_PUBLIC_WRITES: '1000000', ONETRIP_RATE_IDENTITY_CHECKS: '1000' },
    });
  });
  afterEach(() => system.phone.allWell());
  afterAll(() => system?.close());

  async function proposal(other: string, more: Partial<ProposeDelegationBody> = {}): Promise<ProposeDelegationBody> {
    const { name, idNumber } = await system.phone.person(other);
    return { side: 'principal', other: { name, idNumber }, scope: {}, power: 'file', until: inDays(90), ...more };
  }
  /** A delegation both agreed to. */
  async function agreed(
    principal: Client,
    agent: Client,
    agentName: string,
    more: Partial<ProposeDelegationBody> = {},
  ): Promise<Delegation> {
    const { delegationId } = await principal.delegations.propose(await proposal(agentName, more));
    if (((await agent.identity.me()).citizen.level ?? 0) < 3) await passFaceCheck(agent);
    return agent.delegations.accept(delegationId);
  }

  test('one proposes, the other agrees; what the agent files is the principal’s, and both are named', async () => {
    const { client: principal } = await system.signedIn('陈雨桐');
    const { client: agent } = await system.signedIn('李文博');
    const proposed = await principal.delegations.propose(await proposal('李文博', { scope: { themes: ['居住证'] } }));
    expect(proposed).toMatchObject({
      side: 'principal',
      state: 'proposed',
      proposedByMe: true,
      other: { name: '李*博' },
    });
    const { delegationId } = proposed;
    await expect(principal.delegations.accept(delegationId)).rejects.toEqual(problem('delegation_not_active'));
    const filing = await filingOf(agent, 'HZ-GA-041');
    await expect(agent.applications.create(filing, { onBehalfOf: delegationId })).rejects.toEqual(
      problem('delegation_not_active', { status: 403 }),
    );
    // A name and a number do not prove whose the account is.
    const tooLow = await agent.delegations.accept(delegationId).catch((caught: unknown) => caught as ProblemError);
    expect(tooLow).toMatchObject({ code: 'identity_level_too_low', problem: { neededLevel: 3 } });
    await passFaceCheck(agent);
    expect(await agent.delegations.accept(delegationId)).toMatchObject({ side: 'agent', state: 'active' });

    const filed = await agent.applications.create(filing, { onBehalfOf: delegationId });
    expect(filed.delegation).toEqual({ delegationId, agent: '李*博' });
    expect((await agent.applications.list()).items).toEqual([]);
    expect((await agent.applications.list({}, { onBehalfOf: delegationId })).items).toHaveLength(1);
    expect((await principal.applications.get(filed.applicationId)).delegation).toEqual(filed.delegation);
    const [submitted] = (await principal.applications.events(filed.applicationId)).items;
    expect(submitted).toMatchObject({ type: 'submitted', actor: 'citizen', delegationId });
    const exported = await principal.privacy.export();
    expect(exported.applications[0]?.application.delegation).toEqual(filed.delegation);

    const seen = await principal.delegations.uses(delegationId);
    expect(seen.items.map(({ operation, power }) => [operation, power])).toEqual([
      ['applications.list', 'see'],
      ['applications.create', 'file'],
    ]);
    expect(await agent.delegations.uses(delegationId)).toEqual(seen);
    expect((await principal.privacy.accesses()).items.some(({ party }) => party.kind === 'delegate')).toBe(true);

    expect(await principal.delegations.revoke(delegationId)).toMatchObject({ state: 'revoked' });
    await expect(agent.applications.get(filed.applicationId, { onBehalfOf: delegationId })).rejects.toEqual(
      problem('delegation_not_active'),
    );
    await expect(agent.applications.get(filed.applicationId)).rejects.toEqual(problem('not_found'));
    await expect(agent.delegations.accept(delegationId)).rejects.toEqual(problem('delegation_not_active'));
  }, 60_000);

  test('an answer kept for repetitions is read again by him it was given to, noted; by nobody else, and not after the end', async () => {
    const { client: principal } = await system.signedIn('陈雨桐');
    const { client: agent } = await system.signedIn('孙婉清');
    const { client: stranger } = await system.signedIn('许志坚');
    const { delegationId } = await agreed(principal, agent, '孙婉清');
    const idempotencyKey = await agent.newIdempotencyKey();
    const draft = { matterId: 'HZ-JJ-026', situation: {}, form: { note: '委托人的话' }, commitments: [] };
    const under = { onBehalfOf: delegationId, idempotencyKey };
    const saved = await agent.drafts.save(draft, under);
    expect(await agent.drafts.save(draft, under)).toEqual(saved);
    const uses = async () => (await principal.delegations.uses(delegationId)).items.map(({ operation }) => operation);
    expect(await uses()).toEqual(['drafts.save', 'drafts.save']);
    // The same key is another’s own key: what he gets is his own.
    expect((await stranger.drafts.save(draft, { idempotencyKey })).draftId).not.toBe(saved.draftId);
    expect((await agent.drafts.save(draft, { idempotencyKey })).draftId).not.toBe(saved.draftId);
    await expect(stranger.drafts.save(draft, under)).rejects.toEqual(problem('delegation_not_active'));
    await principal.delegations.revoke(delegationId);
    await expect(agent.drafts.save(draft, under)).rejects.toEqual(problem('delegation_not_active', { status: 403 }));
    expect(await uses()).toHaveLength(2);
  });

  test('beyond its scope, its power, or by somebody else nothing is done under it', async () => {
    const { client: principal } = await system.signedIn('王思远');
    const { client: agent } = await system.signedIn('周晓岚');
    const { client: stranger } = await system.signedIn('孙婉清');
    const { delegationId } = await agreed(principal, agent, '周晓岚', {
      scope: { matters: ['HZ-JJ-026'] },
      power: 'see',
    });
    const under = { onBehalfOf: delegationId };
    const filing = await filingOf(principal, 'HZ-JJ-026');
    const filed = await principal.applications.create(filing);
    const other = await principal.applications.create(await filingOf(principal, 'HZ-GA-041')).catch(() => null);
    expect(await agent.applications.get(filed.applicationId, under)).toMatchObject({
      applicationId: filed.applicationId,
    });
    if (other) await expect(agent.applications.get(other.applicationId, under)).rejects.toEqual(problem('not_found'));
    await expect(agent.applications.withdraw(filed.applicationId, under)).rejects.toEqual(
      problem('delegation_not_allowed', { status: 403 }),
    );
    await expect(agent.applications.create(filing, under)).rejects.toEqual(problem('delegation_not_allowed'));
    await expect(stranger.applications.get(filed.applicationId, under)).rejects.toEqual(
      problem('delegation_not_active'),
    );
    await expect(stranger.delegations.uses(delegationId)).rejects.toEqual(problem('not_found'));
    await expect(stranger.delegations.revoke(delegationId)).rejects.toEqual(problem('not_found'));
    await expect(stranger.delegations.accept(delegationId)).rejects.toEqual(problem('not_found'));
    await expect(agent.applications.list({}, { onBehalfOf: 'delegation_unknown' })).rejects.toEqual(
      problem('delegation_not_active'),
    );
    const wider = await agreed(principal, agent, '周晓岚', { scope: { matters: ['HZ-JJ-026'] } });
    const out = { ...(await filingOf(agent, 'HZ-GA-041')) };
    await expect(agent.applications.create(out, { onBehalfOf: wider.delegationId })).rejects.toEqual(
      problem('delegation_out_of_scope', { status: 403 }),
    );
  }, 60_000);

  test('what is the citizen’s own is never done by another, and an agent has no agents', async () => {
    const { client: principal } = await system.signedIn('何大海');
    const { client: agent } = await system.signedIn('孙婉清');
    const { delegationId } = await agreed(principal, agent, '孙婉清');
    const under = { onBehalfOf: delegationId };
    const refused = problem('delegation_not_allowed');
    await expect(agent.privacy.export(under)).rejects.toEqual(refused);
    await expect(agent.privacy.erase(under)).rejects.toEqual(refused);
    await expect(agent.privacy.accesses({}, under)).rejects.toEqual(refused);
    await expect(agent.delegations.propose(await proposal('周晓岚'), under)).rejects.toEqual(refused);
    await expect(agent.identity.me(under)).rejects.toEqual(refused);
  });

  test('nobody is pestered: one proposal to a person waits at a time, and looks at one thing are noted once', async () => {
    const { client: principal } = await system.signedIn('许志坚');
    const { client: agent } = await system.signedIn('孙婉清');
    const body = await proposal('孙婉清', { power: 'see' });
    const first = await principal.delegations.propose(body);
    const refusal = await principal.delegations.propose(body).catch((caught: unknown) => caught as ProblemError);
    expect(refusal).toMatchObject({ code: 'delegation_not_offered', fields: [{ field: 'other.idNumber' }] });
    await principal.delegations.revoke(first.delegationId);
    const { delegationId } = await agreed(principal, agent, '孙婉清', { power: 'see' });
    const under = { onBehalfOf: delegationId };
    for (let look = 0; look < 3; look += 1) await agent.applications.list({}, under);
    expect((await principal.delegations.uses(delegationId)).items).toHaveLength(1);
  }, 60_000);

  test('whoever waits for a change hears nothing once his delegation was revoked, or he signed out', async () => {
    const { client: principal } = await system.signedIn('何大海');
    const { client: agent } = await system.signedIn('周晓岚');
    const { delegationId } = await agreed(principal, agent, '周晓岚', { power: 'see' });
    const { applicationId } = await principal.applications.create(await filingOf(principal, 'HZ-GA-041'));
    const { updatedAt: after } = await principal.applications.waitFor(applicationId);
    const long = { after, waitSeconds: 10 };
    const waits = agent.applications.get(applicationId, { ...long, onBehalfOf: delegationId, maxAttempts: 1 });
    const ownWaits = principal.applications.get(applicationId, { ...long, maxAttempts: 1 });
    const refused = expect(waits).rejects.toEqual(problem('delegation_not_active'));
    const signedOut = expect(ownWaits).rejects.toEqual(problem('unauthenticated'));
    await principal.delegations.revoke(delegationId);
    await refused;
    await principal.identity.signOut();
    await signedOut;
  }, 60_000);

  test('a term of more than a year, a delegation to oneself, or over what is not in the catalogue is not offered', async () => {
    const { client } = await system.signedIn('王思远');
    const refused = problem('delegation_not_offered', { status: 422 });
    for (const body of [
      await proposal('李文博', { until: inDays(400) }),
      await proposal('李文博', { until: inDays(-2) }),
      await proposal('王思远'),
      await proposal('李文博', { scope: { matters: ['HZ-XX-999'] } }),
    ])
      await expect(client.delegations.propose(body)).rejects.toEqual(refused);
  });

  test('a parent acts for a child by the register’s word, once he was seen; nobody else does', async () => {
    const child = (await system.phone.people()).find(({ idNumber }) => idNumber.slice(6, 14) === '20170530');
    if (!child) throw new Error('the child is gone');
    const other = { name: child.name, idNumber: child.idNumber };
    const body = {
      side: 'agent' as const,
      other,
      scope: {},
      power: 'file' as const,
      until: inDays(300),
      guardian: true,
    };
    const { client: phone } = await system.signedIn('王思远');
    await expect(phone.delegations.propose(body)).rejects.toEqual(problem('identity_level_too_low'));
    const father = await atCounter(system, 'bank', '王思远');
    const delegation = await father.delegations.propose(body);
    expect(delegation).toMatchObject({ kind: 'guardian', state: 'active', side: 'agent' });
    const under = { onBehalfOf: delegation.delegationId };
    const notice = await father.privacy.notice('HZ-GA-041', { situation: { basis: 'employment' } }, under);
    expect(notice.purposes.map(({ basis }) => basis)).toContain('guardianConsent');
    const filing = { ...(await filingOf(father, 'HZ-GA-041')), consents: ['handOverProgress'] };
    const { applicationId } = await father.applications.create(filing, under);
    expect((await father.privacy.consents(under)).items).toEqual([
      expect.objectContaining({ applicationId, basis: 'guardianConsent', givenByGuardian: true }),
    ]);
    const alone = await atCounter(system, 'bank', child.name);
    const own = { ...(await filingOf(alone, 'HZ-JJ-026')), consents: ['handOverProgress'] };
    await expect(alone.applications.create(own)).rejects.toEqual(problem('guardian_needed', { status: 422 }));
    const notTheirs = await atCounter(system, 'bank', '李文博');
    await expect(notTheirs.delegations.propose(body)).rejects.toEqual(problem('not_guardian', { status: 422 }));
    const { name, idNumber } = await system.phone.person('周晓岚');
    await expect(father.delegations.propose({ ...body, other: { name, idNumber } })).rejects.toEqual(
      problem('delegation_not_offered'),
    );
  }, 60_000);

  test('before a clerk the old agree without a phone; the clerk is named as witness', async () => {
    const old = await atCounter(system, 'bank', '马晓彤');
    const { client: daughter } = await system.signedIn('李文博');
    const proposed = await old.delegations.propose(await proposal('李文博'));
    await passFaceCheck(daughter);
    expect(proposed.witness).toMatchObject({ operatorId: 'e1024' });
    expect(await daughter.delegations.accept(proposed.delegationId)).toMatchObject({
      state: 'active',
      witness: { operatorId: 'e1024' },
      other: { name: '马*彤' },
    });
  });

  test('what a clerk helps with is attributed to him and to the citizen, step by step', async () => {
    const clerk = await atCounter(system, 'bank', '许志坚');
    const filed = await clerk.applications.create(await filingOf(clerk, 'HZ-GA-041'));
    expect(filed.assistance).toMatchObject({ operatorId: 'e1024', identification: 'typed' });
    await clerk.applications.withdraw(filed.applicationId).catch(() => undefined);
    const { items } = await clerk.applications.events(filed.applicationId);
    const operators = items.filter(({ actor }) => actor === 'operator');
    expect(operators.length).toBeGreaterThan(0);
    for (const entry of operators) expect(entry.servicePointId).toBe(filed.assistance?.servicePointId);
    const exported = await clerk.privacy.export();
    expect(exported.applications[0]?.application.assistance).toMatchObject({ operatorName: '柜员甲' });
    expect(exported.citizen).toMatchObject({ mobile: null, wechat: null });
  });
});

describe('who may do what under a delegation', () => {
  const ofCitizens = operationIds.filter((id): id is OperationOf<'citizen'> => routes[id].access === 'citizen');

  test('the table names each operation of citizens, and nothing else', () => {
    expect(Object.keys(delegatedOperations).sort()).toEqual([...ofCitizens].sort());
  });

  test('whoever may only look changes nothing', () => {
    for (const id of ofCitizens) {
      const route: Route = routes[id];
      if (route.write || route.method === 'DELETE')
        expect([id, mayUnder(id, { kind: 'agreed', power: 'see' })]).toEqual([id, false]);
    }
  });

  test('nobody but a guardian reaches into another’s personal data, and nobody signs for another', () => {
    for (const id of ofCitizens.filter((one) => /^(identity|delegations)\./.test(one)))
      for (const kind of ['agreed', 'guardian'] as const)
        expect([id, mayUnder(id, { kind, power: 'file' })]).toEqual([id, false]);
    for (const id of ['privacy.export', 'privacy.accesses', 'privacy.consents'] as const) {
      expect(mayUnder(id, { kind: 'agreed', power: 'file' })).toBe(false);
      expect(mayUnder(id, { kind: 'guardian', power: 'see' })).toBe(true);
    }
  });
});
