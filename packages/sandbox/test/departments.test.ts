// Departments answer the gateway and nobody else, what was asked and nothing more.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { registers } from '../src/index.ts';
import { askDepartment, post, startCity } from './gatewaySide.ts';

let running: Awaited<ReturnType<typeof startCity>>;
beforeAll(async () => {
  running = await startCity();
});
afterAll(() => running.stop());

const personNamed = (name: string) => {
  const person = running.sandbox.people.all.find((one) => one.name === name);
  if (!person) throw new Error(`nobody is called ${name}`);
  return person;
};

const question = (name: string, more: Record<string, unknown>) => ({
  queryId: 'q-1',
  purpose: { matterId: 'HZ-GA-041', materialId: 'proof' },
  subject: { name, idNumber: personNamed(name).idNumber },
  fields: [],
  parameters: {},
  ...more,
});

const ask = (path: string, body: unknown, spoil = {}) => askDepartment(running, 'POST', path, body, spoil);

describe('the signature of a question', () => {
  const body = () => question('陈雨桐', { predicate: 'namesMatch' });

  test('is accepted, and the answer is signed', async () => {
    const answer = await ask('GA/registers/population/queries', body());
    expect(answer).toMatchObject({ status: 200, signed: true, body: { queryId: 'q-1', outcome: 'yes' } });
  });

  test.each([
    ['expired', { createdAgo: 301 }, 'expired'],
    ['from too far ahead', { createdAgo: -120 }, 'expired'],
    ['valid for too long', { lifetime: 3600 }, 'wrong'],
    ['of another application', { tag: 'other' }, 'wrong'],
    ['under an unknown key', { keyId: 'nobody' }, 'wrong'],
    ['without the path', { leaveOut: '@path' }, 'wrong'],
    ['without the request id', { leaveOut: 'request-id' }, 'wrong'],
    ['of another body', { sentBody: JSON.stringify({ queryId: 'changed' }) }, 'wrong'],
  ])('is refused when %s', async (_what, spoil, reason) => {
    const answer = await ask('GA/registers/population/queries', body(), spoil);
    expect(answer).toMatchObject({ status: 401, body: { error: 'signature', reason } });
  });

  test('is refused when missing', async () => {
    const response = await post(`${running.sandbox.url}/departments/GA/registers/population/queries`, body());
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: 'signature', reason: 'missing' });
  });

  test('is accepted once', async () => {
    const spoil = { nonce: 'used-twice' };
    expect((await ask('GA/registers/population/queries', body(), spoil)).status).toBe(200);
    const second = await ask('GA/registers/population/queries', body(), spoil);
    expect(second).toMatchObject({ status: 401, body: { reason: 'replayed' } });
  });

  test('of a write covers the idempotency key', async () => {
    const filing = {
      caseId: 'c-0',
      matterId: 'HZ-GA-041',
      applicant: body().subject,
      situation: {},
      form: {},
      evidence: [],
    };
    expect((await ask('GA/cases', filing, { leaveOut: 'idempotency-key' })).status).toBe(401);
    expect((await ask('GA/cases', filing)).status).toBe(202);
  });
});

