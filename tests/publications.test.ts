// Publishing into a running service: whole or not at all, kept for good, reversible; what was filed before stays as it was.
import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, createClient, type Matter } from '@onetrip/sdk';
import { createOfficeClient, type OfficeClient, ProblemError, type PublishedChange } from '@onetrip/sdk/office';
import { filingOf } from './support/filing.ts';
import { openOfficerSession } from './support/staff.ts';
import { databases, type SystemHere, startSystem, startSystemProcess } from './support/system.ts';

const permit = 'HZ-GA-041';
const other = 'HZ-JJ-026';

/** A guide as it is sent to be published. */
const sent = ({ version: _version, ...guide }: Matter) => guide;

/** One change: this guide with these parts. */
const changed = (matter: Matter, parts: Partial<Matter>): PublishedChange => ({
  matterId: matter.matterId,
  matter: sent({ ...matter, ...parts }),
});

const inForce = async (office: OfficeClient): Promise<string> => {
  const { items } = await office.publications.list({ limit: 1 });
  return items[0]?.publicationId ?? '';
};

/** What a call failed with. */
const problemOf = (call: PromiseLike<unknown>): Promise<ProblemError> =>
  Promise.resolve(call).then(
    () => Promise.reject(new Error('it was not refused')),
    (error) => (error instanceof ProblemError ? error : Promise.reject(error)),
  );

