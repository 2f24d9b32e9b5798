// Drafts: begun on one device, resumed on another, filed once; nobody overwrites anybody unseen, and nobody reads another's.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SaveDraftBody } from '@onetrip/sdk';
import { atCounter } from './support/atCounter.ts';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { databases, type System, startSystem } from './support/system.ts';

const problem = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const begun: SaveDraftBody = { matterId: 'HZ-JJ-026', situation: {}, form: { mobile: '13900001234' }, commitments: [] };

describe.each(databases)('drafts on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ database });
  });
  afterAll(() => system.close());

  test('begun on one device, resumed on another, filed from there, and gone', async () => {
    const { client: phone } = await system.signedIn('王思远');
    const { client: tablet } = await system.signedIn('王思远');
    const first = await phone.drafts.save(begun);
    expect(first).toMatchObject({
      version: 1,
      form: begun.form,
      matterName: expect.objectContaining({ zh: expect.any(String) }),
    });
    expect(Date.parse(first.expiresAt)).toBeGreaterThan(Date.parse(first.updatedAt));

    const [listed] = (await tablet.drafts.list()).items;
    expect(listed).toMatchObject({ draftId: first.draftId, matterId: 'HZ-JJ-026' });
    const resumed = await tablet.drafts.get(first.draftId);
    expect(resumed).toEqual(first);
    const filing = await filingOf(tablet, 'HZ-JJ-026');
    const { draftId, version } = await tablet.drafts.save({
      draft: { draftId: resumed.draftId, version: resumed.version },
      matterId: 'HZ-JJ-026',
      situation: filing.situation,
      form: filing.form,
      commitments: filing.commitments,
    });
    expect(version).toBe(2);

    const filed = await tablet.applications.create({ ...filing, draft: { draftId, version } });
    expect(filed.state).not.toBe('draft');
    expect((await phone.drafts.list()).items).toEqual([]);
    await expect(phone.drafts.get(draftId)).rejects.toEqual(problem('not_found', { status: 404 }));
    await expect(phone.drafts.save({ ...begun, draft: { draftId, version } })).rejects.toEqual(problem('not_found'));
  }, 60_000);

  test('of two devices the later one is told, and both versions can be kept', async () => {
    const { client: phone } = await system.signedIn('陈雨桐');
    const { client: tablet } = await system.signedIn('陈雨桐');
    const { draftId } = await phone.drafts.save(begun);
    const next = (mobile: string): SaveDraftBody => ({ ...begun, draft: { draftId, version: 1 }, form: { mobile } });
    const outcomes = await Promise.allSettled([
      phone.drafts.save(next('13900000001')),
      tablet.drafts.save(next('13900000002')),
    ]);
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(lost).toEqual([problem('draft_changed_elsewhere', { status: 409 })]);
    const standing = await phone.drafts.get(draftId);
    expect(standing.version).toBe(2);

    const filing = await filingOf(phone, 'HZ-JJ-026');
    await expect(phone.applications.create({ ...filing, draft: { draftId, version: 1 } })).rejects.toEqual(
      problem('draft_changed_elsewhere'),
    );
    expect((await phone.applications.list()).items).toEqual([]);

    const { draft: _, ...own } = next('13900000003');
    await tablet.drafts.save(own);
    expect((await phone.drafts.list()).items).toHaveLength(2);
  }, 60_000);

  test('the same save sent again is one save', async () => {
    const { client } = await system.signedIn('李文博');
    const idempotencyKey = await client.newIdempotencyKey();
    const saved = await client.drafts.save(begun, { idempotencyKey });
    expect(await client.drafts.save(begun, { idempotencyKey })).toEqual(saved);
    expect((await client.drafts.list()).items).toHaveLength(1);
    await client.drafts.discard(saved.draftId);
    await client.drafts.discard(saved.draftId);
    expect((await client.drafts.list()).items).toEqual([]);
  });

  test('another’s draft can be neither read, saved, filed away nor discarded', async () => {
    const { client: owner } = await system.signedIn('钱梦瑶');
    const { client: stranger } = await system.signedIn('何大海');
    const { draftId, version } = await owner.drafts.save(begun);
    await expect(stranger.drafts.get(draftId)).rejects.toEqual(problem('not_found'));
    await expect(stranger.drafts.save({ ...begun, draft: { draftId, version } })).rejects.toEqual(problem('not_found'));
    await stranger.drafts.discard(draftId);
    await stranger.applications.create({
      ...(await filingOf(stranger, 'HZ-JJ-026')),
      draft: { draftId, version },
    });
    expect(await owner.drafts.get(draftId)).toMatchObject({ draftId, version });
    await expect(system.client().drafts.list()).rejects.toEqual(problem('unauthenticated', { status: 401 }));
  }, 60_000);

  test('what was saved at a counter is not seen on the phone, and a counter sees only its matters', async () => {
    const name = '周晓岚';
    const { client: phone } = await system.signedIn(name);
    await phone.drafts.save(begun);
    const counter = await atCounter(system, 'bank', name, ['HZ-GA-041']);
    expect((await counter.drafts.list()).items).toEqual([]);
    await expect(counter.drafts.save(begun)).rejects.toEqual(problem('matter_not_offered_here', { status: 403 }));
    const { draftId } = await counter.drafts.save({ ...begun, matterId: 'HZ-GA-041', form: {} });
    expect((await counter.drafts.list()).items.map((draft) => draft.draftId)).toEqual([draftId]);
    await expect(phone.drafts.get(draftId)).rejects.toEqual(problem('not_found'));
    expect((await phone.drafts.list()).items).toHaveLength(1);
  }, 60_000);

  test('there is a limit, and a matter must exist', async () => {
    const { client } = await system.signedIn('许志坚');
    await expect(client.drafts.save({ ...begun, matterId: 'HZ-ZZ-999' })).rejects.toEqual(problem('matter_not_found'));
    for (let count = 0; count < 20; count += 1) await client.drafts.save(begun);
    await expect(client.drafts.save(begun)).rejects.toEqual(problem('drafts_full', { status: 409 }));
    expect((await client.drafts.list()).items).toHaveLength(20);
  }, 60_000);

  test('no identity number stands in any log, address or refusal of all this', () => expectNoIdentityNumbers(system));
});