describe('what a register answers', () => {
  test('the fields asked and no others', async () => {
    const { body } = await ask('GA/registers/residence/queries', question('陈雨桐', { fields: ['address'] }));
    expect(body).toMatchObject({ outcome: 'found' });
    expect(Object.keys(body.record)).toEqual(['address']);
  });

  test('nothing beyond its contract', async () => {
    const fields = await ask('GA/registers/residence/queries', question('陈雨桐', { fields: ['address', 'employer'] }));
    expect(fields).toMatchObject({ status: 400, signed: true, body: { error: 'fields_not_allowed' } });
    const predicate = await ask('GA/registers/residence/queries', question('陈雨桐', { predicate: 'married' }));
    expect(predicate).toMatchObject({ status: 400, body: { error: 'predicate_not_allowed' } });
    const elsewhere = await ask('SW/registers/residence/queries', question('陈雨桐', { fields: ['address'] }));
    expect(elsewhere).toMatchObject({ status: 404, body: { error: 'unknown_register' } });
    const unknown = await ask('GA/registers/residence/queries', question('陈雨桐', { fields: ['address'], more: 1 }));
    expect(unknown).toMatchObject({ status: 400, body: { error: 'malformed' } });
  });

  test.each([
    ['陈雨桐', 'GA/registers/residence', 'residedForHalfYear', {}, 'yes'],
    ['陈雨桐', 'RS/registers/socialInsurance', 'employed', {}, 'yes'],
    ['陈雨桐', 'FG/registers/housing', 'rentRegistered', {}, 'yes'],
    ['王思远', 'JJ/registers/drivers', 'licenceInForce', {}, 'yes'],
    ['赵一帆', 'GA/registers/residence', 'residedForHalfYear', {}, 'no'],
    ['何大海', 'JJ/registers/drivers', 'licenceInForce', {}, 'no'],
    ['马晓彤', 'JJ/registers/drivers', 'licenceInForce', {}, 'no'],
    ['王思远', 'GA/registers/residence', 'residedForHalfYear', {}, 'notFound'],
    ['钱梦瑶', 'RS/registers/socialInsurance', 'employed', {}, 'notFound'],
    ['孙婉清', 'RS/registers/socialInsurance', 'employed', {}, 'notFound'],
    ['孙婉清', 'GA/registers/population', 'namesMatch', {}, 'yes'],
  ])('%s, %s, %s', async (name, register, predicate, parameters, outcome) => {
    const { body } = await ask(`${register}/queries`, question(name, { predicate, parameters }));
    expect(body.outcome).toBe(outcome);
  });

  test('a wrong name is no match, and opens no other register', async () => {
    const subject = { name: '陈雨彤', idNumber: personNamed('陈雨桐').idNumber };
    const match = await ask(
      'GA/registers/population/queries',
      question('陈雨桐', { subject, predicate: 'namesMatch' }),
    );
    expect(match.body.outcome).toBe('no');
    const record = await ask(
      'GA/registers/population/queries',
      question('陈雨桐', { subject, fields: ['householdAddress'] }),
    );
    expect(record.body).toMatchObject({ outcome: 'notFound' });
    expect(record.body).not.toHaveProperty('record');
  });

  test.each(['李文博', '周晓岚'])('everything the new car of %s needs, by VIN', async (name) => {
    const vin = personNamed(name).cars[0]?.vin;
    for (const [register, predicate] of [
      ['SW/registers/tax', 'purchaseTaxPaid'],
      ['JX/registers/vehicleCertificates', 'certified'],
      ['JJ/registers/vehicleInsurance', 'insured'],
      ['JT/registers/vehicleQuota', 'quotaHeld'],
    ]) {
      const { body } = await ask(`${register}/queries`, question(name, { predicate, parameters: { vin } }));
      expect([register, body.outcome]).toEqual([register, 'yes']);
    }
    const certificate = question(name, { fields: ['vin', 'brand', 'model', 'colour'], parameters: { vin } });
    expect((await ask('JX/registers/vehicleCertificates/queries', certificate)).body.record.vin).toBe(vin);
    const other = question(name, { fields: ['brand'], parameters: { vin: personNamed('许志坚').cars[0]?.vin } });
    expect((await ask('JX/registers/vehicleCertificates/queries', other)).body.outcome).toBe('notFound');
  });

  test('every register answers every field and predicate it publishes, about everybody', () => {
    for (const register of registers) {
      for (const person of running.sandbox.people.all) {
        const { people } = running.sandbox;
        const held = register.read({ people, person, today: people.today, parameters: {} });
        if (!held) continue;
        expect(Object.keys(held.answers).sort()).toEqual([...register.predicates].sort());
        if (held.record) expect(Object.keys(held.record).sort()).toEqual([...register.fields].sort());
      }
    }
  });
});

