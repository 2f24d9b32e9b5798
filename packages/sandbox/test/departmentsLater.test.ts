// Departments that answer later, and those asked by files: once, in time, late, out of order, or never, as they are told.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { asking } from './asking.ts';
import { askDepartment, listenForNotifications, post, startCity } from './gatewaySide.ts';

let running: Awaited<ReturnType<typeof startCity>>;
beforeAll(async () => {
  running = await startCity({ answerDelayMs: 80 });
});
afterAll(() => running.stop());

const { question, ask } = asking(() => running);

describe('a register that answers later', () => {
  const later = (queryId: string, more: Record<string, unknown> = {}) =>
    question('王思远', { queryId, fields: ['recordNumber'], ...more });
  const path = 'DA/registers/archives/queries';
  const fetchAnswer = (queryId: string) => askDepartment(running, 'GET', `${path}/${queryId}`, undefined);
  const setSwitch = (department: string, changes: object) =>
    post(`${running.sandbox.url}/switches/${department}`, changes);
  afterEach(async () => {
    await post(`${running.sandbox.url}/switches/reset`, {});
  });

  test('takes the question, calls back signed, and gives the same answer to whoever fetches it', async () => {
    const door = await listenForNotifications();
    const taken = await ask(path, later('later-1', { answerTo: door.url }));
    expect(taken).toMatchObject({ status: 202, signed: true, body: { queryId: 'later-1', status: 'pending' } });
    await door.count(1);
    const [call] = door.received;
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      queryId: 'later-1',
      salt: 'a-secret-of-this-question',
      outcome: 'found',
    });
    expect(call?.headers['idempotency-key']).toBe('later-1');
    expect(call?.headers['signature-input']).toMatch(/"idempotency-key".*keyid="department-DA-1"/);
    expect((await fetchAnswer('later-1')).body).toEqual(JSON.parse(call?.body ?? ''));
    expect(await ask(path, later('later-1', { answerTo: door.url }))).toMatchObject({ status: 200 });
    await door.close();
  });

  test('calls again until it is heard, and again all the same when it stutters', async () => {
    const door = await listenForNotifications([500, 204]);
    await setSwitch('DA', { twice: true });
    await ask(path, later('later-2', { answerTo: door.url }));
    await door.count(3);
    expect(new Set(door.received.map(({ body }) => body)).size).toBe(1);
    await door.close();
  });

  test('keeps late, out of order, and silent, as it is told', async () => {
    const door = await listenForNotifications();
    await setSwitch('DA', { answersOutOfOrder: true });
    await ask(path, later('later-3', { answerTo: door.url }));
    await ask(path, later('later-4', { answerTo: door.url }));
    await door.count(2);
    expect(door.received.map(({ body }) => JSON.parse(body).queryId)).toEqual(['later-4', 'later-3']);
    await setSwitch('DA', { answersOutOfOrder: false, answersLateMs: 60_000 });
    await ask(path, later('later-5', { answerTo: door.url }));
    expect((await fetchAnswer('later-5')).status).toBe(202);
    await setSwitch('DA', { answersLateMs: 0, answersNever: true });
    await ask(path, later('later-6', { answerTo: door.url }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await fetchAnswer('later-6')).status).toBe(202);
    expect(door.received).toHaveLength(2);
    await door.close();
  });

  test('refuses another question under a known id, and knows nothing of an unknown one', async () => {
    await ask(path, later('later-7'));
    expect(await ask(path, later('later-7', { salt: 'another' }))).toMatchObject({
      status: 409,
      body: { error: 'query_differs' },
    });
    expect(await fetchAnswer('nobody-asked')).toMatchObject({ status: 404, body: { error: 'unknown_query' } });
  });
});

describe('a register asked by files', () => {
  const about = (name: string, queryId: string) =>
    question(name, {
      queryId,
      fields: ['accountNumber'],
      purpose: { theme: '民政', matterId: 'HZ-MZ-001', materialId: 'account' },
    });
  const path = 'GJ/registers/banking/batches';

  test('takes one once, and answers all of it together, each question by its id', async () => {
    const refused = { ...about('王思远', 'b-3'), fields: ['balanceYuan'] };
    const file = { batchId: 'file-1', questions: [about('王思远', 'b-1'), about('李文博', 'b-2'), refused] };
    expect(await ask(path, file)).toMatchObject({ status: 202, signed: true, body: { batchId: 'file-1' } });
    expect((await ask(path, file)).status).toBe(202);
    const other = { ...file, questions: [about('王思远', 'b-9')] };
    expect(await ask(path, other)).toMatchObject({ status: 409, body: { error: 'batch_differs' } });
    const fetchFile = () => askDepartment(running, 'GET', `${path}/file-1`, undefined);
    let answered = await fetchFile();
    while (answered.status === 202) answered = await fetchFile();
    expect(answered.body.answers).toEqual([
      { queryId: 'b-3', error: 'purpose_not_allowed' },
      expect.objectContaining({ queryId: 'b-2', outcome: 'found' }),
      expect.objectContaining({ queryId: 'b-1', outcome: 'found' }),
    ]);
    expect((await askDepartment(running, 'GET', `${path}/file-9`, undefined)).status).toBe(404);
  });

  test('is not asked while one waits, and the others are not asked by files', async () => {
    const single = await ask('GJ/registers/banking/queries', about('王思远', 'b-1'));
    expect(single).toMatchObject({ status: 400, body: { error: 'asked_in_batches' } });
    const file = { batchId: 'file-2', questions: [about('王思远', 'b-1')] };
    expect(await ask('GA/registers/population/batches', file)).toMatchObject({
      status: 400,
      body: { error: 'not_asked_in_batches' },
    });
  });
});
