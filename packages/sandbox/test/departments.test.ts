// Departments answer the gateway and nobody else, what was asked and nothing more.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ParameterType } from '@onetrip/shared/contract';
import { answerQuery } from '../src/departments/queries.ts';
import { registers } from '../src/index.ts';
import { asking } from './asking.ts';
import { askDepartment, post, startCity } from './gatewaySide.ts';

let running: Awaited<ReturnType<typeof startCity>>;
beforeAll(async () => {
  running = await startCity();
});
afterAll(() => running.stop());

const { personNamed, question, ask } = asking(() => running);

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

  test('no more than its purpose needs: the theme of the matter decides', async () => {
    const purpose = { theme: '税务', matterId: 'HZ-SW-001', materialId: 'proof' };
    const fields = await ask('GA/registers/residence/queries', question('陈雨桐', { purpose, fields: ['address'] }));
    expect(fields).toMatchObject({ status: 403, signed: true, body: { error: 'purpose_not_allowed' } });
    const predicate = await ask(
      'GA/registers/justice/queries',
      question('陈雨桐', { purpose, predicate: 'noDrugRecord' }),
    );
    expect(predicate).toMatchObject({ status: 403, body: { error: 'purpose_not_allowed' } });
  });

  test.each([
    ['missing', {}],
    ['of another type', { years: 'many' }],
    ['unknown', { years: '60', colour: 'red' }],
  ])('a question whose parameters are %s is refused', async (_what, parameters) => {
    const asked = question('陈雨桐', { predicate: 'agedAtLeast', parameters });
    const { status, body } = await ask('GA/registers/population/queries', asked);
    expect([status, body]).toEqual([400, { error: 'parameters_not_allowed' }]);
  });

  test.each([
    ['王思远', 'GA/registers/population', 'agedAtLeast', { years: '40' }, 'yes'],
    ['王思远', 'GA/registers/population', 'agedAtLeast', { years: '60' }, 'no'],
    ['孙婉清', 'GA/registers/population', 'formerlyNamed', { name: '孙招娣' }, 'yes'],
    ['王思远', 'RS/registers/socialInsurance', 'paidEachOfLastMonths', { months: '24' }, 'yes'],
    ['赵一帆', 'RS/registers/socialInsurance', 'paidEachOfLastMonths', { months: '24' }, 'no'],
    ['赵一帆', 'FGW/registers/credit', 'noFalsePromise', {}, 'no'],
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
    const certificate = question(name, { fields: ['brand', 'model', 'colour'], parameters: { vin } });
    expect((await ask('JX/registers/vehicleCertificates/queries', certificate)).body.record.brand).toBe(
      personNamed(name).cars[0]?.brand,
    );
    const other = question(name, { fields: ['brand'], parameters: { vin: personNamed('许志坚').cars[0]?.vin } });
    expect((await ask('JX/registers/vehicleCertificates/queries', other)).body.outcome).toBe('notFound');
  });

  test('is A the parent of B?', async () => {
    const { all, byId } = running.sandbox.people;
    const parent = all.find(({ children }) => children.length > 0);
    const child = byId(parent?.children[0] ?? '');
    const asked = (about: string) =>
      question(parent?.name ?? '', { predicate: 'parentOf', parameters: { child: about } });
    const path = 'GA/registers/population/queries';
    expect((await ask(path, asked(child.idNumber))).body.outcome).toBe('yes');
    expect((await ask(path, asked(personNamed('陈雨桐').idNumber))).body.outcome).toBe('no');
  });

  test('every question its agreement lists for some purpose is answered yes, no and notFound, about real people', () => {
    const { people } = running.sandbox;
    const asOf = '2026-03-02T08:00:00+08:00';
    const texts = textsToTry();
    const strangers = people.all.slice(0, 1).map(({ idNumber }) => ({ name: '查无此人', idNumber }));
    const nobody = { name: '查无此人', idNumber: '11010519491231002X' };
    const short: unknown[] = [];
    for (const contract of running.city.sandbox.agreements) {
      const given = new Set(Object.values(contract.purposes ?? {}).flat());
      for (const [predicate, { parameters: declared = {} }] of Object.entries(contract.predicates)) {
        if (!given.has(`?${predicate}`)) continue;
        const outcomes = new Set<unknown>();
        for (const { name, idNumber } of [...people.all, ...strangers, nobody]) {
          for (const parameters of outcomes.size < 3 ? valuesToTry(declared, texts) : []) {
            const asked = { ...question('陈雨桐', {}), subject: { name, idNumber }, predicate, parameters };
            outcomes.add(answerQuery(contract, asked, people, asOf).body.outcome);
          }
        }
        if (outcomes.size < 3) short.push([contract.department, contract.register, predicate, [...outcomes]]);
      }
    }
    expect(short).toEqual([]);
  });

  test('every register of the agreements is played, and plays nothing that was not agreed', () => {
    const { agreements } = running.city.sandbox;
    for (const { department, register, fields, predicates } of registers) {
      const agreed = agreements.find((one) => one.department === department && one.register === register);
      expect(Object.keys(agreed?.fields ?? {})).toEqual(expect.arrayContaining([...fields]));
      expect(Object.keys(agreed?.predicates ?? {})).toEqual(expect.arrayContaining([...predicates]));
    }
  });

  test('every register answers every field and predicate it tells, about everybody', () => {
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

  test('stops when it is withdrawn in time, and says so when it is too late; unsigned or unknown, it is refused', async () => {
    const withdraw = (caseId: string, spoil = {}) =>
      ask(`GA/cases/${caseId}/withdrawal`, { caseId, withdrawnAt: new Date().toISOString() }, spoil);
    await ask('GA/cases', filing('c-w1', '陈雨桐', 'HZ-GA-041'));
    for (const _again of [1, 2])
      expect(await withdraw('c-w1')).toMatchObject({ status: 200, signed: true, body: { stopped: true } });
    await ask('GA/cases', filing('c-w2', '陈雨桐', 'HZ-GA-041'));
    await decided('GA', 'c-w2');
    expect((await withdraw('c-w2')).body).toEqual({ caseId: 'c-w2', stopped: false });
    expect(await withdraw('c-none')).toMatchObject({ status: 404, body: { error: 'unknown_case' } });
    expect((await withdraw('c-w2', { leaveOut: 'idempotency-key' })).status).toBe(401);
    expect((await withdraw('c-w2', { sentBody: '{}' })).status).toBe(401);
    const other = await ask('GA/cases/c-w2/withdrawal', { caseId: 'c-w1', withdrawnAt: new Date().toISOString() });
    expect(other.status).toBe(400);
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

/** Every text a register compares with, of everybody here. */
function textsToTry(): string[] {
  const { all } = running.sandbox.people;
  const lived = all.flatMap(
    ({ job, home, residence, business, schooling, disability, ethnicity, householdAddress }) => [
      job?.employer,
      home.address,
      residence?.address,
      business?.address,
      schooling?.school,
      disability?.category,
      ethnicity,
      householdAddress,
    ],
  );
  const living = all.filter(({ diedOn }) => diedOn === null);
  const roofs = [...new Set(living.map(({ home }) => home.address))];
  const households = roofs.map((address) =>
    living.flatMap(({ home, name }) => (home.address === address ? [name] : [])).join('、'),
  );
  const diplomas = all.flatMap(({ schooling, id }) =>
    schooling?.graduatedOn ? [`10335${schooling.graduatedOn.slice(0, 4)}05${id.slice(1)}0001`] : [],
  );
  return [
    ...new Set([...lived.filter((one) => one !== undefined), ...households, ...diplomas, '已婚', '三级甲等', '无']),
  ];
}

/** Parameters to ask a predicate with: every value of one kind, one after the other. */
function valuesToTry(
  declared: Readonly<Record<string, { type: ParameterType }>>,
  texts: readonly string[],
): Record<string, string>[] {
  const { all } = running.sandbox.people;
  const ofType: Record<ParameterType, readonly string[]> = {
    idNumber: all.flatMap(({ idNumber, formerNumber }) => [idNumber, formerNumber ?? idNumber]),
    name: all.flatMap(({ name, formerName }) => [name, formerName ?? name]),
    vin: all.flatMap(({ cars }) => cars.map(({ vin }) => vin)),
    date: all.map(({ birthDate }) => birthDate),
    count: ['1', '3', '24', '1000', '1000000'],
    text: texts,
  };
  const [[name, { type }] = ['', { type: 'text' as const }]] = Object.entries(declared);
  return name === '' ? [{}] : ofType[type].map((value) => ({ [name]: value }));
}