describe('a case', () => {
  const filing = (caseId: string, name: string, matterId: string, more: Record<string, unknown> = {}) => ({
    caseId,
    matterId,
    applicant: { name, idNumber: personNamed(name).idNumber },
    situation: {},
    form: {},
    evidence: [{ materialId: 'residence', outcome: 'yes' }],
    ...more,
  });
  const decided = async (department: string, caseId: string) => {
    for (;;) {
      const { body } = await askDepartment(running, 'GET', `${department}/cases/${caseId}`, undefined);
      if (body.decidedAt) return body;
    }
  };

  test('is taken once, decided after a while, with the fields of the result', async () => {
    const first = await ask('GA/cases', filing('c-1', '陈雨桐', 'HZ-GA-041'));
    expect(first).toMatchObject({ status: 202, signed: true, body: { caseId: 'c-1', status: 'received' } });
    expect(await ask('GA/cases', filing('c-1', '陈雨桐', 'HZ-GA-041'))).toMatchObject({
      status: 202,
      body: first.body,
    });
    const pending = await askDepartment(running, 'GET', 'GA/cases/c-1', undefined);
    expect(['received', 'inReview', 'approved']).toContain(pending.body.status);
    const result = await decided('GA', 'c-1');
    expect(result).toMatchObject({ status: 'approved', record: { issuedBy: '杭州市公安局' } });
    expect(await decided('GA', 'c-1')).toEqual(result);
  });

  test('is refused under a known id with another content', async () => {
    await ask('GA/cases', filing('c-2', '陈雨桐', 'HZ-GA-041'));
    const other = await ask('GA/cases', filing('c-2', '王思远', 'HZ-GA-041'));
    expect(other).toMatchObject({ status: 409, body: { error: 'case_differs' } });
  });

  test.each([
    ['何大海', 'HZ-JJ-026', {}, 'rejected'],
    ['马晓彤', 'HZ-JJ-026', {}, 'rejected'],
    ['王思远', 'HZ-JJ-026', {}, 'approved'],
    ['王思远', 'HZ-GA-041', {}, 'rejected'],
    ['陈雨桐', 'HZ-GA-041', { evidence: [{ materialId: 'residence', outcome: 'no' }] }, 'rejected'],
    ['陈雨桐', 'HZ-GA-999', {}, 'approved'],
  ])('of %s for %s with %j is %s', async (name, matterId, more, status) => {
    const caseId = `c-${name}-${matterId}-${status}`;
    await ask('JJ/cases', filing(caseId, name, matterId, more));
    const result = await decided('JJ', encodeURIComponent(caseId));
    expect(result.status).toBe(status);
    if (status === 'rejected') expect(result.reason).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
  });

  test('of a new car carries the plate chosen', async () => {
    const vin = personNamed('周晓岚').cars[0]?.vin;
    await ask('JJ/cases', filing('c-car', '周晓岚', 'HZ-JJ-001', { form: { vin, plate: '浙AD12345' } }));
    const { record } = await decided('JJ', 'c-car');
    expect(record).toMatchObject({ vin, plateNumber: '浙AD12345', plateKind: 'newEnergySmall' });
  });

  test('nobody filed is not there', async () => {
    expect(await askDepartment(running, 'GET', 'GA/cases/none', undefined)).toMatchObject({
      status: 404,
      signed: true,
    });
  });
});

test('docs/protocols.md lists every register as it is', () => {
  const docs = readFileSync(new URL('../../../docs/protocols.md', import.meta.url), 'utf8').replace(/[ \t]+/g, ' ');
  const code = (items: readonly string[]) => items.map((item) => `\`${item}\``).join(' ') || '–';
  for (const { department, register, fields, predicates, parameter } of registers)
    expect(docs).toContain(
      `| ${department} | \`${register}\` | ${code(fields)} | ${code(predicates)} | ${parameter ? `\`${parameter}\`` : '–'} |`,
    );
});
