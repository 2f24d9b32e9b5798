// Face checks: the provider's word counts, the client's does not; a doubt goes to an officer; a pass finds one's own account.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client, ProblemError } from '@onetrip/sdk';
import { atCounter } from './support/atCounter.ts';
import { broughtBack, passFaceCheck, stand } from './support/faceCheck.ts';
import { filingOf } from './support/filing.ts';
import { databases, type System, startSystem } from './support/system.ts';

const problem = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

describe.each(databases)('face checks on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({
      database,
      env: { ONETRIP_RATE_PUBLIC_WRITES: '1000000', ONETRIP_RATE_IDENTITY_CHECKS: '1000' },
    });
  });
  afterEach(() => system.phone.allWell());
  afterAll(() => system?.close());

  /** A client signed in by mobile number alone. */
  async function phoneOf(mobile: string): Promise<Client> {
    const client = system.client();
    const before = await system.phone.lastCode(mobile);
    await client.identity.sendCode({ mobile });
    const code = await system.phone.loginCode(mobile, before);
    client.setToken((await client.identity.signIn({ kind: 'mobile', mobile, code })).token);
    return client;
  }
  const returnTo = '/pages/filing/index?matterId=HZ-GA-041';

  test('a pass raises this session to level 3, and brings the citizen back to where he was', async () => {
    const { client } = await system.signedIn('陈雨桐');
    const { certifyId, url } = await client.identity.startFaceCheck({ returnTo });
    const back = await stand(url, 'oneself');
    const brought = broughtBack(back);
    expect(`${back.pathname}${back.search}`).toBe(
      `${returnTo}&faceCheck=${certifyId}&returnCode=${brought.returnCode}`,
    );
    const finished = await client.identity.finishFaceCheck(brought);
    expect(finished).toMatchObject({ state: 'passed', returnTo, me: { citizen: { level: 3 } } });
    expect((await client.identity.me()).citizen.level).toBe(3);
    expect(await client.identity.finishFaceCheck(brought)).toMatchObject({ state: 'passed' });
    // The account's other sessions stay where they are.
    expect((await (await system.signedIn('陈雨桐')).client.identity.me()).citizen.level).toBe(2);
  });

  test.each(['somebodyElse', 'photograph'] as const)('%s before the camera does not pass', async (face) => {
    const { client } = await system.signedIn('王思远');
    const { url } = await client.identity.startFaceCheck({ returnTo });
    const brought = broughtBack(await stand(url, face));
    expect(await client.identity.finishFaceCheck(brought)).toMatchObject({ state: 'failed', me: null });
    expect((await client.identity.me()).citizen.level).toBe(2);
  });

  test('what the client says of the outcome is refused, and another session’s check is not found', async () => {
    const { client } = await system.signedIn('王思远');
    const { url } = await client.identity.startFaceCheck({ returnTo });
    const brought = broughtBack(await stand(url, 'oneself'));
    const boast = { ...brought, state: 'passed', passed: true };
    await expect(client.identity.finishFaceCheck(boast)).rejects.toEqual(problem('invalid_request'));
    const { client: elsewhere } = await system.signedIn('李文博');
    await expect(elsewhere.identity.finishFaceCheck(brought)).rejects.toEqual(problem('not_found'));
    expect((await elsewhere.identity.me()).citizen.level).toBe(2);
  });

  test('a path to return to that leads elsewhere, or holds a number, is refused', async () => {
    const { client, person } = await system.signedIn('王思远');
    for (const path of ['https://evil.example/', '//evil.example/', `/pages/index?id=${person.idNumber}`]) {
      await expect(client.identity.startFaceCheck({ returnTo: path })).rejects.toEqual(problem('invalid_request'));
    }
  });

  test('a doubt goes to an officer of the police; the citizen sees that he looked', async () => {
    const { client } = await system.signedIn('周晓岚');
    const { certifyId, url } = await client.identity.startFaceCheck({ returnTo });
    const brought = broughtBack(await stand(url, 'unclear'));
    // Nothing goes to an officer before the browser that stood there has come back.
    const sentOn = { certifyId, returnCode: `back_${'A'.repeat(43)}` };
    await expect(client.identity.finishFaceCheck(sentOn)).rejects.toEqual(problem('not_found'));
    const officer = await system.officer('caseOfficer', 'GA');
    expect((await officer.faceReviews.list()).items.some((one) => one.certifyId === certifyId)).toBe(false);
    expect(await client.identity.finishFaceCheck(brought)).toMatchObject({ state: 'review' });
    const { items } = await officer.faceReviews.list();
    const waiting = items.find((one) => one.certifyId === certifyId);
    expect(waiting).toMatchObject({ name: '周*岚', reason: 'likenessUnclear', likeness: 64 });
    const detail = await officer.faceReviews.get(certifyId);
    expect(detail).toMatchObject({ name: '周晓岚', frame: expect.stringMatching(/^data:image/) });
    await officer.faceReviews.decide(certifyId, { outcome: 'passed', reason: '与证件照一致' });
    expect(await client.identity.finishFaceCheck(brought)).toMatchObject({ state: 'passed' });
    expect((await client.identity.me()).citizen.level).toBe(3);
    await expect(officer.faceReviews.decide(certifyId, { outcome: 'failed', reason: '再看一次' })).rejects.toEqual(
      problem('face_review_settled'),
    );
    const looks = (await client.privacy.accesses()).items.filter(({ party }) => party.kind === 'officer');
    expect(looks.length).toBeGreaterThanOrEqual(2);
    const other = await system.officer('caseOfficer', 'RS');
    await expect(other.faceReviews.list()).rejects.toEqual(problem('forbidden', { status: 403 }));
    await expect(other.faceReviews.get(certifyId)).rejects.toEqual(problem('forbidden'));
  });

  test('who was first seen at a counter passes the face check on his phone, and is in his own account', async () => {
    const counter = await atCounter(system, 'bank', '钱梦瑶');
    const filed = await counter.applications.create(await filingOf(counter, 'HZ-GA-041'));
    const { citizen } = await counter.identity.me();
    const person = await system.phone.person('钱梦瑶');
    const phone = await phoneOf(person.mobile);
    const identity = { name: person.name, idNumber: person.idNumber };
    await expect(phone.identity.verify(identity)).rejects.toEqual(problem('identity_bound_elsewhere'));
    await expect(phone.identity.startFaceCheck({ returnTo })).rejects.toEqual(problem('face_check_not_possible'));
    await phone.drafts.save({ matterId: 'HZ-GA-041', situation: {}, form: {}, commitments: [] });
    const { url } = await phone.identity.startFaceCheck({ returnTo, identity });
    const { me } = await phone.identity.finishFaceCheck(broughtBack(await stand(url, 'oneself')));
    expect(me?.citizen).toMatchObject({ citizenId: citizen.citizenId, level: 3 });
    expect(await phone.applications.get(filed.applicationId)).toMatchObject({ applicationId: filed.applicationId });
    expect((await phone.drafts.list()).items).toHaveLength(1);
    // From now on the phone leads there by itself; without the face check, below what was filed at the counter.
    const again = await phoneOf(person.mobile);
    expect((await again.identity.me()).citizen).toMatchObject({ citizenId: citizen.citizenId, level: 2 });
    await expect(again.applications.get(filed.applicationId)).rejects.toEqual(problem('not_found'));
  });

  test('whoever bound another’s number to his phone is let go when the other passes', async () => {
    const [person, squatter] = [await system.phone.person('许志坚'), await system.phone.person('何大海')];
    const squatting = await phoneOf(squatter.mobile);
    await squatting.identity.verify({ name: person.name, idNumber: person.idNumber });
    const phone = await phoneOf(person.mobile);
    const identity = { name: person.name, idNumber: person.idNumber };
    const { url } = await phone.identity.startFaceCheck({ returnTo, identity });
    const brought = broughtBack(await stand(url, 'oneself'));
    expect(await phone.identity.finishFaceCheck(brought)).toMatchObject({ state: 'passed' });
    await expect(squatting.identity.me()).rejects.toEqual(problem('unauthenticated'));
    expect((await (await phoneOf(squatter.mobile)).identity.me()).citizen).toMatchObject({ level: 1, name: null });
    expect((await (await phoneOf(person.mobile)).identity.me()).citizen).toMatchObject({ level: 2 });
  });

  test('whoever sends his check to another, who passes it, is not brought into the other’s account', async () => {
    const { client: victim, person } = await system.signedIn('孙婉清');
    const attacker = await phoneOf('13900008888');
    const identity = { name: person.name, idNumber: person.idNumber };
    const { certifyId, url } = await attacker.identity.startFaceCheck({ returnTo, identity });
    const inTheVictimsBrowser = broughtBack(await stand(url, 'oneself'));
    for (const returnCode of [certifyId, `back_${'A'.repeat(43)}`])
      await expect(attacker.identity.finishFaceCheck({ certifyId, returnCode })).rejects.toEqual(problem('not_found'));
    const without = { certifyId } as { certifyId: string; returnCode: string };
    await expect(attacker.identity.finishFaceCheck(without)).rejects.toEqual(problem('invalid_request'));
    // Nor does it raise the victim's own session.
    await expect(victim.identity.finishFaceCheck(inTheVictimsBrowser)).rejects.toEqual(problem('not_found'));
    expect((await attacker.identity.me()).citizen).toMatchObject({ level: 1, name: null });
    expect((await victim.identity.me()).citizen).toMatchObject({ level: 2, name: expect.any(String) });
  });

  test('the provider is not asked again and again, and a check is begun ten times a day, no more', async () => {
    const { client } = await system.signedIn('何大海');
    const once = { maxAttempts: 1 };
    await passFaceCheck(client);
    for (let begun = 2; begun < 10; begun += 1) await client.identity.startFaceCheck({ returnTo }, once);
    const { url } = await client.identity.startFaceCheck({ returnTo }, once);
    await expect(client.identity.startFaceCheck({ returnTo }, once)).rejects.toEqual(
      problem('rate_limited', { status: 429 }),
    );
    const brought = broughtBack(await stand(url, 'oneself'));
    await system.phone.switch('faceCheck', { down: true });
    await expect(client.identity.finishFaceCheck(brought, once)).rejects.toEqual(problem('face_check_unavailable'));
    await expect(client.identity.finishFaceCheck(brought, once)).rejects.toEqual(problem('rate_limited'));
  });

  test('a number is tried ten times a day from accounts that do not bear it; its owner goes on all the same', async () => {
    const { client: owner, person } = await system.signedIn('李文博');
    const identity = { name: person.name, idNumber: person.idNumber };
    const [first, second] = [await phoneOf('13900006661'), await phoneOf('13900006662')];
    const attempt = (client: Client) => client.identity.startFaceCheck({ returnTo, identity }, { maxAttempts: 1 });
    for (let begun = 0; begun < 5; begun += 1) for (const client of [first, second]) await attempt(client);
    for (const client of [first, second, await phoneOf('13900006663')])
      await expect(attempt(client)).rejects.toEqual(problem('rate_limited', { status: 429 }));
    expect(await owner.identity.startFaceCheck({ returnTo })).toMatchObject({ url: expect.any(String) });
    // Of another number they may still begin: it is the number that is guarded.
    const { name, idNumber } = await system.phone.person('周晓岚');
    const elsewhere = first.identity.startFaceCheck({ returnTo, identity: { name, idNumber } }, { maxAttempts: 1 });
    expect(await elsewhere).toMatchObject({ url: expect.any(String) });
  });

  test('a provider that does not answer, or that we sign to wrongly, is said so', async () => {
    const { client } = await system.signedIn('王思远');
    await system.phone.switch('faceCheck', { down: true });
    await expect(client.identity.startFaceCheck({ returnTo }, { maxAttempts: 1 })).rejects.toEqual(
      problem('face_check_unavailable', { status: 503, retryable: true }),
    );
    await system.phone.allWell();
    const forged = await fetch(`${system.sandboxUrl}/face-check/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tc-action': 'DetectAuth', 'x-tc-version': '2018-03-01' },
      body: '{}',
    });
    expect(await forged.json()).toMatchObject({ Response: { Error: { Code: 'AuthFailure.SignatureFailure' } } });
  });

  test('a level that is too low names the level needed and the next step', async () => {
    const client = await phoneOf('13900007777');
    const refusal = await client.privacy.export().catch((caught: unknown) => caught as ProblemError);
    expect(refusal).toEqual(problem('identity_level_too_low'));
    expect((refusal as ProblemError).problem).toMatchObject({ neededLevel: 2 });
    expect((refusal as ProblemError).nextStep).toContain('return here');
  });
});