/** Asks until it is so; a second is what is promised, a loaded machine is given more. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isSo()) return;
    await wait(100);
  }
  throw new Error('it did not come to pass');
}

describe.each(databases)('publishing on %s', (database) => {
  let system: SystemHere;
  let client: Client;
  let office: OfficeClient;
  beforeAll(async () => {
    system = await startSystem({ database, env: { ONETRIP_RATE_PUBLICATIONS: '1000' } });
    client = system.client();
    office = await system.officer('reformOffice');
  }, 120_000);
  afterAll(() => system?.close());

  test('the files are the first publication', async () => {
    const { items } = await office.publications.list();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ number: 1, officerId: null, base: null, reverts: null, inForce: true });
    const first = await office.publications.get(items[0]?.publicationId ?? '');
    expect(first.previousHash).toBe('0'.repeat(64));
    expect(first.versions.length).toBe(first.matters);
  });

  test('a preview says in words what changes, and changes nothing', async () => {
    const matter = await client.matters.get(permit);
    const change = changed(matter, { promised: { count: 3, unit: 'workingDays' } });
    const { base, findings, changes, effect } = await office.publications.preview({ changes: [change] });
    expect(base).toBe(await inForce(office));
    expect(findings).toEqual([]);
    expect(changes).toMatchObject([{ matterId: permit, kind: 'changed', from: matter.version, to: null }]);
    expect(changes[0]?.words[0]?.zh).toContain('承诺时限');
    expect(effect.after.promiseCompression).toBeGreaterThan(effect.before.promiseCompression ?? 0);
    expect(await client.matters.get(permit)).toEqual(matter);
  });

  test('what the linter demands keeps it from being published', async () => {
    const matter = await client.matters.get(permit);
    const changes = [changed(matter, { promised: { count: 999, unit: 'workingDays' } })];
    expect((await office.publications.preview({ changes })).findings).toMatchObject([{ matterId: permit }]);
    const base = await inForce(office);
    const problem = await problemOf(office.publications.create({ base, changes, reason: '试一试' }));
    expect(problem).toMatchObject({ code: 'catalogue_faulty', status: 422 });
    expect(problem.fields[0]?.field).toBe('changes.0');
    expect(await inForce(office)).toBe(base);
  });

  test.each([
    ['nothing new', (matter: Matter) => [changed(matter, {})], 'changes'],
    ['a matter twice', (matter: Matter) => [changed(matter, {}), changed(matter, {})], 'changes.1.matterId'],
    ['another id', (matter: Matter) => [{ ...changed(matter, {}), matterId: other }], 'changes.0.matterId'],
    ['nobody’s matter taken away', () => [{ matterId: 'HZ-GA-999', matter: null }], 'changes.0'],
    [
      'another department',
      (matter: Matter) => [changed(matter, { department: { code: 'RS', name: { zh: '人社局' } } })],
      'changes.0.matter.department',
    ],
    ['what no file could say', (matter: Matter) => [changed(matter, { theme: '' })], 'changes.0.matter'],
  ])('%s is refused', async (_what, changesOf, field) => {
    const changes = changesOf(await client.matters.get(permit));
    const problem = await problemOf(
      office.publications.create({ base: await inForce(office), changes, reason: '试一试' }),
    );
    expect(problem).toMatchObject({ code: 'invalid_request' });
    expect(problem.fields[0]?.field).toBe(field);
  });

  test('published, found by its new name, and put back to the byte', async () => {
    const before = await client.matters.get(permit);
    const base = await inForce(office);
    const name = { zh: '蓝鲸居住凭证申领', en: 'Blue whale permit' };
    const publication = await office.publications.create({
      base,
      reason: '更名',
      changes: [changed(before, { name, idOnly: !before.idOnly })],
    });
    expect(publication).toMatchObject({ base, officerId: 'S1001', inForce: true, counts: { changed: 1 } });
    const after = await client.matters.get(permit);
    expect(after).toMatchObject({ name, version: before.version + 1 });
    // Id-only is computed, whatever was sent.
    expect(after.idOnly).toBe(before.idOnly);
    expect((await client.matters.search({ q: '蓝鲸居住凭证' })).items[0]?.matterId).toBe(permit);
    expect((await client.matters.suggest({ q: '蓝鲸' })).items[0]?.matterId).toBe(permit);

    const reverted = await office.publications.revert(base, { base: publication.publicationId, reason: '改回' });
    expect(reverted).toMatchObject({ reverts: base, base: publication.publicationId, counts: { changed: 1 } });
    expect(reverted.versions).toEqual((await office.publications.get(base)).versions);
    expect(JSON.stringify(await client.matters.get(permit))).toBe(JSON.stringify(before));
    expect((await client.matters.search({ q: '蓝鲸居住凭证' })).items[0]?.name).not.toEqual(name);
    expect(await office.publications.audit()).toMatchObject({ firstBroken: null });
  });

  test('an application under way keeps the version it was filed under, and its papers', async () => {
    const { client: citizen } = await system.signedIn('陈雨桐');
    await system.phone.switch('RS', { slowMs: 1500 });
    const filed = await citizen.applications.create(await filingOf(citizen, permit));
    const matter = await client.matters.get(permit);
    const paper = matter.materials.find(({ kind, ending }) => kind === 'paper' && ending === 'shared');
    await office.publications.create({
      base: await inForce(office),
      reason: '精简材料',
      changes: [changed(matter, { materials: matter.materials.filter(({ id }) => id !== paper?.id) })],
    });
    expect((await client.matters.get(permit)).version).toBeGreaterThan(filed.matterVersion);
    await system.phone.allWell();
    const done = await citizen.applications.waitFor(filed.applicationId, { until: 'delivered', timeoutMs: 60_000 });
    expect(done.matterVersion).toBe(filed.matterVersion);
    expect(done.papers.map(({ materialId }) => materialId)).toEqual(filed.papers.map(({ materialId }) => materialId));
  }, 120_000);

  test('a matter taken away and a new one: neither list nor guide is left behind', async () => {
    const gone = await client.matters.get('HZ-QX-001');
    const matterId = 'HZ-QX-901';
    const fresh = sent({ ...gone, matterId, name: { zh: '彩虹观测证明', en: 'Rainbow certificate' } });
    const { items, nextCursor } = await client.matters.search({ department: 'QX', limit: 1 });
    expect(items).toHaveLength(1);
    await office.publications.create({
      base: await inForce(office),
      reason: '调整',
      changes: [
        { matterId: gone.matterId, matter: null },
        { matterId, matter: fresh },
      ],
    });
    expect(await problemOf(client.matters.get(gone.matterId))).toMatchObject({ code: 'matter_not_found' });
    expect(await client.matters.get(matterId)).toMatchObject({ version: 1, name: fresh.name });
    expect((await client.matters.search({ q: '彩虹观测' })).items[0]?.matterId).toBe(matterId);
    // A list begun before goes on: at worst a matter is seen twice or not, never an error.
    if (nextCursor) expect((await client.matters.search({ department: 'QX', cursor: nextCursor })).items).toBeDefined();
  });

  test('two at once: one is published, the other is told', async () => {
    const [one, two] = await Promise.all([client.matters.get(permit), client.matters.get(other)]);
    const base = await inForce(office);
    const second = await system.officer('陆明远');
    const publish = (who: OfficeClient, matter: Matter, en: string) =>
      who.publications.create({
        base,
        reason: '同时公布',
        changes: [changed(matter, { name: { ...matter.name, en } })],
      });
    const settled = await Promise.allSettled([publish(office, one, 'First'), publish(second, two, 'Second')]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = settled.find((result) => result.status === 'rejected');
    expect(refused).toMatchObject({ reason: { code: 'publication_outdated', status: 409 } });
  });

  test.each(['departmentReporter', 'caseOfficer', 'operator'])('%s reads and does not publish', async (role) => {
    const officer = await system.officer(role);
    const base = await inForce(officer);
    const matter = await client.matters.get(permit);
    const changes = [changed(matter, { where: '别处' })];
    const { publications } = officer;
    expect(await problemOf(publications.create({ base, changes, reason: '越权' }))).toMatchObject({
      code: 'forbidden',
    });
    expect(await problemOf(publications.revert(base, { base, reason: '越权' }))).toMatchObject({ code: 'forbidden' });
    expect(await problemOf(publications.preview({ changes }))).toMatchObject({ code: 'forbidden' });
    expect((await publications.get(base)).publicationId).toBe(base);
  });

  test('so large a body is read of nobody who may not send it, nor anywhere else', async () => {
    const body = JSON.stringify({ changes: 'x'.repeat(200_000) });
    const post = (path: string, token?: string) =>
      fetch(`${system.gatewayUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body,
      });
    expect((await post('/v1/publications/preview')).status).toBe(401);
    const { token } = await openOfficerSession({ ...system, office: system.office() }, 'reformOffice');
    expect((await post('/v1/publications/preview', token)).status).toBe(400);
    expect((await post('/v1/licences/verification')).status).toBe(413);
  });

  test('pages of publications, newest first', async () => {
    const all = await office.publications.list({ limit: 2 }).toArray({ limit: 100 });
    const numbers = all.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(numbers.at(-1)).toBe(1);
    expect(all.filter((one) => one.inForce)).toHaveLength(1);
    expect(await office.publications.audit()).toMatchObject({ publications: all.length, firstBroken: null });
  });
});

test('two gateways on one server: what one publishes, the other serves', async () => {
  const system = await startSystem({ database: 'postgres' });
  const beside = await system.alongside();
  try {
    const office = await system.officer('reformOffice');
    const there = createClient({ baseUrl: beside.url });
    const before = await there.matters.get(permit);
    const name = { ...before.name, zh: '海豚居住凭证申领' };
    const base = await inForce(office);
    const published = await office.publications.create({ base, reason: '更名', changes: [changed(before, { name })] });
    await eventually(async () => (await there.matters.get(permit)).name.zh === name.zh);
    expect((await there.matters.search({ q: '海豚居住凭证' })).items[0]?.matterId).toBe(permit);
    await office.publications.revert(base, { base: published.publicationId, reason: '改回' });
    await eventually(async () => (await there.matters.get(permit)).version === before.version);
    expect(await there.matters.get(permit)).toEqual(before);
  } finally {
    await beside.close();
    await system.close();
  }
}, 180_000);

test.each(databases)(
  'killed while publishing, on %s: the old or the new, whole',
  async (database) => {
    const system = await startSystemProcess({ database });
    try {
      for (const killAfterMs of [0, 60, 200]) {
        const office = await system.officer('reformOffice');
        const client = system.client();
        const [one, two] = await Promise.all([client.matters.get(permit), client.matters.get(other)]);
        const base = await inForce(office);
        const en = `After ${killAfterMs}`;
        const changes = [one, two].map((matter) => changed(matter, { name: { ...matter.name, en } }));
        const publishing = office.publications
          .create({ base, reason: '中途断电', changes }, { maxAttempts: 1 })
          .catch(() => null);
        await wait(killAfterMs);
        await system.kill();
        const answered = await publishing;
        await system.restart();
        const [first, second] = await Promise.all([client.matters.get(permit), client.matters.get(other)]);
        expect(first.name.en === en).toBe(second.name.en === en);
        if (answered) expect(first.name.en).toBe(en);
        expect(await office.publications.audit()).toMatchObject({ firstBroken: null });
      }
    } finally {
      await system.close();
    }
  },
  240_000,
);

test('the command line publishes the files and puts them back', async () => {
  const system = await startSystem();
  try {
    const { token } = await openOfficerSession({ ...system, office: system.office() }, 'reformOffice');
    const office = createOfficeClient({ baseUrl: system.gatewayUrl, token });
    const client = system.client();
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['scripts/catalogue.mjs', ...args, '--gateway', system.gatewayUrl], {
        env: { ...process.env, ONETRIP_OFFICER_TOKEN: token },
      });
    const before = await client.matters.get(permit);
    expect((await run('publish', '--reason', '例行公布')).stdout).toContain('没有可公布的变化');
    const base = await inForce(office);
    await office.publications.create({ base, reason: '先改', changes: [changed(before, { where: '别处' })] });
    const published = await run('publish', '--reason', '以文件为准');
    expect(published.stdout).toContain(permit);
    expect(published.stdout).toContain('第3次公布');
    expect(sent(await client.matters.get(permit))).toEqual(sent(before));
    expect((await run('revert', '2', '--reason', '还是改')).stdout).toContain('恢复到第2次公布');
    expect((await client.matters.get(permit)).where).toBe('别处');
  } finally {
    await system.close();
  }
}, 120_000);
