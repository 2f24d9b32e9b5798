// Officers sign in through the staff directory, and do what their role may and nothing else.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { provisionCity } from '@onetrip/sandbox';
import { type OfficeClient, type OfficerRole, ProblemError } from '@onetrip/sdk/office';
import { type OperationOf, operationIds, type Route, routes } from '@onetrip/shared/routes';
import { officerPermissions } from '@onetrip/shared/rules';
import { chooseOfficer, openOfficerSession } from './support/staff.ts';
import { type System, startSystem } from './support/system.ts';

const roles: OfficerRole[] = ['reformOffice', 'departmentReporter', 'caseOfficer', 'operator'];
const officerOperations = operationIds.filter((id): id is OperationOf<'officer'> => routes[id].access === 'officer');

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system?.close());

/** What a call failed with. */
const problemOf = async (call: PromiseLike<unknown>): Promise<string | undefined> => {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
};

describe('signing in', () => {
  test('an officer of a department is known with his department and roles', async () => {
    const { officer, expiresAt } = await (await system.officer('caseOfficer', 'RS')).officers.me();
    expect(officer).toMatchObject({ department: 'RS', roles: ['caseOfficer'] });
    expect(officer.officerId).toMatch(/^S\d+$/);
    const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(7.9);
    expect(hours).toBeLessThanOrEqual(8);
  });

  test('the reform office belongs to no department', async () => {
    const { officer } = await (await system.officer('reformOffice')).officers.me();
    expect(officer).toMatchObject({ department: null, roles: ['reformOffice'] });
  });

  test('who has signed out is unknown', async () => {
    const office = await system.officer('operator');
    await office.officers.signOut();
    expect(await problemOf(office.officers.me())).toBe('unauthenticated');
  });

  test('an officer without a role here is not let in', async () => {
    expect(await problemOf(system.officer('白露'))).toBe('forbidden');
  });

  test('a citizen’s token is no officer’s, and an officer’s no citizen’s', async () => {
    const person = await system.phone.person('王思远');
    const client = system.client();
    await client.identity.sendCode({ mobile: person.mobile });
    const smsCode = await system.phone.loginCode(person.mobile);
    const { token } = await client.identity.signIn({ kind: 'mobile', mobile: person.mobile, code: smsCode });
    const office = system.office();
    office.setToken(token);
    expect(await problemOf(office.officers.me())).toBe('unauthenticated');
    client.setToken((await openOfficerSession({ ...system, office }, 'reformOffice')).token);
    expect(await problemOf(client.identity.me())).toBe('unauthenticated');
  });
});

/** Asks for an operation over plain HTTP, with nothing in it. */
async function ask(id: OperationOf<'officer'>, token?: string): Promise<{ status: number; code?: string }> {
  const { method, path, write }: Route = routes[id];
  const answer = await fetch(`${system.gatewayUrl}${path.replaceAll(/:\w+/g, 'x')}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...(write ? { 'idempotency-key': randomUUID() } : {}),
    },
    ...(method === 'POST' ? { body: '{}' } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, code: answer.ok ? undefined : JSON.parse(text).code };
}

const codeOf = async (address: string, sub: string): Promise<string> =>
  (await chooseOfficer(address, sub)).searchParams.get('code') ?? '';

describe('what must not work', () => {
  let office: OfficeClient;
  beforeAll(() => {
    office = system.office();
  });

  test('a redirect address that is not registered', async () => {
    const call = office.officers.beginSignIn({ redirectAddress: 'https://evil.example/' });
    expect(await problemOf(call)).toBe('invalid_request');
  });

  test('a code used twice', async () => {
    const { address, state } = await office.officers.beginSignIn({ redirectAddress: system.redirectAddress });
    const code = await codeOf(address, 'S1001');
    await office.officers.signIn({ code, state });
    expect(await problemOf(office.officers.signIn({ code, state }))).toBe('sign_in_refused');
  });

  test('another’s code with one’s own state: a page that did not begin cannot finish', async () => {
    const victim = await office.officers.beginSignIn({ redirectAddress: system.redirectAddress });
    const thief = await office.officers.beginSignIn({ redirectAddress: system.redirectAddress });
    const code = await codeOf(victim.address, 'S1001');
    expect(await problemOf(office.officers.signIn({ code, state: thief.state }))).toBe('sign_in_refused');
  });

  test('a state that was changed', async () => {
    const { address, state } = await office.officers.beginSignIn({ redirectAddress: system.redirectAddress });
    const code = await codeOf(address, 'S1001');
    const changed = `${state.startsWith('A') ? 'B' : 'A'}${state.slice(1)}`;
    expect(await problemOf(office.officers.signIn({ code, state: changed }))).toBe('sign_in_refused');
  });

  test('a directory that does not answer is not waited for', async () => {
    const { address, state } = await office.officers.beginSignIn({ redirectAddress: system.redirectAddress });
    const code = await codeOf(address, 'S1001');
    await fetch(`${system.sandboxUrl}/switches/staffDirectory`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ down: true }),
    });
    const call = office.officers.signIn({ code, state }, { maxAttempts: 1 });
    expect(await problemOf(call)).toBe('staff_directory_unavailable');
    await fetch(`${system.sandboxUrl}/switches/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
  });
});

describe('who may do what', () => {
  test('the table names each operation of officers, and nothing else', () => {
    expect(Object.keys(officerPermissions).sort()).toEqual([...officerOperations].sort());
    for (const allowed of Object.values(officerPermissions)) expect(allowed.length).toBeGreaterThan(0);
  });

  test.each(roles)('%s is refused whatever the table does not give', async (role) => {
    const { token } = await openOfficerSession({ ...system, office: system.office() }, role);
    for (const id of officerOperations) {
      if (officerPermissions[id].includes(role)) continue;
      expect([id, await ask(id, token)]).toEqual([id, { status: 403, code: 'forbidden' }]);
    }
  });

  test.each(officerOperations)('%s asks for an officer', async (id) => {
    expect(await ask(id)).toEqual({ status: 401, code: 'unauthenticated' });
    expect(await ask(id, `off_${'x'.repeat(43)}`)).toEqual({ status: 401, code: 'unauthenticated' });
  });
});

/** Where the command line listens while an officer signs in; the same in every city. */
const commandLine = 'http://127.0.0.1:7499/signed-in';

test('a directory that knows this service by a secret', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-secret-'));
  const secretFile = join(folder, 'secret');
  const secret = 'sé cret:+%/';
  writeFileSync(secretFile, secret);
  const { sandbox } = await provisionCity({ dir: folder });
  const known = await startSystem({
    env: { ONETRIP_STAFF_CLIENT_SECRET_FILE: secretFile },
    sandbox: { staffDirectory: { ...sandbox.staffDirectory, client: { kind: 'secret', secret } } },
  });
  try {
    const door = { office: known.office(), sandboxUrl: known.sandboxUrl, redirectAddress: commandLine };
    expect((await openOfficerSession(door, 'reformOffice')).officer.name).toBe('沈若楠');
  } finally {
    await known.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
