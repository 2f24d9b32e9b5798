// Gathering from departments that answer later, by files, not at all, or something else than the citizen stated.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { readSigningKey, signCall } from '../../sandbox/src/signatures/requests.ts';
import { takeAnswer } from '../src/applications/answers.ts';
import { commitInstead } from '../src/applications/commitments.ts';
import { contradictionsOf } from '../src/applications/contradictions.ts';
import { correctForm } from '../src/applications/correcting.ts';
import { trustIn } from '../src/applications/falsePromises.ts';
import { countOwedPapers, noteOverduePapers } from '../src/applications/owedPapers.ts';
import { questionAbout, saltOf } from '../src/applications/questions.ts';
import { review } from '../src/applications/review.ts';
import { findApplication } from '../src/applications/store.ts';
import { applicationPapers, exchanges, questionBatches } from '../src/database/schema/index.ts';
import { verifyParts } from '../src/departments/exchange.ts';
import { citizenById } from '../src/identity/citizens.ts';
import { databaseKinds } from './support/databases.ts';
import { leaseCommitment, startGathering } from './support/gathering.ts';

const day = 86_400_000;
const count = (list: readonly string[], wanted: string) => list.filter((one) => one === wanted).length;

describe.each(databaseKinds)('gathering, on %s', (database) => {
  let at: Awaited<ReturnType<typeof startGathering>>;
  beforeAll(async () => {
    at = await startGathering(database);
  });
  afterEach(() => at.allWell());
  afterAll(() => at.close());

  describe('a register that answers later', () => {
    test('calls back, signed, and the paper is there; both exchanges are kept and can be verified', async () => {
      const { applicationId, caller, person } = await at.file('王思远', ['record']);
      await at.gather(applicationId, 'record');
      expect((await at.paperOf(applicationId, 'record')).status).toBe('pending');
      const row = await at.until(applicationId, 'record', 'received');
      expect(row.recordSealed).not.toBeNull();
      const kept = await at.exchangesOf(applicationId);
      expect(kept.map(({ kind, outcome }) => [kind, outcome])).toEqual([
        ['query', 'later'],
        ['callback', 'answered'],
      ]);
      const { kid = '', ...publicKey } = at.publicKeys.gateway;
      const asked = kept[0]?.request;
      const called = kept[1]?.request;
      const archives = at.publicKeys.departments.find(({ code }) => code === 'DA');
      if (!asked || !called || !archives) throw new Error('nothing was kept');
      expect(await verifyParts(asked, { keyId: kid, publicKey })).toBe(true);
      expect(await verifyParts(called, archives)).toBe(true);
      expect(await verifyParts({ ...called, path: '/elsewhere' }, archives)).toBe(false);
      expect(kept[1]).toMatchObject({ citizenId: caller.citizenId, theme: '婚育', items: ['recordNumber'] });
      expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${person.idNumber}|${person.name}`));
    });

    test('is believed once, however often it calls', async () => {
      await at.switch('DA', { twice: true });
      const { applicationId } = await at.file('王思远', ['record']);
      await at.gather(applicationId, 'record');
      await at.until(applicationId, 'record', 'received');
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(count(await at.ground.events(applicationId), 'paperReceived')).toBe(1);
    });

    test('may answer the later question first', async () => {
      await at.switch('DA', { answersOutOfOrder: true });
      const { applicationId, another } = await at.file('王思远', ['record']);
      const other = await another();
      await at.gather(applicationId, 'record');
      await at.gather(other, 'record');
      await at.until(other, 'record', 'received');
      await at.until(applicationId, 'record', 'received');
    });

    test('is asked after where its call is lost or forged', async () => {
      await at.switch('SF', { wrongSignature: true });
      const { applicationId } = await at.file('王思远', ['judgment']);
      await at.gather(applicationId, 'judgment');
      await at.allWell();
      await at.gather(applicationId, 'judgment');
      await at.switch('SF', { wrongSignature: true });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await at.paperOf(applicationId, 'judgment')).status).not.toBe('received');
      await at.allWell();
      await at.gather(applicationId, 'judgment');
      await at.until(applicationId, 'judgment', 'negative');
    });

    test('that never answers owes the paper once its time is over, and supplies it when it does', async () => {
      await at.switch('DA', { answersNever: true });
      const { applicationId } = await at.file('王思远', ['record']);
      for (let time = 0; time < 3; time += 1) await at.gather(applicationId, 'record');
      expect((await at.paperOf(applicationId, 'record')).status).toBe('pending');
      at.ground.pass(2 * day);
      await at.gather(applicationId, 'record');
      const owed = await at.paperOf(applicationId, 'record');
      expect([owed.status, owed.owedUntil]).toEqual(['owed', '2026-03-09']);
      await at.allWell();
      await at.gather(applicationId, 'record');
      await at.until(applicationId, 'record', 'received');
      const asked = (await at.exchangesOf(applicationId)).map(({ subjectId }) => subjectId);
      expect(new Set(asked)).toEqual(new Set([owed.queryId]));
    });

    test('is believed once: the same signed call again is a replay', async () => {
      await at.switch('DA', { answersNever: true });
      const { applicationId, caller } = await at.file('王思远', ['record']);
      await at.gather(applicationId, 'record');
      const { queryId } = await at.paperOf(applicationId, 'record');
      const salt = saltOf(at.context, await citizenById(at.context.database, caller.citizenId), queryId ?? '');
      const { DA } = at.departmentKeys;
      if (!DA) throw new Error('the archives have no key');
      const url = `${at.doorUrl}/callbacks/departments/DA/answers`;
      const body = JSON.stringify({ queryId, salt, outcome: 'notFound', asOf: at.context.now().toISOString() });
      const signed = await signCall(readSigningKey(DA), { url, body, idempotencyKey: queryId }, Date.now());
      const headers = { ...signed, 'content-type': 'application/json' };
      const call = async () => (await fetch(url, { method: 'POST', headers, body })).status;
      expect([await call(), await call()]).toEqual([204, 401]);
      const calls = (await at.exchangesOf(applicationId)).filter(({ kind }) => kind === 'callback');
      expect(calls).toHaveLength(1);
    });

    test.each(['<html>', '', 'null', '[]', '{"queryId":'])(
      'signed or not, %j is no answer and changes nothing',
      async (body) => {
        await at.switch('DA', { answersNever: true });
        const { applicationId } = await at.file('王思远', ['record']);
        await at.gather(applicationId, 'record');
        const { DA } = at.departmentKeys;
        if (!DA) throw new Error('the archives have no key');
        const url = `${at.doorUrl}/callbacks/departments/DA/answers`;
        const signed = await signCall(readSigningKey(DA), { url, body, idempotencyKey: 'k1' }, Date.now());
        const headers = { ...signed, 'content-type': 'application/json' };
        expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(400);
        expect((await at.paperOf(applicationId, 'record')).status).toBe('pending');
        expect((await at.exchangesOf(applicationId)).some(({ kind }) => kind === 'callback')).toBe(false);
      },
    );

    test('is not believed without its signature, and not about another department’s question', async () => {
      const { applicationId } = await at.file('王思远', ['record']);
      const { queryId } = await at.paperOf(applicationId, 'record');
      const body = JSON.stringify({ queryId, outcome: 'found', record: { recordNumber: '1' }, asOf: 'now' });
      const headers = { 'content-type': 'application/json' };
      for (const code of ['DA', 'GA', 'ZZ']) {
        const response = await fetch(`${at.doorUrl}/callbacks/departments/${code}/answers`, {
          method: 'POST',
          headers,
          body,
        });
        expect(response.status).toBe(401);
      }
      expect((await at.paperOf(applicationId, 'record')).status).toBe('pending');
    });
  });

  test('a gateway killed between asking and storing asks again, the same question by the same id', async () => {
    const { applicationId } = await at.file('王思远', ['household']);
    const { query } = at.context.departments;
    let killed = true;
    at.context.departments.query = async (...asked) => {
      const answer = await query(...asked);
      if (!killed) return answer;
      killed = false;
      throw new Error('killed');
    };
    await expect(at.gather(applicationId, 'household')).rejects.toThrow('killed');
    await at.gather(applicationId, 'household');
    at.context.departments.query = query;
    expect((await at.paperOf(applicationId, 'household')).status).toBe('received');
    expect(count(await at.ground.events(applicationId), 'paperReceived')).toBe(1);
    const kept = await at.exchangesOf(applicationId);
    expect(new Set(kept.map(({ subjectId }) => subjectId)).size).toBe(1);
  });

  test('a recent answer serves the same question for the same person and purpose, and no other’s', async () => {
    const { applicationId, another } = await at.file('王思远', ['household']);
    const second = await another();
    await at.gather(applicationId, 'household');
    await at.gather(second, 'household');
    expect((await at.paperOf(second, 'household')).status).toBe('received');
    expect((await at.exchangesOf(second)).map(({ kind }) => kind)).toEqual(['reuse']);
    const other = await at.file('李文博', ['household']);
    await at.gather(other.applicationId, 'household');
    expect((await at.exchangesOf(other.applicationId)).map(({ kind }) => kind)).toEqual(['query']);
    const third = await another();
    at.ground.pass(2 * day);
    await at.gather(third, 'household');
    expect((await at.exchangesOf(third)).map(({ kind }) => kind)).toEqual(['query']);
  });

  test('a register asked by files gets one file for everybody, and is sent the same again after it was down', async () => {
    const one = await at.file('王思远', ['account']);
    const two = await at.file('李文博', ['account']);
    await at.gather(one.applicationId, 'account');
    await at.gather(two.applicationId, 'account');
    expect(
      at.ground.jobs.filter(({ queue }) => queue === 'sendBatch').every(({ delaySeconds }) => delaySeconds > 0),
    ).toBe(true);
    await at.switch('GJ', { down: true });
    await at.batches(3);
    expect((await at.paperOf(one.applicationId, 'account')).status).toBe('owed');
    await at.allWell();
    await at.batches();
    const papers = [await at.paperOf(one.applicationId, 'account'), await at.paperOf(two.applicationId, 'account')];
    expect(papers.map(({ status }) => status)).toEqual(['received', 'received']);
    expect(new Set(papers.map(({ batchId }) => batchId)).size).toBe(1);
    const [batch] = await at.context.database
      .select()
      .from(questionBatches)
      .where(eq(questionBatches.batchId, papers[0]?.batchId ?? ''));
    expect(batch?.state).toBe('answered');
    const kept = await at.exchangesOf(one.applicationId);
    // Both at one moment, by this test's clock.
    expect(kept.map(({ kind, outcome }) => `${kind} ${outcome}`).sort()).toEqual(['inBatch answered', 'inBatch later']);
    const files = await at.context.database.select().from(exchanges).where(eq(exchanges.kind, 'batch'));
    expect(files.every(({ contentSealed, citizenId }) => contentSealed === null && citizenId === null)).toBe(true);
  });

  test('a register that contradicts the citizen: a person sees both values, nobody else does', async () => {
    const { applicationId } = await at.file('王思远', ['marriage', 'single'], { maritalStatus: '未婚' });
    await at.gather(applicationId, 'marriage');
    await at.gather(applicationId, 'single');
    expect((await at.paperOf(applicationId, 'marriage')).status).toBe('contradiction');
    const found = await at.context.database.transaction((tx) => contradictionsOf(at.context, tx, applicationId));
    expect(found).toEqual([
      expect.objectContaining({
        materialId: 'marriage',
        status: 'contradiction',
        stated: { status: '未婚' },
        found: { status: '已婚' },
      }),
      expect.objectContaining({
        materialId: 'single',
        status: 'negative',
        stated: { unmarried: 'yes' },
        found: { unmarried: 'no' },
      }),
    ]);
    expect(JSON.stringify(await at.paperOf(applicationId, 'marriage'))).not.toMatch(/未婚|已婚/);
    expect(await at.ground.events(applicationId)).toEqual(['paperContradicted', 'paperNegative']);
    const same = await at.file('王思远', ['marriage'], { maritalStatus: ' 已婚 ' });
    await at.gather(same.applicationId, 'marriage');
    expect((await at.paperOf(same.applicationId, 'marriage')).status).toBe('received');
  });

  test('a correction of what was compared asks the register again; an answer to the older question is none', async () => {
    const { applicationId, caller } = await at.file('王思远', ['marriage', 'household'], { maritalStatus: '未婚' });
    await at.gather(applicationId, 'marriage');
    await at.gather(applicationId, 'household');
    const before = await at.paperOf(applicationId, 'marriage');
    const untouched = await at.paperOf(applicationId, 'household');
    expect(before.status).toBe('contradiction');
    const application = await findApplication(at.context.database, applicationId);
    if (!application) throw new Error('not filed');
    const older = await questionAbout(at.context, application, before);
    await correctForm(at.context, caller, applicationId, { maritalStatus: '已婚' }, async () => {});

    const asked = await at.paperOf(applicationId, 'marriage');
    expect(asked).toMatchObject({ status: 'pending', recordSealed: null, differenceSealed: null, answeredAt: null });
    expect(asked.queryId).not.toBe(before.queryId);
    expect(await at.paperOf(applicationId, 'household')).toEqual(untouched);
    expect(at.ground.jobs).toContainEqual(
      expect.objectContaining({ queue: 'gatherPaper', data: { applicationId, materialId: 'marriage' } }),
    );
    const late = { outcome: 'found', record: { status: '未婚' }, asOf: at.context.now().toISOString() } as const;
    await at.context.database.transaction((tx) => takeAnswer(at.context, tx, older, late));
    expect((await at.paperOf(applicationId, 'marriage')).status).toBe('pending');
    await at.gather(applicationId, 'marriage');
    expect((await at.paperOf(applicationId, 'marriage')).status).toBe('received');
  });

  test('what a department owes has its own term: late once, counted, and supplied all the same', async () => {
    await at.switch('MZ', { down: true });
    const { applicationId } = await at.file('王思远', ['single']);
    await at.gather(applicationId, 'single');
    await noteOverduePapers(at.context);
    expect(await at.ground.events(applicationId)).toEqual(['paperOwed']);
    at.ground.pass(8 * day);
    await noteOverduePapers(at.context);
    await noteOverduePapers(at.context);
    expect(count(await at.ground.events(applicationId), 'paperOverdue')).toBe(1);
    await countOwedPapers(at.context, at.context.metrics);
    expect(await at.context.metrics.registry.metrics()).toMatch(/onetrip_papers_overdue\{department="MZ"\} 1/);
  });

  describe('a written commitment in place of an owed paper', () => {
    const owing = async (name: string) => {
      await at.switch('MZ', { down: true });
      const filed = await at.file(name, ['single']);
      await at.gather(filed.applicationId, 'single');
      const commit = async (text = leaseCommitment.zh) => {
        const application = await findApplication(at.context.database, filed.applicationId);
        if (!application) throw new Error('not filed');
        return commitInstead(at.context, filed.caller, application, { materialId: 'single', text }, async () => {});
      };
      return { ...filed, commit };
    };

    test('stands for it: the case goes on, and the department’s answer changes nothing any more', async () => {
      const { applicationId, commit } = await owing('王思远');
      const shown = await commit();
      expect(shown.papers[0]).toMatchObject({ status: 'committed', mayCommit: false, owedUntil: null });
      expect(at.ground.jobs).toContainEqual(expect.objectContaining({ queue: 'review', data: { applicationId } }));
      await at.allWell();
      await at.gather(applicationId, 'single');
      expect((await at.paperOf(applicationId, 'single')).status).toBe('committed');
      await expect(commit()).rejects.toMatchObject({ code: 'commitment_not_offered' });
    });

    test('taken in while nobody could say is looked into before a decision: kept, or left to a person', async () => {
      const promised = async (name: string) => {
        const filed = await at.file(name, ['single']);
        await at.context.database
          .update(applicationPapers)
          .set({ status: 'committed' })
          .where(eq(applicationPapers.applicationId, filed.applicationId));
        return filed.applicationId;
      };
      const [kept, broken] = [await promised('孙婉清'), await promised('赵一帆')];
      const reviewed = (applicationId: string) => review(at.context, { applicationId });
      await at.switch('FGW', { down: true });
      for (const applicationId of [kept, broken]) {
        await reviewed(applicationId);
        expect((await at.paperOf(applicationId, 'single')).answeredAt).toBeNull();
        expect(await at.ground.events(applicationId)).toEqual([]);
        const again = at.ground.jobs.filter(
          ({ queue, data }) => queue === 'review' && data.applicationId === applicationId,
        );
        expect(again).toMatchObject([{ delaySeconds: expect.any(Number) }]);
      }
      await at.allWell();
      for (const applicationId of [kept, broken]) await reviewed(applicationId);
      expect(await at.paperOf(kept, 'single')).toMatchObject({ status: 'committed', answeredAt: at.context.now() });
      expect(await at.paperOf(broken, 'single')).toMatchObject({ status: 'negative', department: 'FGW' });
      expect(await at.ground.events(broken)).toContain('paperNegative');
      const [difference] = await contradictionsOf(at.context, at.context.database, broken);
      expect(difference).toMatchObject({ stated: { noFalsePromise: 'yes' }, found: { noFalsePromise: 'no' } });
      // Of whom the register spoke well today it is not asked again; the other is, each time.
      const asksAgain = async (applicationId: string) => {
        const application = await findApplication(at.context.database, applicationId);
        if (!application) throw new Error('not filed');
        const before = (await at.exchangesOf(applicationId)).length;
        const trust = await trustIn(at.context, { ...application, materialId: 'single' });
        return [trust, (await at.exchangesOf(applicationId)).length - before];
      };
      expect(await asksAgain(kept)).toEqual(['trusted', 0]);
      expect(await asksAgain(broken)).toEqual(['broken', 1]);
      at.ground.pass(2 * day);
      expect(await asksAgain(kept)).toEqual(['trusted', 1]);
    });

    test('is not offered to somebody whose promise was false, for another text, or before the paper is owed', async () => {
      const broken = await owing('赵一帆');
      await expect(broken.commit()).rejects.toMatchObject({ code: 'commitment_not_trusted' });
      const other = await owing('李文博');
      await expect(other.commit('随便写的')).rejects.toMatchObject({ code: 'commitment_text_changed' });
      await at.switch('FGW', { down: true });
      await expect(other.commit()).rejects.toMatchObject({ code: 'department_unavailable' });
      const fresh = await at.file('周晓岚', ['single']);
      const application = await findApplication(at.context.database, fresh.applicationId);
      if (!application) throw new Error('not filed');
      const early = { materialId: 'single', text: leaseCommitment.zh };
      await expect(commitInstead(at.context, fresh.caller, application, early, async () => {})).rejects.toMatchObject({
        code: 'commitment_not_offered',
      });
    });
  });

  test('nothing of all this stands in a log', () => {
    const { all } = at.people;
    const logged = at.ground.logged();
    for (const { name, idNumber } of all) expect(logged.includes(name) || logged.includes(idNumber)).toBe(false);
  });
});
