// Decisions a department brings of itself: signed, believed once, from nobody else; and where it is silent, fetched.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sendUpload, type UploadSource } from '@onetrip/sdk/uploads';
import { readSigningKey, signCall } from '../packages/sandbox/src/signatures/requests.ts';
import { filingOf } from './support/filing.ts';
import { type SystemHere, startSystem } from './support/system.ts';

/** Files a residence permit and waits until the police have it. */
async function withThePolice(system: SystemHere, name: string) {
  const { client } = await system.signedIn(name);
  const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
  await client.applications.waitFor(applicationId, {
    until: ({ state }) => ['inReview', 'approved', 'rejected', 'delivered'].includes(state),
    timeoutMs: 30_000,
  });
  return { client, applicationId };
}

const record = {
  permitNumber: '330126000001',
  address: '杭州市西湖区翠苑街道',
  issuedBy: '杭州市公安局',
  validFrom: '2026-01-01',
  validUntil: '2027-01-01',
};

describe('a department that takes its time', () => {
  let system: SystemHere;
  beforeAll(async () => {
    system = await startSystem({ sandbox: { caseDelayMs: 600_000 } });
  });
  afterAll(() => system.close());

  /** A call as the department `by` signs it, to the door of `to`; what is sent may differ from what was signed. */
  async function call(
    content: unknown,
    { by = 'GA', to = 'GA', sent }: { by?: string; to?: string; sent?: string } = {},
  ) {
    const key = system.departmentKeys[by];
    if (!key) throw new Error(`no department ${by}`);
    const url = `${system.gatewayUrl}/callbacks/departments/${to}/cases`;
    const body = typeof content === 'string' ? content : JSON.stringify(content);
    const headers = await signCall(readSigningKey(key), { url, body, idempotencyKey: 'decision' }, Date.now());
    const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: sent ?? body };
    return { status: (await fetch(url, init)).status, again: async () => (await fetch(url, init)).status };
  }

  test('brings its decision: taken once, whatever comes again, late, or the other way round', async () => {
    const { client, applicationId } = await withThePolice(system, '陈雨桐');
    const caseId = applicationId;
    expect((await call({ caseId, status: 'inReview' })).status).toBe(204);
    const approval = await call({ caseId, status: 'approved', record });
    expect(approval.status).toBe(204);
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });
    // The same bytes are a replay; the same decision signed anew is a repetition.
    expect(await approval.again()).toBe(401);
    expect((await call({ caseId, status: 'approved', record })).status).toBe(204);
    expect((await call({ caseId, status: 'received' })).status).toBe(204);
    expect((await call({ caseId, status: 'rejected', reason: { zh: '撤回' } })).status).toBe(204);
    expect((await client.applications.get(applicationId)).state).toBe('delivered');
    const { items } = await client.applications.events(applicationId);
    expect(items.filter(({ type }) => type === 'approved')).toHaveLength(1);
  });

  test('is not believed about another’s case, nor is anybody in its name', async () => {
    const { client, applicationId } = await withThePolice(system, '钱梦瑶');
    const decision = { caseId: applicationId, status: 'approved', record };
    expect((await call(decision, { by: 'JJ' })).status).toBe(401);
    expect((await call(decision, { by: 'JJ', to: 'JJ' })).status).toBe(404);
    const rejection = JSON.stringify({ caseId: applicationId, status: 'rejected' });
    expect((await call(decision, { sent: rejection })).status).toBe(401);
    expect((await call('[]')).status).toBe(400);
    expect((await call({ ...decision, caseId: 'app_nobody' })).status).toBe(404);
    const unsigned = await fetch(`${system.gatewayUrl}/callbacks/departments/GA/cases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(decision),
    });
    expect(unsigned.status).toBe(401);
    expect((await client.applications.get(applicationId)).state).toBe('inReview');
  });

  test('stops when the citizen withdraws, told again until it answers', async () => {
    const { client, applicationId } = await withThePolice(system, '李文博');
    await system.phone.switch('GA', { down: true });
    expect((await client.applications.withdraw(applicationId)).state).toBe('withdrawn');
    await system.phone.switch('GA', { down: false, twice: true });
    const answered = await (async () => {
      for (let tries = 0; tries < 200; tries += 1) {
        const { items } = await client.applications.events(applicationId);
        if (items.some(({ type }) => type === 'withdrawalAnswered')) return items.map(({ type }) => type);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('the department never answered');
    })();
    expect(answered.slice(-2)).toEqual(['withdrawn', 'withdrawalAnswered']);
    await system.phone.switch('GA', { twice: false });
    expect((await call({ caseId: applicationId, status: 'approved', record })).status).toBe(204);
    expect((await client.applications.get(applicationId)).state).toBe('withdrawn');
  });

  test('may read what the citizen uploaded for its case, signed, once each; nobody else may', async () => {
    const { client, applicationId } = await withThePolice(system, '孙婉清');
    const { papers } = await client.applications.get(applicationId);
    const item = { materialId: papers[0]?.materialId ?? '', what: { zh: '照片' }, why: { zh: '核对' } };
    const asked = await call({ caseId: applicationId, status: 'supplementAsked', items: [item] });
    expect(asked.status).toBe(204);
    const { uploadId } = await sendUpload(client, source);
    const uploads = { [item.materialId]: uploadId };
    await client.applications.supplement(applicationId, { form: {}, commitments: [], statements: {}, uploads });
    await client.applications.waitFor(applicationId, { until: 'inReview', timeoutMs: 30_000 });

    const read = async (by: string, { of = 'GA', id = uploadId, signed = true } = {}) => {
      const url = `${system.gatewayUrl}/callbacks/departments/${of}/uploads/${id}`;
      const key = system.departmentKeys[by];
      if (!key) throw new Error(`no department ${by}`);
      const headers = signed ? await signCall(readSigningKey(key), { url }, Date.now()) : {};
      return { answer: await fetch(url, { headers }), again: () => fetch(url, { headers }) };
    };
    const { answer, again } = await read('GA');
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-disposition')).toBe('attachment');
    expect(Buffer.from(await answer.arrayBuffer()).equals(photograph)).toBe(true);
    expect((await again()).status).toBe(401);
    expect((await read('GA', { signed: false })).answer.status).toBe(401);
    expect((await read('JJ')).answer.status).toBe(401);
    expect((await read('JJ', { of: 'JJ' })).answer.status).toBe(404);
    expect((await read('GA', { id: 'upload_x' })).answer.status).toBe(404);
    await client.applications.withdraw(applicationId);
    expect((await read('GA')).answer.status).toBe(404);
  });

  test('on what was corrected since decides nothing', async () => {
    const { client, applicationId } = await withThePolice(system, '孙婉清');
    await client.applications.correct(applicationId, { form: { mobile: '13900009876' } });
    await client.applications.waitFor(applicationId, { until: 'inReview', timeoutMs: 30_000 });
    expect((await call({ caseId: applicationId, status: 'approved', record })).status).toBe(204);
    expect((await client.applications.get(applicationId)).state).toBe('inReview');
    expect((await call({ caseId: `${applicationId}-1`, status: 'rejected', reason: { zh: '不符合' } })).status).toBe(
      204,
    );
    expect((await client.applications.get(applicationId)).reason?.zh).toBe('不符合');
  });
});

/** A photograph: nothing but its beginning is one. */
const photograph = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(300_000, 'picture ')]);
const source: UploadSource = {
  type: 'image/jpeg',
  size: photograph.length,
  read: async (offset, length) => photograph.subarray(offset, offset + length),
};

describe.each([
  ['silent', { answersNever: true }],
  ['heard twice', { twice: true }],
  ['late', { answersLateMs: 3000 }],
] as const)('a department that is %s', (_how, switches) => {
  let system: SystemHere;
  beforeAll(async () => {
    system = await startSystem();
    await system.phone.switch('GA', switches);
  });
  afterAll(() => system.close());

  test('decides once all the same', async () => {
    const { client, applicationId } = await withThePolice(system, '陈雨桐');
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });
    const { items } = await client.applications.events(applicationId);
    expect(items.filter(({ type }) => type === 'approved')).toHaveLength(1);
  });

  test('asks for a paper, reads the file that shows it, and decides', async () => {
    await system.phone.switch('GA', { asksSupplement: true });
    const { client } = await system.signedIn('陈雨桐');
    const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
    await client.applications.waitFor(applicationId, { until: 'supplementAskedInReview', timeoutMs: 30_000 });
    const { supplement } = await client.applications.form(applicationId);
    const materialId = supplement?.items[0]?.materialId ?? '';
    const { uploadId } = await sendUpload(client, source);
    const uploads = { [materialId]: uploadId };
    await client.applications.supplement(applicationId, { form: {}, commitments: [], statements: {}, uploads });
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 30_000 });
    const { items } = await client.privacy.accesses({ limit: 100 });
    const read = items.filter(({ what }) => what[0]?.zh === '您上传的材料');
    expect(read).toMatchObject([{ party: { kind: 'department', id: 'GA' }, why: { applicationId } }]);
    await system.phone.switch('GA', { asksSupplement: false });
  });
});
